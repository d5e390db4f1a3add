// Kinds that only institutions need: the pace of a queue, the moment a gate moves, jobs a day.
import { parts } from './collections.ts';
import { distribution } from './distribution-schema.ts';
import { definition, isMap, onlyKeys, type Kind } from './kind.ts';
import { nearest } from './nearest.ts';
import { numberKind } from './numbers.ts';
import { durations } from './quantities.ts';
import { flag } from './scalars.ts';
import type { GateTime, Pace } from './scenario.ts';
import { clockDuration } from './times.ts';
import { minutesPerDay } from './units.ts';

const perDay = numberKind({ min: 0.001, max: 10_000_000, noun: 'jobs a day, a number', example: 2600 });

/** Jobs a day, or no limit. */
export const capacity: Kind<number | 'unlimited'> = {
  allowed: `${perDay.allowed}, or unlimited`,
  json: { oneOf: [perDay.json, { enum: ['unlimited'] }] },
  read(found, refuse) {
    if (found === 'unlimited') return found;
    const meant = typeof found === 'string' ? nearest(found, ['unlimited']) : undefined;
    return meant === undefined ? perDay.read(found, (fix) => refuse(fix)) : refuse(`write ${meant}`);
  },
};

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
    const queue = parts({ workingDaysOnly: false, ...found }, { perDay: capacity, workingDaysOnly: flag }, refuse);
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
