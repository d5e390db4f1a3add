// Kinds of time: durations to draw, durations in whole minutes or days, dates, hours of a day.
import { definition, type Kind, type Refuse } from './kind.ts';
import type { DayWindow } from './scenario.ts';
import {
  dateAllowed,
  dayNumberOf,
  daysInMonth,
  durationText,
  guessDays,
  guessDuration,
  minutesOf,
  minutesPerDay,
} from './units.ts';
import { clockWindowOf, guessWindow } from './window.ts';

const durationAllowed = 'a duration such as 90m, 36h, 14d or 2w';

const longestDuration = 3650 * minutesPerDay;

function readDuration(found: unknown, refuse: Refuse): number | null {
  if (typeof found === 'number') {
    return refuse(
      Number.isFinite(found) && found >= 0
        ? `add the unit: write ${found}d for days, ${found}h for hours`
        : 'write a duration such as 14d',
    );
  }
  if (typeof found !== 'string') return refuse('write one duration such as 14d');
  const minutes = minutesOf(found);
  if (minutes === undefined) {
    const guess = guessDuration(found);
    const days = guessDays(found);
    if (days !== undefined)
      return refuse(`months and years differ in length: write days, such as ${days}`);
    return refuse(
      guess === undefined
        ? 'write a number and a unit: m (minutes), h (hours), d (days) or w (weeks)'
        : `write ${guess}`,
    );
  }
  if (minutes < 0) return refuse('a duration cannot be negative: write 0d or more');
  if (!Number.isFinite(minutes) || minutes > longestDuration)
    return refuse(`write ${durationText(longestDuration)} or less`);
  return minutes;
}

/** A length of time for distributions; it may have fractions of a minute. */
export const duration: Kind<number> = {
  allowed: durationAllowed,
  json: definition('duration'),
  read: readDuration,
};

interface DurationLimits {
  readonly min: number;
  readonly max: number;
  /** Minutes the value must be a multiple of. */
  readonly step: number;
}

/** A time or length in whole minutes, or whole days. */
export function clockDuration({ min, max, step }: DurationLimits): Kind<number> {
  const unit = step === minutesPerDay ? 'days' : 'minutes';
  return {
    allowed:
      `${durationAllowed}, from ${durationText(min)} to ${durationText(max)}, in whole ` + unit,
    json: definition('duration'),
    read(found, refuse) {
      const minutes = readDuration(found, refuse);
      if (minutes === null) return null;
      if (minutes < min) return refuse(`write ${durationText(min)} or more`);
      if (minutes > max) return refuse(`write ${durationText(max)} or less`);
      if (minutes % step !== 0) {
        const [below, above] = [
          Math.floor(minutes / step) * step,
          Math.ceil(minutes / step) * step,
        ];
        return refuse(
          `write whole ${unit}: ${durationText(Math.max(below, min))} or ` +
            durationText(Math.min(above, max)),
        );
      }
      return minutes;
    },
  };
}

export const date: Kind<string> = {
  allowed: dateAllowed,
  json: {
    type: 'string',
    format: 'date',
    pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  },
  read(found, refuse) {
    if (typeof found !== 'string') return refuse('write the date as 2022-01-10');
    return dayNumberOf(found) === undefined ? refuse(dateFix(found)) : found;
  },
};

function dateFix(found: string): string {
  const british = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(found);
  if (british !== null) return dateFix([british[3], british[2], british[1]].join('-'));
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?$/.exec(found);
  if (match === null) return 'write year, month and day as 2022-01-10';
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const guess = [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
  if (dayNumberOf(guess) !== undefined) return `write ${guess}`;
  if (month >= 1 && month <= 12 && day > 28)
    return (
      `that month has ${daysInMonth(year, month)} days: write a day from 1 to ` +
      `${daysInMonth(year, month)}`
    );
  return 'write year, month and day as 2022-01-10';
}

/**
 * Opening or waking hours: from one clock time to another, past midnight if the second is earlier,
 * or all day.
 */
export const hours: Kind<DayWindow> = {
  allowed:
    'hours of one day, "HH:MM-HH:MM" from 00:00 to 24:00, which may pass midnight, or all-day',
  json: definition('window'),
  read(found, refuse) {
    if (found === 'all-day') return { startMinute: 0, endMinute: minutesPerDay };
    const written = typeof found === 'string' ? clockWindowOf(found) : undefined;
    if (written === undefined)
      return refuse(
        `write "${(typeof found === 'string' ? guessWindow(found) : undefined) ?? '08:00-20:00'}"`,
      );
    const { startMinute, endMinute } = written;
    if (startMinute === endMinute) return refuse('write all-day, or an end other than the start');
    return {
      startMinute,
      endMinute: startMinute < endMinute ? endMinute : endMinute + minutesPerDay,
    };
  },
};
