// The metrics and segments of summary.csv, comparison.csv and replications.csv: name, unit,
// meaning, in file order. The one home of each name.

import { segmentNames, segments, type Crossing, type Segment } from '../simulation/segments.ts';

export { segmentNames, segments, type Crossing, type Segment };

/**
 * What says which segments a run has: a Scenario does. Those of earlier versions have no crossings.
 */
export interface CrossedBy {
  readonly segments?: readonly Crossing[];
}

/** A figure of one policy and one segment. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  /** Where docs/MODEL.md says how it comes about. */
  readonly rule: string;
  /** Whether it may be negative, as a difference may. */
  readonly signed?: true;
}

/** Every metric, in file order. */
export const metrics = [
  {
    name: 'households',
    unit: 'households',
    meaning:
      'households in the segment (a household is in fuel=gas when it has a gas meter, and ' +
      'then only that meter counts)',
    rule: 'C7',
  },
  {
    name: 'households_off',
    unit: 'households',
    meaning: 'off supply at least once between day 0 and the horizon',
    rule: 'C1',
  },
  {
    name: 'households_off_share',
    unit: 'share',
    meaning: 'households_off as a share of the segment',
    rule: 'C1',
  },
  {
    name: 'households_off_3h',
    unit: 'households',
    meaning: 'with one spell of at least 3 hours',
    rule: 'C7',
  },
  {
    name: 'households_off_24h',
    unit: 'households',
    meaning: 'with one spell of at least 24 hours',
    rule: 'C7',
  },
  {
    name: 'households_off_72h',
    unit: 'households',
    meaning: 'with one spell of at least 72 hours',
    rule: 'C7',
  },
  {
    name: 'meters_off',
    unit: 'meters',
    meaning: 'off supply at least once between day 0 and the horizon',
    rule: 'C1',
  },
  { name: 'spells', unit: 'spells', meaning: 'off-supply spells of meters', rule: 'C1' },
  {
    name: 'hours_off_total',
    unit: 'household-hours',
    meaning: 'sum over households of hours with any meter off',
    rule: 'C1',
  },
  {
    name: 'hours_off_per_affected',
    unit: 'hours',
    meaning: 'mean hours off over households that were off',
    rule: 'C1',
  },
  {
    name: 'spell_hours_median',
    unit: 'hours',
    meaning: 'median over spells, censored ones as observed',
    rule: 'C7',
  },
  {
    name: 'spell_hours_p95',
    unit: 'hours',
    meaning: '95th percentile over spells, censored ones as observed',
    rule: 'C7',
  },
  {
    name: 'spell_hours_max',
    unit: 'hours',
    meaning: 'longest spell, censored ones as observed',
    rule: 'C2',
  },
  {
    name: 'peak_households_off',
    unit: 'households',
    meaning: 'the most households off supply at once',
    rule: 'C9',
  },
  {
    name: 'peak_hour',
    unit: 'hours',
    meaning: 'when that was first so, in hours from day 0',
    rule: 'C9',
  },
  {
    name: 'first_off_hour',
    unit: 'hours',
    meaning: 'from day 0 until the first household off supply',
    rule: 'C1',
  },
  {
    name: 'excess_households_off',
    unit: 'households',
    meaning: 'off supply under the policy and never under no-failure',
    rule: 'C5',
  },
  {
    name: 'excess_hours_off',
    unit: 'household-hours',
    meaning: "hours_off_total minus the same households' under no-failure",
    rule: 'C5',
    signed: true,
  },
  {
    name: 'spells_no_channel',
    unit: 'spells',
    meaning: 'spells because no channel could sell credit',
    rule: 'C3',
  },
  {
    name: 'spells_no_money',
    unit: 'spells',
    meaning: 'spells because the household was waiting for money',
    rule: 'C3',
  },
  { name: 'spells_not_noticed', unit: 'spells', meaning: 'all other spells', rule: 'C3' },
  { name: 'vends', unit: 'vends', meaning: 'vends that reached a meter', rule: 'A11' },
  {
    name: 'failed_vends',
    unit: 'vends',
    meaning: 'attempts that reached no meter, for any reason',
    rule: 'H7',
  },
  {
    name: 'onboarded_14d',
    unit: 'share',
    meaning: 'smart meters onboarded within 14 days of appointment',
    rule: 'E6',
  },
  {
    name: 'onboarded_28d',
    unit: 'share',
    meaning: 'smart meters onboarded within 28 days of appointment',
    rule: 'E6',
  },
  {
    name: 'onboarded_horizon',
    unit: 'share',
    meaning: 'smart meters onboarded by the horizon',
    rule: 'E6',
  },
  { name: 'safe_mode_meters', unit: 'meters', meaning: 'meters put in safe mode', rule: 'A10' },
  {
    name: 'debt_at_onboarding',
    unit: 'gbp',
    meaning:
      'owed on the meters when onboarded: accumulated debt, emergency credit used and ' +
      'balance below zero',
    rule: 'C6',
  },
  { name: 'calls', unit: 'calls', meaning: 'calls to the contact centre', rule: 'S1' },
  {
    name: 'calls_abandoned',
    unit: 'calls',
    meaning: 'calls given up before an answer',
    rule: 'S2',
  },
  { name: 'visits', unit: 'visits', meaning: "engineers' visits", rule: 'S4' },
  {
    name: 'excess_households_off_3h',
    unit: 'households',
    meaning:
      'off for at least 3 hours at a time under the policy and never so long under no-failure',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_24h',
    unit: 'households',
    meaning:
      'off for at least 24 hours at a time under the policy and never so long under no-failure',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_72h',
    unit: 'households',
    meaning:
      'off for at least 72 hours at a time under the policy and never so long under no-failure',
    rule: 'C12',
  },
  {
    name: 'households_off_3h_share',
    unit: 'share',
    meaning: 'households_off_3h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'households_off_24h_share',
    unit: 'share',
    meaning: 'households_off_24h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'households_off_72h_share',
    unit: 'share',
    meaning: 'households_off_72h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'peak_households_off_share',
    unit: 'share',
    meaning: 'peak_households_off as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_share',
    unit: 'share',
    meaning: 'excess_households_off as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_3h_share',
    unit: 'share',
    meaning: 'excess_households_off_3h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_24h_share',
    unit: 'share',
    meaning: 'excess_households_off_24h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'excess_households_off_72h_share',
    unit: 'share',
    meaning: 'excess_households_off_72h as a share of the segment',
    rule: 'C12',
  },
  {
    name: 'meters_off_share',
    unit: 'share',
    meaning: "meters_off as a share of the segment's meters",
    rule: 'C12',
  },
  {
    name: 'safe_mode_meters_share',
    unit: 'share',
    meaning: "safe_mode_meters as a share of the segment's meters",
    rule: 'C12',
  },
  {
    name: 'exposed_meter_days',
    unit: 'meter-days',
    meaning:
      "between the SoLR's appointment and each meter's onboarding, or the horizon, while " +
      "the failed supplier's certificates are unrevoked; smets2 and smets1-enrolled meters",
    rule: 'C14',
  },
  {
    name: 'agent_commands',
    unit: 'requests',
    meaning:
      'commands the agent sent, failed attempts in: while DCC took them and the meter was ' +
      'not yet onboarded',
    rule: 'C14',
  },
  {
    name: 'agent_commands_peak_day',
    unit: 'requests',
    meaning: 'the most agent_commands in one day of UTC',
    rule: 'C14',
  },
  {
    name: 'solr_requests',
    unit: 'requests',
    meaning:
      'requests the SoLR sent, failed attempts in: to onboard meters over the air, to ' +
      'recommence supply, and to end safe mode',
    rule: 'C14',
  },
  {
    name: 'solr_requests_peak_day',
    unit: 'requests',
    meaning: 'the most solr_requests in one day of UTC',
    rule: 'C14',
  },
  {
    name: 'owed_after_safe_mode',
    unit: 'gbp',
    meaning: 'owed on the meters when safe mode ended by itself, unless it was written off',
    rule: 'C13',
  },
  {
    name: 'owed_after_safe_mode_per_household',
    unit: 'gbp',
    meaning: 'owed_after_safe_mode for each household of the segment',
    rule: 'C13',
  },
  {
    name: 'written_off',
    unit: 'gbp',
    meaning: 'owed on the meters when safe mode ended by itself, and written off',
    rule: 'C13',
  },
  {
    name: 'written_off_per_household',
    unit: 'gbp',
    meaning: 'written_off for each household of the segment',
    rule: 'C13',
  },
  {
    name: 'debt_excess',
    unit: 'gbp',
    meaning:
      'debt at onboarding less what the same meters owe at the same minutes under ' +
      'no-failure; without debt_excess_meters_left_out, and empty where these are more ' +
      'than half of the onboarded',
    rule: 'C13',
    signed: true,
  },
  {
    name: 'debt_excess_per_household',
    unit: 'gbp',
    meaning: 'debt_excess for each household of the segment',
    rule: 'C13',
    signed: true,
  },
  {
    name: 'debt_excess_meters_left_out',
    unit: 'meters',
    meaning:
      'onboarded meters that debt_excess leaves out, since the minute of their onboarding ' +
      'was not known beforehand: those of a queue that is ranked daily, and those an ' +
      'engineer exchanged before their turn',
    rule: 'C13',
  },
  {
    name: 'cost_total',
    unit: 'gbp',
    meaning:
      "cost of visits, answered calls, the agent's commands, payments to homes with a " +
      'spell longer than costs.standardHours, and debt written off',
    rule: 'C15',
  },
  {
    name: 'cost_per_household_kept_on',
    unit: 'gbp',
    meaning:
      'cost_total more than under the reference policy for each household off fewer; empty ' +
      'where no fewer are off',
    rule: 'C15',
    signed: true,
  },
] as const satisfies readonly Metric[];
/** Name of a metric, as in the files. */
export type MetricName = (typeof metrics)[number]['name'];

/** Position of a metric in a row of a policy record, over all households. */
export const metricIndex = Object.fromEntries(
  metrics.map((metric, index) => [metric.name, index]),
) as Readonly<Record<MetricName, number>>;

/** Position of a metric in a row of a policy record, by the segment's place in file order. */
export function placeOf(metric: MetricName, segment: number): number {
  return segment * metrics.length + metricIndex[metric];
}
