// The kernel fills in the tables of laws with a formula, the host those of the others: in one way.
import { expect, test } from 'vitest';
import { isBinTried, leaveBin } from '../../src/kernel/quantile-bins.ts';
import {
  drawValue,
  formExponential,
  formLognormal,
  formNormal,
  quantile,
  setKey,
  uniform,
} from '../../src/kernel/random.ts';
import { compileSampler } from '../../src/random/sampling.ts';
import type { Distribution } from '../../src/scenario/distribution.ts';
import { LawList } from '../../src/simulation/law-list.ts';

const laws: readonly [string, number, Distribution][] = [
  ['normal', formNormal, { kind: 'normal', mean: 20, sd: 400 }],
  ['lognormal', formLognormal, { kind: 'lognormal', median: 300, sigma: 0.8 }],
  ['exponential', formExponential, { kind: 'exponential', mean: 3000 }],
];
/** All bins several times, and both ends, where there are no cubics. */
const places = [
  ...[1e-300, 1e-12, 1e-6, 0.0005, 0.0015],
  ...Array.from({ length: 4096 }, (_, index) => (index + 0.37) / 4096),
  ...[0.9985, 0.9995, 1 - 1e-6, 1 - 1e-12],
];

test.each(laws)('a table of a %s law is the same, made here or there', (_, form, distribution) => {
  const law = new LawList().value({ ...distribution });
  expect(law.form).toBe(form);
  const sampler = compileSampler({ ...distribution });
  const made = places.map((u) => quantile(law, u));
  expect(made).toEqual(places.map((u) => sampler.quantile(u)));
  // By the kernel, and all of them: nothing asked the host.
  expect(law.cubics).not.toBe(sampler.tableOf().cubics);
  expect(law.cubics).toEqual(sampler.tableOf().cubics);
});

test.each(laws)(
  'D1: a draw from a %s law is its quantile at the number of the address, to the last bit',
  (_, __, distribution) => {
    const law = new LawList().value({ ...distribution });
    expect(law.binShift).toBeGreaterThan(0);
    setKey(0x1234567, -0x7654321);
    for (let draw = 0; draw < 20_000; draw++)
      expect(drawValue(law, 7, 11, draw)).toBe(quantile(law, uniform(7, 11, draw)));
    // One bin, and bins of which no bits of u are the number.
    for (const bins of [1, 1000]) {
      law.setBins(bins);
      law.cubics = new Float64Array(4 * bins).fill(NaN);
      expect(law.binShift).toBe(bins === 1 ? 31 : -1);
      for (let draw = 0; draw < 200; draw++)
        expect(drawValue(law, 7, 11, draw)).toBe(quantile(law, uniform(7, 11, draw)));
    }
  },
);

test('a bin that is left without a cubic is not tried again', () => {
  const cubics = new Float64Array(8).fill(NaN);
  leaveBin(cubics, 1);
  expect([isBinTried(cubics, 0), isBinTried(cubics, 1)]).toEqual([false, true]);
  expect(cubics[4]).toBeNaN();
});
