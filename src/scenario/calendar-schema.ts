// How a non-disablement calendar is written: hours in UTC for classes of day.
import { byMeter, settingOf, type ByMeter } from './by-meter.ts';
import {
  definition,
  isMap,
  mergeMaps,
  onlyKeys,
  readPart,
  within,
  type Kind,
  type Refuse,
} from './kind.ts';
import { nearest } from './nearest.ts';
import type { DayWindow, Fuel, MeterKind, NonDisablement } from './scenario.ts';
import { minutesPerDay } from './units.ts';
import { clockWindowOf, guessWindow, joined, protectedParts } from './window.ts';

export const dayClasses = ['weekdays', 'saturday', 'sunday', 'bankHolidays'] as const;

/** A calendar as a file writes it: the hours of each class of day, for all meters or by meter. */
export type WrittenCalendar = Readonly<
  Record<(typeof dayClasses)[number], ByMeter<readonly DayWindow[]>>
>;

const windowAllowed =
  'hours in UTC, "HH:MM-HH:MM" (past midnight protects both ends of the day), a list of ' +
  'them, all-day or none';

const dayWindows: Kind<readonly DayWindow[]> = {
  allowed: windowAllowed,
  json: definition('protectedHours'),
  read(found, refuse) {
    if (!Array.isArray(found)) return readWindow(found, refuse);
    if (found.length > 24) return refuse('write at most 24 windows');
    const windows = found.map((window, index) =>
      readWindow(window, within(refuse, [index], 'hours in UTC, "HH:MM-HH:MM"')),
    );
    return windows.includes(null) ? null : joined(windows.flatMap((window) => window ?? []));
  },
};

function readWindow(found: unknown, refuse: Refuse): readonly DayWindow[] | null {
  if (found === 'none') return [];
  if (found === 'all-day') return [{ startMinute: 0, endMinute: minutesPerDay }];
  if (typeof found !== 'string')
    return refuse('write hours such as "18:00-11:00", all-day or none');
  const window = clockWindowOf(found);
  if (window === undefined) {
    const meant = guessWindow(found) ?? nearest(found, ['all-day', 'none']);
    return refuse(
      meant === undefined
        ? 'write hours such as "18:00-11:00", all-day or none'
        : `write ${meant.includes(':') ? `"${meant}"` : meant}`,
    );
  }
  if (window.startMinute === window.endMinute)
    return refuse('write all-day or none: these hours end when they start');
  return protectedParts(window);
}

const hoursByMeter = byMeter(dayWindows, true);

/** JSON Schema of the hours of one class of day, for editors. */
export const hoursJson = hoursByMeter.json;

/** The non-disablement calendar: when running out of credit does not cut supply. */
export const nonDisablement: Kind<WrittenCalendar | 'none'> = {
  allowed: `none, or a calendar with the keys ${dayClasses.join(', ')}`,
  json: definition('nonDisablement'),
  read(found, refuse) {
    if (found === 'none') return 'none';
    if (!isMap(found))
      return refuse(
        'write none, or a calendar such as { weekdays: "18:00-11:00", saturday: all-day, ' +
          'sunday: all-day }',
      );
    const sound = onlyKeys(dayClasses, found, refuse);
    const read = dayClasses.map((name) =>
      name in found ? readHours(found[name], name, refuse) : { all: [] },
    );
    if (!sound || read.includes(null)) return null;
    return Object.fromEntries(
      dayClasses.map((name, index) => [name, read[index]]),
    ) as unknown as WrittenCalendar;
  },
  merge: (base, change) =>
    isMap(base) && isMap(change)
      ? mergeMaps(base, change, (from, to) => hoursByMeter.merge?.(from, to) ?? to)
      : change,
};

/** The message is short if the hours are for all meters, which is usual. */
function readHours(
  found: unknown,
  name: string,
  refuse: Refuse,
): ByMeter<readonly DayWindow[]> | null {
  if (isMap(found)) return readPart(hoursByMeter, found, refuse, name);
  const all = readPart(dayWindows, found, refuse, name);
  return all === null ? null : { all };
}

/**
 * The calendar of one kind and fuel. A day without hours for a meter does not protect it, like a
 * day that is left out.
 */
export function calendarOf(
  written: WrittenCalendar | 'none',
  kind: MeterKind,
  fuel: Fuel,
): NonDisablement | 'none' {
  if (written === 'none') return 'none';
  const hours = (name: (typeof dayClasses)[number]) => settingOf(written[name], kind, fuel) ?? [];
  return {
    weekdays: hours('weekdays'),
    saturday: hours('saturday'),
    sunday: hours('sunday'),
    bankHolidays: hours('bankHolidays'),
  };
}
