// Non-disablement windows (A9): UTC clock times in which running out does not cut supply.
import type { NonDisablement } from '../../src/scenario/scenario.ts';
import type { Clock } from './clock.ts';
import { dayOf, minutesPerDay } from './units.ts';

/** Start inside, end outside. The scenario has already split a window that wraps midnight into both ends of its day. */
export function isProtected(windows: NonDisablement | 'none', clock: Clock, minute: number): boolean {
  if (windows === 'none') return false;
  const day = dayOf(minute);
  const minuteOfDay = minute - day * minutesPerDay;
  return windows[clock.kindOfDay(day)].some(
    ({ startMinute, endMinute }) => startMinute <= minuteOfDay && minuteOfDay < endMinute,
  );
}
