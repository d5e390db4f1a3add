// How a day's demand is spread over its minutes: half-hours of the Europe/London clock laid on a
// UTC day, as a cumulative share.
import {
  f64,
  newF64s,
  newI32s,
  quotient,
  wholeToI32,
  type F64s,
  type I32s,
  type i32,
} from './platform.ts';
import { earlier, minutesPerDay } from './time.ts';

// What kind of day it is for the local clock
export const clockWinter: i32 = 0;
export const clockSummer: i32 = 1;
export const clockSpringChange: i32 = 2;
export const clockAutumnChange: i32 = 3;
export const dayClockCount: i32 = 4;

export const halfHours: i32 = 48;
const minutesPerHalfHour: i32 = 30;
const guideSteps: i32 = 64;

export class DayShape {
  /** Share of the day's demand used by the start of each half-hour of the UTC day, 49 values. */
  private cumulative: F64s = newF64s(halfHours + 1);
  private perMinute: F64s = newF64s(halfHours + 1);
  /** 1 / perMinute; 0 where nothing is used. */
  private minutesPerShare: F64s = newF64s(halfHours);
  /** For each step of cumulative share, a half-hour at or before it. */
  private guide: I32s = newI32s(guideSteps + 1);
  private stepsPerShare: f64 = guideSteps;
  /** 1, but for the two days a year on which the clocks change. */
  total: f64 = 1;

  /**
   * Spreads 48 half-hourly weights of the local clock, mean 1, over a UTC day.
   * @param clock what kind of day it is for the local clock
   * @rule N5
   */
  lay(weights: F64s, clock: i32): void {
    for (let half: i32 = 0; half < halfHours; half++) {
      const isSummer: boolean =
        clock === clockSummer ||
        (clock === clockSpringChange && half >= 2) ||
        (clock === clockAutumnChange && half < 2);
      const weight: f64 = weights[(half + (isSummer ? 2 : 0)) % halfHours]!;
      this.perMinute[half] = weight / minutesPerDay;
      this.minutesPerShare[half] = weight === 0 ? 0 : minutesPerDay / weight;
      this.cumulative[half + 1] = this.cumulative[half]! + weight / halfHours;
    }
    // A sum of 48 shares can differ from 1 by rounding; an ordinary day must use exactly its
    // demand.
    if (clock === clockWinter || clock === clockSummer) this.cumulative[halfHours] = 1;
    this.total = this.cumulative[halfHours]!;
    this.stepsPerShare = guideSteps / this.total;
    this.layGuide();
  }

  private layGuide(): void {
    let half: i32 = 0;
    for (let step: i32 = 0; step <= guideSteps; step++) {
      const share: f64 = (f64(step) / guideSteps) * this.total;
      while (half < halfHours - 1 && this.cumulative[half + 1]! <= share) half++;
      this.guide[step] = half;
    }
  }

  /** Share of the day's demand used by a minute of the UTC day, 0 to 1440. */
  share(minute: i32): f64 {
    // At 1440 the 49th half-hour begins, in which nothing is used.
    const half: i32 = quotient(minute, minutesPerHalfHour);
    const sinceHalf: i32 = minute - half * minutesPerHalfHour;
    return this.cumulative[half]! + sinceHalf * this.perMinute[half]!;
  }

  /**
   * The minute by which a share of the day's demand is used, to about a minute; the caller finds
   * the exact one.
   */
  approximateMinute(share: f64): i32 {
    if (share >= this.total) return minutesPerDay;
    let half: i32 = this.guide[wholeToI32(Math.trunc(share * this.stepsPerShare))]!;
    while (half < halfHours - 1 && this.cumulative[half + 1]! <= share) half++;
    const minute: f64 = (share - this.cumulative[half]!) * this.minutesPerShare[half]!;
    return half * minutesPerHalfHour + earlier(minutesPerHalfHour, wholeToI32(Math.ceil(minute)));
  }
}
