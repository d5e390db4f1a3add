// The books of a household: opened at day 0, closed at the horizon, and money conserved in between, to the micropound.
import { assert } from '../errors.ts';
import { net } from '../model/account.ts';
import { supply } from '../model/columns.ts';
import { never } from '../model/money.ts';
import { beginSegment } from './energy.ts';
import { firstMeter, lastMeter, type Run } from './run.ts';
import { endHouseholdOff, endSpell } from './supply.ts';
import { end } from './vocabulary.ts';

/** Opens the books at day 0, energy settled: what is counted starts from here. */
export function openBooks(run: Run, slot: number): void {
  const { meters, households } = run;
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    beginSegment(run, i, 0);
    meters.setOpeningNet(i, net(meters, i));
    meters.setOpeningEnergy(i, meters.energyPosted(i));
    meters.setVended(i, 0);
    meters.setDebtRepaid(i, 0);
    meters.setCreditGranted(i, 0);
    meters.setCharges(i, 0);
    meters.setVends(i, 0);
    meters.setFailedVends(i, 0);
    meters.setSpells(i, 0);
    meters.setSpellsNoChannel(i, 0);
    meters.setSpellsNoMoney(i, 0);
    meters.setOffMinutes(i, 0);
    meters.setLongestSpell(i, 0);
    const off = meters.supply(i) !== supply.on;
    // A spell open from the warm-up starts at 0 and keeps its cause.
    if (off) meters.setOffSince(i, 0);
    meters.setFirstOffAt(i, off ? 0 : never);
    assert(Number.isSafeInteger(meters.openingNet(i)), 'the account holds whole micropounds');
  }
  households.setOffMinutes(slot, 0);
  households.setOffSince(slot, 0);
  households.setFirstOffAt(slot, households.metersOff(slot) > 0 ? 0 : never);
  if (households.metersInEmergencyCredit(slot) > 0) households.setEmergencyCreditSince(slot, 0);
}

/** Closes the books at the horizon: energy is settled, what is open is told as open, and money must have been conserved. */
export function closeBooks(run: Run, slot: number): void {
  const { meters, households, listener } = run;
  const { horizonMinute } = run.rules;
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    beginSegment(run, i, horizonMinute);
    assertConserved(run, i);
    if (meters.supply(i) !== supply.on) endSpell(run, i, horizonMinute, end.horizon, true);
    if (meters.safeSince(i) !== never) listener?.safeMode(meters.safeSince(i), never);
  }
  if (households.metersOff(slot) > 0) endHouseholdOff(run, slot, horizonMinute, true);
  if (households.metersInEmergencyCredit(slot) > 0)
    listener?.emergencyCredit(households.household(slot), households.emergencyCreditSince(slot), never);
}

/** Money and energy are conserved to the micropound: holds for every meter of every run. */
function assertConserved(run: Run, i: number): void {
  const { meters } = run;
  const energy = meters.energyPosted(i) - meters.openingEnergy(i);
  const expected =
    meters.openingNet(i) + meters.vended(i) - meters.debtRepaid(i) + meters.creditGranted(i) - energy - meters.charges(i);
  if (expected !== net(meters, i)) notConserved(run, i, 'money');
  if (meters.energyPosted(i) !== Math.floor(meters.energyExact(i) + 0.5)) notConserved(run, i, 'energy');
}

function notConserved(run: Run, i: number, what: string): never {
  throw new Error(`assertion failed: ${what} is conserved on meter ${i & 1} of household ${run.households.household(i >> 1)}`);
}
