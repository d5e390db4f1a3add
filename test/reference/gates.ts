// Who can do what to a meter (section G): four facts, each with its own day.
import type { RandomDraws } from './random-draws.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { EventTimes } from './event-times.ts';
import type { Home, Meter } from './home.ts';
import { minutesPerDay } from './units.ts';

/** How a vend would reach the meter: at a shop, over the air, by a code typed by hand, or not. */
export type Channel = 'shop' | 'remote' | 'typed' | 'none';

/** G1: whether DCC sends the failed supplier's requests, as far as its two gates go. */
export function dccServesFailedSupplier(eventTimes: EventTimes, minute: number): boolean {
  return minute < eventTimes.certificatesRevokedAt && minute < eventTimes.identifiersMoveAt;
}

/** G1, G7: a smart meter that commands can reach over the air before onboarding. */
export const isReachable = ({ kind, wan }: Home): boolean =>
  wan && (kind === 'smets2' || kind === 'smets1-enrolled');

/**
 * G2 to G7: the channel by which a vend could reach a meter.
 *
 * @param isToldChannel whether the SoLR's channel need not be learnt first (H10)
 */
export function channelTo(
  home: Home,
  meter: Meter,
  eventTimes: EventTimes,
  minute: number,
  isToldChannel = false,
): Channel {
  const typedWithoutWan = home.wan ? 'remote' : 'typed';
  // G5
  if (home.kind === 'legacy') return hasDevice(meter, minute) ? 'shop' : 'none';
  // G6
  if (minute >= meter.onboardedAt)
    return isToldChannel || minute >= meter.learntAt ? typedWithoutWan : 'none';
  const agentVends = minute >= eventTimes.agentVendsFrom;
  switch (home.kind) {
    // G2
    case 'smets2':
      if (minute >= eventTimes.vendingEndsAt && !agentVends) return 'none';
      return dccServesFailedSupplier(eventTimes, minute) ? typedWithoutWan : 'typed';
    // G3
    case 'smets1-enrolled':
      if (minute >= eventTimes.vendingEndsAt && !agentVends) return 'none';
      return dccServesFailedSupplier(eventTimes, minute) ? typedWithoutWan : 'none';
    // G4
    case 'smets1-unenrolled':
      return minute < eventTimes.vendingEndsAt ? typedWithoutWan : 'none';
  }
}

/** G5: the household has a legacy meter's key or card. */
export const hasDevice = (meter: Meter, minute: number): boolean =>
  minute < meter.deviceLostAt || minute >= meter.deviceBackAt;

/** H12: losses follow one another, each counted from when the last key or card came. */
export function loseAndReplaceDevice(
  scenario: Scenario,
  random: RandomDraws,
  meter: Meter,
  minute: number,
): void {
  const { lostPerMonth, replace } = scenario.population.legacyDevice;
  if (lostPerMonth === 0 || minute < meter.deviceBackAt) return;
  const meanMinutes = ((365 / 12) * minutesPerDay) / lostPerMonth;
  while (minute >= meter.deviceBackAt) {
    const ordinal = meter.devicesLost++;
    const kept = -meanMinutes * Math.log(random.uniform(meter.index, 'deviceLost', ordinal));
    meter.deviceLostAt = Math.round(meter.deviceBackAt + kept);
    meter.deviceBackAt =
      meter.deviceLostAt +
      Math.max(1, random.drawMinutes(replace, meter.index, 'deviceReplaced', ordinal));
  }
}
