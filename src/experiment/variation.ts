// One thing varied at a time: what each end of a plausible range sets on top of a scenario, and what that does to a metric, paired
// replication by replication with the scenario as it stands. Where ranges come from and who runs the points is deliberately elsewhere.
import { assert } from '../errors.ts';
import type { PlainMap } from '../scenario/kind.ts';
import { valueAt } from '../scenario/merge.ts';
import type { Override } from '../scenario/override.ts';
import { printValue } from '../scenario/print.ts';
import { metricIndex, type MetricName } from './metrics.ts';
import type { RecordStore } from './record-store.ts';
import { meanOf, pairedDifference, type Difference } from './statistics.ts';

/** One thing that is not known, and the ends of its plausible range. An end left out is the scenario's own value. */
export interface Factor {
  /** As `--set` names it: `behaviour.notice.lognormal.median`. */
  readonly key: string;
  /** One share of the whole at `key`; the others keep their proportions to each other. Its ends are numbers from 0 to 1. */
  readonly share?: string;
  /** As `--set` takes it. */
  readonly low?: unknown;
  readonly high?: unknown;
}

const factorEnds = ['low', 'high'] as const;
type FactorEnd = (typeof factorEnds)[number];

/** One end of one factor: a scenario to run. */
export interface Point {
  readonly factor: string;
  readonly end: FactorEnd;
  /** The value in words. */
  readonly value: string;
  readonly override: Override;
}

/** `behaviour.habits: reactive`, or the key alone. */
export function factorName({ key, share }: Factor): string {
  return share === undefined ? key : `${key}: ${share}`;
}

/** The factor's value in the scenario as it stands, in words. */
export function factorDefault(factor: Factor, document: PlainMap): string {
  return printValue(valueAt(document, factorPath(factor)));
}

/** @param document the scenario as written, every default filled in */
export function pointsOf(factor: Factor, document: PlainMap): readonly Point[] {
  return factorEnds.flatMap((end) => {
    const value = factor[end];
    if (value === undefined) return [];
    const set = factor.share === undefined ? value : withShare(valueAt(document, factor.key.split('.')), factor.share, value);
    const text = printValue(set);
    const override = { path: factor.key, value: text, option: `--set ${factor.key}=${text}` };
    return [{ factor: factorName(factor), end, value: printValue(value), override }];
  });
}

function factorPath({ key, share }: Factor): readonly string[] {
  return share === undefined ? key.split('.') : [...key.split('.'), share];
}

function withShare(whole: unknown, name: string, value: unknown): PlainMap {
  assert(typeof whole === 'object' && whole !== null && name in whole, `${name} is one of the shares of a whole`);
  const shares = Object.entries(whole as Readonly<Record<string, number>>);
  assert(typeof value === 'number' && value >= 0 && value <= 1, `${name} is a share from 0 to 1`);
  const others = shares.reduce((sum, [other, share]) => (other === name ? sum : sum + share), 0);
  assert(others > 0, `something is left to share besides ${name}`);
  return Object.fromEntries(
    shares.map(([other, share]) => [other, other === name ? value : (share * (1 - value)) / others] as const),
  );
}

export interface Effect extends Difference {
  /** Mean of the metric at the point. */
  readonly mean: number;
}

/** What a point does to a metric of the whole book under a policy: the point minus the scenario as it stands, paired by replication. */
export function effectOf(point: RecordStore, base: RecordStore, policy: string, metric: MetricName): Effect {
  const values = (store: RecordStore): readonly number[] => store.metricsOf(policy).map((row) => row[metricIndex[metric]]!);
  const own = values(point);
  return { mean: meanOf(own), ...pairedDifference(own, values(base)) };
}
