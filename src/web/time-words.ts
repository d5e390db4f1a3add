// Drawn times in words, for levers.
import type { Distribution } from '../scenario/distribution.ts';
import { numberText } from '../outputs/number-text.ts';
import { minutesPerDay } from '../scenario/units.ts';

/** Minutes in the middle of a time; undefined for forms that levers do not show. */
export function typicalMinutes(time: Distribution): number | undefined {
  if (time.kind === 'constant') return time.value;
  if (time.kind === 'uniform') return (time.low + time.high) / 2;
  if (time.kind === 'triangular') return (time.low + time.mode + time.high) / 3;
  return time.kind === 'lognormal' ? time.median : undefined;
}

/** `0 to 14 days`, `0 to 3 days, most often 1` */
export function timeWords(time: Distribution | string): string {
  if (typeof time === 'string') return `at ${time}`;
  const day = (minutes: number): string =>
    numberText(minutes / minutesPerDay, minutes % minutesPerDay === 0 ? 0 : 1);
  if (time.kind === 'constant') return `${day(time.value)} days`;
  if (time.kind === 'uniform') return `${day(time.low)} to ${day(time.high)} days`;
  if (time.kind === 'triangular')
    return `${day(time.low)} to ${day(time.high)} days, most often ${day(time.mode)}`;
  return time.kind === 'lognormal'
    ? `${day(time.median)} days in the middle`
    : 'as the scenario draws it';
}
