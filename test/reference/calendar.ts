// The calendar (T1, T2, T5): meters keep UTC, people Europe/London, and some days are working days.
// The platform knows London's clock. Bank holidays are listed for the years of generated scenarios.
import type { DayWindow } from '../../src/scenario/scenario.ts';
import { dayOf, minutesPerDay } from './units.ts';

const millisecondsPerMinute = 60_000;

/** England, https://www.gov.uk/bank-holidays. */
const bankHolidays = new Set([
  ...[
    '2021-01-01',
    '2021-04-02',
    '2021-04-05',
    '2021-05-03',
    '2021-05-31',
    '2021-08-30',
    '2021-12-27',
    '2021-12-28',
  ],
  ...[
    '2022-01-03',
    '2022-04-15',
    '2022-04-18',
    '2022-05-02',
    '2022-06-02',
    '2022-06-03',
    '2022-08-29',
    '2022-09-19',
  ],
  ...[
    '2022-12-26',
    '2022-12-27',
    '2023-01-02',
    '2023-04-07',
    '2023-04-10',
    '2023-05-01',
    '2023-05-08',
    '2023-05-29',
  ],
  ...['2023-08-28', '2023-12-25', '2023-12-26'],
]);

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  hour: '2-digit',
});
const offsets = new Map<number, number>();

/** Minutes by which London is ahead of UTC at an instant: 0 or 60. */
function londonOffset(milliseconds: number): number {
  const hour = Math.floor(milliseconds / (60 * millisecondsPerMinute));
  let offset = offsets.get(hour);
  if (offset === undefined) {
    const instant = new Date(hour * 60 * millisecondsPerMinute);
    // Past the dates there are, hundreds of thousands of years from now.
    if (Number.isNaN(instant.getTime())) return 0;
    offset = Number(london.format(instant)) === instant.getUTCHours() ? 0 : 60;
    offsets.set(hour, offset);
  }
  return offset;
}

export type KindOfDay = 'weekdays' | 'saturday' | 'sunday' | 'bankHolidays';

export class Calendar {
  readonly #start: number;
  readonly #kinds = new Map<number, KindOfDay>();

  /** @param start date of day 0. */
  constructor(start: string) {
    this.#start = Date.parse(`${start}T00:00:00Z`);
  }

  date(day: number): Date {
    return new Date(this.#start + day * minutesPerDay * millisecondsPerMinute);
  }

  /** A9: England's bank holidays have an entry of their own. */
  kindOfDay(day: number): KindOfDay {
    let kind = this.#kinds.get(day);
    if (kind === undefined) this.#kinds.set(day, (kind = this.#kindOf(day)));
    return kind;
  }

  #kindOf(day: number): KindOfDay {
    const date = this.date(day);
    if (bankHolidays.has(date.toISOString().slice(0, 10))) return 'bankHolidays';
    return date.getUTCDay() === 0 ? 'sunday' : date.getUTCDay() === 6 ? 'saturday' : 'weekdays';
  }

  /** T2: the minute on London's clock, counted from local midnight of local day 0. */
  local(minute: number): number {
    return minute + londonOffset(this.#start + minute * millisecondsPerMinute);
  }

  localMinuteOfDay(minute: number): number {
    const local = this.local(minute);
    return local - dayOf(local) * minutesPerDay;
  }

  localDay(minute: number): number {
    return dayOf(this.local(minute));
  }

  /** H2: when London's clock shows a time; in GMT where it is shown twice or skipped. */
  minuteOfLocal(localDay: number, minuteOfDay: number): number {
    const sought = localDay * minutesPerDay + minuteOfDay;
    const shown = [sought - 60, sought].filter((minute) => this.local(minute) === sought);
    return shown.length === 1 ? shown[0]! : sought;
  }

  /** T2: hours of people and offices are local. */
  isWithin(hours: DayWindow, minute: number): boolean {
    const local = this.localMinuteOfDay(minute);
    // Hours that pass midnight hold the early minutes as those of the day before.
    return [local, local + minutesPerDay].some(
      (time) => hours.startMinute <= time && time < hours.endMinute,
    );
  }

  /** H5: the minute itself where it lies within hours, else their next opening. */
  nextWithin(hours: DayWindow, minute: number): number {
    let next = minute;
    // Past whole numbers no minute follows another, and no horizon reaches there.
    while (next < Number.MAX_SAFE_INTEGER && !this.isWithin(hours, next)) next++;
    return next;
  }

  /**
   * T5, Q1: the minute at which so many minutes of working days have passed since the start; with
   * none to pass, the first minute of a working day. Infinity past the horizon.
   */
  afterWorkingMinutes(start: number, minutes: number, horizon: number): number {
    const isWorked = (minute: number): boolean => this.kindOfDay(dayOf(minute)) === 'weekdays';
    let minute = start;
    if (minutes === 0) while (minute <= horizon && !isWorked(minute)) minute++;
    for (let left = minutes; left > 0; minute++) {
      if (minute > horizon) return Infinity;
      if (isWorked(minute)) left--;
    }
    return minute;
  }
}
