// Replicating until the headline is precise: asks for replications, looks at them, ends by the stopping rule. Who runs them, and where,
// is the caller's affair.
import { headlineOf } from './headline.ts';
import type { RecordStore } from './record-store.ts';
import { decide, type Decision, type PrecisionTarget, type WideFigure } from './stopping-rule.ts';
import type { PolicyList } from './summary.ts';

/** How replicating to a precision ended. */
export interface PrecisionOutcome {
  readonly target: PrecisionTarget;
  /** How many the run is made of: 1 to this. A store may hold more, kept by an earlier run. */
  readonly replications: number;
  /** Widest first; empty when the target was reached. */
  readonly wide: readonly WideFigure[];
}

/**
 * Yields how many replications have to be in the store, 1 to that number, before it is asked again; returns how it ended.
 * @param scenario with the policies that are run
 * @param onLook told of each decision, and of how many replications it is from
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
    const figures = headlineOf(scenario, (policy) => store.metricsOf(policy).slice(0, replications));
    const decision = decide(target, replications, figures, narrowBefore);
    onLook?.(decision, replications);
    if (decision.kind === 'precise') return { target, replications, wide: [] };
    if (decision.kind === 'still-wide') return { target, replications, wide: decision.wide };
    narrowBefore = decision.wide.length === 0;
    replications = decision.replications;
  }
}
