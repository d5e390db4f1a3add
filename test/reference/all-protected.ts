// When every smart meter that the agent can reach is protected (E10): one minute for the whole
// book, worked out in advance from the commands and places that are planned. What hangs on the
// state of a home is left out: visits, and places of an order that is ranked anew each day.
import { isReachable, dccServesFailedSupplier } from './gates.ts';
import type { Meter } from './home.ts';
import type { PolicyRun } from './policy-run.ts';
import { atLeastOne } from './supply.ts';
import { never } from './units.ts';

/**
 * E10: the minute after the last of these meters has had a successful command or been onboarded,
 * but not before the agent is instructed. It never comes without an agent.
 */
export function allProtectedAt(run: PolicyRun): number {
  const { instructedAt } = run.eventTimes;
  const reachable = run.homes.filter(isReachable).flatMap(({ meters }) => meters);
  const protectedFrom = reachable.map(
    (meter) => 1 + Math.min(firstSuccessAt(run, meter), plannedOnboardingAt(run, meter)),
  );
  return Math.max(instructedAt, ...protectedFrom);
}

/** E4, G1: when a command would first work, if nobody had been onboarded. */
function firstSuccessAt(run: PolicyRun, meter: Meter): number {
  const { random, institutions, eventTimes, scenario } = run;
  const { success, retryAfter } = institutions.agent;
  let minute = meter.agentAt;
  for (let attempt = 0; minute < scenario.horizonMinutes; attempt++) {
    if (!dccServesFailedSupplier(eventTimes, minute)) return never;
    const works =
      random.drawBernoulli(success, meter.index, 'agentSuccess', attempt) &&
      !random.drawBernoulli(meter.settings.missed, meter.index, 'agentMissed', attempt);
    if (works) return minute;
    minute += atLeastOne(random.drawMinutes(retryAfter, meter.index, 'agentRetry', attempt));
  }
  return never;
}

/** E6: when its onboarding would be done, if its place does not hang on the state of a day. */
function plannedOnboardingAt(run: PolicyRun, meter: Meter): number {
  const { random, institutions, scenario } = run;
  const { firstTimeSuccess, retryAfter, longTail } = institutions.onboarding;
  let minute = meter.onboardAt;
  for (let attempt = 0; minute < scenario.horizonMinutes; attempt++) {
    if (random.drawBernoulli(firstTimeSuccess, meter.index, 'onboardingSuccess', attempt)) {
      const isLate = random.drawBernoulli(longTail.share, meter.index, 'longTail');
      return (
        minute + (isLate ? random.drawMinutes(longTail.extra, meter.index, 'longTailExtra') : 0)
      );
    }
    minute += atLeastOne(random.drawMinutes(retryAfter, meter.index, 'onboardingRetry', attempt));
  }
  return never;
}
