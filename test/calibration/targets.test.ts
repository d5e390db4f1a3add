import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/calibration/ordinary-life.ts';
import { resultsOf } from '../../src/calibration/results.ts';
import { settings } from '../../src/calibration/settings.ts';
import {
  fittedTargets,
  implausibilityOf,
  isMet,
  targets,
  type Target,
} from '../../src/calibration/targets.ts';

const target = (id: string): Target => targets.find((one) => one.id === id)!;

describe('published figures', () => {
  it('each have a source and a setting, and an id of their own', () => {
    expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
    for (const { source, setting } of targets) {
      expect(source).toMatch(/^https?:/u);
      expect(settings).toContain(setting);
    }
  });
  it('are shares of the accounts there were: 2.0m of electricity and 1.6m of gas', () => {
    expect(target('3d').published).toBeCloseTo(503_101 / 2e6, 2);
    expect(target('3e').published).toBeCloseTo(658_718 / 1.6e6, 2);
    expect(target('4a').published).toBeCloseTo(269_351 / 2e6, 2);
    expect(target('4b').published).toBeCloseTo(534_462 / 1.6e6, 2);
    expect(target('12a').published).toBeCloseTo(430_405 / 2e6, 3);
    expect(target('12b').published).toBeCloseTo(590_381 / 1.6e6, 3);
    expect(target('12e').published).toBeCloseTo(215_000 / 2e6, 2);
    expect(target('12f').published).toBeCloseTo(473_000 / 1.6e6, 3);
    expect(target('13a').published).toBeCloseTo(660_133 / 2e6, 3);
    // Less than half of the fourth quarter.
    expect(target('13b').published).toBeCloseTo(590_381 / 2 / 1.6e6, 3);
  });
  it('are losses of so many account-weeks, if the counts are of losses', () => {
    const weeks = (days: number): number => days / 7;
    expect(target('3a').published).toBeCloseTo(503_101 / 2e6 / 13, 3);
    expect(target('3b').published).toBeCloseTo(658_718 / 1.6e6 / 13, 3);
    expect(target('12c').published).toBeCloseTo(430_405 / 2e6 / weeks(92), 4);
    expect(target('12d').published).toBeCloseTo(590_381 / 1.6e6 / weeks(92), 4);
  });
  it('are fitted in one reading of the counts at a time, and held-out ones in none', () => {
    const ids = (reading: 'events' | 'customers'): readonly string[] =>
      fittedTargets(reading).map(({ id }) => id);
    expect(ids('events')).toContain('3a');
    expect(ids('events')).not.toContain('3d');
    expect(ids('customers')).toContain('3d');
    expect(ids('customers')).not.toContain('3a');
    for (const { id, use } of targets.filter(({ use }) => use === 'held out')) {
      expect(use).toBe('held out');
      expect([...ids('events'), ...ids('customers')]).not.toContain(id);
    }
  });
  it('are met within their tolerance, on either side', () => {
    const vend = target('1a');
    expect([12.5, 12.61, 14, 15.39, 15.5].map((value) => isMet(vend, value))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    const window = target('6a');
    expect([0.17, 0.18, 0.7, 0.71].map((value) => isMet(window, value))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const gasAbove = target('3c');
    expect([0.99, 1, 9].map((value) => isMet(gasAbove, value))).toEqual([false, true, true]);
  });
  it('are not met by a figure that does not exist', () => {
    for (const one of targets) expect(isMet(one, NaN)).toBe(false);
  });
  it('are as implausible at half as at twice, in standard deviations of observation and model', () => {
    const vend = target('1a');
    expect(implausibilityOf(vend, 14)).toBe(0);
    expect(implausibilityOf(vend, 14 * Math.exp(0.2))).toBeCloseTo(0.2 / Math.hypot(0.05, 0.07), 9);
    expect(implausibilityOf(vend, 12)).toBeCloseTo(-implausibilityOf(vend, 14 ** 2 / 12), 9);
    expect(implausibilityOf(target('3c'), 5)).toBe(0);
    expect(implausibilityOf(vend, NaN)).toBeLessThan(-3);
  });
  it('rule out a factor of 1.5 at other prices', () => {
    const gas = target('10b');
    expect(Math.abs(implausibilityOf(gas, 0.33 * 1.49))).toBeLessThan(3);
    expect(Math.abs(implausibilityOf(gas, 0.33 * 1.51))).toBeGreaterThan(2.99);
  });
});

describe('the results of a setting', () => {
  it('are of its own targets, over replications', () => {
    const life = (value: number): Figures => new Proxy({}, { get: () => value }) as Figures;
    const results = resultsOf('hard', [life(0.01), life(0.03)]);
    expect(results.map((result) => result.target.id)).toEqual([
      '3a',
      '3b',
      '3c',
      '3d',
      '3e',
      '4a',
      '4b',
      '8',
      '9b',
    ]);
    expect(results[0]!.simulated.mean).toBeCloseTo(0.02, 12);
    expect(results[0]!.met).toBe(true);
    expect(results[1]!.met).toBe(false);
  });
});
