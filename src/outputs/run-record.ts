// run.json: what was run, in full, and the resulting files, so that the run can be repeated and its
// files checked. Two equal runs give equal texts, except under `environment`.
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
  /**
   * Number of replications that were run: more than in the scenario when replicating to a
   * precision, fewer when stopped.
   */
  readonly replications: number;
  /** The result of replicating to a precision, if it did. */
  readonly precision?: PrecisionOutcome;
  /** Present if it stopped because a threshold could no longer be met. */
  readonly stopped?: Stopped;
  /** Results of its thresholds, if it has any. */
  readonly thresholds?: readonly ThresholdRecord[];
  /**
   * Executed state changes by policy, summed over replications; in the scenario's order of
   * policies.
   */
  readonly events: ReadonlyMap<string, number>;
  /** Every file of the run except this one. */
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
    ...(run.thresholds === undefined || run.thresholds.length === 0
      ? {}
      : { thresholds: run.thresholds }),
    events: Object.fromEntries(run.events),
    files: run.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    scenario: sortedJson(run.scenario, 'scenario'),
    environment: sortedJson(run.environment, 'environment'),
  });
}
