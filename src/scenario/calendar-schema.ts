// How a non-disablement calendar is written: hours in UTC for classes of day.
import { definition, isMap, mergeMaps, onlyKeys, readPart, within, type Kind, type Refuse } from './kind.ts';
import { nearest } from './nearest.ts';
import type { DayWindow, NonDisablement } from './scenario.ts';
import { minutesPerDay } from './units.ts';
import { clockWindowOf, guessWindow, joined, protectedParts } from './window.ts';

export const dayClasses = ['weekdays', 'saturday', 'sunday', 'bankHolidays'] as const;

const windowAllowed =
  'hours in UTC, "HH:MM-HH:MM" (past midnight protects both ends of the day), a list of them, all-day or none';

const dayWindows: Kind<readonly DayWindow[]> = {
  allowed: windowAllowed,
  json: definition('protectedHours'),
  read(found, refuse) {
    if (!Array.isArray(found)) return readWindow(found, refuse);
    if (found.length > 24) return refuse('write at most 24 windows');
    const windows = found.map((window, index) => readWindow(window, within(refuse, [index], 'hours in UTC, "HH:MM-HH:MM"')));
    return windows.includes(null) ? null : joined(windows.flatMap((window) => window ?? []));
  },
};

function readWindow(found: unknown, refuse: Refuse): readonly DayWindow[] | null {
  if (found === 'none') return [];
  if (found === 'all-day') return [{ startMinute: 0, endMinute: minutesPerDay }];
  if (typeof found !== 'string') return refuse('write hours such as "18:00-11:00", all-day or none');
  const window = clockWindowOf(found);
  if (window === undefined) {
    const meant = guessWindow(found) ?? nearest(found, ['all-day', 'none']);
    return refuse(
      meant === undefined
        ? 'write hours such as "18:00-11:00", all-day or none'
        : `write ${meant.includes(':') ? `"${meant}"` : meant}`,
    );
  }
  if (window.startMinute === window.endMinute) return refuse('write all-day or none: these hours end when they start');
  return protectedParts(window);
}

/** When running out of credit cuts nobody off. */
export const nonDisablement: Kind<NonDisablement | 'none'> = {
  allowed: `none, or a calendar with the keys ${dayClasses.join(', ')}`,
  json: definition('nonDisablement'),
  read(found, refuse) {
    if (found === 'none') return 'none';
    if (!isMap(found))
      return refuse('write none, or a calendar such as { weekdays: "18:00-11:00", saturday: all-day, sunday: all-day }');
    const sound = onlyKeys(dayClasses, found, refuse);
    const read = dayClasses.map((name) => (name in found ? readPart(dayWindows, found[name], refuse, name) : []));
    if (!sound || read.includes(null)) return null;
    return Object.fromEntries(dayClasses.map((name, index) => [name, read[index]])) as unknown as NonDisablement;
  },
  merge: (base, change) => (isMap(base) && isMap(change) ? mergeMaps(base, change, (_, to) => to) : change),
};
