// Whole numbers in the kernel: quotients and days without rounding errors, and bins of laws from
// the bits of a draw.
import { expect, test } from 'vitest';
import { quotient, wholeToI32 } from '../../src/kernel/platform.ts';
import { Law, secondWord, threefry, uniformOf } from '../../src/kernel/random.ts';
import { dayOf, never } from '../../src/kernel/time.ts';

const largest = 2 ** 31 - 1;

test('a quotient is exact at both sides of each multiple, up to the largest whole number', () => {
  for (const by of [30, 1440])
    for (const times of [0, 1, 47, 48, 1000, Math.floor(largest / by)]) {
      expect(quotient(times * by, by)).toBe(times);
      if (times > 0) expect(quotient(times * by - 1, by)).toBe(times - 1);
    }
  expect(quotient(largest, 1440)).toBe(Math.floor(largest / 1440));
});

test('the day of a minute begins at midnight, before day 0 too', () => {
  for (const day of [-400, -2, -1, 0, 1, 55, 1000]) {
    expect(dayOf(day * 1440)).toBe(day);
    expect(dayOf(day * 1440 + 1439)).toBe(day);
  }
  expect(dayOf(never)).toBe(Math.floor(never / 1440));
});

test('a whole double becomes the same integer', () => {
  for (const whole of [-largest - 1, -1, -0, 0, 1, 1440, largest])
    expect(wholeToI32(whole) + 0).toBe(whole + 0);
});

test('where bins are a power of 2, the first bits of a draw are the bin of u', () => {
  for (const bins of [1, 64, 1024, 65536]) {
    const law = new Law();
    law.setBins(bins);
    for (let draw = 0; draw < 2000; draw++) {
      const first = threefry(draw, 7, 1, 2);
      const u = uniformOf(first, secondWord);
      expect((first >>> 1) >>> law.binShift).toBe(Math.floor(u * bins));
    }
  }
});

test('other numbers of bins have no such bits', () => {
  for (const bins of [0, 3, 129, 1000]) {
    const law = new Law();
    law.setBins(bins);
    expect(law.binShift).toBe(-1);
  }
});
