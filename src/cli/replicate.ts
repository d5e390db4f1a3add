// Runs the replications of a run: a fixed number, as many as a precision takes, or until a
// threshold can no longer be met.
import { coordinate } from '../experiment/coordinate.ts';
import { hopelessOf, looksBefore, type Stopped } from '../experiment/hopeless.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import {
  replicateToPrecision,
  type PrecisionOutcome,
} from '../experiment/replicate-to-precision.ts';
import { replicationsOf } from '../experiment/shard.ts';
import type { Decision, PrecisionTarget } from '../experiment/stopping-rule.ts';
import type { Threshold } from '../experiment/threshold.ts';
import type { ReplicationJob } from '../files/runner-thread.ts';
import { stagesFor, type JobOfReplication } from '../files/worker-pool.ts';
import { numberText } from '../outputs/number-text.ts';
import { percentText, wideText } from '../outputs/precision-text.ts';
import type { Progress } from './terminal.ts';

export interface Effort {
  readonly job: ReplicationJob;
  /** The job of a replication, where its scenario is drawn for it. */
  readonly jobOf?: JobOfReplication;
  readonly store: RecordStore;
  readonly workers: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Runs those of these replications that are not in the store. */
export async function replicate(replications: readonly number[], effort: Effort): Promise<void> {
  const { job, jobOf, store, workers, progress, signal } = effort;
  signal.throwIfAborted();
  const missing = replications.filter((replication) => !store.has(replication));
  for (const stage of stagesFor(job, missing, workers, jobOf)) {
    const before = replications.filter((replication) => store.has(replication)).length;
    await coordinate({
      ...stage,
      store,
      households: job.scenario.households,
      signal,
      onProgress(done) {
        progress.update(before + done, replications.length);
      },
      onRetry(replication, error) {
        progress.message(
          `replication ${replication} failed and is run once more: ` +
            (error instanceof Error ? error.message : String(error)),
        );
      },
    });
  }
}

/**
 * Runs all of these replications, or fewer if a threshold can no longer be met.
 * @param all replications wanted: 1 to this
 */
export async function replicateUnlessHopeless(
  all: number,
  thresholds: readonly Threshold[],
  effort: Effort,
): Promise<Stopped | undefined> {
  const { progress, store } = effort;
  const update = (done: number): void => {
    progress.update(done, all);
  };
  const ofAll = { ...effort, progress: { ...progress, update } };
  for (const look of looksBefore(all)) {
    await replicate(replicationsOf(look), ofAll);
    const hopeless = hopelessOf(thresholds, store.first(look), effort.job.scenario);
    if (hopeless.length > 0) return { replications: look, of: all, hopeless };
  }
  await replicate(replicationsOf(all), ofAll);
  return undefined;
}

/** Runs as many replications as a precision takes. Writes a line to stderr at each check. */
export async function replicateTo(
  target: PrecisionTarget,
  effort: Effort,
): Promise<PrecisionOutcome> {
  const looks = replicateToPrecision(
    effort.job.scenario,
    effort.store,
    target,
    (decision, replications) => {
      if (decision.kind === 'go-on')
        effort.progress.message(lookText(target, decision, replications));
    },
  );
  for (;;) {
    const step = looks.next();
    if (step.done === true) return step.value;
    await replicate(replicationsOf(step.value), effort);
  }
}

function lookText(
  { share }: PrecisionTarget,
  decision: Decision & { kind: 'go-on' },
  replications: number,
): string {
  const [widest] = decision.wide;
  const so = `after ${numberText(replications, 0)} replications`;
  const next = `${numberText(decision.replications - replications, 0)} more`;
  if (widest === undefined)
    return `${so}: within ${percentText(share)}; ${next} to see that it holds`;
  return `${so}: widest is ${wideText(widest, replications)}; running ${next}`;
}
