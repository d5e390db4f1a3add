// run.json as it is read back, by those who compare runs and those who would write over one.
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

/** Undefined where the text is no record that offsupply has written. */
export function writtenRecordIn(text: string): WrittenRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<WrittenRecord> | null;
    const whole = record?.program === 'offsupply' && Array.isArray(record.files) && Array.isArray(record.scenario?.policies);
    return whole ? (record as WrittenRecord) : undefined;
  } catch {
    return undefined;
  }
}
