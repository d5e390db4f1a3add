// Who can do what to a meter (section G): four facts, each with its own day.
import type { Luck } from './luck.ts';
import { ln } from '../../src/kernel/arithmetic.ts';
import { purpose } from '../../src/model/purposes.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Course } from './course.ts';
import type { Home, Meter } from './home.ts';
import { minutesPerDay } from './units.ts';

/** How a vend would reach the meter: at a shop, over the air, as a code typed by hand, or not at all. */
export type Channel = 'shop' | 'remote' | 'typed' | 'none';

/** Whether DCC sends the failed supplier's requests, as far as its two gates go. */
export function dccServesFailedSupplier(course: Course, minute: number): boolean {
  return minute < course.certificatesRevokedAt && minute < course.identifiersMoveAt;
}

/** A smart meter that commands can reach over the air before onboarding. */
export const isReachable = ({ kind, wan }: Home): boolean => wan && (kind === 'smets2' || kind === 'smets1-enrolled');

/** `told`: the household needs not have learnt the SoLR's channel. */
export function channelTo(home: Home, meter: Meter, course: Course, minute: number, told = false): Channel {
  const byHandWithoutWan = home.wan ? 'remote' : 'typed';
  if (home.kind === 'legacy') return hasDevice(meter, minute) ? 'shop' : 'none';
  if (minute >= meter.onboardedAt) return told || minute >= meter.learntAt ? byHandWithoutWan : 'none';
  const agentVends = minute >= course.agentVendsFrom;
  switch (home.kind) {
    case 'smets2':
      if (minute >= course.vendingEndsAt && !agentVends) return 'none';
      return dccServesFailedSupplier(course, minute) ? byHandWithoutWan : 'typed';
    case 'smets1-enrolled':
      if (minute >= course.vendingEndsAt && !agentVends) return 'none';
      return dccServesFailedSupplier(course, minute) ? byHandWithoutWan : 'none';
    case 'smets1-unenrolled':
      return minute < course.vendingEndsAt ? byHandWithoutWan : 'none';
  }
}

/** A legacy meter's key or card is at hand. */
export const hasDevice = (meter: Meter, minute: number): boolean => minute < meter.deviceLostAt || minute >= meter.deviceBackAt;

/** H12: losses follow one another, each counted from when the last key or card came. */
export function loseAndReplaceDevice(scenario: Scenario, luck: Luck, meter: Meter, minute: number): void {
  const { lostPerMonth, replace } = scenario.population.legacyDevice;
  if (lostPerMonth === 0 || minute < meter.deviceBackAt) return;
  const meanMinutes = ((365 / 12) * minutesPerDay) / lostPerMonth;
  while (minute >= meter.deviceBackAt) {
    const ordinal = meter.devicesLost++;
    const kept = -meanMinutes * ln(luck.uniform(meter.index, purpose.deviceLost, ordinal));
    meter.deviceLostAt = Math.round(meter.deviceBackAt + kept);
    meter.deviceBackAt = meter.deviceLostAt + Math.max(1, luck.minutes(replace, meter.index, purpose.deviceReplaced, ordinal));
  }
}
