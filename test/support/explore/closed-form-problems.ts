// Problems whose answer is known, for the search of a value: each gives its figure of a replication
// at a value, and the exact answer.
import { searchValue, type Answer } from '../../../src/explore/solve/solve.ts';
import type { Problem, Sample } from '../../../src/explore/solve/problem.ts';

/**
 * Uniform numbers in (0, 1) by place; the same place gives the same number at every value that is
 * tried.
 */
export type Uniforms = (place: number) => number;

/** A figure of one replication at a value, from the random numbers of that replication. */
export type Figure = (value: number, uniforms: Uniforms) => number;

/**
 * Those of a replication of one search. Two rounds of a 32-bit finaliser (C. Wellons, "lowbias32").
 */
function uniformsOf(search: number, replication: number): Uniforms {
  const base = mixed(mixed(search * 0x9e3779b1 + 1) ^ (replication * 0x85ebca6b));
  return (place) => (mixed(mixed(base + place * 0xc2b2ae35) ^ place) + 0.5) / 4294967296;
}

function mixed(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

export const standardNormal = (uniforms: Uniforms, place: number): number =>
  Math.sqrt(-2 * Math.log(uniforms(2 * place))) * Math.cos(2 * Math.PI * uniforms(2 * place + 1));

export interface Searched extends Answer {
  /** Replications of all values together. */
  readonly effort: number;
}

/** @param figures one a limit @param most of figures that lie between 0 and that */
export function searched(
  problem: Problem,
  figures: readonly Figure[],
  search = 1,
  most?: number,
): Searched {
  const valueOf = (index: number): number => problem.grid.first + problem.grid.step * index;
  const steps = searchValue(problem);
  let step = steps.next([]);
  while (step.done !== true) {
    const samples = step.value.map(({ index, replications }): Sample =>
      figures.map((figure) => ({
        values: Array.from({ length: replications }, (_, replication) =>
          figure(valueOf(index), uniformsOf(search, replication + 1)),
        ),
        ...(most === undefined ? {} : { most }),
      })),
    );
    step = steps.next(samples);
  }
  const effort = step.value.tried.reduce((sum, { replications }) => sum + replications, 0);
  return { ...step.value, effort };
}
