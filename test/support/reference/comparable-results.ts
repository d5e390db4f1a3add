// Results of the program and of the reference in one form and one order.
import {
  metricIndex,
  metrics,
  segments,
  type MetricName,
} from '../../../src/experiment/metrics.ts';
import type { ReplicationRecord } from '../../../src/experiment/records.ts';
import type { PolicyResult as ReferenceResult } from '../../reference/results.ts';

interface OfMeter {
  readonly household: number;
  readonly fuel: string;
}
/** What the program and the reference both say of a policy. */
type PolicyResult = Omit<ReferenceResult, 'meters' | 'measures' | 'cutsByHour'> & {
  readonly meters: readonly OfMeter[];
};
type SpellResult = PolicyResult['spells'][number];

export function resultsOfProgram({ policies }: ReplicationRecord): PolicyResult[] {
  const results = policies.map(({ policy, spells, meters, metrics: values }) => ({
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
    calls: overall(values, 'calls'),
    abandoned: overall(values, 'calls_abandoned'),
    visits: overall(values, 'visits'),
  }));
  return inComparableOrder(results);
}

/** Without the figures of whole policies, which tests of their rules hold against cases by hand. */
export function resultsOfReference(results: readonly ReferenceResult[]): PolicyResult[] {
  return inComparableOrder(
    results.map(({ policy, spells, meters, calls, abandoned, visits }) => ({
      ...{ policy, spells, calls, abandoned, visits },
      meters,
    })),
  );
}

function inComparableOrder(results: readonly PolicyResult[]): PolicyResult[] {
  return results.map((result) => ({
    ...result,
    spells: result.spells.toSorted(bySpell),
    meters: result.meters.toSorted(byMeter),
  }));
}

const overall = (values: Float64Array, name: MetricName): number =>
  values[segments.indexOf('all') * metrics.length + metricIndex[name]]!;

const byMeter = (a: OfMeter, b: OfMeter): number =>
  a.household - b.household || (a.fuel < b.fuel ? -1 : a.fuel > b.fuel ? 1 : 0);

const bySpell = (a: SpellResult, b: SpellResult): number =>
  byMeter(a, b) || a.startMinute - b.startMinute || a.endMinute - b.endMinute;
