// Section B of docs/MODEL.md: burn. B2 is held against closed forms in test/theory/burn.theory.ts.
import { describe, expect, test } from 'vitest';
import {
  emergencyCredit,
  lived,
  onlyHabit,
  outcome,
  plain,
  pounds,
  type Part,
} from '../support/simulation/plain-scenario.ts';

const rich: Part = { population: { initialBalance: { electricity: 1000 } } };

describe('use', () => {
  test('B1: is annual use ÷ 365 × season × shape, at the unit rate', () => {
    // 730 kWh a year at 40p; January with a fifth of the year; three quarters of a day by 06:00.
    const shape = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 3 : 1 / 3));
    const months = [20, 10, 10, 5, 5, 5, 5, 5, 5, 10, 10, 10].map((share) => share / 100);
    const home = {
      consumption: { electricity: { annual: 730, season: months, shape } },
      tariff: { electricity: { unitRate: 40 } },
      horizon: '6h',
    };
    const { energyCost, annualKwh } = outcome('no-failure', plain, rich, home).meters[0]!;
    expect(annualKwh).toBe(730);
    expect(energyCost).toBe(pounds(2 * 0.4 * ((0.2 * 365) / 31) * 0.75));
  });

  test('B1, B2: is multiplied by a day factor that each home draws for itself', () => {
    const noisy = {
      consumption: { electricity: { dayNoise: { cv: 0.4 } } },
      horizon: '1d',
      households: 50,
    };
    const costs = outcome('no-failure', plain, rich, noisy).meters.map(
      ({ energyCost }) => energyCost,
    );
    expect(new Set(costs).size).toBe(50);
  });
});

describe('a home that cannot top up', () => {
  const rationed: Part = {
    consumption: {
      rationing: { lowCredit: { below: 5, factor: 0.5 }, emergencyCredit: { factor: 0.25 } },
    },
  };

  test('B3, B4: uses less where credit is low, and in emergency credit by that factor instead, not by both', () => {
    const patient = { behaviour: { retry: { normal: '100d' } } };
    const events = lived('nothing', onlyHabit('reactive'), emergencyCredit, rationed, patient);
    // £2 is left when the first attempt fails at 3841: £1.50 a day down to 0, then £10 of emergency
    // credit at 75p a day.
    expect(events.filter((event) => /no channel$/u.test(event))).toEqual([
      '24959 supply off: no channel',
    ]);
  });

  test('B3: uses its full demand while its credit is not low', () => {
    const trigger = { behaviour: { trigger: 7, retry: { normal: '100d' } } };
    // Unable from minute 1441 on. Below £5 at 2401, when £3 ÷ 1440 less is left, at half demand.
    const cutAt = 2401 + (5 / 1.5) * 1440 - 2;
    const [cut] = outcome('nothing', plain, onlyHabit('reactive'), rationed, trigger).spells;
    expect(cut!.startMinute).toBe(cutAt);
  });

  test('B3: uses full demand again once it can top up', () => {
    const short = {
      horizon: '15d',
      behaviour: { trigger: 5, vendAmount: 40, shortOfMoney: { share: 1, wait: '5d' } },
      consumption: { rationing: { lowCredit: { below: 5, factor: 0.5 } } },
      meter: { rearm: { electricity: '10m' } },
    };
    const record = outcome('no-failure', plain, onlyHabit('reactive'), short);
    const { endMinute } = record.spells[0]!;
    // From £40 on, at £3 a day.
    const left = pounds(40 - (3 * (21_600 - endMinute)) / 1440);
    expect(record.meters[0]!.closingNet).toBeCloseTo(left, -1);
  });

  test('B3: rations on each of its meters, whichever it cannot top up', () => {
    const dual = {
      population: {
        fuels: { dual: 1, electricity: 0, gas: 0 },
        initialBalance: { electricity: 10, gas: 100 },
      },
      behaviour: { shortOfMoney: { share: 1, wait: '10d' } },
      consumption: { rationing: { lowCredit: { below: 1000, factor: 0.5 } } },
      horizon: '4d',
    };
    const { meters } = outcome('no-failure', plain, onlyHabit('reactive'), dual);
    const gas = meters.find(({ fuel }) => fuel === 'gas')!;
    // £3 a day until electricity is below £2 at minute 3841, then half of it.
    const used = (3 * 3841 + 1.5 * (5760 - 3841)) / 1440;
    expect(gas.energyCost / pounds(1)).toBeCloseTo(used, 2);
  });

  test('B3: does not ration where it tops up when it wants to', () => {
    const able = outcome('no-failure', plain, onlyHabit('reactive'), rationed, { horizon: '15d' });
    expect(able.meters[0]!.energyCost).toBe(pounds(45));
  });
});
