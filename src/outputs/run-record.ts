// run.json: what was run, in full, and what came of it, so that the run can be made again and its files checked.
// Two equal runs give equal texts, but for what stands under `environment`.
import type { Stopped } from '../experiment/hopeless.ts';
import type { PrecisionOutcome } from '../experiment/replicate-to-precision.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { FileRecord } from './data-package.ts';
import { jsonText, sortedJson } from './json.ts';
import { precisionRecord } from './precision-text.ts';
import type { ThresholdRecord } from './threshold-text.ts';

export interface RunRecord {
  /** As resolved: every default filled in. */
  readonly scenario: Scenario;
  /** SHA-256 of the resolved scenario, as the caller computes it; lower-case hexadecimal. */
  readonly scenarioSha256: string;
  /** Of the program. */
  readonly version: string;
  /** How many were run; more than the scenario says when replicating to a precision, fewer when stopped. */
  readonly replications: number;
  /** How it came to that number, when replicating to a precision. */
  readonly precision?: PrecisionOutcome;
  /** Where a hopeless threshold stopped it. */
  readonly stopped?: Stopped;
  /** What came of its thresholds, if it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
  /** State changes executed, by policy, added up over replications; in the scenario's order of policies. */
  readonly events: ReadonlyMap<string, number>;
  /** Every file of the run but this one. */
  readonly files: readonly FileRecord[];
  /** Whatever may differ between equal runs: machine, Node version, workers, times. */
  readonly environment: Readonly<Record<string, unknown>>;
}

export function runRecord(run: RunRecord): string {
  return jsonText({
    program: 'offsupply',
    version: run.version,
    seed: run.scenario.seed,
    scenarioSha256: run.scenarioSha256,
    replications: run.replications,
    ...(run.precision === undefined ? {} : { precision: precisionRecord(run.precision) }),
    ...(run.stopped && { stopped: { ...run.stopped } }),
    ...(run.thresholds === undefined || run.thresholds.length === 0 ? {} : { thresholds: run.thresholds }),
    events: Object.fromEntries(run.events),
    files: run.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    scenario: sortedJson(run.scenario, 'scenario'),
    environment: sortedJson(run.environment, 'environment'),
  });
}
