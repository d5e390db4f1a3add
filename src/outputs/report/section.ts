// A section of the report: a heading, text and charts. What each says is in sections/.
import type { Cast } from './cast.ts';
import type { PageSection } from './page.ts';
import type { RunData } from './run-data.ts';

export interface ReportContext {
  readonly data: RunData;
  readonly cast: Cast;
}

export type Section = PageSection;
