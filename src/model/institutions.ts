// What the institutions of one policy do in one replication: what happens to the supplier (one draw a replication) and, meter by meter,
// when the agent's command, the onboarding and the rest are due. Ranks in finite queues are engine/shared-queues.ts.
import { compileSampler, type Sampler } from '../random/sampling.ts';
import type { Streams } from '../random/streams.ts';
import { type GateTime, type Institutions, type Pace } from '../scenario/scenario.ts';
import type { Gates } from './gates.ts';
import { minutesPerDay, never, poundsToMicropounds } from './money.ts';
import type { Calendar } from './calendar.ts';
import { purpose } from './purposes.ts';
import { delaySampler } from './rules.ts';

/** A drawn instant as a whole minute; `never` past the range of an Int32 column. */
export function wholeMinute(instant: number): number {
  return instant < never ? Math.round(instant) : never;
}

export interface CompiledPace {
  /** Each meter's own time, where it is drawn. */
  readonly time: Sampler | null;
  /** Infinite where there is no limit. */
  readonly perDay: number;
  readonly workingDaysOnly: boolean;
}

/** A policy's institutions with samplers in place of distributions and money in micropounds. */
export interface CompiledInstitutions {
  readonly source: Institutions;
  readonly vendingEnds: Sampler;
  readonly appointmentAfter: Sampler;
  readonly agentDecision: Sampler;
  readonly agentRetryAfter: Sampler;
  readonly agentAmount: number;
  readonly starts: Sampler;
  readonly pace: CompiledPace;
  readonly exchange: CompiledPace;
  readonly onboardingRetryAfter: Sampler;
  readonly longTailExtra: Sampler;
  readonly learnChannel: Sampler;
  readonly recommenceAfter: Sampler;
  readonly recommenceAmount: number;
  readonly callAfter: Sampler;
  readonly callLength: Sampler;
  readonly patience: Sampler;
  readonly discretionaryAmount: number;
  readonly visit: Sampler;
}

export function compileInstitutions(source: Institutions): CompiledInstitutions {
  const { agent, onboarding, support } = source;
  return {
    source,
    vendingEnds: delaySampler(source.exit.vendingEnds),
    appointmentAfter: delaySampler(source.appointment.after),
    agentDecision: delaySampler(agent.decision),
    agentRetryAfter: delaySampler(agent.retryAfter),
    agentAmount: poundsToMicropounds(agent.amount),
    starts: delaySampler(onboarding.starts),
    pace: compilePace(onboarding.pace),
    exchange: compilePace(onboarding.exchange),
    onboardingRetryAfter: delaySampler(onboarding.retryAfter),
    longTailExtra: delaySampler(onboarding.longTail.extra),
    learnChannel: delaySampler(onboarding.learnChannel),
    recommenceAfter: delaySampler(onboarding.recommence.after),
    recommenceAmount: poundsToMicropounds(onboarding.recommence.amount),
    callAfter: delaySampler(support.callAfter),
    callLength: delaySampler(support.callLength),
    patience: delaySampler(support.patience),
    discretionaryAmount: poundsToMicropounds(support.discretionaryCredit.amount),
    visit: delaySampler(support.engineers.visit),
  };
}

function compilePace(pace: Pace): CompiledPace {
  if (pace.kind === 'drawn') return { time: compileSampler(pace.time, { min: 0 }), perDay: Infinity, workingDaysOnly: false };
  const perDay = pace.perDay === 'unlimited' ? Infinity : pace.perDay;
  return { time: null, perDay, workingDaysOnly: pace.workingDaysOnly };
}

/** What happens to the supplier in one replication of one policy. Minutes from day 0. */
export interface Course {
  readonly gates: Gates;
  readonly appointmentAt: number;
  /** `never` where no agent acts. */
  readonly instructedAt: number;
  readonly onboardingStartsAt: number;
}

/** One draw of each a replication, the same under every policy that leaves its law alone. */
export function drawCourse(institutions: CompiledInstitutions, streams: Streams): Course {
  const drawn = (sampler: Sampler, what: number): number => wholeMinute(sampler.quantile(streams.uniform(0, what, 0)));
  const { source } = institutions;
  const appointmentAt = drawn(institutions.appointmentAfter, purpose.appointment);
  const agentActs = source.agent.acts && streams.uniform(0, purpose.agentAvailable, 0) < source.agent.available;
  const instructedAt = agentActs ? drawn(institutions.agentDecision, purpose.agentDecision) : never;
  const gateAt = (time: GateTime): number =>
    time === 'appointment' ? appointmentAt : time === 'onboarding' ? never : time.minute;
  return {
    gates: {
      vendingEndsAt: drawn(institutions.vendingEnds, purpose.vendingEnds),
      agentVendsFrom: source.agent.does.includes('vend') ? instructedAt : never,
      identifiersMoveAt: gateAt(source.identifiers.moved),
      certificatesRevokedAt: gateAt(source.certificates.revoked),
    },
    appointmentAt,
    instructedAt,
    onboardingStartsAt: appointmentAt + drawn(institutions.starts, purpose.onboardingStarts),
  };
}

/** When the k-th place (1 first) of a queue completes; `never` past the calendar. */
export function placeCompletes(
  calendar: Calendar,
  startMinute: number,
  place: number,
  perDay: number,
  workingDaysOnly: boolean,
): number {
  const minutes = Math.ceil((place * minutesPerDay) / perDay);
  if (workingDaysOnly) return calendar.afterWorkingTime(startMinute, minutes);
  return wholeMinute(startMinute + minutes);
}

/** Most attempts that are followed: past this the horizon of any scenario has passed, or success is impossible. */
const attemptsMax = 10_000;

/**
 * When an onboarding that would complete at `firstAttempt` does: failed attempts are repeated without a new place, and a long-tail
 * meter's extra time is added to what comes out. `never` past the horizon of anything.
 */
export function onboardingCompletes(
  institutions: CompiledInstitutions,
  streams: Streams,
  meter: number,
  firstAttempt: number,
): number {
  const { firstTimeSuccess, longTail } = institutions.source.onboarding;
  let minute = firstAttempt;
  for (let attempt = 0; streams.uniform(meter, purpose.onboardingSuccess, attempt) >= firstTimeSuccess; attempt++) {
    if (attempt === attemptsMax || minute >= never) return never;
    const again = institutions.onboardingRetryAfter.quantile(streams.uniform(meter, purpose.onboardingRetry, attempt));
    minute += Math.max(1, wholeMinute(again));
  }
  if (longTail.share > 0 && streams.uniform(meter, purpose.longTail, 0) < longTail.share) {
    minute += institutions.longTailExtra.quantile(streams.uniform(meter, purpose.longTailExtra, 0));
  }
  return wholeMinute(minute);
}

/**
 * When the agent's command first succeeds on a meter whose place completes at `firstAttempt`; `never` where the gates close first.
 * One draw covers all acts of the command; a reachable meter may also miss it (`missed`).
 */
export function agentSucceeds(
  institutions: CompiledInstitutions,
  streams: Streams,
  meter: number,
  firstAttempt: number,
  gatesCloseAt: number,
  missed: number,
): number {
  const { success } = institutions.source.agent;
  let minute = firstAttempt;
  for (let attempt = 0; attempt < attemptsMax && minute < gatesCloseAt; attempt++) {
    const sent = streams.uniform(meter, purpose.agentSuccess, attempt) < success;
    if (sent && streams.uniform(meter, purpose.agentMissed, attempt) >= missed) return minute;
    minute = wholeMinute(
      minute + Math.max(1, institutions.agentRetryAfter.quantile(streams.uniform(meter, purpose.agentRetry, attempt))),
    );
  }
  return never;
}
