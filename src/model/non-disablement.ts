// The non-disablement calendar of a meter as a list of protected intervals in UTC: inside one, running out does not cut supply.
import type { DayWindow, NonDisablement } from '../scenario/scenario.ts';
import type { Calendar } from './calendar.ts';
import { dayOf, minutesPerDay, never } from './money.ts';

export class ProtectedHours {
  /** Starts and ends of the intervals, ascending, merged where they touch. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** First interval that ends after the start of each day. */
  readonly #firstOfDay: Int32Array;
  readonly #firstDay: number;

  constructor(windows: NonDisablement | 'none', calendar: Calendar) {
    const starts: number[] = [];
    const ends: number[] = [];
    this.#firstDay = calendar.firstDay;
    for (let index = 0; index < calendar.days; index++) {
      const midnight = (calendar.firstDay + index) * minutesPerDay;
      for (const window of windows === 'none' ? [] : windowsOfDay(windows, calendar, index)) {
        const start = midnight + window.startMinute;
        if (ends.length > 0 && ends[ends.length - 1]! >= start)
          ends[ends.length - 1] = Math.max(ends[ends.length - 1]!, midnight + window.endMinute);
        else {
          starts.push(start);
          ends.push(midnight + window.endMinute);
        }
      }
    }
    const end = (calendar.firstDay + calendar.days) * minutesPerDay;
    if (ends.length > 0 && ends[ends.length - 1] === end) ends[ends.length - 1] = never;
    this.#starts = Int32Array.from(starts);
    this.#ends = Int32Array.from(ends);
    this.#firstOfDay = Int32Array.from({ length: calendar.days }, (_, index) => {
      const midnight = (calendar.firstDay + index) * minutesPerDay;
      const first = ends.findIndex((intervalEnd) => intervalEnd > midnight);
      return first === -1 ? ends.length : first;
    });
  }

  /** The closing edge of the interval that holds this minute (start inclusive, end exclusive), or -1 outside. */
  closingEdge(minute: number): number {
    let interval = this.#firstOfDay[dayOf(minute) - this.#firstDay]!;
    while (interval < this.#ends.length && this.#ends[interval]! <= minute) interval++;
    return interval < this.#starts.length && this.#starts[interval]! <= minute ? this.#ends[interval]! : -1;
  }
}

function windowsOfDay(windows: NonDisablement, calendar: Calendar, index: number): readonly DayWindow[] {
  const ordered = (list: readonly DayWindow[]): DayWindow[] => [...list].sort((a, b) => a.startMinute - b.startMinute);
  if (calendar.bankHoliday[index] === 1) return ordered(windows.bankHolidays);
  if (calendar.weekday[index] === 0) return ordered(windows.sunday);
  if (calendar.weekday[index] === 6) return ordered(windows.saturday);
  return ordered(windows.weekdays);
}
