import { describe, expect, test } from 'vitest';
import {
  spreadTrajectories,
  type GridFactor,
  type Trajectory,
} from '../../../src/explore/sensitivity/trajectories.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';

const spans = (count: number): readonly GridFactor[] => Array.from({ length: count }, () => ({}));
const options = { trajectories: 8, levels: 4, candidates: 200 };

/** As Campolongo (2007) writes it, without the short way from one squared distance to the next. */
function plainDistance(one: Trajectory, other: Trajectory): number {
  return one.points.reduce(
    (sum, here) =>
      sum +
      other.points.reduce(
        (part, there) => part + Math.hypot(...here.map((value, factor) => value - there[factor]!)),
        0,
      ),
    0,
  );
}

function spread(trajectories: readonly Trajectory[]): number {
  return trajectories.reduce(
    (sum, one, index) =>
      sum +
      trajectories.slice(index + 1).reduce((part, other) => part + plainDistance(one, other), 0),
    0,
  );
}

describe('trajectories', () => {
  const made = spreadTrajectories(
    [{}, {}, { values: 3 }, {}, { values: 2 }],
    options,
    uniformsOf('one'),
  );

  test('move every factor once, and only one at a time', () => {
    for (const { points, steps } of made) {
      expect([...steps].map(({ factor }) => factor).sort()).toEqual([0, 1, 2, 3, 4]);
      steps.forEach(({ factor, by }, step) => {
        const moved = points[step]!.map((value, index) => points[step + 1]![index]! - value);
        expect(moved.flatMap((change, index) => (change === 0 ? [] : [index]))).toEqual([factor]);
        expect(Math.sign(moved[factor]!)).toBe(Math.sign(by));
      });
    }
  });

  test('a span moves by two thirds of its range, on four levels that are all used', () => {
    const values = made.flatMap(({ points }) => points.map((point) => Math.round(point[0]! * 3)));
    expect([...new Set(values)].sort()).toEqual([0, 1, 2, 3]);
    for (const { steps } of made)
      expect(Math.abs(steps.find(({ factor }) => factor === 0)!.by)).toBeCloseTo(2 / 3, 12);
  });

  test('a list goes from any of its values to any other, each in the middle of its part', () => {
    const pairs = spreadTrajectories(
      [{ values: 3 }],
      { trajectories: 300, levels: 4, candidates: 0 },
      uniformsOf('list'),
    ).map(({ points }) => points.map((point) => Math.floor(point[0]! * 3)).join(' to '));
    expect([...new Set(pairs)].sort()).toEqual([
      '0 to 1',
      '0 to 2',
      '1 to 0',
      '1 to 2',
      '2 to 0',
      '2 to 1',
    ]);
  });

  test('are the same for the same seed, and others for another', () => {
    const again = (seed: string): readonly Trajectory[] =>
      spreadTrajectories(spans(6), options, uniformsOf(seed));
    expect(again('a')).toEqual(again('a'));
    expect(again('a')).not.toEqual(again('b'));
  });

  test('of many candidates are further from each other than those that come first', () => {
    const of = (candidates: number): number =>
      spread(spreadTrajectories(spans(6), { ...options, candidates }, uniformsOf('spread')));
    expect(of(200)).toBeGreaterThan(1.1 * of(8));
  });

  test('cannot be spread further by exchanging one for another candidate', () => {
    const all = spreadTrajectories(
      spans(3),
      { trajectories: 12, levels: 4, candidates: 12 },
      uniformsOf('best'),
    );
    const best = spreadTrajectories(
      spans(3),
      { trajectories: 4, levels: 4, candidates: 12 },
      uniformsOf('best'),
    );
    for (let place = 0; place < 4; place += 1)
      for (const other of all.filter(
        (one) => !best.some((kept) => kept.points.join() === one.points.join()),
      ))
        expect(spread(best.with(place, other))).toBeLessThanOrEqual(spread(best) + 1e-9);
  });
});
