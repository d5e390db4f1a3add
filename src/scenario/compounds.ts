// Kinds of value with a form of their own: shares of one whole, seasons, shapes, weather, calendars, queues and gates.
import { distribution, durations, fileName, parts, sumFix } from './distribution-schema.ts';
import { isMap, mergeMaps, onlyKeys, readPart, within, type Kind, type Refuse } from './kind.ts';
import { nearest } from './nearest.ts';
import { clockDuration, definition, flag, listOf, numberKind, share, date } from './scalars.ts';
import type { DayWindow, GateTime, NonDisablement, Pace, Season, Shape, Shares, Weather } from './scenario.ts';
import { minutesPerDay } from './units.ts';
import { clockWindowOf, guessWindow, joined, protectedParts } from './window.ts';

/** Shares of one whole: a name that is left out has none of it. */
export function shares<const Name extends string>(names: readonly Name[]): Kind<Shares<Name>> {
  const allowed = `shares of ${names.join(', ')} that add up to 1`;
  return {
    allowed,
    json: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, share.json])),
      additionalProperties: false,
      minProperties: 1,
    },
    read(found, refuse) {
      if (!isMap(found)) return refuse(`write a share for each, such as { ${names[0] ?? ''}: 1 }`);
      const sound = onlyKeys(names, found, refuse);
      const read = names.map((name) => (name in found ? readPart(share, found[name], refuse, name) : 0));
      if (!sound || read.includes(null)) return null;
      const total = read.reduce<number>((sum, one) => sum + (one ?? 0), 0);
      if (Math.abs(total - 1) > 1e-9) return refuse(sumFix(total));
      return Object.fromEntries(names.map((name, index) => [name, read[index]])) as Shares<Name>;
    },
  };
}

/** One of some names, or a list read otherwise. */
function nameOrList<const Name extends string, Value>(
  names: readonly Name[],
  list: Kind<Value>,
  example: string,
): Kind<Name | Value> {
  return {
    allowed: `${names.join(', ')}, or ${list.allowed}`,
    json: { oneOf: [{ enum: names }, list.json] },
    read(found, refuse) {
      const name = names.find((candidate) => candidate === found);
      if (name !== undefined) return name;
      if (Array.isArray(found)) return list.read(found, refuse);
      const meant = typeof found === 'string' ? nearest(found, names) : undefined;
      return refuse(`write ${meant ?? `${names.join(', ')} or ${example}`}`);
    },
  };
}

const monthShares = listOf(share, { least: 12, most: 12 });
const months: Kind<Season> = {
  allowed: 'a list of twelve month shares, January first, that add up to 1',
  json: monthShares.json,
  read(found, refuse) {
    const read = monthShares.read(found, refuse);
    if (read === null) return null;
    const total = read.reduce((sum, month) => sum + month, 0);
    return Math.abs(total - 1) > 1e-9 ? refuse(sumFix(total)) : { months: read };
  },
};
export const electricitySeason: Kind<Season> = nameOrList(['gb', 'flat'], months, 'twelve month shares');
export const gasSeason: Kind<Season> = nameOrList(['gb', 'flat', 'degree-days'], months, 'twelve month shares');

const dayWeights = listOf(numberKind({ min: 0, max: 1_000_000, example: 1 }), { least: 24, most: 48 });
const weights: Kind<Shape> = {
  allowed: 'a list of 24 hourly or 48 half-hourly weights from local midnight, not all 0',
  json: dayWeights.json,
  read(found, refuse) {
    if (Array.isArray(found) && found.length !== 24 && found.length !== 48)
      return refuse(`write 24 or 48 weights; there are ${found.length}`);
    const read = dayWeights.read(found, refuse);
    if (read === null) return null;
    return read.some((one) => one > 0) ? { weights: read } : refuse('write at least one weight above 0');
  },
};
export const shape: Kind<Shape> = nameOrList(['gb', 'flat'], weights, '24 or 48 weights');

const temperatures = listOf(numberKind({ min: -40, max: 50, noun: 'degrees Celsius, a number', example: 7 }), {
  least: 1,
  most: 40_000,
});
export const weather: Kind<Weather> = {
  allowed: 'gb, or { csv: file } with the columns date and temperature (daily mean, °C)',
  json: {
    oneOf: [
      { enum: ['gb'] },
      { type: 'object', properties: { csv: { type: 'string' } }, required: ['csv'], additionalProperties: false },
      {
        type: 'object',
        properties: { firstDay: { type: 'string' }, temperatures: { type: 'array', items: { type: 'number' } } },
        required: ['firstDay', 'temperatures'],
        additionalProperties: false,
      },
    ],
  },
  read(found, refuse) {
    if (found === 'gb') return 'gb';
    if (!isMap(found)) return refuse('write gb or { csv: weather.csv }');
    if ('temperatures' in found) return parts(found, { firstDay: date, temperatures }, refuse);
    // The temperatures take the place of the reference before the scenario is resolved: tables.ts.
    return parts(found, { csv: fileName }, refuse) === null ? null : { firstDay: '', temperatures: [] };
  },
};

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

const perDay = numberKind({ min: 0.001, max: 10_000_000, noun: 'jobs a day, a number', example: 2600 });
const ownTime = distribution(durations);

/** Each meter's own time, or the pace of a queue. */
export const pace: Kind<Pace> = {
  allowed: `each meter's own time (${ownTime.allowed}), or a queue such as { perDay: 2600, workingDaysOnly: true }`,
  json: definition('pace'),
  read(found, refuse) {
    if (!isMap(found) || !('perDay' in found || 'workingDaysOnly' in found)) {
      const time = ownTime.read(found, refuse);
      return time === null ? null : { kind: 'drawn', time };
    }
    if (!onlyKeys(['perDay', 'workingDaysOnly'], found, refuse)) return null;
    const queue = parts({ workingDaysOnly: false, ...found }, { perDay, workingDaysOnly: flag }, refuse);
    return queue === null ? null : { kind: 'queue', ...queue };
  },
};

const gateMoment = clockDuration({ min: 0, max: 1096 * minutesPerDay, step: 1 });
const gateNames = ['appointment', 'onboarding'] as const;

/** When a gate moves. */
export const gate: Kind<GateTime> = {
  allowed: 'appointment, onboarding, or a time from day 0 such as 5d, in whole minutes',
  json: { anyOf: [{ enum: gateNames }, definition('duration')] },
  read(found, refuse) {
    const name = gateNames.find((candidate) => candidate === found);
    if (name !== undefined) return name;
    const meant = typeof found === 'string' ? nearest(found, gateNames) : undefined;
    if (meant !== undefined) return refuse(`write ${meant}`);
    const minute = gateMoment.read(found, (fix) => refuse(fix));
    return minute === null ? null : { minute };
  },
};

/** Commands a day. */
export const capacity: Kind<number | 'unlimited'> = {
  allowed: `${perDay.allowed}, or unlimited`,
  json: { oneOf: [perDay.json, { enum: ['unlimited'] }] },
  read(found, refuse) {
    if (found === 'unlimited') return found;
    const meant = typeof found === 'string' ? nearest(found, ['unlimited']) : undefined;
    return meant === undefined ? perDay.read(found, (fix) => refuse(fix)) : refuse(`write ${meant}`);
  },
};
