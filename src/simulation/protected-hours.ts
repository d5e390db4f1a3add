// The non-disablement calendar of a meter as intervals of UTC minutes, for the kernel.
import { minutesPerDay, never } from '../kernel/time.ts';
import type { DayWindow, NonDisablement } from '../scenario/scenario.ts';
import type { Days } from './days.ts';

/** Ascending, merged where they touch; `first`: by day, the first that ends after its start. */
export interface ProtectedIntervals {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly first: Int32Array;
}

export function protectedIntervals(
  windows: NonDisablement | 'none',
  days: Days,
): ProtectedIntervals {
  if (windows === 'none') return none;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < days.days; index++) {
    const midnight = (days.firstDay + index) * minutesPerDay;
    for (const { startMinute, endMinute } of windowsOfDay(windows, days, index)) {
      const start = midnight + startMinute;
      const end = midnight + endMinute;
      if (ends.length > 0 && ends.at(-1)! >= start) ends.push(Math.max(ends.pop()!, end));
      else {
        starts.push(start);
        ends.push(end);
      }
    }
  }
  // An interval that is open at the end of the calendar never ends in it.
  if (ends.at(-1) === (days.firstDay + days.days) * minutesPerDay) ends[ends.length - 1] = never;
  return {
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    first: firstOfDays(ends, days),
  };
}

const none: ProtectedIntervals = {
  starts: new Int32Array(0),
  ends: new Int32Array(0),
  first: new Int32Array(0),
};

function firstOfDays(ends: readonly number[], { days, firstDay }: Days): Int32Array {
  let first = 0;
  return Int32Array.from({ length: days }, (_, index) => {
    while (first < ends.length && ends[first]! <= (firstDay + index) * minutesPerDay) first++;
    return first;
  });
}

function windowsOfDay(windows: NonDisablement, days: Days, index: number): readonly DayWindow[] {
  const ordered = (list: readonly DayWindow[]): DayWindow[] =>
    [...list].sort((a, b) => a.startMinute - b.startMinute);
  if (days.bankHoliday[index] === 1) return ordered(windows.bankHolidays);
  if (days.weekday[index] === 0) return ordered(windows.sunday);
  if (days.weekday[index] === 6) return ordered(windows.saturday);
  return ordered(windows.weekdays);
}
