// The thresholds of a run: those of the scenario and those of `--threshold`. Reading and judging
// them is experiment/threshold.ts.
import { UsageError } from '../errors.ts';
import { segmentNames } from '../experiment/metrics.ts';
import { readThreshold, type Threshold } from '../experiment/threshold.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface ChosenThresholds {
  readonly thresholds: readonly Threshold[];
  /** Thresholds of the scenario, as written, that name a policy which is not run. */
  readonly left: readonly string[];
}

/**
 * @param whole the scenario with all its policies
 * @param run the scenario with the policies that are run
 * @param fromScenario as written there; the loader has checked them
 * @param fromOptions as typed
 * @throws UsageError with every mistake, what is allowed and the fix
 */
export function thresholdsFor(
  whole: Scenario,
  run: Scenario,
  fromScenario: readonly string[],
  fromOptions: readonly string[] = [],
): ChosenThresholds {
  const [all, chosen] = [whole, run].map(({ policies }) => policies.map(({ id }) => id)) as [
    string[],
    string[],
  ];
  const segments = segmentNames(whole.segments);
  const own = fromScenario.map((text) => readThreshold(text, chosen, segments));
  const mistakes: string[] = [];
  const typed = fromOptions.map((text) => {
    const read = readThreshold(text, chosen, segments);
    // A policy that is not run is another mistake than one that does not exist.
    const notRun = 'fix' in read && !('fix' in readThreshold(text, all, segments));
    const fix = notRun ? 'add its policy to --policies' : 'fix' in read ? read.fix : undefined;
    if ('fix' in read)
      mistakes.push(`--threshold ${text}\n  allowed  ${read.allowed}\n  fix      ${fix!}`);
    return read;
  });
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return {
    thresholds: [...own, ...typed].filter((read) => 'limit' in read),
    left: fromScenario.filter((_, index) => 'fix' in own[index]!),
  };
}
