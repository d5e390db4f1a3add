// Results of the program and of the reference in one form and one order.
import {
  metricIndex,
  metrics,
  placeOf,
  segmentNames,
  type MetricName,
} from '../../../src/experiment/metrics.ts';
import { placeOfCuts, type ReplicationRecord } from '../../../src/experiment/records.ts';
import { fuels, type Scenario } from '../../../src/scenario/scenario.ts';
import { causeWords } from '../../../src/simulation/words.ts';
import type { CutsByHour } from '../../reference/measures.ts';
import type { PolicyResult as ReferenceResult } from '../../reference/results.ts';

/** By segment, then by metric; money in pounds. */
type Measures = Readonly<Record<string, Readonly<Record<string, number>>>>;
interface OfMeter {
  readonly household: number;
  readonly fuel: string;
}
/** What the program and the reference both say of a policy. */
type PolicyResult = Omit<ReferenceResult, 'meters' | 'measures'> & {
  readonly meters: readonly OfMeter[];
  readonly measures: Measures;
};
type SpellResult = PolicyResult['spells'][number];

const comparedInSegments = [
  'households',
  'households_off',
  'excess_households_off_3h',
  'excess_households_off_24h',
  'excess_households_off_72h',
  'exposed_meter_days',
  'owed_after_safe_mode',
  'owed_after_safe_mode_per_household',
  'written_off',
  'written_off_per_household',
  'debt_excess',
  'debt_excess_per_household',
  'debt_excess_meters_left_out',
] as const satisfies readonly MetricName[];

const comparedOverall = [
  'agent_commands',
  'agent_commands_peak_day',
  'solr_requests',
  'solr_requests_peak_day',
  'cost_total',
  'cost_per_household_kept_on',
] as const satisfies readonly MetricName[];

export function resultsOfProgram(
  { policies }: ReplicationRecord,
  scenario: Scenario,
): PolicyResult[] {
  const results = policies.map(({ policy, spells, meters, metrics: values, cuts }) => ({
    policy,
    spells: spells.map(({ household, fuel, startMinute, endMinute, cause, endedBy, censored }) => ({
      household,
      fuel,
      startMinute,
      endMinute,
      cause,
      endedBy,
      censored,
    })),
    meters,
    calls: values[placeOf('calls', 0)]!,
    abandoned: values[placeOf('calls_abandoned', 0)]!,
    visits: values[placeOf('visits', 0)]!,
    measures: measuresOf(values, scenario),
    cutsByHour: cutsByHourOf(cuts),
  }));
  return inComparableOrder(results);
}

/** Money that the reference counts in micropounds is here in pounds. */
export function resultsOfReference(results: readonly ReferenceResult[]): PolicyResult[] {
  return inComparableOrder(
    results.map((result) => ({
      ...result,
      measures: mapValues(result.measures, (segment) =>
        mapValues(segment, (value, name) => rounded(isMoney(name) ? value / 1e6 : value)),
      ),
    })),
  );
}

function measuresOf(values: Float64Array, { segments }: Scenario): Measures {
  const bySegment = segmentNames(segments).map((segment, place) => {
    const names = [...comparedInSegments, ...(segment === 'all' ? comparedOverall : [])];
    const figures = names.map((name) => [name, rounded(values[placeOf(name, place)]!)] as const);
    return [segment, Object.fromEntries(figures)] as const;
  });
  return Object.fromEntries(bySegment);
}

/** Those that are not 0. */
function cutsByHourOf(cuts: Float64Array): CutsByHour {
  const counts: Record<string, number> = {};
  for (let hour = 0; hour < 168; hour++)
    for (const [fuelPlace, fuel] of fuels.entries())
      for (const [causePlace, cause] of causeWords.entries()) {
        const count = cuts[placeOfCuts(hour, fuelPlace, causePlace)]!;
        if (count > 0) counts[`${hour} ${fuel} ${cause}`] = count;
      }
  return counts;
}

const isMoney = (name: string): boolean => metrics[metricIndex[name as MetricName]]!.unit === 'gbp';

/** To a billionth: sums of pounds come in another order. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9 + 0;

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}

function inComparableOrder(results: readonly PolicyResult[]): PolicyResult[] {
  return results.map((result) => ({
    ...result,
    spells: result.spells.toSorted(bySpell),
    meters: result.meters.toSorted(byMeter),
  }));
}

const byMeter = (a: OfMeter, b: OfMeter): number =>
  a.household - b.household || (a.fuel < b.fuel ? -1 : a.fuel > b.fuel ? 1 : 0);

const bySpell = (a: SpellResult, b: SpellResult): number =>
  byMeter(a, b) || a.startMinute - b.startMinute || a.endMinute - b.endMinute;
