// The simple kinds of value: numbers, shares, money, durations, dates, names, switches.
import { type JsonSchema, type Kind, type Refuse } from './kind.ts';
import { nearest } from './nearest.ts';
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

export const definition = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

interface NumberLimits {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** What is allowed, without "from … to …". */
  readonly noun?: string;
  readonly example?: number;
}

const grouped = (value: number): string => {
  const [whole = '', decimals] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === undefined ? '' : `.${decimals}`);
};

export function numberKind({
  min,
  max,
  whole = false,
  noun = whole ? 'a whole number' : 'a number',
  example = min,
}: NumberLimits): Kind<number> {
  return {
    allowed: `${noun} from ${grouped(min)} to ${grouped(max)}`,
    json: { type: whole ? 'integer' : 'number', minimum: min, maximum: max },
    read(found, refuse) {
      if (typeof found !== 'number') return refuse(numberFix(found, example));
      if (!Number.isFinite(found)) return refuse(`write a number, such as ${example}`);
      if (found < min) return refuse(`write ${min} or more`);
      if (found > max) return refuse(max === 1 && found <= 100 ? percentFix(found) : `write ${max} or less`);
      if (whole && !Number.isInteger(found)) return refuse(`write ${Math.floor(found)} or ${Math.ceil(found)}`);
      return found + 0; // -0 is 0
    },
  };
}

const percentFix = (percent: number): string =>
  `write 1 or less; if ${percent} is a percentage, write ${Number((percent / 100).toPrecision(12))}`;

/** How to turn something else into a number. */
function numberFix(found: unknown, example: number): string {
  if (found === null) return `write a number, such as ${example}, or remove the key to keep the default`;
  if (typeof found !== 'string') return `write one number, such as ${example}`;
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(found);
  if (percent !== null) return `write ${Number((Number(percent[1]) / 100).toPrecision(12))}`;
  const digits = found.replace(/^[£$€]\s*|\s*(?:p|kWh|£)$|(?<=\d)[,_](?=\d{3})/g, '').trim();
  if (digits !== '' && Number.isFinite(Number(digits))) {
    return digits === found ? `remove the quotes: write ${digits}` : `write the number alone: ${Number(digits)}`;
  }
  return `write a number, such as ${example}`;
}

export const share: Kind<number> = {
  ...numberKind({ min: 0, max: 1, noun: 'a share', example: 0.5 }),
  json: definition('share'),
};

export const pounds: Kind<number> = numberKind({ min: 0, max: 10_000, noun: 'pounds, a number', example: 10 });

const durationAllowed = 'a duration such as 90m, 36h, 14d or 2w';

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
    if (days !== undefined) return refuse(`months and years differ in length: write days, such as ${days}`);
    return refuse(
      guess === undefined ? 'write a number and a unit: m (minutes), h (hours), d (days) or w (weeks)' : `write ${guess}`,
    );
  }
  if (minutes < 0) return refuse('a duration cannot be negative: write 0d or more');
  if (!Number.isFinite(minutes) || minutes > longestDuration) return refuse(`write ${durationText(longestDuration)} or less`);
  return minutes;
}

const longestDuration = 3650 * minutesPerDay;

/** A length of time to draw from or about: fractions of a minute are fine. */
export const duration: Kind<number> = { allowed: durationAllowed, json: definition('duration'), read: readDuration };

interface DurationLimits {
  readonly min: number;
  readonly max: number;
  /** Minutes the value must be a multiple of. */
  readonly step: number;
}

/** A moment or a length the clock must hit: whole minutes, or whole days. */
export function clockDuration({ min, max, step }: DurationLimits): Kind<number> {
  const unit = step === minutesPerDay ? 'days' : 'minutes';
  return {
    allowed: `${durationAllowed}, from ${durationText(min)} to ${durationText(max)}, in whole ${unit}`,
    json: definition('duration'),
    read(found, refuse) {
      const minutes = readDuration(found, refuse);
      if (minutes === null) return null;
      if (minutes < min) return refuse(`write ${durationText(min)} or more`);
      if (minutes > max) return refuse(`write ${durationText(max)} or less`);
      if (minutes % step !== 0) {
        const [below, above] = [Math.floor(minutes / step) * step, Math.ceil(minutes / step) * step];
        return refuse(`write whole ${unit}: ${durationText(Math.max(below, min))} or ${durationText(Math.min(above, max))}`);
      }
      return minutes;
    },
  };
}

export const date: Kind<string> = {
  allowed: dateAllowed,
  json: { type: 'string', format: 'date', pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
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
  const guess = [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  if (dayNumberOf(guess) !== undefined) return `write ${guess}`;
  if (month >= 1 && month <= 12 && day > 28)
    return `that month has ${daysInMonth(year, month)} days: write a day from 1 to ${daysInMonth(year, month)}`;
  return 'write year, month and day as 2022-01-10';
}

/** One of a few names. */
export function choice<const Name extends string>(names: readonly Name[]): Kind<Name> {
  return {
    allowed: names.length === 2 ? names.join(' or ') : `one of ${names.join(', ')}`,
    json: { enum: names },
    read(found, refuse) {
      const name = names.find((candidate) => candidate === found);
      if (name !== undefined) return name;
      const meant = typeof found === 'string' ? nearest(found, names) : undefined;
      return refuse(meant === undefined ? `write one of these, such as ${names[0] ?? ''}` : `write ${meant}`);
    },
  };
}

export const flag: Kind<boolean> = {
  allowed: 'true or false',
  json: { type: 'boolean' },
  read(found, refuse) {
    if (typeof found === 'boolean') return found;
    const word = typeof found === 'string' ? found.toLowerCase() : found;
    if (word === 'yes' || word === 'on' || word === 1 || word === 'true') return refuse('write true');
    if (word === 'no' || word === 'off' || word === 0 || word === 'false') return refuse('write false');
    return refuse('write true or false');
  },
};

/** Text for people. */
export function text(maximum: number): Kind<string> {
  return {
    allowed: `text of at most ${grouped(maximum)} characters`,
    json: { type: 'string', maxLength: maximum },
    read(found, refuse) {
      if (typeof found === 'number' || typeof found === 'boolean') return refuse(`put it in quotes: "${found}"`);
      if (typeof found !== 'string') return refuse('write text, in quotes if it has a colon');
      return found.length > maximum ? refuse(`write at most ${maximum} characters; there are ${found.length}`) : found;
    },
  };
}

export const scenarioName: Kind<string> = {
  allowed: 'the name of a scenario file, or none',
  json: { type: 'string' },
  read: (found, refuse) => (typeof found === 'string' && found !== '' ? found : refuse('name one file, such as defaults.yaml')),
};

export const seed: Kind<string> = {
  allowed: 'text of 1 to 200 characters, or a number of at most 15 digits',
  json: { type: ['string', 'number'] },
  read(found, refuse) {
    if (typeof found === 'number')
      return Math.abs(found) < 1e15 ? String(found + 0) : refuse('put it in quotes, so that every digit counts');
    if (typeof found !== 'string') return refuse('write a word or a number, such as 1');
    return found.length >= 1 && found.length <= 200 ? found : refuse('write 1 to 200 characters');
  },
};

/** Hours of a day that people keep: they start and end on the same day. */
export const hours: Kind<DayWindow> = {
  allowed: 'hours of one day, "HH:MM-HH:MM" from 00:00 to 24:00, the end after the start',
  json: definition('window'),
  read(found, refuse) {
    const window = typeof found === 'string' ? clockWindowOf(found) : undefined;
    if (window === undefined)
      return refuse(`write "${(typeof found === 'string' ? guessWindow(found) : undefined) ?? '08:00-20:00'}"`);
    if (window.startMinute < window.endMinute) return window;
    return refuse('these hours may not pass midnight: end them at 24:00 at the latest, such as "08:00-24:00"');
  },
};

/** A list with at least `least` entries of one kind, none twice if `distinct`. */
export function listOf<Value>(
  kind: Kind<Value>,
  { least, most, distinct = false }: { least: number; most: number; distinct?: boolean },
): Kind<readonly Value[]> {
  const many = least === most ? `${most}` : `${least} to ${most}`;
  return {
    allowed: `a list of ${many} entries, each ${kind.allowed}`,
    json: { type: 'array', items: kind.json, minItems: least, maxItems: most, uniqueItems: distinct },
    read(found, refuse) {
      if (!Array.isArray(found)) return refuse('write a list in brackets: [first, second]');
      if (found.length < least || found.length > most) return refuse(`write ${many} entries; there are ${found.length}`);
      const values: Value[] = [];
      for (const [index, entry] of found.entries()) {
        const here: Refuse = (fix, at) =>
          refuse(fix, { path: [index, ...(at?.path ?? [])], allowed: at?.allowed ?? kind.allowed });
        const value = kind.read(entry, here);
        if (value === null) continue;
        if (distinct && values.includes(value)) here('remove it: it is in the list already');
        values.push(value);
      }
      return values.length === found.length ? values : null;
    },
  };
}
