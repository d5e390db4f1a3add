// `--such-that "policy:metric<x and …"`: the limits that a value has to keep. Each is written as a
// threshold is.
import { segmentNames } from '../../experiment/metrics.ts';
import { readThreshold, type Threshold } from '../../experiment/threshold.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { refuse, type Mistake } from './sought.ts';

const form =
  'one or more conditions joined with and, such as policy:households_off_share<5% and ' +
  'policy:calls_abandoned<100';
const mostConditions = 6;

/**
 * @param whole the scenario with all its policies
 * @param run ids of the policies that are run
 */
export function readConditions(
  text: string,
  whole: Scenario,
  run: readonly string[],
): { readonly conditions: readonly Threshold[]; readonly mistakes: readonly Mistake[] } {
  const place = '--such-that';
  const ids = whole.policies.map(({ id }) => id);
  const segments = segmentNames(whole.segments);
  const conditions: Threshold[] = [];
  const mistakes: Mistake[] = [];
  const wrong = (found: string, allowed: string, fix: string): void => {
    mistakes.push(refuse(`${place} ${text}`, place, found, { allowed, fix }).mistake);
  };
  const parts = text.split(/\s+and\s+/iu).map((part) => part.trim());
  for (const part of parts) {
    const written = part.replace(/^and\s+|\s+and$/giu, '');
    if (written === '' || /^and$/iu.test(written))
      wrong(
        part,
        form,
        parts.length === 1
          ? `write one, such as ${ids.at(-1)!}:households_off_share<5%`
          : 'write a condition on both sides of and',
      );
    else if (/\s+or\s+/iu.test(written))
      wrong(written, form, 'ask for each condition in a command of its own: there is no or');
    else {
      const read = readThreshold(written, run, segments);
      const isNotRun = 'fix' in read && !('fix' in readThreshold(written, ids, segments));
      if ('fix' in read)
        wrong(written, read.allowed, isNotRun ? 'add its policy to --policies' : read.fix);
      else conditions.push(read);
    }
  }
  const twice = parts.find((part, index) => parts.indexOf(part) < index);
  if (twice !== undefined && mistakes.length === 0) wrong(twice, form, 'leave one of the two out');
  if (parts.length > mostConditions)
    wrong(`${parts.length} conditions`, `at most ${mostConditions}`, 'write fewer');
  return { conditions, mistakes };
}
