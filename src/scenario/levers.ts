// Kinds that only institutions need: the pace of a queue, the moment a gate moves, jobs a day.
import { perBook, perBookJson, type Capacity } from './capacities.ts';
import { parts } from './collections.ts';
import type { Distribution } from './distribution.ts';
import { distribution } from './distribution-schema.ts';
import { definition, isMap, onlyKeys, type Kind } from './kind.ts';
import { nearest } from './nearest.ts';
import { numberKind } from './numbers.ts';
import { durations } from './quantities.ts';
import { flag } from './scalars.ts';
import type { GateTime, Pace } from './scenario.ts';
import { clockDuration } from './times.ts';
import { minutesPerDay } from './units.ts';

const perDay = numberKind({
  min: 0.000_001,
  max: 10_000_000,
  noun: 'jobs a day, a number',
  example: 2600,
});

const sized = perBook(perDay, { ...perDay, allowed: 'jobs a day for 10,000 homes, a number' });

/** Jobs a day, for the book or for 10,000 homes, or no limit. */
export const capacity: Kind<Capacity | 'unlimited'> = {
  allowed: `${sized.allowed}, or unlimited`,
  json: { oneOf: [perDay.json, perBookJson(perDay.json), { enum: ['unlimited'] }] },
  read(found, refuse) {
    if (found === 'unlimited') return found;
    const meant = typeof found === 'string' ? nearest(found, ['unlimited']) : undefined;
    return meant === undefined ? sized.read(found, refuse) : refuse(`write ${meant}`);
  },
};

const ownTime = distribution(durations);

/** One of a few names, or a time that is drawn. */
export function nameOrTime<const Name extends string>(
  names: readonly Name[],
  from: string,
): Kind<Name | Distribution> {
  const allowed = `${names.join(', ')}, or a time from ${from} (${ownTime.allowed})`;
  return {
    allowed,
    json: { anyOf: [{ enum: names }, ownTime.json] },
    read(found, refuse) {
      const name = names.find((candidate) => candidate === found);
      if (name !== undefined) return name;
      const meant = typeof found === 'string' ? nearest(found, names) : undefined;
      return meant === undefined
        ? ownTime.read(found, (fix, at) => refuse(fix, { allowed, ...at }))
        : refuse(`write ${meant}`);
    },
  };
}

/** A pace as a file writes it: the places of a queue may be per 10,000 homes. */
export type WrittenPace =
  | Extract<Pace, { kind: 'drawn' }>
  | (Omit<Extract<Pace, { kind: 'queue' }>, 'perDay'> & {
      readonly perDay: Capacity | 'unlimited';
    });

/** Each meter's own time, or the pace of a queue. */
export const pace: Kind<WrittenPace> = {
  allowed:
    `each meter's own time (${ownTime.allowed}), or a queue such as { perDay: 2600, ` +
    'workingDaysOnly: true }',
  json: definition('pace'),
  read(found, refuse) {
    if (!isMap(found) || !('perDay' in found || 'workingDaysOnly' in found)) {
      const time = ownTime.read(found, refuse);
      return time === null ? null : { kind: 'drawn', time };
    }
    if (!onlyKeys(['perDay', 'workingDaysOnly'], found, refuse)) return null;
    const queue = parts(
      { workingDaysOnly: false, ...found },
      { perDay: capacity, workingDaysOnly: flag },
      refuse,
    );
    return queue === null ? null : { kind: 'queue', ...queue };
  },
};

const gateMoment = clockDuration({ min: 0, max: 1096 * minutesPerDay, step: 1 });

const gateNames = ['appointment', 'onboarding', 'all-protected'] as const;

/** When a gate moves. */
export const gate: Kind<GateTime> = {
  allowed:
    'appointment, onboarding, all-protected, a time from day 0 such as 5d, or { ' +
    'afterAppointment: 14d }, in whole minutes',
  json: {
    anyOf: [
      { enum: gateNames },
      definition('duration'),
      {
        description: 'So long after the appointment of the SoLR.',
        type: 'object',
        properties: { afterAppointment: definition('duration') },
        required: ['afterAppointment'],
        additionalProperties: false,
      },
    ],
  },
  read(found, refuse) {
    const name = gateNames.find((candidate) => candidate === found);
    if (name !== undefined) return name;
    if (isMap(found)) return parts(found, { afterAppointment: gateMoment }, refuse);
    const meant = typeof found === 'string' ? nearest(found, gateNames) : undefined;
    if (meant !== undefined) return refuse(`write ${meant}`);
    const minute = gateMoment.read(found, (fix) => refuse(fix));
    return minute === null ? null : { minute };
  },
};
