// What institutions do to a meter (E1, E4 to E8, G1): each act when its minute has come.
import { purpose } from '../../src/model/purposes.ts';
import { grant, raiseLimit, sendEmergencyCredit } from './account.ts';
import type { AgentAct } from '../../src/scenario/scenario.ts';
import { dccServesFailedSupplier, hasDevice } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { afterCredit, atLeastOne, restoreByCommand, setSafeMode, turnOn } from './supply.ts';
import { never, pounds } from './units.ts';
import type { World } from './world.ts';

/** E1: an orderly exit leaves a share of reachable smart meters in safe mode. */
export function protectAtExit(world: World, home: Home, meter: Meter): void {
  const { exit } = world.institutions;
  if (exit.kind !== 'orderly' || home.kind === 'legacy' || !home.wan) return;
  if (world.luck.happens(exit.protected, meter.index, purpose.protectedAtExit)) setSafeMode(world, meter, 0, 'safe-mode');
}

/** E4, E5, G1: a command of the agent. Gates that have closed do not open again. */
export function agentIfDue(world: World, meter: Meter, minute: number): void {
  if (minute < meter.agentAt) return;
  meter.agentAt = never;
  if (!dccServesFailedSupplier(world.course, minute) || minute >= meter.onboardedAt) return;
  const { luck, institutions } = world;
  const { success, retryAfter, does, amount } = institutions.agent;
  const attempt = meter.agentAttempts++;
  const works =
    luck.happens(success, meter.index, purpose.agentSuccess, attempt) &&
    !luck.happens(meter.settings.missed, meter.index, purpose.agentMissed, attempt);
  if (!works) {
    meter.agentAt = minute + atLeastOne(luck.minutes(retryAfter, meter.index, purpose.agentRetry, attempt));
    return;
  }
  world.diary?.(minute, meter, 'command of the agent');
  for (const act of does) agentActs[act](world, meter, minute, pounds(amount));
}

/** In the order in which the scenario lists them. */
const agentActs: Readonly<Record<AgentAct, (world: World, meter: Meter, minute: number, amount: number) => void>> = {
  'safe-mode': (world, meter, minute) => {
    setSafeMode(world, meter, minute, 'safe-mode');
  },
  // A gate, and not an act on the meter.
  vend: () => undefined,
  'raise-emergency-credit': (world, meter, minute, amount) => {
    raiseLimit(meter.account, amount);
    if (meter.account.selected && meter.account.left > 0) restoreByCommand(world, meter, minute, 'agent-credit');
  },
  'all-week-non-disablement': (_world, meter) => {
    meter.allWeek = true;
  },
  'pre-emptive-credit': (world, meter, minute, amount) => {
    grant(meter.account, meter.totals, amount, meter.terms);
    afterCredit(world, meter, minute, 'agent-credit');
  },
};

/** E6, E7: an attempt to onboard, or an exchange. */
export function onboardIfDue(world: World, home: Home, meter: Meter, minute: number): void {
  const { luck, institutions } = world;
  const { firstTimeSuccess, retryAfter, longTail } = institutions.onboarding;
  if (minute < meter.onboardAt || minute >= meter.onboardedAt) return;
  if (!meter.longTailDone) {
    const attempt = meter.onboardAttempts++;
    if (!luck.happens(firstTimeSuccess, meter.index, purpose.onboardingSuccess, attempt)) {
      meter.onboardAt = minute + atLeastOne(luck.minutes(retryAfter, meter.index, purpose.onboardingRetry, attempt));
      return;
    }
    meter.longTailDone = true;
    const isLate = luck.happens(longTail.share, meter.index, purpose.longTail);
    meter.onboardAt = minute + (isLate ? luck.minutes(longTail.extra, meter.index, purpose.longTailExtra) : 0);
    if (minute < meter.onboardAt) return;
  }
  onboard(world, home, meter, minute);
}

function onboard(world: World, home: Home, meter: Meter, minute: number): void {
  meter.onboardedAt = minute;
  meter.learntAt = minute + home.learnMinutes;
  meter.onboardAt = never;
  meter.agentAt = never;
  const { after, does } = world.institutions.onboarding.recommence;
  world.diary?.(minute, meter, 'onboarded');
  if (does !== 'none') meter.recommenceAt = minute + world.luck.minutes(after, meter.index, purpose.recommenceAfter);
}

/** E8: the SoLR recommences supply to a meter that is off. */
export function recommenceIfDue(world: World, home: Home, meter: Meter, minute: number): void {
  if (minute < meter.recommenceAt) return;
  meter.recommenceAt = never;
  if (meter.supply === 'on') return;
  const { luck, institutions } = world;
  const { recommence: how, retryAfter } = institutions.onboarding;
  const attempt = meter.recommenceAttempts++;
  // A meter that was exchanged for want of WAN has nothing to miss: whoever came sees to it.
  const missed = home.wan ? meter.settings.missed : 0;
  const works =
    luck.happens(how.success, meter.index, purpose.recommenceSuccess, attempt) &&
    !luck.happens(missed, meter.index, purpose.recommenceMissed, attempt);
  if (works) recommence(world, home, meter, minute, 'recommenced');
  else meter.recommenceAt = minute + atLeastOne(luck.minutes(retryAfter, meter.index, purpose.recommenceRetry, attempt));
}

/** By emergency credit or safe mode; a legacy meter has no safe mode, so an engineer leaves credit on it. */
function recommence(world: World, home: Home, meter: Meter, minute: number, by: string): void {
  const { does, amount } = world.institutions.onboarding.recommence;
  world.diary?.(minute, meter, 'recommenced');
  if (does === 'safe-mode' && home.kind !== 'legacy') {
    setSafeMode(world, meter, minute, by);
    return;
  }
  sendEmergencyCredit(meter.account, pounds(amount));
  restoreByCommand(world, meter, minute, by);
}

/** S4: an engineer sees to every meter of the home that is off: exchanges it, or replaces the lost key or card, and recommences on the spot. */
export function visit(world: World, home: Home, minute: number): void {
  for (const meter of home.meters) {
    if (meter.supply === 'on') continue;
    world.diary?.(minute, meter, 'visit');
    if (home.kind !== 'legacy') {
      if (meter.onboardedAt === never) onboard(world, home, meter, minute);
    } else if (!hasDevice(meter, minute)) meter.deviceBackAt = minute;
    if (world.institutions.onboarding.recommence.does === 'none') continue;
    meter.recommenceAt = never;
    recommence(world, home, meter, minute, 'visit');
    if (!isOn(meter)) turnOn(world, meter, minute, 'visit');
  }
}

const isOn = ({ supply }: Meter): boolean => supply === 'on';
