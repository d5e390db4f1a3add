// Reads run.json, to compare runs or before overwriting one.
import type { FileRecord } from '../outputs/data-package.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The part of run.json that is read. */
export interface WrittenRecord {
  readonly program: 'offsupply';
  readonly version: string;
  readonly replications: number;
  readonly files: readonly FileRecord[];
  readonly scenario: Scenario;
  /** What may differ between two equal runs. */
  readonly environment?: { readonly commit?: string };
}

/** Undefined if the text is not a record that offsupply wrote. */
export function writtenRecordIn(text: string): WrittenRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<WrittenRecord> | null;
    const whole =
      record?.program === 'offsupply' &&
      Array.isArray(record.files) &&
      Array.isArray(record.scenario?.policies);
    return whole ? (record as WrittenRecord) : undefined;
  } catch {
    return undefined;
  }
}
