// When supply is cut and how it comes back (A4 to A8, A10, A12, A13), and spells (C).
import {
  isInEmergencyCredit,
  isOutOfCredit,
  isToBeOffered,
  restoreEmergencyCreditLimit,
  selectEmergencyCredit,
} from './account.ts';
import { startNewRate } from './burn.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { isProtected } from './non-disablement.ts';
import { drawCall } from './contact-centre.ts';
import { dayOf, never, pounds } from './units.ts';
import type { PolicyRun } from './policy-run.ts';

/** A7, A8: out of credit outside a non-disablement window. Legacy gas has no windows (A15). */
export function cutIfOutOfCredit(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  if (meter.supply === 'off' || meter.safeMode || !isOutOfCredit(meter.account)) return;
  if (meter.supply === 'armed') {
    // A12: still off, window or not, and the spell goes on.
    meter.supply = 'off';
    meter.rearmAt = never;
    return;
  }
  const windows =
    home.kind === 'legacy' && meter.fuel === 'gas' ? 'none' : meter.settings.nonDisablement;
  if (meter.allWeek || isProtected(windows, run.calendar, minute)) return;
  const { random } = run;
  startNewRate(meter.burn, curveOfRate(run, meter), minute, true);
  meter.supply = 'off';
  meter.offSince = minute;
  meter.drawNumbers.spell = random.nextDrawNumber(meter.drawNumbers.spell, minute);
  meter.cause = causeOf(run, home, meter, minute);
  if (!run.isWarmUp) meter.cuts.push({ minute, cause: meter.cause });
  run.logEvent?.(minute, meter, `cut: ${meter.cause}`);
  // H7: a waiting retry comes sooner.
  const { need } = meter;
  if (need?.attemptFailed === true && !need.waitingForMoney) {
    const { offSupply } = run.scenario.behaviour.retry;
    const sooner = random.drawMinutes(
      offSupply,
      meter.index,
      'retryOffSupply',
      meter.drawNumbers.spell,
    );
    need.actAt = Math.min(need.actAt, nextWakingMinute(run, minute + atLeastOne(sooner)));
  }
  drawCall(run, meter, minute);
}

/** C3. */
function causeOf(run: PolicyRun, home: Home, meter: Meter, minute: number): string {
  if (meter.lackedChannel || channelTo(home, meter, run.eventTimes, minute) === 'none')
    return 'no-channel';
  return home.meters.some(({ need }) => need?.waitingForMoney === true)
    ? 'no-money'
    : 'not-noticed';
}

/** A12: ready to be switched on by hand. */
function armMeter(run: PolicyRun, meter: Meter, minute: number, by: string): void {
  if (meter.supply !== 'off') return;
  meter.supply = 'armed';
  meter.endedBy = by;
  meter.callsAt = never;
  run.logEvent?.(minute, meter, `armed by ${by}`);
  // C1: a spell lasts a minute or more; one that ends in minute 0 is none.
  drawRearm(run, meter, minute, meter.offSince === minute && minute !== 0 ? 1 : 0);
}

function drawRearm(run: PolicyRun, meter: Meter, minute: number, least: number): void {
  const { random } = run;
  meter.drawNumbers.rearm = random.nextDrawNumber(meter.drawNumbers.rearm, minute);
  const delay = random.drawMinutes(
    meter.settings.rearm[meter.fuel],
    meter.index,
    'rearm',
    meter.drawNumbers.rearm,
  );
  meter.rearmAt = nextWakingMinute(run, minute + Math.max(least, delay));
}

/** A12: somebody goes to an armed meter. A share of gas attempts fail and are tried again. */
export function rearmIfDue(run: PolicyRun, meter: Meter, minute: number): void {
  if (meter.supply !== 'armed' || minute < meter.rearmAt) return;
  const fails = meter.fuel === 'gas' ? meter.settings.rearm.gasFails : 0;
  if (run.random.drawBernoulli(fails, meter.index, 'rearmFails', meter.drawNumbers.rearm))
    drawRearm(run, meter, minute, 1);
  else switchOn(run, meter, minute, meter.endedBy);
}

export function switchOn(run: PolicyRun, meter: Meter, minute: number, by: string): void {
  meter.supply = 'on';
  meter.rearmAt = never;
  meter.callsAt = never;
  meter.burn.rateSince = minute;
  run.logEvent?.(minute, meter, `on: ${by}`);
  recordSpell(run, meter, minute, by, false);
}

/** C1, C4, I5. */
export function recordSpell(
  run: PolicyRun,
  meter: Meter,
  minute: number,
  by: string,
  censored: boolean,
): void {
  if (run.isWarmUp || minute === 0) return;
  run.spells.push({
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
export function restoreByCommand(run: PolicyRun, meter: Meter, minute: number, by: string): void {
  if (meter.supply === 'on') return;
  if (meter.fuel === 'electricity') switchOn(run, meter, minute, by);
  else armMeter(run, meter, minute, by);
}

/** A10, A13. */
export function setSafeMode(run: PolicyRun, meter: Meter, minute: number, by: string): void {
  meter.safeMode = true;
  meter.wasInSafeMode = true;
  run.logEvent?.(minute, meter, 'safe mode');
  restoreByCommand(run, meter, minute, by);
}

/**
 * A10, A12, E5: credit that leaves the balance at or above the margin arms a meter that is off.
 * After onboarding, such a vend also ends safe mode.
 */
export function afterCredit(run: PolicyRun, meter: Meter, minute: number, by: string): void {
  if (meter.account.balance < meter.terms.reconnectMargin) return;
  if (by === 'vend' && minute >= meter.onboardedAt) {
    meter.safeMode = false;
    meter.allWeek = false;
    restoreEmergencyCreditLimit(meter.account, ownLimitOf(meter));
  }
  armMeter(run, meter, minute, by);
}

/** The limit that the failed supplier left. */
export const ownLimitOf = ({ settings }: Meter): number => pounds(settings.emergencyCredit.limit);

/** A3: offers emergency credit. A4: whether and when it is selected is drawn once an offer. */
export function offerIfLow(run: PolicyRun, meter: Meter, minute: number): void {
  const { account, settings, drawNumbers, terms } = meter;
  if (!isToBeOffered(account, terms.offeredBelow)) return;
  const { random } = run;
  const { selected, selectDelay } = settings.emergencyCredit;
  account.isOffered = true;
  drawNumbers.offer = random.nextDrawNumber(drawNumbers.offer, minute);
  meter.selectAt = random.drawBernoulli(selected, meter.index, 'selects', drawNumbers.offer)
    ? nextWakingMinute(
        run,
        minute + random.drawMinutes(selectDelay, meter.index, 'selectDelay', drawNumbers.offer),
      )
    : never;
  run.logEvent?.(minute, meter, `offered (${drawNumbers.offer}), selects at ${meter.selectAt}`);
}

/** A4: not once the meter is off, unless `whenOff` allows it; then it arms the meter. */
export function selectIfDue(run: PolicyRun, meter: Meter, minute: number): void {
  if (minute < meter.selectAt) return;
  meter.selectAt = never;
  if (!meter.account.isOffered) return;
  if (meter.supply !== 'on' && !meter.selectsWhenOff) return;
  selectEmergencyCredit(meter.account);
  run.logEvent?.(minute, meter, 'selected emergency credit');
  if (!isOutOfCredit(meter.account)) armMeter(run, meter, minute, 'emergency-credit');
}

/** A2: whether the charges of the day go to accumulated debt. */
export function areChargesSuspended({ supply, account, settings }: Meter): boolean {
  const { inEmergencyCredit: suspendedThere, whenOff } = settings.suspendCharges;
  return (supply !== 'on' && whenOff) || (isInEmergencyCredit(account) && suspendedThere);
}

/** H5: the minute itself, or the next waking one. */
export const nextWakingMinute = (run: PolicyRun, minute: number): number =>
  run.calendar.nextWithin(run.scenario.behaviour.wakingHours, minute);

/** O5: nothing is tried again in the same minute. */
export const atLeastOne = (minutes: number): number => Math.max(1, minutes);

/** The curve of the day in which the meter's rate of use began. */
export const curveOfRate = (run: PolicyRun, meter: Meter): readonly number[] =>
  run.environment.curve(meter.fuel, dayOf(meter.burn.rateSince));
