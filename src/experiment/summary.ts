// The figures of summary.csv and comparison.csv, by segment and metric, from the metrics of each
// replication. Formatting is elsewhere. Metrics are summarised nowhere else, so that an interval is
// the same in every file and on the terminal.
import { noFailure } from '../scenario/scenario.ts';
import { blockLengthOf, type PerhapsDrawn } from './drawn-worlds.ts';
import {
  metrics,
  placeOf,
  segmentNames,
  type CrossedBy,
  type Metric,
  type MetricName,
  type Segment,
} from './metrics.ts';
import type { RecordStore } from './record-store.ts';
import {
  meanOf,
  pairedDifference,
  summarise,
  type Difference,
  type Summary,
} from './statistics.ts';

/** A row of summary.csv. */
export interface SummaryRow extends Summary {
  readonly policy: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
}

/** A row of comparison.csv: a policy against a reference. */
export interface ComparisonRow extends Difference {
  readonly policy: string;
  readonly reference: string;
  readonly segment: Segment;
  readonly metric: MetricName;
  readonly unit: string;
}

/** What a comparison needs to know of a scenario. A Scenario has it. */
export interface PolicyList extends CrossedBy, PerhapsDrawn {
  readonly policies: readonly { readonly id: string }[];
  readonly reference: string;
}

type NamedMetric = Metric & { readonly name: MetricName };

/** Every segment and metric in file order, with its place in a policy's row of metrics. */
function placesOf({ segments }: PolicyList) {
  return segmentNames(segments).flatMap((segment, segmentIndex) =>
    metrics.map((metric: NamedMetric) => ({
      segment,
      metric: metric.name,
      unit: metric.unit,
      place: placeOf(metric.name, segmentIndex),
    })),
  );
}
type Places = ReturnType<typeof placesOf>;

/** Rows of metrics, one a replication. */
type MetricRows = readonly ArrayLike<number>[];

/**
 * Upper bound of a metric: undefined where it may be negative, Infinity where it has no bound.
 * @param households in the segment; for the metric that counts them, in the book
 */
export function mostOf(
  { unit, signed }: Pick<Metric, 'unit' | 'signed'>,
  households: number,
): number | undefined {
  if (signed) return undefined;
  if (unit === 'share') return 1;
  return unit === 'households' ? households : Infinity;
}

/**
 * Upper bound of the metric at a place in the rows. The homes of a segment are their mean over
 * replications.
 */
export function mostAt(rows: MetricRows, place: number): number | undefined {
  const metric: NamedMetric = metrics[place % metrics.length]!;
  // Other units do not need the number of homes, which would be slow to compute for every cell.
  if (metric.unit !== 'households') return mostOf(metric, NaN);
  const households = metric.name === 'households' ? placeOf('households', 0) : placeOfHomes(place);
  return mostOf(metric, meanOf(rows.map((row) => row[households]!)));
}

/** Place of the number of homes in the segment of a place. */
export function placeOfHomes(place: number): number {
  return placeOf('households', Math.floor(place / metrics.length));
}

/**
 * A metric of a segment over the replications; its interval is inside its bounds.
 * @param place as `placeOf` gives it
 * @param block replications in a block that shares draws
 */
export function summariseAt(rows: MetricRows, place: number, block = 1): Summary {
  return summarise(
    rows.map((row) => row[place]!),
    mostAt(rows, place),
    block,
  );
}

/**
 * A metric of a segment against a reference's, paired by replication.
 * @param block replications in a block that shares draws
 */
export function differenceAt(
  rows: MetricRows,
  reference: MetricRows,
  place: number,
  block = 1,
): Difference {
  return pairedDifference(
    rows.map((row) => row[place]!),
    reference.map((row) => row[place]!),
    mostAt(rows, place),
    block,
  );
}

/** Rows of one policy: segment × metric, in file order. */
function summariseEvery(
  policy: string,
  places: Places,
  store: RecordStore,
  block: number,
): readonly SummaryRow[] {
  const rows = store.metricsOf(policy);
  return places.map(({ segment, metric, unit, place }) => ({
    policy,
    segment,
    metric,
    unit,
    ...summariseAt(rows, place, block),
  }));
}

/** Rows of one policy against another, paired by replication: segment × metric, in file order. */
function compareEvery(
  [policy, reference]: readonly [policy: string, reference: string],
  places: Places,
  store: RecordStore,
  block: number,
): readonly ComparisonRow[] {
  const own = store.metricsOf(policy);
  const other = store.metricsOf(reference);
  return places.map(({ segment, metric, unit, place }) => ({
    policy,
    reference,
    segment,
    metric,
    unit,
    ...differenceAt(own, other, place, block),
  }));
}

/** All rows of summary.csv: policies in the scenario's order. */
export function* summaryRows(scenario: PolicyList, store: RecordStore): Iterable<SummaryRow> {
  const places = placesOf(scenario);
  const block = blockLengthOf(scenario);
  for (const { id } of scenario.policies) yield* summariseEvery(id, places, store, block);
}

/**
 * All rows of comparison.csv: each policy against the reference, then against `no-failure`; never
 * against itself, and once when the reference is `no-failure`. A policy that was not run is not
 * compared with.
 */
export function* comparisonRows(scenario: PolicyList, store: RecordStore): Iterable<ComparisonRow> {
  const places = placesOf(scenario);
  const block = blockLengthOf(scenario);
  for (const compared of comparisonsOf(scenario))
    yield* compareEvery(compared, places, store, block);
}

export function comparisonsOf(
  scenario: PolicyList,
): readonly (readonly [policy: string, reference: string])[] {
  const ids = scenario.policies.map((policy) => policy.id);
  const references = [...new Set([scenario.reference, noFailure])].filter((reference) =>
    ids.includes(reference),
  );
  return ids.flatMap((policy) =>
    references
      .filter((reference) => reference !== policy)
      .map((reference) => [policy, reference] as const),
  );
}
