// shard.json: the record of a shard, with which merging checks whether shards make one complete
// run, and writes its files. Written last: a folder without it is not a finished shard.
import type { Shard } from '../experiment/shard.ts';
import type { Assumption } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { jsonText, sortedJson } from './json.ts';
import type { DrawnValues } from './uncertainty-columns.ts';

export interface ShardRecord {
  /** Of the program. */
  readonly version: string;
  /** SHA-256 of the program's code. */
  readonly build: string;
  /** Hash of the sets that parameters are drawn from, if any. */
  readonly setsSha256?: string;
  /** Values drawn for each replication of the whole run, if any. */
  readonly worlds?: DrawnValues;
  readonly shard: Shard;
  /** Content key of the records; the same in all shards of a run. */
  readonly contentKey: string;
  readonly spells: boolean;
  readonly meters: boolean;
  /** As resolved, with the policies that were run. Its replications are those of the whole run. */
  readonly scenario: Scenario;
  /** Thresholds of the scenario, as written. They are judged when the run is complete. */
  readonly thresholds: readonly string[];
  /** What the scenario files say of their parameters, for the report. */
  readonly assumptions: readonly Assumption[];
  /** Whatever may differ between equal shards: machine, Node version, workers, times. */
  readonly environment: Readonly<Record<string, unknown>>;
}

const program = 'offsupply';
const format = 3;

export function shardRecordText({ scenario, environment, ...rest }: ShardRecord): string {
  return jsonText({
    program,
    format,
    ...(sortedJson(rest, 'shard') as object),
    scenario: sortedJson(scenario, 'scenario'),
    environment: sortedJson(environment, 'environment'),
  });
}

/**
 * Undefined if the text is not a shard's record. Checks only its top-level keys; hashes check their
 * contents.
 */
export function shardRecordIn(text: string): ShardRecord | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const record = parsed as (Partial<ShardRecord> & { program?: unknown; format?: unknown }) | null;
  if (record?.program !== program || record.format !== format) return undefined;
  return typeof record.shard === 'object' && typeof record.scenario === 'object'
    ? (record as ShardRecord)
    : undefined;
}
