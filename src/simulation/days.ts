// The days of a scenario, as the kernel needs them (kernel/calendar.ts): dates, English bank
// holidays, working days and British Summer Time. The computer's clock is not read.
import {
  clockAutumnChange,
  clockSpringChange,
  clockSummer,
  clockWinter,
} from '../kernel/day-shape.ts';
import { minutesPerDay } from '../kernel/time.ts';
const millisecondsPerDay = 86_400_000;

/** Days since 1 January 1970 of a YYYY-MM-DD date. */
export function epochDay(date: string): number {
  return Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
      millisecondsPerDay,
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
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const month = twoDigits(Math.floor(monthAndDay / 31));
  return epochDay(`${year}-${month}-${twoDigits((monthAndDay % 31) + 1)}`);
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
/**
 * Bank holidays of England in a year, as epoch days. A holiday at a weekend moves to the next
 * working day.
 */
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
  days.add(
    movedEarlyMay[year] === undefined
      ? nthOrLastMonday(year, 5, 'first')
      : epochDay(movedEarlyMay[year]),
  );
  days.add(
    movedSpring[year] === undefined
      ? nthOrLastMonday(year, 5, 'last')
      : epochDay(movedSpring[year]),
  );
  days.add(nthOrLastMonday(year, 8, 'last'));
  // Christmas is added first, so that Boxing Day's substitute comes after Christmas's.
  addOrSubstitute(epochDay(`${year}-12-25`));
  addOrSubstitute(epochDay(`${year}-12-26`));
  for (const date of extraHolidays[year] ?? []) days.add(epochDay(date));
  return days;
}
/**
 * Summer time of a year as epoch minutes: from the last Sunday of March to that of October, 01:00
 * UTC.
 */
function summerTime(year: number): { start: number; end: number } {
  const lastSunday = (month: string): number => {
    const end = epochDay(`${year}-${month}-31`);
    return end - weekdayOf(end);
  };
  return {
    start: lastSunday('03') * minutesPerDay + 60,
    end: lastSunday('10') * minutesPerDay + 60,
  };
}

interface Summer {
  readonly start: number;
  readonly end: number;
}

/** Columns are indexed by day − firstDay. */
export interface Days {
  /** First day of the warm-up, 0 or below. */
  readonly firstDay: number;
  readonly days: number;
  /** Of day 0. */
  readonly startEpochDay: number;
  /** 0 January … 11 December. */
  readonly month: Uint8Array;
  readonly daysInMonth: Uint8Array;
  readonly dayOfMonth: Uint8Array;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: Uint8Array;
  readonly bankHoliday: Uint8Array;
  /** What kind of day it is for the local clock (kernel/day-shape.ts). */
  readonly clocks: Uint8Array;
  /** Minutes from day 0 at which summer time begins and ends, year by year. */
  readonly summers: readonly Summer[];
  /** Days that are worked, counted from day 0, in order. */
  readonly workingDays: readonly number[];
}

/** Lays out the days from the start of the warm-up to the day after the horizon. */
export function layOutDays(start: string, warmUpMinutes: number, horizonMinutes: number): Days {
  const startEpochDay = epochDay(start);
  // Subtracted from 0, since a minus sign would give -0 without a warm-up.
  const firstDay = 0 - Math.ceil(warmUpMinutes / minutesPerDay);
  const lastDay = Math.ceil(horizonMinutes / minutesPerDay) + 1;
  const days = lastDay - firstDay + 1;
  const dateOf = (day: number): Date => new Date((startEpochDay + day) * millisecondsPerDay);
  const firstYear = dateOf(firstDay).getUTCFullYear();
  const years = Array.from(
    { length: dateOf(lastDay).getUTCFullYear() - firstYear + 1 },
    (_, index) => firstYear + index,
  );
  const holidays = new Set(years.flatMap((year) => [...englishBankHolidays(year)]));
  const summers = years.map((year) => summerFrom(startEpochDay, year));
  const column = (valueOf: (day: number, date: Date) => number): Uint8Array =>
    Uint8Array.from({ length: days }, (_, index) =>
      valueOf(firstDay + index, dateOf(firstDay + index)),
    );
  const isWeekend = (day: number): boolean => weekdayOf(startEpochDay + day) % 6 === 0;
  const isHoliday = (day: number): boolean => holidays.has(startEpochDay + day);
  return {
    ...{ firstDay, days, startEpochDay, summers },
    month: column((_, date) => date.getUTCMonth()),
    daysInMonth: column((_, date) => lastOfMonth(date)),
    dayOfMonth: column((_, date) => date.getUTCDate()),
    weekday: column((day) => weekdayOf(startEpochDay + day)),
    bankHoliday: column((day) => (isHoliday(day) ? 1 : 0)),
    clocks: column((day) => clockOf(summers, day)),
    workingDays: Array.from({ length: lastDay + 1 }, (_, day) => day).filter(
      (day) => !isWeekend(day) && !isHoliday(day),
    ),
  };
}

function lastOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function summerFrom(startEpochDay: number, year: number): Summer {
  const { start, end } = summerTime(year);
  const dayZero = startEpochDay * minutesPerDay;
  return { start: start - dayZero, end: end - dayZero };
}

function clockOf(summers: readonly Summer[], day: number): number {
  const isSummer = (minute: number): boolean =>
    summers.some(({ start, end }) => minute >= start && minute < end);
  const before = isSummer(day * minutesPerDay);
  const after = isSummer((day + 1) * minutesPerDay - 1);
  if (before === after) return before ? clockSummer : clockWinter;
  return before ? clockAutumnChange : clockSpringChange;
}
