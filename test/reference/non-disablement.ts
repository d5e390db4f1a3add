// Non-disablement windows (A9): UTC clock times in which running out does not cut supply.
import type { NonDisablement } from '../../src/scenario/scenario.ts';
import type { Calendar } from './calendar.ts';
import { dayOf, minutesPerDay } from './units.ts';

/** A9: the start is inside, the end outside. A window that wraps midnight comes already split. */
export function isProtected(
  windows: NonDisablement | 'none',
  calendar: Calendar,
  minute: number,
): boolean {
  if (windows === 'none') return false;
  const day = dayOf(minute);
  const minuteOfDay = minute - day * minutesPerDay;
  return windows[calendar.kindOfDay(day)].some(
    ({ startMinute, endMinute }) => startMinute <= minuteOfDay && minuteOfDay < endMinute,
  );
}
