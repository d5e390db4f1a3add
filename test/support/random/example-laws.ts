// Distributions of every kind, with moments of their own to compare with, for the tests of
// sampling.
import type { Distribution } from '../../../src/scenario/distribution.ts';

export const wholeLaws: readonly {
  readonly law: Distribution;
  readonly mean: number;
  readonly sd: number;
}[] = [
  { law: { kind: 'constant', value: 3.5 }, mean: 3.5, sd: 0 },
  { law: { kind: 'uniform', low: -2, high: 7 }, mean: 2.5, sd: 9 / Math.sqrt(12) },
  {
    law: { kind: 'triangular', low: 3, mode: 4, high: 6.5 },
    mean: 4.5,
    sd: Math.sqrt((9 + 16 + 42.25 - 12 - 19.5 - 26) / 18),
  },
  { law: { kind: 'triangular', low: 0, mode: 0, high: 3 }, mean: 1, sd: Math.sqrt(0.5) },
  { law: { kind: 'triangular', low: 0, mode: 3, high: 3 }, mean: 2, sd: Math.sqrt(0.5) },
  { law: { kind: 'normal', mean: 10, sd: 3 }, mean: 10, sd: 3 },
  {
    law: { kind: 'lognormal', median: 300, sigma: 0.8 },
    mean: 300 * Math.exp(0.32),
    sd: 300 * Math.exp(0.32) * Math.sqrt(Math.exp(0.64) - 1),
  },
  { law: { kind: 'exponential', mean: 9 }, mean: 9, sd: 9 },
  { law: { kind: 'gamma', mean: 5, cv: 0.4 }, mean: 5, sd: 2 },
  { law: { kind: 'gamma', mean: 5, cv: 1.3 }, mean: 5, sd: 6.5 },
  { law: { kind: 'gamma', mean: 5, cv: 0.05 }, mean: 5, sd: 0.25 },
  {
    law: { kind: 'discrete', values: [40, 5, 10, 15, 20], weights: [1, 2, 4, 0.5, 2.5] },
    mean: 14.75,
    sd: Math.sqrt(316.25 - 14.75 ** 2),
  },
  { law: { kind: 'empirical', values: [1, 2, 2, 7] }, mean: 3, sd: Math.sqrt(5.5) },
  {
    law: { kind: 'empirical', values: Array.from({ length: 999 }, (_, index) => index) },
    mean: 499,
    sd: Math.sqrt((999 ** 2 - 1) / 12),
  },
  {
    law: {
      kind: 'mixture',
      parts: [
        { weight: 3, of: { kind: 'constant', value: 0 } },
        { weight: 1, of: { kind: 'exponential', mean: 4 } },
      ],
    },
    mean: 1,
    sd: Math.sqrt(7),
  },
];

export const truncatedLaws: readonly Distribution[] = [
  { kind: 'uniform', low: 0, high: 10, min: 2, max: 5 },
  { kind: 'triangular', low: 1, mode: 2, high: 6, min: 1.5, max: 4 },
  { kind: 'triangular', low: 1, mode: 2, high: 6, min: 3 },
  { kind: 'normal', mean: 1, sd: 2, min: 0 },
  { kind: 'normal', mean: 1, sd: 2, max: 0 },
  { kind: 'normal', mean: 1, sd: 2, min: -1, max: 1.5 },
  { kind: 'normal', mean: -10, sd: 1, min: 0 },
  { kind: 'normal', mean: 10, sd: 1, max: 0 },
  { kind: 'lognormal', median: 12, sigma: 2, max: 40 },
  { kind: 'lognormal', median: 12, sigma: 0.5, min: 10, max: 11 },
  { kind: 'lognormal', median: 12, sigma: 0.5, min: 100 },
  { kind: 'exponential', mean: 9, min: 5, max: 20 },
  { kind: 'exponential', mean: 9, max: 1e-6 },
  { kind: 'gamma', mean: 5, cv: 0.7, min: 2, max: 9 },
  { kind: 'gamma', mean: 5, cv: 0.7, min: 20 },
  {
    kind: 'discrete',
    values: [5, 10, 15, 20, 40],
    weights: [0.2, 0.4, 0.05, 0.25, 0.1],
    min: 10,
    max: 20,
  },
  { kind: 'empirical', values: [1, 2, 2, 7, 9], min: 2, max: 8 },
  {
    kind: 'mixture',
    parts: [
      { weight: 1, of: { kind: 'constant', value: 0 } },
      { weight: 2, of: { kind: 'normal', mean: 0, sd: 1, min: -1 } },
      { weight: 1, of: { kind: 'discrete', values: [0.5, 5], weights: [1, 3] } },
    ],
    min: 0.25,
  },
];
