// Section 6 of docs/MODEL.md: weather, seasons and the shape of a day.
// N1 to N4 are held against closed forms in test/theory/burn.theory.ts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { monthlyMeanTemperature } from '../../src/simulation/weather.ts';
import { outcome, plain, pounds, type Part } from '../support/simulation/plain-scenario.ts';

/** What the plain home, £3 on a mean day, uses from day 0 to the horizon, in pounds. */
function use(...parts: readonly Part[]): number {
  const credit = { population: { initialBalance: { electricity: 1000, gas: 1000 } } };
  return outcome('no-failure', plain, credit, ...parts).meters[0]!.energyCost / pounds(1);
}
const gas: Part = { population: { fuels: { dual: 0, electricity: 0, gas: 1 } } };
const weather = (temperature: number): Part => ({
  consumption: {
    weather: {
      firstDay: '2021-12-01',
      temperatures: Array<number>(400).fill(temperature),
    },
  },
});

test('N1: the monthly means are those of the page, in the program and in the reference', () => {
  const read = (name: string): string =>
    readFileSync(path.join(import.meta.dirname, '../..', name), 'utf8');
  const said = /January first, are ([\d. ]+): our averages/u.exec(
    read('docs/MODEL.md').replace(/\s+/gu, ' '),
  )!;
  const means = said[1]!.split(' ').map(Number);
  expect(means).toEqual([...monthlyMeanTemperature]);
  const reference = /monthlyMean = \[(.*)\]/u.exec(read('test/reference/weather.ts'))!;
  expect(reference[1]!.split(', ').map(Number)).toEqual(means);
});

describe('seasons', () => {
  const electricity = [10.3, 9.0, 9.0, 8.0, 7.7, 7.1, 6.6, 6.6, 6.8, 8.5, 9.8, 10.6];
  const heating = [16, 14, 12.5, 8.5, 5, 3, 2.5, 2.5, 3.5, 7, 11, 14.5];
  const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const season = (fuel: string, kind: unknown, month: number): Part => ({
    start: `2022-${String(month).padStart(2, '0')}-05`,
    horizon: '1d',
    consumption: { [fuel]: { season: kind, coldResponse: 0 } },
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "N2: a day's use is its month's share × 365 ÷ days in the month, month %i",
    (month) => {
      const ofDay = (shares: readonly number[]): number =>
        (3 * (shares[month - 1]! / 100) * 365) / daysInMonth[month - 1]!;
      expect(use(season('electricity', 'gb', month))).toBeCloseTo(ofDay(electricity), 5);
      expect(use(gas, season('gas', 'gb', month))).toBeCloseTo(ofDay(heating), 5);
      const given = [20, 10, 10, 5, 5, 5, 5, 5, 5, 10, 10, 10];
      const months = given.map((share) => share / 100);
      expect(use(season('electricity', months, month))).toBeCloseTo(ofDay(given), 5);
    },
  );
});

describe('degree-days', () => {
  const byDegreeDays: Part = { consumption: { gas: { season: 'degree-days' } }, horizon: '1d' };
  const at = (temperature: number): number => use(gas, byDegreeDays, weather(temperature));

  test('N3: 12 % of annual use is a base load, which is all there is from 15.5 °C on', () => {
    expect(at(15.5)).toBeCloseTo(0.12 * 3, 5);
    expect(at(30)).toBeCloseTo(0.12 * 3, 5);
  });

  test('N3: the rest falls in proportion to the degrees below 15.5 °C', () => {
    const perDegree = (at(5.5) - at(15.5)) / 10;
    expect(perDegree).toBeGreaterThan(0.1);
    for (const temperature of [-4.5, 0.5, 10.5])
      expect(at(temperature)).toBeCloseTo(at(15.5) + (15.5 - temperature) * perDegree, 4);
  });
});

test("N4: demand rises by coldResponse for each °C below the month's mean, falls above, never below 0", () => {
  const responding = { consumption: { electricity: { season: 'gb', coldResponse: 0.05 } } };
  const at = (temperature: number): number =>
    use(responding, weather(temperature), { horizon: '1d' });
  // January's mean is 4.7 °C.
  const mean = at(4.7);
  expect(at(2.7)).toBeCloseTo(1.1 * mean, 4);
  expect(at(14.7)).toBeCloseTo(0.5 * mean, 4);
  expect(at(40)).toBe(0);
});

describe('the shape of a day', () => {
  const atNoon: Part = {
    consumption: {
      electricity: { shape: Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 1 : 0)) },
    },
  };

  test("N5: weights are of hours of the local clock: noon's are used at 11:00 UTC in summer", () => {
    const useBy = (horizon: string, start: string): number => use(atNoon, { start, horizon });
    expect([useBy('12h', '2022-01-10'), useBy('13h', '2022-01-10')]).toEqual([0, 3]);
    expect([useBy('11h', '2022-07-11'), useBy('12h', '2022-07-11')]).toEqual([0, 3]);
    expect(useBy('690m', '2022-07-11')).toBeCloseTo(1.5, 6);
  });

  test('N5: half-hourly weights are of half-hours', () => {
    const half = Array.from({ length: 48 }, (_, index) => (index === 1 ? 3 : index === 2 ? 1 : 0));
    const useBy = (horizon: string): number =>
      use({ consumption: { electricity: { shape: half } }, horizon });
    expect(['30m', '1h', '90m'].map(useBy)).toEqual([0, 2.25, 3]);
  });

  test.each(['gb', 'flat'])('N5: a day has its own use whatever its shape: %s', (shape) => {
    const shaped = { consumption: { electricity: { shape } } };
    expect(use(shaped, { horizon: '3d' })).toBe(9);
  });

  test('N5: only the two days on which clocks change hold more or less than their use', () => {
    // 01:00 to 02:00 local is skipped on 27 March 2022, and passed twice on 30 October.
    const early = {
      consumption: {
        electricity: { shape: Array.from({ length: 24 }, (_, hour) => (hour === 1 ? 1 : 0)) },
      },
    };
    const useOf = (start: string): number => use(early, { start, horizon: '1d' });
    expect(useOf('2022-03-26')).toBe(3);
    expect(useOf('2022-03-27')).toBe(0);
    expect(useOf('2022-10-30')).toBe(6);
    expect(useOf('2022-10-31')).toBe(3);
  });
});
