// Replicates until the headline figures are precise: asks for replications, checks their intervals,
// and ends by the stopping rule. The caller runs the replications.
import { headlineOf } from './headline.ts';
import type { RecordStore } from './record-store.ts';
import { decide, type Decision, type PrecisionTarget, type WideFigure } from './stopping-rule.ts';
import type { PolicyList } from './summary.ts';

/** How replicating to a precision ended. */
export interface PrecisionOutcome {
  readonly target: PrecisionTarget;
  /** Replications in the run: 1 to this. A store may hold more, kept by an earlier run. */
  readonly replications: number;
  /** Widest first; empty when the target was reached. */
  readonly wide: readonly WideFigure[];
}

/**
 * Yields the number of replications, from 1, that must be in the store before it is called again;
 * returns how it ended.
 * @param scenario with the policies that are run
 * @param onLook called with each decision, and the number of replications that it is based on
 */
export function* replicateToPrecision(
  scenario: PolicyList,
  store: RecordStore,
  target: PrecisionTarget,
  onLook?: (decision: Decision, replications: number) => void,
): Generator<number, PrecisionOutcome, void> {
  let replications = target.atLeast;
  let narrowBefore = false;
  for (;;) {
    yield replications;
    const figures = headlineOf(scenario, (policy) =>
      store.metricsOf(policy).slice(0, replications),
    );
    const decision = decide(target, replications, figures, narrowBefore);
    onLook?.(decision, replications);
    if (decision.kind === 'precise') return { target, replications, wide: [] };
    if (decision.kind === 'still-wide') return { target, replications, wide: decision.wide };
    narrowBefore = decision.wide.length === 0;
    replications = decision.replications;
  }
}
