// From what the engine told of one policy of one replication to its metrics: definitions in metrics.ts, positions by name.
import type { Observations, SumName } from '../simulation/observations.ts';
import { micropoundsPerPound, minutesPerHour } from '../kernel/time.ts';
import { metrics, placeOf, segments, type MetricName } from './metrics.ts';
import type { PolicyRecord } from './records.ts';

/** What has been counted in one segment, under the policy and in the same replication under no-failure. */
interface SegmentCounts {
  readonly sum: (count: SumName) => number;
  /** The same under no-failure; null where this is it. */
  readonly twinSum: ((count: SumName) => number) | null;
  /** Households off under the policy and never under no-failure. */
  readonly excessHouseholds: number;
  readonly peak: Observations['peaks'][number];
  readonly lengths: Observations['lengths'][number];
  /** NaN where nobody was off. */
  readonly firstOffHour: number;
}

const hours = (minutes: number): number => minutes / minutesPerHour;
/** Of what does not exist where no supplier fails. */
const underFailure = ({ twinSum }: SegmentCounts, value: number): number => (twinSum === null ? NaN : value);

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
  excess_households_off: ({ excessHouseholds }) => excessHouseholds,
  excess_hours_off: ({ sum, twinSum }) => (twinSum === null ? 0 : hours(sum('offMinutes') - twinSum('offMinutes'))),
  spells_no_channel: ({ sum }) => sum('noChannel'),
  spells_no_money: ({ sum }) => sum('noMoney'),
  spells_not_noticed: ({ sum }) => sum('notNoticed'),
  vends: ({ sum }) => sum('vends'),
  failed_vends: ({ sum }) => sum('failedVends'),
  onboarded_14d: (counts) => underFailure(counts, counts.sum('onboarded14') / counts.sum('smart')),
  onboarded_28d: (counts) => underFailure(counts, counts.sum('onboarded28') / counts.sum('smart')),
  onboarded_horizon: (counts) => underFailure(counts, counts.sum('onboarded') / counts.sum('smart')),
  safe_mode_meters: ({ sum }) => sum('safe'),
  debt_at_onboarding: (counts) => underFailure(counts, counts.sum('debt') / micropoundsPerPound),
  calls: ({ sum }) => sum('calls'),
  calls_abandoned: ({ sum }) => sum('abandoned'),
  visits: ({ sum }) => sum('visits'),
};

/** `twin`: the same replication under no-failure; null where this is it. */
export function policyRecord(policy: string, observed: Observations, twin: Observations | null): PolicyRecord {
  const values = new Float64Array(segments.length * metrics.length).fill(NaN);
  const peaks = observed.peaks;
  const lengths = observed.lengths;
  const excess = twin === null ? null : observed.excessHouseholds(twin);
  segments.forEach((segment, index) => {
    const counts: SegmentCounts = {
      sum: (count) => observed.sum(index, count),
      twinSum: twin === null ? null : (count) => twin.sum(index, count),
      excessHouseholds: excess === null ? 0 : excess[index]!,
      peak: peaks[index]!,
      lengths: lengths[index]!,
      firstOffHour: observed.firstOffHour(index),
    };
    for (const { name } of metrics) values[placeOf(name, segment)] = valueOf[name](counts);
  });
  return {
    policy,
    metrics: values,
    series: observed.series,
    events: observed.events,
    spellTally: observed.spellTally,
    sampleOffMinutes: observed.sampleOffMinutes,
    spells: observed.spells,
    meters: observed.meters,
  };
}
