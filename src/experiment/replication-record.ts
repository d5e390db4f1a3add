// From what the engine told of one policy of one replication to its metrics: definitions in metrics.ts, positions by name.
import type { Observations } from '../simulation/observations.ts';
import { micropoundsPerPound, minutesPerHour } from '../kernel/time.ts';
import { metricIndex, metrics, segments, type MetricName } from './metrics.ts';
import type { PolicyRecord } from './records.ts';

/** `twin`: the same replication under no-failure; null where this is it. */
export function policyRecord(policy: string, observed: Observations, twin: Observations | null): PolicyRecord {
  const values = new Float64Array(segments.length * metrics.length).fill(NaN);
  const peaks = observed.peaks;
  const lengths = observed.lengths;
  const excess = twin === null ? null : observed.excessHouseholds(twin);
  for (let segment = 0; segment < segments.length; segment++) {
    const set = (name: MetricName, value: number): void => {
      values[segment * metrics.length + metricIndex[name]] = value;
    };
    const hours = (minutes: number): number => minutes / minutesPerHour;
    const households = observed.sum(segment, 'households');
    const householdsOff = observed.sum(segment, 'householdsOff');
    const offMinutes = observed.sum(segment, 'offMinutes');
    const firstOffHour = observed.firstOffHour(segment);
    set('households', households);
    set('households_off', householdsOff);
    set('households_off_share', householdsOff / households);
    set('households_off_3h', observed.sum(segment, 'off3h'));
    set('households_off_24h', observed.sum(segment, 'off24h'));
    set('households_off_72h', observed.sum(segment, 'off72h'));
    set('meters_off', observed.sum(segment, 'metersOff'));
    set('spells', observed.sum(segment, 'spells'));
    set('hours_off_total', hours(offMinutes));
    set('hours_off_per_affected', hours(offMinutes / householdsOff));
    set('spell_hours_median', hours(lengths[segment]!.median));
    set('spell_hours_p95', hours(lengths[segment]!.p95));
    set('spell_hours_max', hours(lengths[segment]!.max));
    set('peak_households_off', peaks[segment]!.most);
    set('peak_hour', hours(peaks[segment]!.minute));
    set('first_off_hour', firstOffHour);
    set('excess_households_off', excess === null ? 0 : excess[segment]!);
    set('excess_hours_off', twin === null ? 0 : hours(offMinutes - twin.sum(segment, 'offMinutes')));
    set('spells_no_channel', observed.sum(segment, 'noChannel'));
    set('spells_no_money', observed.sum(segment, 'noMoney'));
    set('spells_not_noticed', observed.sum(segment, 'notNoticed'));
    set('vends', observed.sum(segment, 'vends'));
    set('failed_vends', observed.sum(segment, 'failedVends'));
    if (twin !== null) {
      const smart = observed.sum(segment, 'smart');
      set('onboarded_14d', observed.sum(segment, 'onboarded14') / smart);
      set('onboarded_28d', observed.sum(segment, 'onboarded28') / smart);
      set('onboarded_horizon', observed.sum(segment, 'onboarded') / smart);
      set('debt_at_onboarding', observed.sum(segment, 'debt') / micropoundsPerPound);
    }
    set('safe_mode_meters', observed.sum(segment, 'safe'));
    set('calls', observed.sum(segment, 'calls'));
    set('calls_abandoned', observed.sum(segment, 'abandoned'));
    set('visits', observed.sum(segment, 'visits'));
  }
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
