// Runs that draw their assumptions too. Says which world a replication belongs to, and how much of
// the variance between replications is random variation and how much comes from each source of
// assumptions. A world is one draw of all assumptions that are drawn. Decision 0024 gives the
// reason for blocks of replications.
import * as purpose from '../kernel/purposes.ts';
import { seedKey, Streams, type Key } from '../random/streams.ts';
import type { Uncertainty } from '../scenario/scenario.ts';
import { meanOf } from './statistics.ts';

/** Sources of uncertain assumptions, each drawn as a whole and reported separately. */
export const drawnSources = [
  'habits',
  'population',
  'institutions',
] as const satisfies readonly (keyof Uncertainty['ranges'])[];
export type DrawnSource = (typeof drawnSources)[number];

/**
 * How replications share draws. They form consecutive blocks, and nothing is shared between blocks.
 * In a block each source is drawn a few times; `versions` says which of these draws each
 * replication of the block uses.
 */
interface BlockDesign {
  /** Replications in a block. */
  readonly length: number;
  /** By place in the block, from 0. A source that is not drawn is absent. */
  readonly versions: Partial<Readonly<Record<DrawnSource, readonly number[]>>>;
}

type DrawnKind = Uncertainty['draws'];

/**
 * The first two replications of a block share all draws of assumptions and differ by random
 * variation alone. With `all`, the nine worlds of a block form a Latin square: three draws of each
 * source, and any two worlds share at most one source, so that what they have in common is due to
 * it.
 */
const designs: Readonly<Record<DrawnKind, BlockDesign>> = {
  habits: { length: 2, versions: { habits: [0, 0] } },
  all: {
    length: 10,
    versions: {
      habits: [0, 0, 0, 0, 1, 1, 1, 2, 2, 2],
      population: [0, 0, 1, 2, 0, 1, 2, 0, 1, 2],
      institutions: [0, 0, 1, 2, 1, 2, 0, 2, 0, 1],
    },
  },
};

/** What statistics need to know of a run: whether assumptions are drawn. A Scenario has it. */
export interface PerhapsDrawn {
  readonly uncertainty?: Uncertainty;
}

/** Whether a source has anything to draw. */
export function isDrawn(source: DrawnSource, { sets, ranges }: Uncertainty): boolean {
  return ranges[source].length > 0 || (source === 'habits' && sets > 0);
}

/** Number of replications that share draws with one another: 1 where nothing is drawn. */
export function blockLengthOf({
  uncertainty,
}: {
  readonly uncertainty?: Pick<Uncertainty, 'draws'>;
}): number {
  return uncertainty === undefined ? 1 : designs[uncertainty.draws].length;
}

/** The block of a replication and its place there, both 0 first. @param replication 1 first */
function turnOf(
  replication: number,
  length: number,
): { readonly block: number; readonly turn: number } {
  return { block: Math.floor((replication - 1) / length), turn: (replication - 1) % length };
}

/** Number of the world that a replication belongs to, 1 first. */
export function worldOf(draws: DrawnKind, replication: number): number {
  const { length } = designs[draws];
  const { block, turn } = turnOf(replication, length);
  return block * (length - 1) + Math.max(1, turn);
}

/** An uncertain input: one assumption, or whole sets of habits. */
export interface UncertainInput {
  readonly source: DrawnSource;
  readonly key: Key;
}

/** @param name empty for whole sets of habits */
export function uncertainInputOf(seed: string, source: DrawnSource, name: string): UncertainInput {
  return { source, key: seedKey(name === '' ? seed : `${seed} range ${name}`) };
}

/**
 * A replication's draw of an uncertain input: from 0 to 1, the same for all replications that share
 * the draw of its source.
 */
export function drawUncertainInput(
  { source, key }: UncertainInput,
  draws: DrawnKind,
  replication: number,
): number {
  const { length, versions } = designs[draws];
  const { block, turn } = turnOf(replication, length);
  const version = versions[source]?.[turn] ?? 0;
  return new Streams(key, block + 1).uniform(version, purpose.parameterSet, 0);
}

/** Where the variance between replications comes from. */
export interface VarianceSplit {
  /**
   * By source, a share of the variance. With `luck` and `together` they add up to about 1. NaN
   * where nothing varies.
   */
  readonly shares: Readonly<Record<DrawnSource, number>>;
  readonly luck: number;
  /** Share of the variance from sources acting together, beyond what each adds by itself. */
  readonly together: number;
  /**
   * The largest standard error of the shares of random variation and of each source. `together` is
   * known less well.
   */
  readonly error: number;
  /** Standard deviation of random variation: that of one failure if all assumptions were known. */
  readonly luckSd: number;
}

/**
 * Splits the variance between replications by its sources. The covariance of two replications that
 * share one source alone is that source's variance. The first two replications of a block differ by
 * random variation alone. A part estimated below 0 counts as 0.
 * @param values one figure a replication, in order; blocks that are not whole or miss a figure are
 * left out
 * @returns undefined for fewer than two blocks
 * @rule C10
 */
export function splitVariance(
  drawn: Uncertainty,
  values: ArrayLike<number>,
): VarianceSplit | undefined {
  const { length, versions } = designs[drawn.draws];
  const sources = drawnSources.filter((source) => isDrawn(source, drawn));
  const blocks: number[][] = [];
  for (let first = 0; first + length <= values.length; first += length) {
    const block = Array.from({ length }, (_, turn) => values[first + turn]!);
    if (!block.some(Number.isNaN)) blocks.push(block);
  }
  if (blocks.length < 2) return undefined;
  const means = Array.from({ length }, (_, turn) => meanOf(blocks.map((block) => block[turn]!)));
  const unbiased = blocks.length / (blocks.length - 1);
  // What a block contributes to a part; a part is the mean over blocks.
  const product = (block: readonly number[], one: number, other: number): number =>
    unbiased * (block[one]! - means[one]!) * (block[other]! - means[other]!);
  const whole = blocks.map((block) => meanOf(block.map((_, turn) => product(block, turn, turn))));
  const luck = blocks.map(([a, b]) => squared(a! - b!) / 2);
  // The variance that is neither random variation nor of one source alone. With a single source
  // there is no interaction.
  const others = whole.map((all, block) => all - luck[block]!);
  const ofSource = (source: DrawnSource): readonly number[] => {
    if (!sources.includes(source)) return whole.map(() => 0);
    if (sources.length === 1) return others;
    const pairs = pairsSharingAlone(source, versions, length);
    return blocks.map((block) => meanOf(pairs.map(([one, other]) => product(block, one, other))));
  };
  const parts = drawnSources.map(ofSource);
  const together = others.map(
    (all, block) => all - parts.reduce((sum, part) => sum + part[block]!, 0),
  );
  const everything = [luck, ...parts, together];
  const total = meanOf(whole);
  const shares = everything.map((part) =>
    total > 0 ? Math.min(1, Math.max(0, meanOf(part) / total)) : NaN,
  );
  const [luckShare, habits, population, institutions, togetherShare] = shares as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    shares: { habits, population, institutions },
    luck: luckShare,
    together: togetherShare,
    error: Math.max(
      ...[luck, ...parts].map((part, place) => shareError(part, whole, shares[place]!)),
    ),
    luckSd: Math.sqrt(Math.max(0, meanOf(luck))),
  };
}

/** Pairs of places in a block that share this source and no other. */
function pairsSharingAlone(
  source: DrawnSource,
  versions: BlockDesign['versions'],
  length: number,
): readonly (readonly [number, number])[] {
  const isShared = (one: DrawnSource, a: number, b: number): boolean =>
    versions[one]?.[a] === versions[one]?.[b];
  return Array.from({ length }, (_, a) => a).flatMap((a) =>
    Array.from({ length: length - a - 1 }, (_, step) => [a, a + step + 1] as const).filter(
      ([, b]) => drawnSources.every((one) => isShared(one, a, b) === (one === source)),
    ),
  );
}

/** Standard error of the ratio of two means over blocks. */
function shareError(part: readonly number[], whole: readonly number[], share: number): number {
  const total = meanOf(whole);
  const squares = part.map((value, block) => squared(value - share * whole[block]!));
  return Math.sqrt(meanOf(squares) / (part.length - 1)) / total;
}

const squared = (value: number): number => value * value;
