// Metrics in plain words, for sentences, titles and axes. src/experiment/metrics.ts defines exactly
// what each counts.
import type { MetricName } from '../experiment/metrics.ts';

/** Goes after “the”: `homes that lose supply because of the failure`. */
const metricWords: Readonly<Record<MetricName, string>> = {
  households: 'homes',
  households_off: 'homes that lose supply',
  households_off_share: 'share of homes that lose supply',
  households_off_3h: 'homes off for 3 hours or more at a time',
  households_off_24h: 'homes off for 24 hours or more at a time',
  households_off_72h: 'homes off for 72 hours or more at a time',
  meters_off: 'meters that lose supply',
  spells: 'interruptions of supply',
  hours_off_total: 'hours off supply, ordinary life included',
  hours_off_per_affected: 'hours off per affected home',
  spell_hours_median: 'median length of an interruption',
  spell_hours_p95: 'length that 5 % of interruptions exceed',
  spell_hours_max: 'length of the longest interruption',
  peak_households_off: 'most homes off at once',
  peak_hour: 'hour at which most homes are off',
  first_off_hour: 'hour at which the first home loses supply',
  excess_households_off: 'homes that lose supply because of the failure',
  excess_hours_off: 'hours off supply because of the failure',
  spells_no_channel: 'interruptions because nobody could sell the home credit',
  spells_no_money: 'interruptions because the household had no money',
  spells_not_noticed: 'interruptions because the household did not notice or act',
  vends: 'top-ups that reach a meter',
  failed_vends: 'failed top-ups',
  onboarded_14d: 'share of smart meters onboarded within 14 days',
  onboarded_28d: 'share of smart meters onboarded within 28 days',
  onboarded_horizon: 'share of smart meters onboarded in the end',
  safe_mode_meters: 'meters put in safe mode',
  debt_at_onboarding: 'money owed on the meters when onboarded',
  calls: 'calls to the contact centre',
  calls_abandoned: 'calls given up before an answer',
  visits: 'visits by engineers',
  excess_households_off_3h: 'homes off for 3 hours or more at a time because of the failure',
  excess_households_off_24h: 'homes off for 24 hours or more at a time because of the failure',
  excess_households_off_72h: 'homes off for 72 hours or more at a time because of the failure',
  households_off_3h_share: 'share of homes off for 3 hours or more at a time',
  households_off_24h_share: 'share of homes off for 24 hours or more at a time',
  households_off_72h_share: 'share of homes off for 72 hours or more at a time',
  peak_households_off_share: 'largest share of homes off at once',
  excess_households_off_share: 'share of homes that lose supply because of the failure',
  excess_households_off_3h_share:
    'share of homes off for 3 hours or more at a time because of the failure',
  excess_households_off_24h_share:
    'share of homes off for 24 hours or more at a time because of the failure',
  excess_households_off_72h_share:
    'share of homes off for 72 hours or more at a time because of the failure',
  meters_off_share: 'share of meters that lose supply',
  safe_mode_meters_share: 'share of meters put in safe mode',
  exposed_meter_days: 'meter-days under certificates of the failed supplier that are not revoked',
  agent_commands: 'commands that the agent sends',
  agent_commands_peak_day: 'most commands that the agent sends in a day',
  solr_requests: 'requests that the SoLR sends to meters',
  solr_requests_peak_day: 'most requests that the SoLR sends in a day',
  owed_after_safe_mode: 'money owed when safe mode ends',
  owed_after_safe_mode_per_household: 'money owed per home when safe mode ends',
  written_off: 'money written off',
  written_off_per_household: 'money written off per home',
  debt_excess: 'money owed at onboarding because of the failure',
  debt_excess_per_household: 'money owed per home at onboarding because of the failure',
  debt_excess_meters_left_out: 'meters that the money owed because of the failure leaves out',
  cost_total: 'cost',
  cost_per_household_kept_on: 'cost per home kept on supply',
};

/** Of some homes only: `homes that lose supply (fuel=gas)`. */
export function metricText(metric: MetricName, segment = 'all'): string {
  return segment === 'all' ? metricWords[metric] : `${metricWords[metric]} (${segment})`;
}
