// From what the engine told of one policy of one replication to its metrics: definitions in metrics.ts, positions by name.
import type { Observations } from '../engine/observations.ts';
import { micropoundsPerPound, minutesPerHour } from '../model/money.ts';
import { metricIndex, metrics, segments, type MetricName } from './metrics.ts';
import type { PolicyRecord } from './records.ts';

/** `twin`: the same replication under no-failure; null where this is it. */
export function policyRecord(policy: string, told: Observations, twin: Observations | null, events: number): PolicyRecord {
  const values = new Float64Array(segments.length * metrics.length).fill(NaN);
  const peaks = told.peaks();
  const lengths = told.lengths();
  const excess = twin === null ? null : told.excessHouseholds(twin);
  for (let segment = 0; segment < segments.length; segment++) {
    const set = (name: MetricName, value: number): void => {
      values[segment * metrics.length + metricIndex[name]] = value;
    };
    const hours = (minutes: number): number => minutes / minutesPerHour;
    const households = told.sum(segment, 'households');
    const householdsOff = told.sum(segment, 'householdsOff');
    const offMinutes = told.sum(segment, 'offMinutes');
    const firstOff = told.firstOff(segment);
    set('households', households);
    set('households_off', householdsOff);
    set('households_off_share', householdsOff / households);
    set('households_off_3h', told.sum(segment, 'off3h'));
    set('households_off_24h', told.sum(segment, 'off24h'));
    set('households_off_72h', told.sum(segment, 'off72h'));
    set('meters_off', told.sum(segment, 'metersOff'));
    set('spells', told.sum(segment, 'spells'));
    set('hours_off_total', hours(offMinutes));
    set('hours_off_per_affected', hours(offMinutes / householdsOff));
    set('spell_hours_median', hours(lengths[segment]!.median));
    set('spell_hours_p95', hours(lengths[segment]!.p95));
    set('spell_hours_max', hours(lengths[segment]!.max));
    set('peak_households_off', peaks[segment]!.most);
    set('peak_hour', hours(peaks[segment]!.minute));
    set('first_off_hour', firstOff === Infinity ? NaN : hours(firstOff));
    set('excess_households_off', excess === null ? 0 : excess[segment]!);
    set('excess_hours_off', twin === null ? 0 : hours(offMinutes - twin.sum(segment, 'offMinutes')));
    set('spells_no_channel', told.sum(segment, 'noChannel'));
    set('spells_no_money', told.sum(segment, 'noMoney'));
    set('spells_not_noticed', told.sum(segment, 'notNoticed'));
    set('vends', told.sum(segment, 'vends'));
    set('failed_vends', told.sum(segment, 'failedVends'));
    if (twin !== null) {
      const smart = told.sum(segment, 'smart');
      set('onboarded_14d', told.sum(segment, 'onboarded14') / smart);
      set('onboarded_28d', told.sum(segment, 'onboarded28') / smart);
      set('onboarded_horizon', told.sum(segment, 'onboarded') / smart);
      set('debt_at_onboarding', told.sum(segment, 'debt') / micropoundsPerPound);
    }
    set('safe_mode_meters', told.sum(segment, 'safe'));
    set('calls', told.sum(segment, 'calls'));
    set('calls_abandoned', told.sum(segment, 'abandoned'));
    set('visits', told.sum(segment, 'visits'));
  }
  return {
    policy,
    metrics: values,
    series: told.series(),
    events,
    spellTally: told.spellTally,
    sampleOffMinutes: told.sampleOffMinutes,
    spells: told.spells,
    meters: told.meters,
  };
}
