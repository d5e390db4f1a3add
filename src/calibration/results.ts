// Compares the simulated figures of a setting with its published ones.
import { summarise, type Summary } from '../experiment/statistics.ts';
import type { Figures } from './ordinary-life.ts';
import type { Setting } from './settings.ts';
import { isMet, targets, type Target } from './targets.ts';

export interface TargetResult {
  readonly target: Target;
  /** Over replications. */
  readonly simulated: Summary;
  /** Whether the simulated mean agrees with the published value. */
  readonly met: boolean;
}

/** @param lives the figures of each replication of the setting's scenario */
export function resultsOf(setting: Setting, lives: readonly Figures[]): readonly TargetResult[] {
  return targets
    .filter((target) => target.setting === setting)
    .map((target) => {
      const simulated = summarise(lives.map((life) => life[target.figure]));
      return { target, simulated, met: isMet(target, simulated.mean) };
    });
}
