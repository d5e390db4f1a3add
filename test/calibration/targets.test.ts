import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/calibration/ordinary-life.ts';
import { resultsOf } from '../../src/calibration/results.ts';
import { settings } from '../../src/calibration/settings.ts';
import { isMet, missOf, targets, type Target } from '../../src/calibration/targets.ts';

const target = (id: string): Target => targets.find((one) => one.id === id)!;

describe('published figures', () => {
  it('are the nine targets, each with a source and a setting', () => {
    expect(new Set(targets.map(({ id }) => Number.parseInt(id, 10)))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
    for (const { source, setting } of targets) {
      expect(source).toMatch(/^https?:/u);
      expect(settings).toContain(setting);
    }
  });
  it('are met within their tolerance, on either side', () => {
    const vend = target('1a');
    expect([12.5, 12.61, 14, 15.39, 15.5].map((value) => isMet(vend, value))).toEqual([false, true, true, true, false]);
    const window = target('6a');
    expect([0.17, 0.18, 0.7, 0.71].map((value) => isMet(window, value))).toEqual([false, true, true, false]);
    const gasAbove = target('3c');
    expect([0.99, 1, 9].map((value) => isMet(gasAbove, value))).toEqual([false, true, true]);
  });
  it('are not met by a figure that does not exist', () => {
    for (const one of targets) expect(isMet(one, NaN)).toBe(false);
  });
  it('are missed by as much at half as at twice', () => {
    const vend = target('1a');
    expect(missOf(vend, 14)).toBe(0);
    expect(missOf(vend, 15.4)).toBeCloseTo(1, 12);
    expect(missOf(vend, 7)).toBeCloseTo(missOf(vend, 28), 12);
  });
});

describe('the results of a setting', () => {
  it('are of its own targets, over replications', () => {
    const life = (value: number): Figures => new Proxy({}, { get: () => value }) as Figures;
    const results = resultsOf('hard', [life(0.01), life(0.03)]);
    expect(results.map((result) => result.target.id)).toEqual(['3a', '3b', '3c', '4a', '4b', '8', '9b']);
    expect(results[0]!.simulated.mean).toBeCloseTo(0.02, 12);
    expect(results[0]!.met).toBe(true);
    expect(results[1]!.met).toBe(false);
  });
});
