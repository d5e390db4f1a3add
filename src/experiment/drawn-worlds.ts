// Runs of which the assumptions are drawn too: which world a replication lives in, and how much of what replications differ by is luck, and how
// much each source of assumptions. A world is one draw of everything that is drawn. Decision 0024 says why replications go in blocks.
import * as purpose from '../kernel/purposes.ts';
import { seedKey, Streams, type Key } from '../random/streams.ts';
import type { Uncertainty } from '../scenario/scenario.ts';
import { meanOf } from './statistics.ts';

/** What is drawn together, and told apart from the rest. */
export const drawnSources = ['habits', 'population', 'institutions'] as const satisfies readonly (keyof Uncertainty['ranges'])[];
export type DrawnSource = (typeof drawnSources)[number];

/**
 * How replications share draws. They go in blocks, one after another, and nothing is shared between blocks. In a block each source is drawn a
 * few times; a turn of the block names which of these it has.
 */
interface BlockDesign {
  /** Replications in a block. */
  readonly length: number;
  /** By turn, from 0. A source that is not drawn is not there. */
  readonly versions: Partial<Readonly<Record<DrawnSource, readonly number[]>>>;
}

type DrawnKind = Uncertainty['draws'];

/**
 * The first two replications of a block share everything and differ by luck alone. With `all`, the nine worlds of a block are a Latin square:
 * three draws of each source, and any two worlds share one source at most, so that what they have in common is due to it.
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

/** What statistics need to know of a run; a Scenario is one. */
export interface PerhapsDrawn {
  readonly uncertainty?: Uncertainty;
}

/** Whether a source has anything to draw. */
export function isDrawn(source: DrawnSource, { sets, ranges }: Uncertainty): boolean {
  return ranges[source].length > 0 || (source === 'habits' && sets > 0);
}

/** How many replications share draws with one another: 1 where nothing is drawn. */
export function blockLengthOf({ uncertainty }: { readonly uncertainty?: Pick<Uncertainty, 'draws'> }): number {
  return uncertainty === undefined ? 1 : designs[uncertainty.draws].length;
}

/** The block of a replication and its place there, both 0 first. @param replication 1 first */
function turnOf(replication: number, length: number): { readonly block: number; readonly turn: number } {
  return { block: Math.floor((replication - 1) / length), turn: (replication - 1) % length };
}

/** Number of the world that a replication lives in, 1 first. */
export function worldOf(draws: DrawnKind, replication: number): number {
  const { length } = designs[draws];
  const { block, turn } = turnOf(replication, length);
  return block * (length - 1) + Math.max(1, turn);
}

/** One thing that is not known. */
export interface Unknown {
  readonly source: DrawnSource;
  readonly key: Key;
}

/** @param name empty for whole sets of habits */
export function unknownOf(seed: string, source: DrawnSource, name: string): Unknown {
  return { source, key: seedKey(name === '' ? seed : `${seed} range ${name}`) };
}

/** A replication's draw of one thing that is not known: from 0 to 1, the same for all that share the source. */
export function unknownDraw({ source, key }: Unknown, draws: DrawnKind, replication: number): number {
  const { length, versions } = designs[draws];
  const { block, turn } = turnOf(replication, length);
  const version = versions[source]?.[turn] ?? 0;
  return new Streams(key, block + 1).uniform(version, purpose.parameterSet, 0);
}

/** Where the variance between replications comes from. */
export interface VarianceSplit {
  /** By source, from 0 to 1. With `luck` and `together` they add up to 1, but for chance. NaN where nothing varies. */
  readonly shares: Readonly<Record<DrawnSource, number>>;
  readonly luck: number;
  /** What sources do only in company: more than each adds by itself. */
  readonly together: number;
  /** The largest standard error of the shares of luck and of a source. What is made together is known less well. */
  readonly error: number;
  /** Standard deviation of luck: of one failure, were all assumptions known. */
  readonly luckSd: number;
}

/**
 * Splits the variance between replications by its sources. Two replications that share one source alone have that source's variance as
 * their covariance, whatever the others do; what the first two of a block differ by is luck. Below 0, which only chance makes it, a part
 * counts as 0.
 * @param values one figure a replication, in order; blocks that are not whole or miss a figure are left out
 * @returns undefined for fewer than two blocks
 * @rule C10
 */
export function splitVariance(drawn: Uncertainty, values: ArrayLike<number>): VarianceSplit | undefined {
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
  // Of each block what it adds to a part: the mean over blocks is the part.
  const product = (block: readonly number[], one: number, other: number): number =>
    unbiased * (block[one]! - means[one]!) * (block[other]! - means[other]!);
  const whole = blocks.map((block) => meanOf(block.map((_, turn) => product(block, turn, turn))));
  const luck = blocks.map(([a, b]) => squared(a! - b!) / 2);
  // What is not luck, and no source's alone. A single source has no company: it has all of it.
  const others = whole.map((all, block) => all - luck[block]!);
  const ofSource = (source: DrawnSource): readonly number[] => {
    if (!sources.includes(source)) return whole.map(() => 0);
    if (sources.length === 1) return others;
    const pairs = pairsSharingAlone(source, versions, length);
    return blocks.map((block) => meanOf(pairs.map(([one, other]) => product(block, one, other))));
  };
  const parts = drawnSources.map(ofSource);
  const together = others.map((all, block) => all - parts.reduce((sum, part) => sum + part[block]!, 0));
  const everything = [luck, ...parts, together];
  const total = meanOf(whole);
  const shares = everything.map((part) => (total > 0 ? Math.min(1, Math.max(0, meanOf(part) / total)) : NaN));
  const [luckShare, habits, population, institutions, togetherShare] = shares as [number, number, number, number, number];
  return {
    shares: { habits, population, institutions },
    luck: luckShare,
    together: togetherShare,
    error: Math.max(...[luck, ...parts].map((part, place) => shareError(part, whole, shares[place]!))),
    luckSd: Math.sqrt(Math.max(0, meanOf(luck))),
  };
}

/** Turns of a block that share this source and no other. */
function pairsSharingAlone(
  source: DrawnSource,
  versions: BlockDesign['versions'],
  length: number,
): readonly (readonly [number, number])[] {
  const isShared = (one: DrawnSource, a: number, b: number): boolean => versions[one]?.[a] === versions[one]?.[b];
  return Array.from({ length }, (_, a) => a).flatMap((a) =>
    Array.from({ length: length - a - 1 }, (_, step) => [a, a + step + 1] as const).filter(([, b]) =>
      drawnSources.every((one) => isShared(one, a, b) === (one === source)),
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
