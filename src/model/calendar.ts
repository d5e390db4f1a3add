// Days and clocks: UTC days from day 0, Europe/London time, English bank holidays and working days. No wall clock is read.
import type { DayWindow } from '../scenario/scenario.ts';
import { dayOf, minutesPerDay, never } from './money.ts';

const millisecondsPerDay = 86_400_000;

/** Days since 1 January 1970 of a YYYY-MM-DD date. */
export function epochDay(date: string): number {
  return Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / millisecondsPerDay,
  );
}
/** YYYY-MM-DD of an epoch day. */
export function dateOfEpochDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}
/** 0 Sunday … 6 Saturday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
function nthOrLastMonday(year: number, month: number, which: 'first' | 'last'): number {
  const start = epochDay(`${year}-${String(month).padStart(2, '0')}-01`);
  if (which === 'first') return start + ((8 - weekdayOf(start)) % 7);
  const end = start + 30; // May and August have 31 days
  return end - ((weekdayOf(end) + 6) % 7);
}
/** Easter Sunday, Gregorian calendar (the anonymous algorithm of 1876). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  return epochDay(
    `${year}-${String(Math.floor(monthAndDay / 31)).padStart(2, '0')}-${String((monthAndDay % 31) + 1).padStart(2, '0')}`,
  );
}
// Proclaimed dates, https://www.gov.uk/bank-holidays and the London Gazette.
const movedEarlyMay: Readonly<Record<number, string>> = { 2020: '2020-05-08' };
const movedSpring: Readonly<Record<number, string>> = { 2012: '2012-06-04', 2022: '2022-06-02' };
const extraHolidays: Readonly<Record<number, readonly string[]>> = {
  2011: ['2011-04-29'],
  2012: ['2012-06-05'],
  2022: ['2022-06-03', '2022-09-19'],
  2023: ['2023-05-08'],
};
/** Bank holidays of England in a year, as epoch days. A holiday at a weekend moves to the next working day. */
export function englishBankHolidays(year: number): ReadonlySet<number> {
  const days = new Set<number>();
  const addOrSubstitute = (day: number): void => {
    let substitute = day;
    while (weekdayOf(substitute) % 6 === 0 || days.has(substitute)) substitute++;
    days.add(substitute);
  };
  addOrSubstitute(epochDay(`${year}-01-01`));
  const easter = easterSunday(year);
  days.add(easter - 2).add(easter + 1);
  days.add(movedEarlyMay[year] === undefined ? nthOrLastMonday(year, 5, 'first') : epochDay(movedEarlyMay[year]));
  days.add(movedSpring[year] === undefined ? nthOrLastMonday(year, 5, 'last') : epochDay(movedSpring[year]));
  days.add(nthOrLastMonday(year, 8, 'last'));
  // Christmas falls on its own day first, so that Boxing Day's substitute comes after Christmas's.
  addOrSubstitute(epochDay(`${year}-12-25`));
  addOrSubstitute(epochDay(`${year}-12-26`));
  for (const date of extraHolidays[year] ?? []) days.add(epochDay(date));
  return days;
}
/** Summer time of a year as epoch minutes: from the last Sunday of March to that of October, 01:00 UTC. */
function summerTime(year: number): { start: number; end: number } {
  const lastSunday = (month: string): number => {
    const end = epochDay(`${year}-${month}-31`);
    return end - weekdayOf(end);
  };
  return { start: lastSunday('03') * minutesPerDay + 60, end: lastSunday('10') * minutesPerDay + 60 };
}

/** What kind of day it is for the local clock. */
export const dayClock = { winter: 0, summer: 1, springChange: 2, autumnChange: 3 } as const;

/** The days of one scenario, warm-up included. Columns are indexed by day − firstDay. */
export class Calendar {
  /** First day of the warm-up, 0 or below. */
  readonly firstDay: number;
  readonly days: number;
  readonly startEpochDay: number;
  /** 0 January … 11 December. */
  readonly month: Uint8Array;
  readonly daysInMonth: Uint8Array;
  readonly dayOfMonth: Uint8Array;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: Uint8Array;
  readonly bankHoliday: Uint8Array;
  readonly clock: Uint8Array;
  readonly #summers: readonly { start: number; end: number }[];
  /** Days that are worked, counted from day 0, in order, well past the horizon. */
  readonly #workingDays: Int32Array;

  constructor(start: string, warmUpMinutes: number, horizonMinutes: number) {
    this.startEpochDay = epochDay(start);
    this.firstDay = -Math.ceil(warmUpMinutes / minutesPerDay);
    const lastDay = Math.ceil(horizonMinutes / minutesPerDay) + 1;
    this.days = lastDay - this.firstDay + 1;
    this.month = new Uint8Array(this.days);
    this.daysInMonth = new Uint8Array(this.days);
    this.dayOfMonth = new Uint8Array(this.days);
    this.weekday = new Uint8Array(this.days);
    this.bankHoliday = new Uint8Array(this.days);
    this.clock = new Uint8Array(this.days);
    const yearOf = (day: number): number => new Date((this.startEpochDay + day) * millisecondsPerDay).getUTCFullYear();
    const years: number[] = [];
    for (let year = yearOf(this.firstDay); year <= yearOf(lastDay); year++) years.push(year);
    const holidays = new Set(years.flatMap((year) => [...englishBankHolidays(year)]));
    this.#summers = years.map((year) => {
      const summer = summerTime(year);
      const shift = this.startEpochDay * minutesPerDay;
      return { start: summer.start - shift, end: summer.end - shift };
    });
    const working: number[] = [];
    for (let index = 0; index < this.days; index++) {
      const day = this.startEpochDay + this.firstDay + index;
      const date = new Date(day * millisecondsPerDay);
      this.month[index] = date.getUTCMonth();
      this.daysInMonth[index] = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      this.dayOfMonth[index] = date.getUTCDate();
      this.weekday[index] = weekdayOf(day);
      this.bankHoliday[index] = holidays.has(day) ? 1 : 0;
      this.clock[index] = this.#clockOf(this.firstDay + index);
      if (this.firstDay + index >= 0 && weekdayOf(day) % 6 !== 0 && !holidays.has(day)) working.push(this.firstDay + index);
    }
    this.#workingDays = Int32Array.from(working);
  }

  #clockOf(day: number): number {
    const before = this.localOffset(day * minutesPerDay);
    const after = this.localOffset((day + 1) * minutesPerDay - 1);
    if (before === after) return before === 0 ? dayClock.winter : dayClock.summer;
    return before === 0 ? dayClock.springChange : dayClock.autumnChange;
  }

  /** Minutes to add to UTC for Europe/London time. */
  localOffset(minute: number): number {
    for (const summer of this.#summers) if (minute >= summer.start && minute < summer.end) return 60;
    return 0;
  }

  /** Day, from day 0, of the Europe/London date at a minute. */
  localDay(minute: number): number {
    return dayOf(minute + this.localOffset(minute));
  }

  /** The minute itself when the local clock is inside the window, else the window's next opening. */
  nextWithin(window: DayWindow, minute: number): number {
    const length = window.endMinute - window.startMinute;
    if (length === minutesPerDay) return minute;
    const sinceOpening = this.#sinceOpening(window, minute);
    if (sinceOpening < length) return minute;
    const opening = minute + minutesPerDay - sinceOpening;
    if (this.#offset(dayOf(opening), opening) === this.#offset(dayOf(minute), minute)) return opening;
    // The clocks change first: then they may show a time within the window at once.
    return this.nextWithin(window, this.#nextChange(minute));
  }

  /** When the local clock next leaves the window that it is inside at a minute; Infinity where the window is all day. */
  endOf(window: DayWindow, minute: number): number {
    const length = window.endMinute - window.startMinute;
    if (length === minutesPerDay) return Infinity;
    const end = minute + length - this.#sinceOpening(window, minute);
    if (this.#offset(dayOf(end), end) === this.#offset(dayOf(minute), minute)) return end;
    // The clocks change first: then they may show a time outside the window at once.
    const change = this.#nextChange(minute);
    return this.nextWithin(window, change) === change ? this.endOf(window, change) : change;
  }

  /** Minutes by the local clock since it last showed the window's opening. */
  #sinceOpening({ startMinute }: DayWindow, minute: number): number {
    const day = dayOf(minute);
    const sinceMidnight = minute - day * minutesPerDay + this.#offset(day, minute);
    const local = sinceMidnight < minutesPerDay ? sinceMidnight : sinceMidnight - minutesPerDay;
    return local >= startMinute ? local - startMinute : local + minutesPerDay - startMinute;
  }

  /** When the clocks next change. */
  #nextChange(minute: number): number {
    return Math.min(...this.#summers.flatMap(({ start, end }) => [start, end]).filter((change) => change > minute));
  }

  /** Local offset at a minute of a day: known by the day but on the two days a year on which the clocks change. */
  #offset(day: number, minute: number): number {
    const clock = this.clock[day - this.firstDay];
    if (clock === dayClock.winter) return 0;
    return clock === dayClock.summer ? 60 : this.localOffset(minute);
  }

  /** The minute at which a local clock time of a local day falls. */
  minuteOfLocal(localDay: number, localMinute: number): number {
    const minute = localDay * minutesPerDay + localMinute;
    return minute - this.localOffset(minute - this.localOffset(minute));
  }

  /**
   * When `workedMinutes` of working time have passed since `from`; for none, the first minute that is worked. Work stops at 24:00 UTC of a
   * working day: what completes exactly then belongs to that day. `never` when that lies past the calendar.
   */
  afterWorkingTime(from: number, workedMinutes: number): number {
    const working = this.#workingDays;
    const fromDay = dayOf(from);
    let first = 0;
    while (first < working.length && working[first]! < fromDay) first++;
    if (first === working.length) return never;
    const already = working[first] === fromDay ? from - fromDay * minutesPerDay : 0;
    const total = already + workedMinutes;
    const wholeDays = Math.max(0, Math.ceil(total / minutesPerDay) - 1);
    const day = first + wholeDays;
    if (day >= working.length) return never;
    return working[day]! * minutesPerDay + total - wholeDays * minutesPerDay;
  }
}
