// The figures of a replication without its series, spells and samples: all that is kept when many
// scenarios are compared.
import { metrics } from './metrics.ts';
import type { ReplicationRecord } from './records.ts';

/** A source of the figures of policies; a RecordStore is one. */
export interface FigureRows {
  /**
   * One row per replication: metrics[segment × metrics + metric]; NaN where a figure does not exist
   * or was not kept.
   */
  metricsOf(policy: string): readonly Float64Array[];
}

/** How many figures a replication has. */
export function figureCount(policies: number, segments: number): number {
  return policies * segments * metrics.length;
}

/**
 * By policy, then segment, then metric.
 * @param segments places of the segments to keep, in the order to keep them
 */
export function keptFigures(
  { policies }: ReplicationRecord,
  segments: readonly number[],
): Float64Array {
  const figures = new Float64Array(figureCount(policies.length, segments.length));
  let at = 0;
  for (const { metrics: row } of policies) {
    for (const segment of segments) {
      figures.set(row.subarray(segment * metrics.length, (segment + 1) * metrics.length), at);
      at += metrics.length;
    }
  }
  return figures;
}

/**
 * The figures of a policy of one replication as a row of all its segments.
 * @param place of the policy among those that were run
 */
export function rowOf(
  figures: Float64Array,
  place: number,
  segments: readonly number[],
): Float64Array {
  const row = new Float64Array((Math.max(...segments) + 1) * metrics.length).fill(NaN);
  const first = place * segments.length;
  for (const [turn, segment] of segments.entries()) {
    const from = (first + turn) * metrics.length;
    row.set(figures.subarray(from, from + metrics.length), segment * metrics.length);
  }
  return row;
}
