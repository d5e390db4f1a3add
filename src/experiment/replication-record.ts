// Computes the metrics of one policy of one replication from its observations. Metrics are defined
// in metrics.ts.
import type { Observations, Requests, SumName } from '../simulation/observations.ts';
import { micropoundsPerPound, minutesPerDay, minutesPerHour } from '../kernel/time.ts';
import type { Costs, Scenario } from '../scenario/scenario.ts';
import { metrics, placeOf, segmentNames, type MetricName } from './metrics.ts';
import type { PolicyRecord } from './records.ts';

type Sum = (count: SumName) => number;

/**
 * Counts of one segment, under the policy and, in the same replication, under those it is compared
 * with.
 */
interface SegmentCounts {
  readonly sum: Sum;
  /** The same under no-failure; null where this is it. */
  readonly twinSum: Sum | null;
  /**
   * Households with a spell under the policy and none such under no-failure: of any length, and of
   * at least 3, 24 and 72 hours.
   */
  readonly excessHouseholds: readonly number[];
  readonly peak: Observations['peaks'][number];
  readonly lengths: Observations['lengths'][number];
  /** NaN where nobody was off. */
  readonly firstOffHour: number;
  readonly agentCommands: Requests;
  readonly solrRequests: Requests;
  readonly cost: number;
  /** Under the reference policy. */
  readonly reference: { readonly cost: number; readonly householdsOff: number };
}

const hours = (minutes: number): number => minutes / minutesPerHour;
/** A value that does not exist where no supplier fails: NaN there. */
const underFailure = ({ twinSum }: SegmentCounts, value: number): number =>
  twinSum === null ? NaN : value;
/** A value per household of the segment. */
const perHousehold = ({ sum }: SegmentCounts, value: number): number => value / sum('households');
const pounds = (micropounds: number): number => micropounds / micropoundsPerPound;

/**
 * Debt at onboarding minus the twin's, in £, summed over meters whose onboarding was known
 * beforehand; NaN if these are less than half of all onboarded.
 */
function debtExcess(counts: SegmentCounts): number {
  const { sum } = counts;
  if (sum('metersCompared') < sum('onboarded') / 2) return NaN;
  return underFailure(counts, pounds(sum('debtCompared') - sum('twinDebt')));
}

/** Extra cost of a policy over the reference, £ per household that it keeps on supply. */
function costPerHouseholdKeptOn({ sum, cost, reference }: SegmentCounts): number {
  const keptOn = reference.householdsOff - sum('householdsOff');
  return keptOn > 0 ? (cost - reference.cost) / keptOn : NaN;
}

/**
 * Cost in pounds. An unanswered call costs nothing, and a home is due at most one payment. An hour
 * without heat has no price.
 * @rule C15
 */
function costOf(sum: Sum, commands: number, costs: Costs): number {
  return (
    costs.visit * sum('visits') +
    costs.call * (sum('calls') - sum('abandoned')) +
    costs.command * commands +
    costs.standardPayment * sum('beyondStandard') +
    costs.writtenOff * pounds(sum('writtenOff'))
  );
}

/** How each metric is counted. A metric without an entry does not compile. */
const valueOf: Readonly<Record<MetricName, (counts: SegmentCounts) => number>> = {
  households: ({ sum }) => sum('households'),
  households_off: ({ sum }) => sum('householdsOff'),
  households_off_share: ({ sum }) => sum('householdsOff') / sum('households'),
  households_off_3h: ({ sum }) => sum('off3h'),
  households_off_24h: ({ sum }) => sum('off24h'),
  households_off_72h: ({ sum }) => sum('off72h'),
  meters_off: ({ sum }) => sum('metersOff'),
  spells: ({ sum }) => sum('spells'),
  hours_off_total: ({ sum }) => hours(sum('offMinutes')),
  hours_off_per_affected: ({ sum }) => hours(sum('offMinutes') / sum('householdsOff')),
  spell_hours_median: ({ lengths }) => hours(lengths.median),
  spell_hours_p95: ({ lengths }) => hours(lengths.p95),
  spell_hours_max: ({ lengths }) => hours(lengths.max),
  peak_households_off: ({ peak }) => peak.most,
  peak_hour: ({ peak }) => hours(peak.minute),
  first_off_hour: ({ firstOffHour }) => firstOffHour,
  excess_households_off: ({ excessHouseholds }) => excessHouseholds[0]!,
  excess_hours_off: ({ sum, twinSum }) =>
    twinSum === null ? 0 : hours(sum('offMinutes') - twinSum('offMinutes')),
  spells_no_channel: ({ sum }) => sum('noChannel'),
  spells_no_money: ({ sum }) => sum('noMoney'),
  spells_not_noticed: ({ sum }) => sum('notNoticed'),
  vends: ({ sum }) => sum('vends'),
  failed_vends: ({ sum }) => sum('failedVends'),
  onboarded_14d: (counts) => underFailure(counts, counts.sum('onboarded14') / counts.sum('smart')),
  onboarded_28d: (counts) => underFailure(counts, counts.sum('onboarded28') / counts.sum('smart')),
  onboarded_horizon: (counts) =>
    underFailure(counts, counts.sum('onboarded') / counts.sum('smart')),
  safe_mode_meters: ({ sum }) => sum('safe'),
  debt_at_onboarding: (counts) => underFailure(counts, pounds(counts.sum('debt'))),
  calls: ({ sum }) => sum('calls'),
  calls_abandoned: ({ sum }) => sum('abandoned'),
  visits: ({ sum }) => sum('visits'),
  excess_households_off_3h: ({ excessHouseholds }) => excessHouseholds[1]!,
  excess_households_off_24h: ({ excessHouseholds }) => excessHouseholds[2]!,
  excess_households_off_72h: ({ excessHouseholds }) => excessHouseholds[3]!,
  households_off_3h_share: (counts) => perHousehold(counts, counts.sum('off3h')),
  households_off_24h_share: (counts) => perHousehold(counts, counts.sum('off24h')),
  households_off_72h_share: (counts) => perHousehold(counts, counts.sum('off72h')),
  peak_households_off_share: (counts) => perHousehold(counts, counts.peak.most),
  excess_households_off_share: (counts) => perHousehold(counts, counts.excessHouseholds[0]!),
  excess_households_off_3h_share: (counts) => perHousehold(counts, counts.excessHouseholds[1]!),
  excess_households_off_24h_share: (counts) => perHousehold(counts, counts.excessHouseholds[2]!),
  excess_households_off_72h_share: (counts) => perHousehold(counts, counts.excessHouseholds[3]!),
  meters_off_share: ({ sum }) => sum('metersOff') / sum('meters'),
  safe_mode_meters_share: ({ sum }) => sum('safe') / sum('meters'),
  exposed_meter_days: ({ sum }) => sum('exposedMinutes') / minutesPerDay,
  agent_commands: ({ agentCommands }) => agentCommands.total,
  agent_commands_peak_day: ({ agentCommands }) => agentCommands.peakDay,
  solr_requests: ({ solrRequests }) => solrRequests.total,
  solr_requests_peak_day: ({ solrRequests }) => solrRequests.peakDay,
  owed_after_safe_mode: ({ sum }) => pounds(sum('owedAfterSafeMode')),
  owed_after_safe_mode_per_household: (counts) =>
    perHousehold(counts, pounds(counts.sum('owedAfterSafeMode'))),
  written_off: ({ sum }) => pounds(sum('writtenOff')),
  written_off_per_household: (counts) => perHousehold(counts, pounds(counts.sum('writtenOff'))),
  debt_excess: debtExcess,
  debt_excess_per_household: (counts) => perHousehold(counts, debtExcess(counts)),
  debt_excess_meters_left_out: (counts) =>
    underFailure(counts, counts.sum('onboarded') - counts.sum('metersCompared')),
  cost_total: ({ cost }) => cost,
  cost_per_household_kept_on: costPerHouseholdKeptOn,
};

/** The observations that a policy's figures are compared with, from the same replication. */
export interface HeldAgainst {
  /** No-failure; null where this is it. */
  readonly twin: Observations | null;
  /** The policy that comparisons are made against. */
  readonly reference: Observations;
}

/**
 * @param scenario gives segments and costs
 * @param wanted places of the segments whose figures are wanted; those of others are NaN
 */
export function policyRecord(
  policy: string,
  observed: Observations,
  { twin, reference }: HeldAgainst,
  scenario: Pick<Scenario, 'segments' | 'costs'>,
  wanted?: readonly number[],
): PolicyRecord {
  const names = segmentNames(scenario.segments);
  const values = new Float64Array(names.length * metrics.length).fill(NaN);
  const excess = twin === null ? null : observed.excessHouseholds(twin);
  const costIn = (one: Observations, segment: number): number =>
    costOf(
      (count) => one.sum(segment, count),
      one.requests(segment, 'agent').total,
      scenario.costs,
    );
  for (const segment of wanted ?? names.keys()) {
    const counts: SegmentCounts = {
      sum: (count) => observed.sum(segment, count),
      twinSum: twin === null ? null : (count) => twin.sum(segment, count),
      excessHouseholds: excess === null ? nobody : excess.map((ofLevel) => ofLevel[segment]!),
      peak: observed.peaks[segment]!,
      lengths: observed.lengths[segment]!,
      firstOffHour: observed.firstOffHour(segment),
      agentCommands: observed.requests(segment, 'agent'),
      solrRequests: observed.requests(segment, 'solr'),
      cost: costIn(observed, segment),
      reference: {
        cost: costIn(reference, segment),
        householdsOff: reference.sum(segment, 'householdsOff'),
      },
    };
    for (const { name } of metrics) values[placeOf(name, segment)] = valueOf[name](counts);
  }
  return {
    policy,
    metrics: values,
    series: observed.series,
    events: observed.events,
    spellTally: observed.spellTally,
    cuts: observed.cuts,
    sampleOffMinutes: observed.sampleOffMinutes,
    spells: observed.spells,
    meters: observed.meters,
  };
}

const nobody: readonly number[] = [0, 0, 0, 0];
