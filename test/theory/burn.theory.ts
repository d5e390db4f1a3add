import { describe, expect, it } from 'vitest';
import { DayFactors } from '../../src/engine/day-factors.ts';
import { Calendar } from '../../src/model/calendar.ts';
import { Slots } from '../../src/model/columns.ts';
import { compileRules } from '../../src/model/rules.ts';
import { monthlyMeanTemperature, seasonWeights, temperatures } from '../../src/model/weather.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { expectNear, mean, zScore } from '../support/engine-closed-forms.ts';
import { plain, scenarioOf } from '../support/engine-scenario.ts';

const key = seedKey('burn');

describe('the weather', () => {
  const years = Array.from({ length: 150 }, (_, replication) => {
    const calendar = new Calendar('2021-01-01', 0, 364 * 1440 - 1);
    const daily = temperatures('gb', calendar, new Streams(key, replication));
    return {
      calendar,
      daily,
      anomalies: [...daily].map((temperature, index) => temperature - monthlyMeanTemperature[calendar.month[index]!]!),
    };
  });

  it('departs from the month by 0 on average, 2.8 °C in spread, 0.8 of it left the next day', () => {
    expectNear(
      zScore(
        years.map(({ anomalies }) => mean(anomalies)),
        0,
      ),
      'mean',
    );
    expectNear(
      zScore(
        years.map(({ anomalies }) => mean(anomalies.map((value) => value ** 2))),
        2.8 ** 2,
      ),
      'variance',
    );
    expectNear(
      zScore(
        years.map(({ anomalies }) => mean(anomalies.slice(1).map((value, index) => value * anomalies[index]!))),
        0.8 * 2.8 ** 2,
      ),
      'lag one',
    );
  });

  it('is as changeable on its first day as on any other', () => {
    for (const index of [0, 1, 200]) {
      const squares = Array.from({ length: 3000 }, (_, replication) => {
        const calendar = new Calendar('2021-01-01', 0, 1440);
        if (index >= calendar.days) return years[replication % years.length]!.anomalies[index]! ** 2;
        return (temperatures('gb', calendar, new Streams(key, 1000 + replication))[index]! - monthlyMeanTemperature[0]) ** 2;
      });
      const independent = index === 200 ? squares.slice(0, years.length) : squares;
      expectNear(zScore(independent, 2.8 ** 2), `day ${index}`);
    }
  });

  it('asks of a home heated by gas one year of days in a year, on average', () => {
    const consumption = scenarioOf(plain, { consumption: { gas: { season: 'degree-days' } } }).consumption.gas;
    const yearly = years.map(({ calendar, daily }) =>
      mean([...seasonWeights('gas', consumption, calendar, daily).subarray(0, 365)]),
    );
    expectNear(zScore(yearly, 1));
    expect(years[0]!.calendar.days).toBeGreaterThanOrEqual(365);
  });

  it('moves electricity by coldResponse for each °C, and a year of month shares is a year', () => {
    const { electricity, gas } = scenarioOf({
      consumption: { electricity: { season: 'gb', coldResponse: 0 }, gas: { season: 'gb' } },
    }).consumption;
    const { calendar, daily } = years[0]!;
    const [plainYear, cold] = [0, 0.02].map((coldResponse) =>
      seasonWeights('electricity', { ...electricity, coldResponse }, calendar, daily),
    );
    expect(mean([...plainYear!.subarray(0, 365)])).toBeCloseTo(1, 9);
    expect(mean([...seasonWeights('gas', gas, calendar, daily).subarray(0, 365)])).toBeCloseTo(1, 9);
    plainYear!.forEach((weight, index) => {
      const anomaly = daily[index]! - monthlyMeanTemperature[calendar.month[index]!]!;
      expect(cold![index]).toBeCloseTo(weight * (1 - 0.02 * anomaly), 12);
    });
  });
});

describe("a home's day factor", () => {
  const noise = { cv: 0.35, autocorrelation: 0.4 };
  const scenario = scenarioOf(plain, {
    horizon: '30d',
    consumption: { electricity: { dayNoise: { cv: 0.3, autocorrelation: 0.6 } }, gas: { dayNoise: noise } },
  });
  const slots = new Slots(1);
  const slot = slots.take();
  const factors = new DayFactors(compileRules(scenario), new Streams(key, 1), slots);
  const homes = Array.from({ length: 3000 }, (_, household) => {
    slots.households.setHousehold(slot, household);
    for (let day = 0; day < 30; day++) factors.prepare(slot, day);
    return { electricity: [...factors.factors[0].subarray(0, 30)], gas: [...factors.factors[1].subarray(0, 30)] };
  });

  it('has mean 1 and the coefficient of variation asked for, from the first day on', () => {
    for (const day of [0, 1, 29]) {
      for (const [fuel, cv] of [
        ['electricity', 0.3],
        ['gas', 0.35],
      ] as const) {
        const values = homes.map((home) => home[fuel][day]!);
        expectNear(zScore(values, 1), `${fuel}, day ${day}: mean`);
        expectNear(
          zScore(
            values.map((value) => (value - 1) ** 2),
            cv ** 2,
          ),
          `${fuel}, day ${day}: variance`,
        );
      }
    }
  });

  it('has the autocorrelation asked for, on the logarithm', () => {
    for (const [fuel, cv, autocorrelation] of [
      ['electricity', 0.3, 0.6],
      ['gas', 0.35, 0.4],
    ] as const) {
      const sigma = Math.sqrt(Math.log1p(cv * cv));
      const level = (factor: number): number => (Math.log(factor) + sigma ** 2 / 2) / sigma;
      const products = homes.map((home) =>
        mean(home[fuel].slice(1).map((factor, index) => level(factor) * level(home[fuel][index]!))),
      );
      expectNear(zScore(products, autocorrelation), fuel);
    }
  });

  it("shares its luck between a home's two fuels", () => {
    // On the first day both are the same innovation.
    for (const { electricity, gas } of homes.slice(0, 50)) {
      const [a, b] = [Math.sqrt(Math.log1p(0.09)), Math.sqrt(Math.log1p(0.1225))];
      expect((Math.log(electricity[0]!) + (a * a) / 2) / a).toBeCloseTo((Math.log(gas[0]!) + (b * b) / 2) / b, 9);
    }
  });

  it('is 1 without noise', () => {
    const quiet = new DayFactors(compileRules(scenarioOf(plain)), new Streams(key, 1), slots);
    quiet.prepare(slot, 0);
    expect(quiet.factors[0][0]).toBe(1);
  });
});
