// Windows of a day as people write them, `HH:MM-HH:MM`: opening hours, and the protected hours of a
// non-disablement calendar.
import type { DayWindow } from './scenario.ts';
import { minutesPerDay } from './units.ts';

/** Clock times as written: `endMinute` may be before `startMinute`, which means past midnight. */
interface ClockWindow {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** Undefined when the text is not two clock times, 00:00 to 24:00. */
export function clockWindowOf(text: string): ClockWindow | undefined {
  const match = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const startMinute = minuteOfDay(match[1], match[2]);
  const endMinute = minuteOfDay(match[3], match[4]);
  if (startMinute === undefined || endMinute === undefined || startMinute === minutesPerDay)
    return undefined;
  return { startMinute, endMinute };
}

function minuteOfDay(hours: string | undefined, minutes: string | undefined): number | undefined {
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= minutesPerDay ? minute : undefined;
}

/**
 * The parts of a day that a window protects: one that passes midnight protects both ends of the
 * same day.
 */
export function protectedParts(window: ClockWindow): readonly DayWindow[] {
  const { startMinute, endMinute } = window;
  if (startMinute < endMinute) return [window];
  return joined([
    { startMinute: 0, endMinute },
    { startMinute, endMinute: minutesPerDay },
  ]);
}

/** The same minutes as ordered windows that neither overlap nor touch. */
export function joined(windows: readonly DayWindow[]): readonly DayWindow[] {
  const result: DayWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.startMinute - b.startMinute)) {
    const last = result.at(-1);
    if (window.endMinute <= window.startMinute) continue;
    if (last === undefined || window.startMinute > last.endMinute) result.push(window);
    else
      result[result.length - 1] = {
        startMinute: last.startMinute,
        endMinute: Math.max(last.endMinute, window.endMinute),
      };
  }
  return result;
}

/** Corrects almost valid windows: `7:00 - 22:00`, `0700-2200`, `07:00–22:00`. */
export function guessWindow(text: string): string | undefined {
  const match = /^\s*(\d{1,2})[:.h]?(\d{2})?\s*(?:-|–|—|to)\s*(\d{1,2})[:.h]?(\d{2})?\s*$/i.exec(
    text,
  );
  if (match === null) return undefined;
  const [, startHour = '', startPart = '00', endHour = '', endPart = '00'] = match;
  const guess = `${startHour.padStart(2, '0')}:${startPart}-${endHour.padStart(2, '0')}:${endPart}`;
  return clockWindowOf(guess) === undefined ? undefined : guess;
}
