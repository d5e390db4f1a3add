import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const notice = (written: string) =>
  load(`behaviour: { notice: ${written} }`).scenario.behaviour.notice;
const vend = (written: string) =>
  load(`behaviour: { vendAmount: ${written} }`).scenario.behaviour.vendAmount;
const vendFix = (written: string) =>
  problemsOf(`behaviour: { vendAmount: ${written} }`).map(({ path, fix }) => `${path}: ${fix}`);

describe('distributions', () => {
  it('durations become minutes', () => {
    expect(notice('6h')).toEqual({ kind: 'constant', value: 360 });
    expect(notice('{ uniform: [3d, 7d] }')).toEqual({ kind: 'uniform', low: 4320, high: 10080 });
    expect(notice('{ triangular: [1h, 1h, 2h] }')).toEqual({
      kind: 'triangular',
      low: 60,
      mode: 60,
      high: 120,
    });
    expect(notice('{ lognormal: { median: 1h, sigma: 1 }, max: 2d }')).toEqual({
      kind: 'lognormal',
      median: 60,
      sigma: 1,
      max: 2880,
    });
    expect(notice('{ exponential: { mean: 36h } }')).toEqual({ kind: 'exponential', mean: 2160 });
    expect(notice('{ gamma: { mean: 2d, cv: 0.5 } }')).toEqual({
      kind: 'gamma',
      mean: 2880,
      cv: 0.5,
    });
    expect(notice('{ discrete: { values: [1d, 2d], weights: [0.4, 0.6] } }')).toEqual({
      kind: 'discrete',
      values: [1440, 2880],
      weights: [0.4, 0.6],
    });
  });

  it('a normal that must not be negative is cut off at 0, unless told where', () => {
    expect(vend('{ normal: { mean: 10, sd: 5 } }')).toEqual({
      kind: 'normal',
      mean: 10,
      sd: 5,
      min: 0,
    });
    expect(vend('{ normal: { mean: 10, sd: 5 }, min: 2 }')).toEqual({
      kind: 'normal',
      mean: 10,
      sd: 5,
      min: 2,
    });
    const balance = load('population: { initialBalance: { gas: { normal: { mean: 1, sd: 5 } } } }')
      .scenario.population.initialBalance.gas;
    expect(balance).toEqual({ kind: 'normal', mean: 1, sd: 5 });
  });

  it('weights of discrete values are made to add up to 1', () => {
    expect(vend('{ discrete: { values: [5, 10], weights: [1, 3] } }')).toEqual({
      kind: 'discrete',
      values: [5, 10],
      weights: [0.25, 0.75],
    });
  });

  it('mixtures hold any distribution', () => {
    expect(
      vend(
        '{ mixture: [{ weight: 0.9, of: 10 }, { weight: 0.1, of: { uniform: [20, 40], max: ' +
          '30 } }], min: 5 }',
      ),
    ).toEqual({
      kind: 'mixture',
      min: 5,
      parts: [
        { weight: 0.9, of: { kind: 'constant', value: 10 } },
        { weight: 0.1, of: { kind: 'uniform', low: 20, high: 40, max: 30 } },
      ],
    });
  });

  it('weights of a mixture need not add up to 1; those that do are left to the bit', () => {
    const weightsOf = (...weights: readonly number[]): readonly number[] => {
      const read = vend(
        `{ mixture: [${weights.map((weight) => `{ weight: ${weight}, of: 10 }`).join(', ')}] }`,
      );
      return read.kind === 'mixture' ? read.parts.map(({ weight }) => weight) : [];
    };
    expect(weightsOf(3, 1)).toEqual([0.75, 0.25]);
    expect(weightsOf(0.2, 0.2, 0)).toEqual([0.5, 0.5, 0]);
    expect(0.6 + 0.3 + 0.1).not.toBe(1);
    expect(weightsOf(0.6, 0.3, 0.1)).toEqual([0.6, 0.3, 0.1]);
  });

  it('observed values come from a column of a CSV file, in ascending order', () => {
    const text = 'behaviour: { notice: { empirical: { csv: data/seen.csv, column: delay } } }';
    const { scenario, files, document } = load(text, {
      'study/data/seen.csv': 'home,delay\n1,3h\n2,45m\n3,1.5d\n',
    });
    expect(scenario.behaviour.notice).toEqual({ kind: 'empirical', values: [45, 180, 2160] });
    expect(files).toContain('study/data/seen.csv');
    expect(document).toMatchObject({
      behaviour: { notice: { empirical: { csv: 'data/seen.csv', column: 'delay' } } },
    });
  });

  it('a cell that cannot be read is named by file and line', () => {
    const text = 'behaviour: { vendAmount: { empirical: { csv: seen.csv, column: pounds } } }';
    expect(problemsOf(text, { 'study/seen.csv': 'pounds\n5\n10\nten\n' })).toMatchObject([
      { file: 'study/seen.csv', line: 4, found: 'ten' },
    ]);
  });

  it('a CSV path is relative to the file that names it', () => {
    const files = {
      'study/more/base.yaml':
        'behaviour: { vendAmount: { empirical: { csv: seen.csv, column: v } } }',
      'study/more/seen.csv': 'v\n5\n',
    };
    expect(load('extends: more/base.yaml', files).scenario.behaviour.vendAmount).toEqual({
      kind: 'empirical',
      values: [5],
    });
  });

  it.each([
    ['{ uniform: [5, 20], min: 20 }', 'lower the min, or remove it: no value is above it'],
    ['{ uniform: [5, 20], max: 5 }', 'raise the max, or remove it: no value is below it'],
    [
      '{ discrete: { values: [5, 10], weights: [1, 1] }, min: 6, max: 9 }',
      'widen min and max: no value lies between them',
    ],
    [
      '{ normal: { mean: 5, sd: 1 }, min: 500 }',
      'lower the min, or remove it: no value is above it',
    ],
    [
      '{ mixture: [{ weight: 1, of: 3 }], min: 4 }',
      'widen min and max: no value lies between them',
    ],
    ['{ exponential: { mean: 1 }, max: 0 }', 'raise the max, or remove it: no value is below it'],
  ])('truncation must leave something: %s', (written, fix) => {
    expect(vendFix(written)).toEqual([`behaviour.vendAmount: ${fix}`]);
  });

  it('a mistake deep in a mixture is placed there', () => {
    expect(vendFix('{ mixture: [{ weight: 1, of: { uniform: [5, ten] } }] }')).toEqual([
      'behaviour.vendAmount.mixture[0].of.uniform[1]: write a number, such as 5',
    ]);
  });
});
