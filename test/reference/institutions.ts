// What institutions do to a meter (E1, E4 to E8, G1): each act when its minute has come.
import {
  grantCredit,
  owedOn,
  raiseEmergencyCreditLimit,
  restoreEmergencyCreditLimit,
  sendEmergencyCredit,
  settleDebt,
} from './account.ts';
import type { AgentAct } from '../../src/scenario/scenario.ts';
import { dccServesFailedSupplier, hasDevice, isReachable } from './gates.ts';
import type { Home, Meter } from './home.ts';
import {
  afterCredit,
  atLeastOne,
  ownLimitOf,
  restoreByCommand,
  setSafeMode,
  switchOn,
} from './supply.ts';
import { dayOf, never, pounds } from './units.ts';
import type { PolicyRun } from './policy-run.ts';

/** E1: an orderly exit leaves a share of reachable smart meters in safe mode. */
export function protectAtExit(run: PolicyRun, home: Home, meter: Meter): void {
  const { exit } = run.institutions;
  if (exit.kind !== 'orderly' || home.kind === 'legacy' || !home.wan) return;
  if (run.random.drawBernoulli(exit.protected, meter.index, 'protectedAtExit'))
    setSafeMode(run, meter, 0, 'safe-mode');
}

/** E4, E5, G1: a command of the agent. Gates that have closed do not open again. */
export function agentIfDue(run: PolicyRun, meter: Meter, minute: number): void {
  if (minute < meter.agentAt) return;
  meter.agentAt = never;
  if (!dccServesFailedSupplier(run.eventTimes, minute) || minute >= meter.onboardedAt) return;
  const { random, institutions } = run;
  const { success, retryAfter, does, amount } = institutions.agent;
  const attempt = meter.agentAttempts++;
  countRequest(run.requests.ofAgent, minute);
  const works =
    random.drawBernoulli(success, meter.index, 'agentSuccess', attempt) &&
    !random.drawBernoulli(meter.settings.missed, meter.index, 'agentMissed', attempt);
  if (!works) {
    meter.agentAt =
      minute + atLeastOne(random.drawMinutes(retryAfter, meter.index, 'agentRetry', attempt));
    return;
  }
  run.logEvent?.(minute, meter, 'command of the agent');
  for (const act of does) agentActs[act](run, meter, minute, pounds(amount));
}

/** E5. A command does them in the order in which the scenario lists them. */
const agentActs: Readonly<
  Record<AgentAct, (run: PolicyRun, meter: Meter, minute: number, amount: number) => void>
> = {
  'safe-mode': (run, meter, minute) => {
    setSafeMode(run, meter, minute, 'safe-mode');
  },
  // A gate, and not an act on the meter.
  vend: () => undefined,
  'raise-emergency-credit': (run, meter, minute, amount) => {
    raiseEmergencyCreditLimit(meter.account, amount);
    if (meter.account.isSelected && meter.account.emergencyCreditLeft > 0)
      restoreByCommand(run, meter, minute, 'agent-credit');
  },
  'all-week-non-disablement': (_world, meter) => {
    meter.allWeek = true;
  },
  'pre-emptive-credit': (run, meter, minute, amount) => {
    grantCredit(meter.account, meter.totals, amount, meter.terms);
    afterCredit(run, meter, minute, 'agent-credit');
  },
};

/** E6, E7: an attempt to onboard, or an exchange. */
export function onboardIfDue(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  const { random, institutions } = run;
  const { firstTimeSuccess, retryAfter, longTail } = institutions.onboarding;
  if (minute < meter.onboardAt || minute >= meter.onboardedAt) return;
  if (!meter.longTailDone) {
    const attempt = meter.onboardAttempts++;
    // E7: an exchange is no request.
    if (isReachable(home)) countRequest(run.requests.ofSolr, minute);
    if (!random.drawBernoulli(firstTimeSuccess, meter.index, 'onboardingSuccess', attempt)) {
      meter.onboardAt =
        minute +
        atLeastOne(random.drawMinutes(retryAfter, meter.index, 'onboardingRetry', attempt));
      return;
    }
    meter.longTailDone = true;
    const isLate = random.drawBernoulli(longTail.share, meter.index, 'longTail');
    meter.onboardAt =
      minute + (isLate ? random.drawMinutes(longTail.extra, meter.index, 'longTailExtra') : 0);
    if (minute < meter.onboardAt) return;
  }
  onboard(run, home, meter, minute);
}

function onboard(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  meter.onboardedAt = minute;
  meter.learntAt = minute + home.learnMinutes;
  meter.onboardAt = never;
  meter.agentAt = never;
  meter.owedAtOnboarding = owedOn(meter.account);
  meter.safeModeEndsAt = drawSafeModeEnd(run, meter, minute);
  const { after, does } = run.institutions.onboarding.recommence;
  run.logEvent?.(minute, meter, 'onboarded');
  if (does !== 'none')
    meter.recommenceAt = minute + run.random.drawMinutes(after, meter.index, 'recommenceAfter');
}

/** A19: when safe mode ends by itself: never, at once, or a drawn time later. One draw a meter. */
function drawSafeModeEnd(
  { institutions, random }: PolicyRun,
  meter: Meter,
  minute: number,
): number {
  const { ends } = institutions.onboarding.safeMode;
  if (ends === 'repaid') return never;
  return ends === 'onboarding'
    ? minute
    : minute + random.drawMinutes(ends, meter.index, 'safeModeEnds');
}

/**
 * A19: safe mode, the all-week calendar and a raised limit end, and what is owed is settled. It
 * comes once a meter: what the SoLR sets later lasts until a vend has repaid all (A10).
 */
export function endSafeModeIfDue(
  run: PolicyRun,
  meter: Meter,
  minute: number,
  by: 'a command' | 'an engineer' = 'a command',
): void {
  if (minute < meter.safeModeEndsAt) return;
  meter.safeModeEndsAt = never;
  const { account, totals } = meter;
  const { owed, weekly, credit } = run.institutions.onboarding.safeMode;
  const wasProtected = meter.safeMode || meter.allWeek;
  const wasRaised = account.emergencyCreditLimit !== ownLimitOf(meter);
  if (!wasProtected && !wasRaised) return;
  if (by === 'a command') countRequest(run.requests.ofSolr, minute);
  restoreEmergencyCreditLimit(account, ownLimitOf(meter));
  if (!wasProtected) return;
  meter.safeMode = false;
  meter.allWeek = false;
  run.logEvent?.(minute, meter, `safe mode ends, ${owedOn(account)} owed`);
  if (owed !== 'written-off') meter.owedAfterSafeMode += owedOn(account);
  settleDebt(account, totals, { owed, weekly: pounds(weekly) });
  if (credit === 0) return;
  sendEmergencyCredit(account, pounds(credit));
  restoreByCommand(run, meter, minute, 'recommenced');
}

/** C14. */
function countRequest(byDay: Map<number, number>, minute: number): void {
  byDay.set(dayOf(minute), (byDay.get(dayOf(minute)) ?? 0) + 1);
}

/** E8: the SoLR recommences supply to a meter that is off. */
export function recommenceIfDue(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  if (minute < meter.recommenceAt) return;
  meter.recommenceAt = never;
  if (meter.supply === 'on') return;
  const { random, institutions } = run;
  const { recommence: how, retryAfter } = institutions.onboarding;
  const attempt = meter.recommenceAttempts++;
  countRequest(run.requests.ofSolr, minute);
  // G7: a meter without WAN misses nothing. Its exchange is taken to have seen to that.
  const missed = home.wan ? meter.settings.missed : 0;
  const works =
    random.drawBernoulli(how.success, meter.index, 'recommenceSuccess', attempt) &&
    !random.drawBernoulli(missed, meter.index, 'recommenceMissed', attempt);
  if (works) recommence(run, home, meter, minute, 'recommenced');
  else
    meter.recommenceAt =
      minute + atLeastOne(random.drawMinutes(retryAfter, meter.index, 'recommenceRetry', attempt));
}

/** E8, S4: by emergency credit or safe mode. A legacy meter has no safe mode and gets credit. */
function recommence(run: PolicyRun, home: Home, meter: Meter, minute: number, by: string): void {
  const { does, amount } = run.institutions.onboarding.recommence;
  run.logEvent?.(minute, meter, 'recommenced');
  if (does === 'safe-mode' && home.kind !== 'legacy') {
    setSafeMode(run, meter, minute, by);
    return;
  }
  sendEmergencyCredit(meter.account, pounds(amount));
  restoreByCommand(run, meter, minute, by);
}

/**
 * S4: an engineer sees to every meter of the home that is off or armed: exchanges a smart meter or
 * replaces a lost key or card, and restores supply on the spot.
 */
export function visitHome(run: PolicyRun, home: Home, minute: number): void {
  for (const meter of home.meters) {
    if (meter.supply === 'on') continue;
    run.logEvent?.(minute, meter, 'visit');
    if (home.kind !== 'legacy') {
      if (meter.onboardedAt === never) {
        meter.exchangedEarly = true;
        onboard(run, home, meter, minute);
        endSafeModeIfDue(run, meter, minute, 'an engineer');
      }
    } else if (!hasDevice(meter, minute)) meter.deviceBackAt = minute;
    if (run.institutions.onboarding.recommence.does === 'none') continue;
    meter.recommenceAt = never;
    recommence(run, home, meter, minute, 'visit');
    if (!isOn(meter)) switchOn(run, meter, minute, 'visit');
  }
}

const isOn = ({ supply }: Meter): boolean => supply === 'on';
