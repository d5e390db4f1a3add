// What a policy has in store for a household at day 0: when its meters will be protected, commanded, onboarded.
import { kindIndex, dccReaches } from '../model/gates.ts';
import {
  agentSucceeds,
  onboardingCompletes,
  placeCompletes,
  wholeMinute,
  type CompiledInstitutions,
  type Course,
} from '../model/institutions.ts';
import { never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import type { Institutions } from '../scenario/scenario.ts';
import type { Ranks } from './ranks.ts';
import { reachOf } from './ranks.ts';
import { refreshInstitution } from './due.ts';
import { drawMinutes, firstMeter, happens, lastMeter, meterEntity, type Run } from './run.ts';

/** A supplier's failure under one policy in one replication. `null` for no-failure. */
export interface Failure {
  readonly institutions: CompiledInstitutions;
  readonly course: Course;
  readonly ranks: Ranks;
}

/** Whether onboarding is re-ranked every day on the state of that day: then places are given out as the days come. */
export function isRankedDaily({ onboarding }: Institutions): boolean {
  const { order } = onboarding;
  return order === 'off-supply-first' || order === 'lowest-credit-first';
}

export function startPolicy(run: Run, slot: number, failure: Failure): void {
  const { households, meters, streams } = run;
  const { institutions } = failure;
  const kind = households.kind(slot);
  const learn = institutions.learnChannel.quantile(streams.uniform(households.household(slot), purpose.learnChannel, 0));
  households.setLearnMinutes(slot, wholeMinute(learn));
  if (kind === kindIndex.legacy) return;
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    const reachable = households.wan(slot) === 1;
    const { kind: exit, protected: share } = institutions.source.exit;
    if (reachable && exit === 'orderly' && happens(run, share, i, purpose.protectedAtExit, 0)) meters.setProtectAt(i, 0);
    meters.setAgentAt(i, agentCommandAt(run, i, failure));
    meters.setOnboardAt(i, onboardingAt(run, i, failure));
    refreshInstitution(run, i);
  }
}

function agentCommandAt(run: Run, i: number, { institutions, course, ranks }: Failure): number {
  const { households, meters } = run;
  const { does, perDay } = institutions.source.agent;
  if (course.instructedAt === never || does.every((agentAct) => agentAct === 'vend')) return never;
  if (!dccReaches(households.kind(i >> 1), households.wan(i >> 1))) return never;
  const entity = meterEntity(run, i);
  const place =
    perDay === 'unlimited'
      ? course.instructedAt
      : placeCompletes(run.rules.calendar, course.instructedAt, ranks.agent()[entity]!, perDay, false);
  const closes = Math.min(course.gates.identifiersMoveAt, course.gates.certificatesRevokedAt);
  return agentSucceeds(institutions, run.streams, entity, place, closes, run.rules.meters[meters.rules(i)]!.missed);
}

/** When the meter's onboarding or exchange completes, where that does not hang on the state of a day. */
function onboardingAt(run: Run, i: number, { institutions, course, ranks }: Failure): number {
  const { households } = run;
  const reach = reachOf(households.kind(i >> 1), households.wan(i >> 1))!;
  const pace = reach === 'over-the-air' ? institutions.pace : institutions.exchange;
  const entity = meterEntity(run, i);
  let first: number;
  if (pace.time !== null)
    first = wholeMinute(course.onboardingStartsAt + drawMinutes(run, pace.time, i, purpose.onboardingPace, 0));
  else {
    if (isRankedDaily(institutions.source)) return never;
    const place = ranks.onboarding(institutions.source.onboarding.order, reach)[entity]!;
    first = placeCompletes(run.rules.calendar, course.onboardingStartsAt, place, pace.perDay, pace.workingDaysOnly);
  }
  return onboardingCompletes(institutions, run.streams, entity, first);
}
