// A section of the report: a heading, text and charts. What each says is in sections/.
import type { Markup } from '../markup.ts';
import type { Cast } from './cast.ts';
import type { Figure } from './figure.ts';
import type { RunData } from './run-data.ts';

export interface ReportContext {
  readonly data: RunData;
  readonly cast: Cast;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly (Markup | Figure)[];
}
