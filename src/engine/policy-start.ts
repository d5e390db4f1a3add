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

/** When institutions act on a home under one policy. By fuel where there is a pair; `never` where they do not. */
export interface InstitutionTimes {
  /** From onboarding until the household can use the SoLR's channel. */
  readonly learnMinutes: number;
  readonly protectAt: readonly [number, number];
  readonly agentAt: readonly [number, number];
  readonly onboardAt: readonly [number, number];
}
const nobodyActs: InstitutionTimes = {
  learnMinutes: 0,
  protectAt: [never, never],
  agentAt: [never, never],
  onboardAt: [never, never],
};

/** What is in store for the home in a slot from day 0. Onboarding ranked daily is `never` here: its places are given out as days come. */
export function institutionTimes(run: Run, slot: number, failure: Failure | null): InstitutionTimes {
  if (failure === null) return nobodyActs;
  const { households, streams } = run;
  const { institutions } = failure;
  const learn = institutions.learnChannel.quantile(streams.uniform(households.household(slot), purpose.learnChannel, 0));
  const learnMinutes = wholeMinute(learn);
  if (households.kind(slot) === kindIndex.legacy) return { ...nobodyActs, learnMinutes };
  const { kind: exit, protected: share } = institutions.source.exit;
  const canProtect = households.wan(slot) === 1 && exit === 'orderly';
  const byFuel = (at: (i: number) => number): [number, number] => [
    firstMeter(run, slot) === 2 * slot ? at(2 * slot) : never,
    lastMeter(run, slot) === 2 * slot + 1 ? at(2 * slot + 1) : never,
  ];
  return {
    learnMinutes,
    protectAt: byFuel((i) => (canProtect && happens(run, share, i, purpose.protectedAtExit, 0) ? 0 : never)),
    agentAt: byFuel((i) => agentCommandAt(run, i, failure)),
    onboardAt: byFuel((i) => onboardingAt(run, i, failure)),
  };
}

/** Lays down what institutions will do from minute `from` on; what they did before it is done. */
export function layTimes(run: Run, slot: number, times: InstitutionTimes, from: number): void {
  const { households, meters } = run;
  households.setLearnMinutes(slot, times.learnMinutes);
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    const fuel = (i & 1) as 0 | 1;
    if (times.protectAt[fuel] >= from) meters.setProtectAt(i, times.protectAt[fuel]);
    if (times.agentAt[fuel] >= from) meters.setAgentAt(i, times.agentAt[fuel]);
    if (times.onboardAt[fuel] >= from) meters.setOnboardAt(i, times.onboardAt[fuel]);
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
