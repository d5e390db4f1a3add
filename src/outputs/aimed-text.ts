// The effect of a policy aimed at a group on that group and on the others, as a sentence for the
// terminal and the report.
import type { AimedHours, AimedPolicy } from '../experiment/aimed-policies.ts';
import type { Difference } from '../experiment/statistics.ts';
import { numberText } from './number-text.ts';

export function aimedSentence(
  { policy, yardstick, words }: AimedPolicy,
  { group, others, all }: AimedHours,
  labelOf: (id: string) => string,
): string {
  return (
    `${labelOf(policy)} is for ${words}. Against ${labelOf(yardstick)}, ${words} ` +
    `${changeText(group)}; ` +
    `the others ${changeText(others)}; all homes together ${changeText(all)}.`
  );
}

/** `are off for 1,234 (1,100 to 1,368) household-hours less` */
function changeText({ difference, ciLow, ciHigh }: Difference): string {
  if (difference === 0) return 'are off for as long';
  const less = difference < 0;
  const [low, high] = less ? [-ciHigh, -ciLow] : [ciLow, ciHigh];
  const interval = Number.isNaN(low) ? '' : ` (${numberText(low)} to ${numberText(high)})`;
  return (
    `are off for ${numberText(Math.abs(difference))}${interval} household-hours ` +
    (less ? 'less' : 'more')
  );
}
