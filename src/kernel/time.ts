// Time in whole minutes from day 0 and money in whole micropounds, and how both are rounded.
import { quotient, wholeToI32, type f64, type i32 } from './platform.ts';

export const minutesPerDay: i32 = 1440;
export const minutesPerHour: i32 = 60;
/**
 * Later than any minute of any run: the time of something that will not happen. Time is a whole
 * number of minutes from 00:00 UTC of day 0.
 * @rule T1
 */
export const never: i32 = 0x7fffffff;

/** Day of a minute, from day 0; days before it are negative. */
export function dayOf(minute: i32): i32 {
  if (minute >= 0) return quotient(minute, minutesPerDay);
  return -1 - quotient(-1 - minute, minutesPerDay);
}

/** The earlier, or smaller, of two whole numbers. */
export function earlier(a: i32, b: i32): i32 {
  return a < b ? a : b;
}
/** The later, or larger, of two whole numbers. */
export function later(a: i32, b: i32): i32 {
  return a > b ? a : b;
}

/** A minute and a delay after it, at least 0; `never` where that is past the range of a minute. */
export function minuteAfter(minute: i32, delay: i32): i32 {
  return delay >= never - later(minute, 0) ? never : minute + delay;
}

/**
 * A drawn instant or delay as whole minutes, the nearest; `never` past the range of a minute.
 * @rule O5
 */
export function wholeMinute(instant: f64): i32 {
  return instant < never ? wholeToI32(Math.round(instant)) : never;
}

export const micropoundsPerPound: i32 = 1000000;
/**
 * Pounds as whole micropounds.
 * @rule T4
 */
export function poundsToMicropounds(pounds: f64): f64 {
  return Math.round(pounds * micropoundsPerPound);
}
