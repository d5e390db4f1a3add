// A section of the report: a heading, text and charts. What each says is in sections/.
import type { PolicyStyles } from './policy-styles.ts';
import type { PageSection } from './page.ts';
import type { RunData } from './run-data.ts';

export interface ReportContext {
  readonly data: RunData;
  readonly policyStyles: PolicyStyles;
}

export type Section = PageSection;
