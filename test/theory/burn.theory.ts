import { beforeAll, describe, expect, it } from 'vitest';
import { beginDay, prepareDayFactors } from '../../src/kernel/burn.ts';
import { home } from '../../src/kernel/household.ts';
import { layOutDays } from '../../src/simulation/days.ts';
import {
  dailyTemperatures,
  monthlyMeanTemperature,
  seasonWeights,
} from '../../src/simulation/weather.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { expectNear, mean, zScore } from '../support/simulation/closed-forms.ts';
import { plain, scenarioOf, type Part } from '../support/simulation/plain-scenario.ts';
import { begin, drawHome } from '../support/kernel/kernel-in-hand.ts';

const key = seedKey('burn');

describe('the weather', () => {
  const years = Array.from({ length: 150 }, (_, replication) => {
    const days = layOutDays('2021-01-01', 0, 364 * 1440 - 1);
    const daily = dailyTemperatures('gb', days, new Streams(key, replication));
    return {
      days,
      daily,
      anomalies: [...daily].map(
        (temperature, index) => temperature - monthlyMeanTemperature[days.month[index]!]!,
      ),
    };
  });

  it('N1: departs from the month by 0 on average, 2.8 °C in spread, 0.8 of it left the next day', () => {
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
        years.map(({ anomalies }) =>
          mean(anomalies.slice(1).map((value, index) => value * anomalies[index]!)),
        ),
        0.8 * 2.8 ** 2,
      ),
      'lag one',
    );
  });

  it('N1: is as changeable on its first day as on any other', () => {
    for (const index of [0, 1, 200]) {
      const squares = Array.from({ length: 3000 }, (_, replication) => {
        const days = layOutDays('2021-01-01', 0, 1440);
        if (index >= days.days) return years[replication % years.length]!.anomalies[index]! ** 2;
        return (
          (dailyTemperatures('gb', days, new Streams(key, 1000 + replication))[index]! -
            monthlyMeanTemperature[0]) **
          2
        );
      });
      const independent = index === 200 ? squares.slice(0, years.length) : squares;
      expectNear(zScore(independent, 2.8 ** 2), `day ${index}`);
    }
  });

  it('N3: asks of a home heated by gas one year of days in a year, on average', () => {
    const consumption = scenarioOf(plain, { consumption: { gas: { season: 'degree-days' } } })
      .consumption.gas;
    const yearly = years.map(({ days, daily }) =>
      mean([...seasonWeights('gas', consumption, days, daily).subarray(0, 365)]),
    );
    expectNear(zScore(yearly, 1));
    expect(years[0]!.days.days).toBeGreaterThanOrEqual(365);
  });

  it('N2, N4: moves electricity by coldResponse for each °C, and a year of month shares is a year', () => {
    const { electricity, gas } = scenarioOf({
      consumption: { electricity: { season: 'gb', coldResponse: 0 }, gas: { season: 'gb' } },
    }).consumption;
    const { days, daily } = years[0]!;
    const [plainYear, cold] = [0, 0.02].map((coldResponse) =>
      seasonWeights('electricity', { ...electricity, coldResponse }, days, daily),
    );
    expect(mean([...plainYear!.subarray(0, 365)])).toBeCloseTo(1, 9);
    expect(mean([...seasonWeights('gas', gas, days, daily).subarray(0, 365)])).toBeCloseTo(1, 9);
    plainYear!.forEach((weight, index) => {
      const anomaly = daily[index]! - monthlyMeanTemperature[days.month[index]!]!;
      expect(cold![index]).toBeCloseTo(weight * (1 - 0.02 * anomaly), 12);
    });
  });
});

describe("B2: a home's day factor", () => {
  const noise: Part = {
    horizon: '30d',
    consumption: {
      electricity: { annual: 365, dayNoise: { cv: 0.3, autocorrelation: 0.6 } },
      gas: { annual: 365, dayNoise: { cv: 0.35, autocorrelation: 0.4 } },
    },
  };
  const homes: { readonly electricity: number[]; readonly gas: number[] }[] = [];
  beforeAll(() => {
    begin(noise, { seed: 'burn' });
    for (let household = 0; household < 3000; household++) homes.push(factorsOf(household, 30));
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
      expect((Math.log(electricity[0]!) + (a * a) / 2) / a).toBeCloseTo(
        (Math.log(gas[0]!) + (b * b) / 2) / b,
        9,
      );
    }
  });

  it('is 1 without noise', () => {
    begin();
    expect(factorsOf(0, 1)).toEqual({ electricity: [1], gas: [1] });
  });
});

/** Day factors of a household: what a day costs where the average day costs 1, in a flat season. */
function factorsOf(
  household: number,
  days: number,
): { readonly electricity: number[]; readonly gas: number[] } {
  drawHome(household);
  home.hasElectricity = true;
  home.hasGas = true;
  const factors = { electricity: [] as number[], gas: [] as number[] };
  home.electricity.costOfAverageDay = 1;
  home.gas.costOfAverageDay = 1;
  for (let day = 0; day < days; day++) {
    prepareDayFactors(day);
    for (const fuel of ['electricity', 'gas'] as const) {
      beginDay(home[fuel], day);
      factors[fuel].push(home[fuel].costToday);
    }
  }
  return factors;
}
