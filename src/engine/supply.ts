// Supply going off, armed and on again, and the review of a meter's thresholds after anything has changed it.
// Order and rules: docs/MODEL.md, sections A and O.
import { exhausted, inEmergencyCredit, offerable } from '../model/account.ts';
import { mode, nextDayKey, supply } from '../model/columns.ts';
import { channel } from '../model/gates.ts';
import { never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import { channelTo } from './channels.ts';
import { beginSegment, crossing } from './energy.ts';
import { closeNeedIfMet, openNeed } from './needs.ts';
import { dayIndexOf, drawMinutes, happens, note, wake, type Run } from './run.ts';
import { scheduleCall } from './support.ts';
import { cause, habitIndex } from './vocabulary.ts';

/** In the class of its minute that is for exhaustion and window edges: looks at a settled meter, and cuts it where it has run out. */
export function testExhaustion(run: Run, i: number, minute: number): void {
  disarmIfExhausted(run, i, minute);
  review(run, i, minute, minute);
}

/**
 * Looks at a settled meter's thresholds: opens a need, offers emergency credit, cuts an exhausted meter outside its protected hours;
 * then works out the next threshold and when it will be crossed. What a household's act leaves exhausted is tested in the next minute.
 * plain-stretch.ts does as much of this as can happen to a plain account.
 */
export function review(run: Run, i: number, minute: number, testedAt = minute + 1): void {
  const { meters } = run;
  updateEmergencyCredit(run, i, minute);
  if (meters.balance(i) > run.households.trigger(i >> 1)) meters.setWantedChannel(i, 0);
  meters.setEdgeAt(i, never);
  // Armed, a meter has its credit looked at like one that is on.
  if (meters.supply(i) !== supply.off) {
    if (isNeeded(run, i)) openNeed(run, i, minute);
    else closeNeedIfMet(run, i);
  }
  const rules = run.rules.meters[meters.rules(i)]!;
  if (meters.balance(i) < rules.offeredBelow && offerable(meters, i)) offer(run, i, minute);
  if (meters.supply(i) !== supply.off && exhausted(meters, i) && meters.mode(i) === mode.prepayment) {
    if (testedAt > minute) meters.setEdgeAt(i, testedAt);
    else if (meters.alwaysProtected(i) === 0) {
      const edge = rules.protectedHours.closingEdge(minute);
      if (edge === -1) cut(run, i, minute);
      else meters.setEdgeAt(i, edge);
    }
  }
  aim(run, i, minute);
}

/** Sets the next threshold of a meter and the minute it will be crossed. */
export function aim(run: Run, i: number, minute: number): void {
  const { meters } = run;
  meters.setThreshold(i, meters.supply(i) === supply.on ? meters.energyPosted(i) + budget(run, i) : Infinity);
  meters.setCrossingAt(i, crossing(run, i, minute));
}

/** Energy that can be used before something happens: micropounds, above 0; Infinity where nothing will. */
function budget(run: Run, i: number): number {
  const { meters } = run;
  const balance = meters.balance(i);
  const rules = run.rules.meters[meters.rules(i)]!;
  if (balance <= 0 && meters.selected(i) === 1 && meters.emergencyCreditLeft(i) > 0) return meters.emergencyCreditLeft(i);
  // Strictly below a level means one micropound under it.
  let level = balance > 0 ? 0 : -Infinity;
  if (meters.need(i) === 0 && run.households.habit(i >> 1) === habitIndex.reactive)
    level = nearer(level, run.households.trigger(i >> 1) - 1, balance);
  if (offerable(meters, i)) level = nearer(level, rules.offeredBelow - 1, balance);
  if (run.households.unable(i >> 1) === 1) level = nearer(level, run.rules.lowCreditBelow - 1, balance);
  return balance - level;
}
/** Of two levels below a balance, the one met first as it falls. */
export function nearer(level: number, candidate: number, balance: number): number {
  return candidate > level && candidate < balance ? candidate : level;
}

/** Whether the habit calls for a top-up while supply is on. */
function isNeeded(run: Run, i: number): boolean {
  const { meters, households } = run;
  if (meters.need(i) === 1) return false;
  const habit = households.habit(i >> 1);
  if (habit === habitIndex.reactive) return meters.balance(i) < households.trigger(i >> 1);
  return habit !== habitIndex.never && meters.inEmergencyCredit(i) === 1;
}

function updateEmergencyCredit(run: Run, i: number, minute: number): void {
  const { meters, households } = run;
  const now = inEmergencyCredit(meters, i) ? 1 : 0;
  if (now === meters.inEmergencyCredit(i)) return;
  meters.setInEmergencyCredit(i, now);
  const slot = i >> 1;
  const before = households.metersInEmergencyCredit(slot);
  households.setMetersInEmergencyCredit(slot, before + (now === 1 ? 1 : -1));
  if (now === 1 && before === 0) households.setEmergencyCreditSince(slot, minute);
  if (now === 0 && before === 1)
    run.listener?.emergencyCredit(households.household(slot), households.emergencyCreditSince(slot), minute);
}

/** The meter offers its emergency credit; whether and when it is selected is drawn. */
export function offer(run: Run, i: number, minute: number): void {
  const { meters } = run;
  const rules = run.rules.meters[meters.rules(i)]!;
  const key = nextDayKey(meters.offerKey(i), dayIndexOf(run, minute));
  meters.setOfferKey(i, key);
  meters.setOffered(i, 1);
  // An earlier offer that was withdrawn before it was selected is forgotten.
  const isTaken = happens(run, rules.selectedShare, i, purpose.selects, key);
  const delay = isTaken ? drawMinutes(run, rules.selectDelay, i, purpose.selectDelay, key) : 0;
  meters.setSelectAt(i, isTaken ? wake(run, minute + delay) : never);
  note(run, i, minute, 'emergency credit offered');
}

/** Supply goes off. */
function cut(run: Run, i: number, minute: number): void {
  const { meters, households } = run;
  const slot = i >> 1;
  beginSegment(run, i, minute);
  meters.setSupply(i, supply.off);
  meters.setOffSince(i, minute);
  meters.setSpellKey(i, nextDayKey(meters.spellKey(i), dayIndexOf(run, minute)));
  const isReached = channelTo(run, i, minute, false) !== channel.none;
  if (!isReached || meters.wantedChannel(i) === 1) {
    meters.setCause(i, cause.noChannel);
    meters.setNoChannelAt(i, isReached ? meters.channelWantedAt(i) : minute);
  } else meters.setCause(i, isWaitingForMoney(run, slot) ? cause.noMoney : cause.notNoticed);
  if (households.metersOff(slot) === 0) {
    households.setOffSince(slot, minute);
    if (households.firstOffAt(slot) === never) households.setFirstOffAt(slot, minute);
  }
  households.setMetersOff(slot, households.metersOff(slot) + 1);
  if (meters.firstOffAt(i) === never) meters.setFirstOffAt(i, minute);
  note(run, i, minute, `supply off: ${['no channel', 'no money', 'not noticed'][meters.cause(i)]!}`);
  if (meters.need(i) === 0) openNeed(run, i, minute);
  else if (meters.failed(i) === 1 && meters.waiting(i) === 0) {
    // Off, the household tries again sooner.
    const retry = wake(
      run,
      minute + Math.max(1, drawMinutes(run, run.rules.retryOffSupply, i, purpose.retryOffSupply, meters.spellKey(i))),
    );
    if (retry < meters.actAt(i)) meters.setActAt(i, retry);
  }
  scheduleCall(run, i, minute);
}

/** Whether the household waits for money, for whichever of its meters. */
function isWaitingForMoney({ meters }: Run, slot: number): boolean {
  return meters.waiting(2 * slot) === 1 || meters.waiting(2 * slot + 1) === 1;
}

/** Credit is back on an off meter: it goes on when somebody acts. `by`: what ended the spell. */
export function arm(run: Run, i: number, minute: number, by: number): void {
  const { meters } = run;
  if (meters.supply(i) !== supply.off) return;
  meters.setSupply(i, supply.armed);
  meters.setArmedBy(i, by);
  meters.setCallAt(i, never);
  meters.setRearmKey(i, nextDayKey(meters.rearmKey(i), dayIndexOf(run, minute)));
  meters.setRearmAt(
    i,
    wake(run, minute + drawMinutes(run, run.rules.meters[meters.rules(i)]!.rearm, i, purpose.rearm, meters.rearmKey(i))),
  );
  // Armed with nothing on it, it is off again in this minute, and the need goes on.
  if (!exhausted(meters, i)) closeNeedIfMet(run, i);
  note(run, i, minute, 'armed');
}

/** A meter that is armed runs out again before anybody turned it on (charges go on while off). */
function disarmIfExhausted(run: Run, i: number, minute: number): void {
  const { meters } = run;
  if (meters.supply(i) !== supply.armed || meters.mode(i) !== mode.prepayment || !exhausted(meters, i)) return;
  meters.setSupply(i, supply.off);
  meters.setRearmAt(i, never);
  if (meters.need(i) === 0) openNeed(run, i, minute);
}

/** Somebody turns the meter on by hand; gas may fail and be tried again. */
export function rearm(run: Run, i: number, minute: number): void {
  const { meters } = run;
  const rules = run.rules.meters[meters.rules(i)]!;
  meters.setRearmAt(i, never);
  if (meters.supply(i) !== supply.armed) return;
  if (happens(run, rules.rearmFails, i, purpose.rearmFails, meters.rearmKey(i))) {
    meters.setRearmKey(i, nextDayKey(meters.rearmKey(i), dayIndexOf(run, minute)));
    meters.setRearmAt(i, wake(run, minute + Math.max(1, drawMinutes(run, rules.rearm, i, purpose.rearm, meters.rearmKey(i)))));
    note(run, i, minute, 'failed to turn on');
    return;
  }
  switchOn(run, i, minute, meters.armedBy(i));
}

/** Supply is on again: the spell ends. */
export function switchOn(run: Run, i: number, minute: number, by: number): void {
  const { meters, households } = run;
  const slot = i >> 1;
  if (meters.supply(i) === supply.on) return;
  meters.setSupply(i, supply.on);
  meters.setSegmentStart(i, minute);
  meters.setRearmAt(i, never);
  meters.setCallAt(i, never);
  endSpell(run, i, minute, by, false);
  households.setMetersOff(slot, households.metersOff(slot) - 1);
  if (households.metersOff(slot) === 0) endHouseholdOff(run, slot, minute, false);
  note(run, i, minute, 'supply on');
}

/** Counts a spell that ends at a minute, or is still open at the horizon (censored). */
export function endSpell(run: Run, i: number, minute: number, by: number, censored: boolean): void {
  const { meters } = run;
  const length = minute - meters.offSince(i);
  meters.setSpells(i, meters.spells(i) + 1);
  meters.setOffMinutes(i, meters.offMinutes(i) + length);
  if (length > meters.longestSpell(i)) meters.setLongestSpell(i, length);
  if (meters.cause(i) === cause.noChannel) meters.setSpellsNoChannel(i, meters.spellsNoChannel(i) + 1);
  else if (meters.cause(i) === cause.noMoney) meters.setSpellsNoMoney(i, meters.spellsNoMoney(i) + 1);
  run.listener?.spell(run, i, minute, by, censored);
}

/** No meter of the household is off any more, or the horizon has come. */
export function endHouseholdOff(run: Run, slot: number, minute: number, censored: boolean): void {
  const { households } = run;
  households.setOffMinutes(slot, households.offMinutes(slot) + minute - households.offSince(slot));
  run.listener?.householdOff(run, slot, minute, censored);
}

/** A supplier's command that gives supply back: electricity at once, gas armed for somebody to turn on. */
export function restore(run: Run, i: number, minute: number, by: number): void {
  if ((i & 1) === 0) switchOn(run, i, minute, by);
  else arm(run, i, minute, by);
}
