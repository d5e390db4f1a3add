// One replication: the warm-up once, then every policy from the same state at day 0 (I4, I5).
import { noFailure, type Policy, type Scenario } from '../../src/scenario/scenario.ts';
import { netCredit } from './account.ts';
import { Environment } from './environment.ts';
import { allProtectedAt } from './all-protected.ts';
import type { ContactCentre } from './contact-centre.ts';
import { drawEventTimes, noFailureTimes, withAllProtectedAt } from './event-times.ts';
import { copyOf, type Home, type Meter } from './home.ts';
import { MinuteLoop } from './minute-loop.ts';
import type { PolicyRun } from './policy-run.ts';
import { drawHome, noTotals } from './population.ts';
import { placeAgentsCommands } from './queues.ts';
import type { RandomNumbers } from './random-draws.ts';
import { withCostsPerHomeKeptOn } from './measures.ts';
import { policyResult, type PolicyResult } from './results.ts';
import { recordSpell } from './supply.ts';
import { payMinuteFrom } from './topping-up.ts';

/** How the reference is run. */
export interface ReferenceOptions {
  readonly eventLog?: EventLog | null;
}

type EventLog = (policy: string, minute: number, meter: Meter, event: string) => void;

/** Every policy of a scenario, in its order. */
export function simulateReference(
  scenario: Scenario,
  numbers: RandomNumbers,
  { eventLog = null }: ReferenceOptions = {},
): PolicyResult[] {
  const environment = new Environment(scenario, numbers);
  const homes = Array.from({ length: scenario.households }, (_, index) =>
    drawHome(scenario, environment.random, index, -scenario.warmUpMinutes),
  );
  simulateWarmUp(environment, homes, eventLog);
  // no-failure comes first: the others are compared with it.
  let twin: PolicyRun | null = null;
  const courses = scenario.policies.map((policy) => {
    const course = simulatePolicy(environment, policy, homes.map(copyOf), eventLog);
    twin ??= course.run;
    return { ...course, policy: policy.id };
  });
  const results = courses.map(({ policy, run, contactCentre }) =>
    policyResult(policy, run, contactCentre, twin!),
  );
  return withCostsPerHomeKeptOn(results, scenario.reference);
}

/** I4: normal weeks with no failure, which bring the homes to their state at day 0. */
function simulateWarmUp(
  environment: Environment,
  homes: readonly Home[],
  eventLog: EventLog | null,
): void {
  const { scenario, firstDay } = environment;
  const start = -scenario.warmUpMinutes;
  const withoutFailure = scenario.policies.find(({ id }) => id === noFailure)!;
  const run = policyRunOf(environment, withoutFailure, homes, true, eventLog);
  for (const home of homes) {
    const first = payMinuteFrom(run, home, firstDay);
    // In summer the first local day begins an hour before the warm-up. That hour is left out.
    home.payAt = first < start ? payMinuteFrom(run, home, firstDay + 1) : first;
  }
  const loop = new MinuteLoop(run);
  for (let minute = start; minute < 0; minute++) loop.simulateMinute(minute);
  loop.postEnergy(0);
}

function policyRunOf(
  environment: Environment,
  policy: Policy,
  homes: readonly Home[],
  isWarmUp: boolean,
  eventLog: EventLog | null,
): PolicyRun {
  const { scenario, calendar, random } = environment;
  const { advice } = policy.institutions;
  // G8: the supplier goes on trading.
  const isWithoutFailure = policy.id === noFailure;
  const run = isWarmUp ? 'warm-up' : policy.id;
  const eventTimes = isWithoutFailure ? noFailureTimes : drawEventTimes(policy, random);
  const isOpenFromDay0 = isWithoutFailure || policy.institutions.support.from === 'day0';
  return {
    environment,
    scenario,
    calendar,
    random,
    institutions: policy.institutions,
    eventTimes,
    supportOpensAt: isOpenFromDay0 ? -Infinity : eventTimes.appointedAt,
    requests: { ofAgent: new Map(), ofSolr: new Map() },
    owedByMinute:
      isWithoutFailure && !isWarmUp
        ? new Map(homes.flatMap(({ meters }) => meters.map(({ index }) => [index, []])))
        : null,
    homes,
    isWarmUp,
    adviceFactor:
      isWithoutFailure || advice === 'none' ? 1 : scenario.behaviour.adviceFactor[advice],
    spells: [],
    logEvent:
      eventLog === null
        ? null
        : (minute, meter, event) => {
            eventLog(run, minute, meter, event);
          },
  };
}

function simulatePolicy(
  environment: Environment,
  policy: Policy,
  homes: readonly Home[],
  eventLog: EventLog | null,
): { run: PolicyRun; contactCentre: ContactCentre } {
  const { random, scenario } = environment;
  const { learnChannel } = policy.institutions.onboarding;
  const run = policyRunOf(environment, policy, homes, false, eventLog);
  for (const home of homes) {
    home.learnMinutes = random.drawMinutes(learnChannel, home.index, 'learnChannel');
    home.meters.forEach(startCounting);
  }
  placeAgentsCommands(run);
  const loop = new MinuteLoop(run);
  run.eventTimes = withAllProtectedAt(run.eventTimes, policy, allProtectedAt(run));
  for (let minute = 0; minute < scenario.horizonMinutes; minute++) loop.simulateMinute(minute);
  loop.postEnergy(scenario.horizonMinutes);
  recordCensoredSpells(run);
  return { run, contactCentre: loop.contactCentre };
}

/** I5: counts begin at day 0. */
function startCounting(meter: Meter): void {
  meter.openingNet = netCredit(meter.account);
  meter.totals = { ...noTotals };
  meter.wasInSafeMode = false;
}

/** T3, C2: a spell open at the horizon is cut short and marked. */
function recordCensoredSpells(run: PolicyRun): void {
  const { horizonMinutes } = run.scenario;
  for (const { meters } of run.homes) {
    for (const meter of meters) {
      if (meter.supply !== 'on') recordSpell(run, meter, horizonMinutes, 'horizon', true);
    }
  }
}
