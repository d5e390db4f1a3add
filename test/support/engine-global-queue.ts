// The same household rules driven the plain way: one global clock, every household looked at in each step, the earliest minute lived by
// everybody before anything shared is served. Slow, and a check on the engine's running ahead.
import { assert } from '../../src/errors.ts';
import { ContactCentre } from '../../src/engine/contact-centre.ts';
import { DailyRanking } from '../../src/engine/daily-ranking.ts';
import { refreshInstitution } from '../../src/engine/due.ts';
import { EngineerFleet } from '../../src/engine/engineer-fleet.ts';
import { closeBooks, openBooks } from '../../src/engine/books.ts';
import { advance, beginWarmUp, meterInNeed, nextMinute, passMidnight, stop } from '../../src/engine/household-run.ts';
import { Observations } from '../../src/engine/observations.ts';
import { layTimes, institutionTimes, isRankedDaily, type Failure } from '../../src/engine/policy-start.ts';
import { Ranks } from '../../src/engine/ranks.ts';
import type { Plan, PolicyOutcome, ReplicationOptions } from '../../src/engine/replication.ts';
import { Replication, Run, meterEntity } from '../../src/engine/run.ts';
import { callLength, patience } from '../../src/engine/support.ts';
import { openGates } from '../../src/model/gates.ts';
import { drawCourse } from '../../src/model/institutions.ts';
import { minutesPerDay, never } from '../../src/model/money.ts';
import { purpose } from '../../src/model/purposes.ts';
import { Streams } from '../../src/random/streams.ts';
import { noFailure } from '../../src/scenario/scenario.ts';

/** What each policy tells when its households live in step. */
export function simulateInStep(plan: Plan, options: ReplicationOptions): readonly PolicyOutcome[] {
  return plan.policies.map(({ policy }, position) => ({ policy: policy.id, ...livePolicy(plan, position, options) }));
}

function livePolicy(
  { rules, policies, ordinary }: Plan,
  position: number,
  options: ReplicationOptions,
): Pick<PolicyOutcome, 'told' | 'events'> {
  const { policy, institutions } = policies[position]!;
  const streams = new Streams(options.key, options.replication);
  const replication = new Replication(rules, streams);
  const course = policy.id === noFailure ? null : drawCourse(institutions, streams);
  const failure: Failure | null = course === null ? null : { institutions, course, ranks: new Ranks(rules, streams) };
  const observations = new Observations({
    households: rules.scenario.households,
    horizonMinute: rules.horizonMinute,
    gates: course?.gates ?? openGates,
    appointmentAt: course?.appointmentAt ?? null,
    keepSpells: true,
    keepMeters: true,
  });
  const run = new Run(replication, {
    institutions,
    gates: course?.gates ?? openGates,
    appointedAt: course?.appointmentAt ?? never,
    adviceFactor: course === null ? 1 : rules.adviceFactor[policy.institutions.advice]!,
    listener: observations,
  });
  const warmUp = new Run(replication, {
    institutions: ordinary,
    gates: openGates,
    appointedAt: never,
    adviceFactor: 1,
    listener: null,
  });
  // A life with a ledger has no stretches in local variables (engine/plain-stretch.ts).
  run.ledger = [];
  warmUp.ledger = [];
  const slots: number[] = [];
  for (let household = 0; household < rules.scenario.households; household++) {
    const slot = replication.slots.take();
    replication.draw(slot, household);
    beginWarmUp(warmUp, slot);
    slots.push(slot);
  }
  // In the warm-up nothing is shared, but it is lived in step all the same.
  for (let minute = earliest(warmUp, slots); minute < 0; minute = earliest(warmUp, slots)) {
    for (const slot of slots) advance(warmUp, slot, minute + 1);
  }
  for (const slot of slots) {
    openBooks(warmUp, slot);
    layTimes(run, slot, institutionTimes(run, slot, failure), 0);
  }
  liveInStep(run, slots, failure);
  for (const slot of slots) {
    closeBooks(run, slot);
    observations.add(run, slot);
  }
  return { told: observations, events: run.events };
}

function earliest(run: Run, slots: readonly number[]): number {
  let minute = never;
  for (const slot of slots) minute = Math.min(minute, nextMinute(run, slot));
  return minute;
}

function liveInStep(run: Run, slots: readonly number[], failure: Failure | null): void {
  const { horizonMinute, calendar } = run.rules;
  const { support } = run.institutions.source;
  const centre = new ContactCentre(calendar, support.agents, support.hours);
  const fleet = new EngineerFleet(support.engineers.visitsPerDay);
  const ranking = failure !== null && isRankedDaily(failure.institutions.source) ? new DailyRanking(run, failure) : null;
  if (ranking !== null) for (const slot of slots) ranking.add(slot);
  let before = -1;
  for (let minute = earliest(run, slots); minute < horizonMinute; minute = earliest(run, slots)) {
    assert(minute > before, 'a minute is lived through once');
    before = minute;
    if (ranking !== null && minute % minutesPerDay === 0 && minute >= ranking.firstMidnight && !ranking.isOver) {
      for (const slot of slots) passMidnight(run, slot);
      ranking.giveOut(minute);
    }
    const living = slots.filter((slot) => nextMinute(run, slot) === minute);
    const wanting = living.filter((slot) => advance(run, slot, minute + 1) !== stop.reached);
    while (wanting.length > 0) {
      wanting.sort((a, b) => order(run, a, b));
      const slot = wanting.shift()!;
      serve(run, slot, minute, centre, fleet);
      if (advance(run, slot, minute + 1) !== stop.reached) wanting.push(slot);
    }
  }
}

const wantsVisit = ({ meters }: Run, slot: number): boolean =>
  meters.visitWanted(2 * slot) === 1 || meters.visitWanted(2 * slot + 1) === 1;
const meterWanting = (run: Run, slot: number): number => meterInNeed(run, slot, wantsVisit(run, slot) ? stop.visit : stop.call);

/** Calls by their instant, then visits; ties by meter. */
function order(run: Run, a: number, b: number): number {
  const visits = Number(wantsVisit(run, a)) - Number(wantsVisit(run, b));
  if (visits !== 0) return visits;
  const [meterA, meterB] = [meterWanting(run, a), meterWanting(run, b)];
  const instants = wantsVisit(run, a) ? 0 : run.meters.callInstant(meterA) - run.meters.callInstant(meterB);
  return instants !== 0 ? instants : meterEntity(run, meterA) - meterEntity(run, meterB);
}

function serve(run: Run, slot: number, minute: number, centre: ContactCentre, fleet: EngineerFleet): void {
  const { meters } = run;
  const i = meterWanting(run, slot);
  if (wantsVisit(run, slot)) {
    meters.setVisitWanted(i, 0);
    const length = run.institutions.visit.quantile(run.streams.uniform(meterEntity(run, i), purpose.visit, meters.spellKey(i)));
    meters.setVisitAt(i, Math.min(never, Math.max(minute + 1, fleet.request(minute, length))));
  } else {
    const ended = centre.call(meters.callInstant(i), patience(run, i), callLength(run, i));
    meters.setCalls(i, meters.calls(i) + 1);
    if (Number.isNaN(ended)) meters.setCallsAbandoned(i, meters.callsAbandoned(i) + 1);
    meters.setCallAt(i, never);
    meters.setAnswerAt(i, Number.isNaN(ended) || ended >= never ? never : Math.ceil(ended));
  }
  refreshInstitution(run, i);
}
