// Figures of a policy (section C): excess over the twin, debts, exposure, requests, costs, cuts by
// hour. They are worked out from spells and meters, once the policy has been simulated.
import {
  fuels,
  meterKinds,
  type Scenario,
  type SegmentAttribute,
} from '../../src/scenario/scenario.ts';
import { isReachable } from './gates.ts';
import type { Home, Meter } from './home.ts';
import type { PolicyRun, Requests, Spell } from './policy-run.ts';
import type { PolicyResult } from './results.ts';
import { minutesPerDay, never } from './units.ts';

/** By segment, then by metric. Money in micropounds; NaN where a figure does not exist. */
export type Measures = Readonly<Record<string, Readonly<Record<string, number>>>>;
/** Cuts by `hour fuel cause`. */
export type CutsByHour = Readonly<Record<string, number>>;

interface Job {
  readonly home: Home;
  readonly meter: Meter;
}

/** C7, C11: attributes and their values. A crossing joins them in the order of the scenario. */
const valuesOf: Readonly<Record<SegmentAttribute, readonly string[]>> = {
  fuel: fuels,
  meter: meterKinds,
  vulnerable: ['yes', 'no'],
  psr: ['yes', 'no'],
  medical: ['yes', 'no'],
};

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

const attributeOf = ({ home, meter }: Job): Readonly<Record<SegmentAttribute, string>> => ({
  fuel: meter.fuel,
  meter: home.kind,
  vulnerable: yesOrNo(home.vulnerable),
  psr: yesOrNo(home.psr),
  medical: yesOrNo(home.medical),
});

type Condition = readonly [attribute: SegmentAttribute, value: string];

/** C11: `all`, each attribute by itself, and the crossings that the scenario asks for. */
function segmentsOf(scenario: Scenario): readonly (readonly Condition[])[] {
  const single = (Object.keys(valuesOf) as SegmentAttribute[]).map((attribute) => [attribute]);
  return [[], ...[...single, ...scenario.segments].flatMap(crossingsOf)];
}

function crossingsOf(attributes: readonly SegmentAttribute[]): readonly (readonly Condition[])[] {
  const [first, ...others] = attributes;
  if (first === undefined) return [[]];
  const rest = crossingsOf(others);
  return valuesOf[first].flatMap((value) =>
    rest.map((conditions) => [[first, value] as const, ...conditions]),
  );
}

const nameOf = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? 'all' : conditions.map((one) => one.join('=')).join(',');

/** What happened in one segment: its meters, and its spells under the policy and its twin. */
interface Part {
  readonly jobs: readonly Job[];
  readonly spells: readonly Spell[];
  readonly twinSpells: readonly Spell[];
}

const sumOf = (jobs: readonly Job[], amount: (job: Job) => number): number =>
  jobs.reduce((sum, job) => sum + amount(job), 0);

/** C12: homes with one meter's spell of at least so long, and none so long in the twin. */
function excessHouseholdsOff({ spells, twinSpells }: Part, hours: number): number {
  const offSoLong = (some: readonly Spell[]): Set<number> =>
    new Set(
      some
        .filter(({ startMinute, endMinute }) => endMinute - startMinute >= hours * 60)
        .map(({ household }) => household),
    );
  const inTwin = offSoLong(twinSpells);
  return [...offSoLong(spells)].filter((household) => !inTwin.has(household)).length;
}

/**
 * C13: debt at onboarding less what the same meter owes in the twin at the same minute. Meters
 * whose onboarding was not known beforehand are left out, and where they are most there is no
 * figure.
 */
function debtExcess(
  { jobs }: Part,
  run: PolicyRun,
  twin: PolicyRun,
): { readonly debt_excess: number; readonly debt_excess_meters_left_out: number } {
  if (run === twin) return { debt_excess: NaN, debt_excess_meters_left_out: NaN };
  const onboarded = jobs.filter(({ meter }) => meter.onboardedAt !== never);
  const compared = onboarded.filter(
    ({ home, meter }) => !meter.exchangedEarly && !isRankedDaily(run, home),
  );
  const sum = sumOf(
    compared,
    ({ meter }) =>
      meter.owedAtOnboarding - twin.owedByMinute!.get(meter.index)![meter.onboardedAt]!,
  );
  return {
    debt_excess: 2 * compared.length < onboarded.length ? NaN : sum,
    debt_excess_meters_left_out: onboarded.length - compared.length,
  };
}

/** Q4: whether the places of a home depend on the state of each day. */
function isRankedDaily({ institutions }: PolicyRun, home: Home): boolean {
  const { order, pace, exchange } = institutions.onboarding;
  const isRanked = order === 'off-supply-first' || order === 'lowest-credit-first';
  return isRanked && (isReachable(home) ? pace : exchange).kind !== 'drawn';
}

/**
 * C14: minutes on which the failed supplier's certificates on a meter of DCC could still be used.
 */
function exposedMinutes({ home, meter }: Job, { eventTimes, scenario }: PolicyRun): number {
  if (home.kind !== 'smets2' && home.kind !== 'smets1-enrolled') return 0;
  const { appointedAt, certificatesRevokedAt } = eventTimes;
  const end = Math.min(certificatesRevokedAt, meter.onboardedAt, scenario.horizonMinutes);
  return Math.max(0, end - appointedAt);
}

export function measuresOf(
  run: PolicyRun,
  twin: PolicyRun,
  support: { readonly calls: number; readonly visits: number },
): Measures {
  const measures: Record<string, Record<string, number>> = {};
  for (const conditions of segmentsOf(run.scenario)) {
    const jobs = run.homes
      .flatMap((home) => home.meters.map((meter) => ({ home, meter })))
      .filter((job) => conditions.every(([name, value]) => attributeOf(job)[name] === value));
    const of = (spell: Spell): boolean =>
      jobs.some(({ home, meter }) => home.index === spell.household && meter.fuel === spell.fuel);
    const part = { jobs, spells: run.spells.filter(of), twinSpells: twin.spells.filter(of) };
    measures[nameOf(conditions)] = measuresOfPart(part, run, twin);
  }
  Object.assign(measures['all']!, requestMeasures(run.requests));
  measures['all']!['cost_total'] = costTotal(run, measures['all']!, support);
  return measures;
}

function measuresOfPart(part: Part, run: PolicyRun, twin: PolicyRun): Record<string, number> {
  const { jobs } = part;
  const { debt_excess, debt_excess_meters_left_out } = debtExcess(part, run, twin);
  const households = new Set(jobs.map(({ home }) => home.index)).size;
  const debts = {
    owed_after_safe_mode: sumOf(jobs, ({ meter }) => meter.owedAfterSafeMode),
    written_off: sumOf(jobs, ({ meter }) => meter.totals.writtenOff),
    debt_excess,
  };
  const perHome = Object.entries(debts).map(([name, sum]) => [
    `${name}_per_household`,
    sum / households,
  ]);
  return {
    households,
    households_off: new Set(part.spells.map(({ household }) => household)).size,
    excess_households_off_3h: excessHouseholdsOff(part, 3),
    excess_households_off_24h: excessHouseholdsOff(part, 24),
    excess_households_off_72h: excessHouseholdsOff(part, 72),
    exposed_meter_days: sumOf(jobs, (job) => exposedMinutes(job, run)) / minutesPerDay,
    ...debts,
    debt_excess_meters_left_out,
    ...(Object.fromEntries(perHome) as Record<string, number>),
  };
}

/** C14: requests sent, failed attempts in, and on the day with the most. Days are of UTC. */
function requestMeasures({ ofAgent, ofSolr }: Requests): Record<string, number> {
  const total = (byDay: Map<number, number>): number =>
    [...byDay.values()].reduce((sum, count) => sum + count, 0);
  const peak = (byDay: Map<number, number>): number => Math.max(0, ...byDay.values());
  return {
    agent_commands: total(ofAgent),
    agent_commands_peak_day: peak(ofAgent),
    solr_requests: total(ofSolr),
    solr_requests_peak_day: peak(ofSolr),
  };
}

/** C15: in micropounds. A call that nobody answers costs nothing; a payment is due once a home. */
function costTotal(
  { scenario, spells }: PolicyRun,
  all: Readonly<Record<string, number>>,
  { calls, visits }: { readonly calls: number; readonly visits: number },
): number {
  const { costs } = scenario;
  const isOwedPayment = ({ startMinute, endMinute }: Spell): boolean =>
    endMinute - startMinute > costs.standardHours * 60;
  const paid = new Set(spells.filter(isOwedPayment).map(({ household }) => household)).size;
  const acts =
    costs.visit * visits +
    costs.call * calls +
    costs.command * all['agent_commands']! +
    costs.standardPayment * paid;
  return 1_000_000 * acts + costs.writtenOff * all['written_off']!;
}

/** C15: what a policy costs more than the reference, for each home the fewer that is off. */
export function withCostsPerHomeKeptOn(
  results: readonly PolicyResult[],
  reference: string,
): PolicyResult[] {
  const base = results.find(({ policy }) => policy === reference)!.measures['all']!;
  return results.map((result) => {
    const all = result.measures['all']!;
    const keptOn = base['households_off']! - all['households_off']!;
    const more = all['cost_total']! - base['cost_total']!;
    const perHome = keptOn > 0 ? more / keptOn : NaN;
    const measures = { ...result.measures, all: { ...all, cost_per_household_kept_on: perHome } };
    return { ...result, measures };
  });
}

/**
 * C16: cuts from day 0 on by hour of the week in London, Monday's first hour being 0, by fuel and
 * cause.
 */
export function cutsByHourOf({ homes, calendar }: PolicyRun): CutsByHour {
  const cuts: Record<string, number> = {};
  for (const { meters } of homes) {
    for (const { fuel, cuts: ofMeter } of meters) {
      for (const { minute, cause } of ofMeter) {
        const weekday = (calendar.date(calendar.localDay(minute)).getUTCDay() + 6) % 7;
        const hour = weekday * 24 + Math.floor(calendar.localMinuteOfDay(minute) / 60);
        const key = `${hour} ${fuel} ${cause}`;
        cuts[key] = (cuts[key] ?? 0) + 1;
      }
    }
  }
  return cuts;
}
