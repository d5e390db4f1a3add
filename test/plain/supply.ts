// When supply is cut and how it comes back (A4 to A8, A10, A12, A13, C1 to C4).
import { purpose } from '../../src/model/purposes.ts';
import { inEmergencyCredit, isExhausted, isToBeOffered, select } from './account.ts';
import { beginRate } from './burn.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { isProtected } from './protected-hours.ts';
import { drawCall } from './support.ts';
import { dayOf, never } from './units.ts';
import type { World } from './world.ts';

/** A7: exhausted in prepayment mode, outside a non-disablement window. Legacy gas has no such windows (A15). */
export function cutIfExhausted(world: World, home: Home, meter: Meter, minute: number): void {
  if (meter.supply === 'off' || meter.safeMode || !isExhausted(meter.account)) return;
  if (meter.supply === 'armed') {
    // Still off: no window protects it, and it is the same spell.
    meter.supply = 'off';
    meter.rearmAt = never;
    return;
  }
  const windows = home.kind === 'legacy' && meter.fuel === 'gas' ? 'none' : meter.settings.nonDisablement;
  if (meter.allWeek || isProtected(windows, world.clock, minute)) return;
  const { luck } = world;
  beginRate(meter.burn, curveUntil(world, meter), minute, true);
  meter.supply = 'off';
  meter.offSince = minute;
  meter.numbers.spell = luck.nextNumber(meter.numbers.spell, minute);
  meter.cause = causeOf(world, home, meter, minute);
  world.diary?.(minute, meter, `cut: ${meter.cause}`);
  const { need } = meter;
  if (need?.attemptFailed === true && !need.waitingForMoney) {
    const { offSupply } = world.scenario.behaviour.retry;
    const sooner = luck.minutes(offSupply, meter.index, purpose.retryOffSupply, meter.numbers.spell);
    need.actAt = Math.min(need.actAt, wake(world, minute + atLeastOne(sooner)));
  }
  drawCall(world, meter, minute);
}

/** C3. */
function causeOf(world: World, home: Home, meter: Meter, minute: number): string {
  if (meter.wantedChannel || channelTo(home, meter, world.course, minute) === 'none') return 'no-channel';
  return home.meters.some(({ need }) => need?.waitingForMoney === true) ? 'no-money' : 'not-noticed';
}

/** Ready to be turned on by hand. */
function arm(world: World, meter: Meter, minute: number, by: string): void {
  if (meter.supply !== 'off') return;
  meter.supply = 'armed';
  meter.endedBy = by;
  meter.ringsAt = never;
  world.diary?.(minute, meter, `armed by ${by}`);
  drawRearm(world, meter, minute, 0);
}

function drawRearm(world: World, meter: Meter, minute: number, least: number): void {
  const { luck } = world;
  meter.numbers.rearm = luck.nextNumber(meter.numbers.rearm, minute);
  const delay = luck.minutes(meter.settings.rearm[meter.fuel], meter.index, purpose.rearm, meter.numbers.rearm);
  meter.rearmAt = wake(world, minute + Math.max(least, delay));
}

/** A12: somebody goes to an armed meter. A share of gas attempts fail and are tried again. */
export function rearm(world: World, meter: Meter, minute: number): void {
  if (meter.supply !== 'armed' || minute < meter.rearmAt) return;
  const fails = meter.fuel === 'gas' ? meter.settings.rearm.gasFails : 0;
  if (world.luck.happens(fails, meter.index, purpose.rearmFails, meter.numbers.rearm)) drawRearm(world, meter, minute, 1);
  else turnOn(world, meter, minute, meter.endedBy);
}

export function turnOn(world: World, meter: Meter, minute: number, by: string): void {
  meter.supply = 'on';
  meter.rearmAt = never;
  meter.ringsAt = never;
  meter.burn.since = minute;
  world.diary?.(minute, meter, `on: ${by}`);
  tellSpell(world, meter, minute, by, false);
}

export function tellSpell(world: World, meter: Meter, minute: number, by: string, censored: boolean): void {
  if (world.isWarmUp) return;
  world.spells.push({
    household: Math.floor(meter.index / 2),
    fuel: meter.fuel,
    startMinute: Math.max(0, meter.offSince),
    endMinute: minute,
    cause: meter.cause,
    endedBy: by,
    censored,
  });
}

/** A13: a supplier's command puts an electricity meter on at once and arms a gas meter. */
export function restoreByCommand(world: World, meter: Meter, minute: number, by: string): void {
  if (meter.supply === 'on') return;
  if (meter.fuel === 'electricity') turnOn(world, meter, minute, by);
  else arm(world, meter, minute, by);
}

/** A10. */
export function setSafeMode(world: World, meter: Meter, minute: number, by: string): void {
  meter.safeMode = true;
  meter.everSafe = true;
  world.diary?.(minute, meter, 'safe mode');
  restoreByCommand(world, meter, minute, by);
}

/** A10, A12, E5: a vend that leaves the balance at or above the margin makes a meter that is off ready; after onboarding it ends safe mode. */
export function afterCredit(world: World, meter: Meter, minute: number, by: string): void {
  if (meter.account.balance < meter.terms.reconnectMargin) return;
  if (by === 'vend' && minute >= meter.onboardedAt) {
    meter.safeMode = false;
    meter.allWeek = false;
  }
  arm(world, meter, minute, by);
}

/** A3: emergency credit is offered; whether and when the household selects it is drawn once an offer (A4). */
export function offerIfLow(world: World, meter: Meter, minute: number): void {
  const { account, settings, numbers, terms } = meter;
  if (!isToBeOffered(account, terms.offeredBelow)) return;
  const { luck } = world;
  const { selected, selectDelay } = settings.emergencyCredit;
  account.offered = true;
  numbers.offer = luck.nextNumber(numbers.offer, minute);
  meter.selectAt = luck.happens(selected, meter.index, purpose.selects, numbers.offer)
    ? wake(world, minute + luck.minutes(selectDelay, meter.index, purpose.selectDelay, numbers.offer))
    : never;
  world.diary?.(minute, meter, `offered (${numbers.offer}), selects at ${meter.selectAt}`);
}

/** A4: not once the meter is off, unless the meter allows it; then it restores supply as credit does. */
export function selectIfDue(world: World, meter: Meter, minute: number): void {
  if (minute < meter.selectAt) return;
  meter.selectAt = never;
  if (!meter.account.offered) return;
  if (meter.supply !== 'on' && !meter.settings.emergencyCredit.whenOff) return;
  select(meter.account);
  world.diary?.(minute, meter, 'selected emergency credit');
  if (!isExhausted(meter.account)) arm(world, meter, minute, 'emergency-credit');
}

/** A2: whether the charges of the day go to accumulated debt. */
export function suspendsCharges({ supply, account, settings }: Meter): boolean {
  const { inEmergencyCredit: suspendedThere, whenOff } = settings.suspendCharges;
  return (supply !== 'on' && whenOff) || (inEmergencyCredit(account) && suspendedThere);
}

/** The next waking minute. */
export const wake = (world: World, minute: number): number =>
  world.clock.nextWithin(world.scenario.behaviour.wakingHours, minute);

/** What is tried again is never tried again in the same minute. */
export const atLeastOne = (minutes: number): number => Math.max(1, minutes);

/** The curve of the day in which the meter's rate of use began. */
export const curveUntil = (world: World, meter: Meter): readonly number[] =>
  world.surroundings.curve(meter.fuel, dayOf(meter.burn.since));
