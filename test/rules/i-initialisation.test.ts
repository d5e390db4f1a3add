// Section 5 of docs/MODEL.md: who the homes are at the start, and the warm-up.
import { describe, expect, test } from 'vitest';
import { expectNear, mean, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  eventsOf,
  ledgerOf,
  metric,
  outcome,
  plain,
  policyOf,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

const households = 2000;
const book: Part = {
  households,
  horizon: '2d',
  population: {
    fuels: { dual: 0.5, electricity: 0.3, gas: 0.2 },
    meterKinds: { smets2: 0.4, 'smets1-enrolled': 0.3, 'smets1-unenrolled': 0.2, legacy: 0.1 },
    vulnerable: 0.3,
    psr: 0.2,
    medicallyDependent: 0.1,
  },
};

test('I1: shares of homes are those of the scenario, and the two meters of a home are alike', () => {
  const { meters } = outcome('no-failure', plain, book);
  const homes = [...new Map(meters.map((meter) => [meter.household, meter])).values()];
  expect(homes).toHaveLength(households);
  const expectShare = (isOne: (home: (typeof homes)[number]) => boolean, share: number): void => {
    expectNear(zOfCount(homes.filter(isOne).length, Array<number>(households).fill(share)));
  };
  expectShare(({ meterKind }) => meterKind === 'smets2', 0.4);
  expectShare(({ meterKind }) => meterKind === 'legacy', 0.1);
  expectShare(({ vulnerable }) => vulnerable, 0.3);
  expectShare(({ psr }) => psr, 0.2);
  expectShare(({ medical }) => medical, 0.1);
  expectNear(zOfCount(meters.length - households, Array<number>(households).fill(0.5)));
  for (const meter of meters) {
    const { meterKind, vulnerable, psr, medical, habit } = homes[meter.household]!;
    expect(meter).toMatchObject({ meterKind, vulnerable, psr, medical, habit });
  }
});

test('I1: a share of homes is without WAN, with both meters and for good', () => {
  const { meters } = outcome('nothing', plain, {
    ...{ households, horizon: '10d' },
    population: { noWan: 0.3, fuels: { dual: 1, electricity: 0, gas: 0 } },
    onboarding: { pace: '1d', exchange: '5d' },
  });
  // Appointed on day 1: over the air on day 2, by a visit on day 6.
  const exchanged = meters.filter(({ onboardedMinute }) => onboardedMinute === 6 * 1440);
  const homes = new Set(exchanged.map(({ household }) => household));
  expect(exchanged.length).toBe(2 * homes.size);
  expectNear(zOfCount(homes.size, Array<number>(households).fill(0.3)));
});

test('I2: the logarithms of lognormal annual uses of two fuels have the correlation given', () => {
  const correlation = 0.6;
  const { meters } = outcome('no-failure', plain, book, {
    population: { fuels: { dual: 1, electricity: 0, gas: 0 } },
    consumption: {
      electricity: { annual: { lognormal: { median: 2200, sigma: 0.5 } } },
      gas: { annual: { lognormal: { median: 9000, sigma: 0.8 } } },
      correlation,
    },
  });
  const depths = (fuel: string, median: number, sigma: number): readonly number[] =>
    meters
      .filter((meter) => meter.fuel === fuel)
      .map(({ annualKwh }) => Math.log(annualKwh / median) / sigma);
  const electricity = depths('electricity', 2200, 0.5);
  const gas = depths('gas', 9000, 0.8);
  const products = electricity.map((depth, index) => depth * gas[index]!);
  // A product of two standard normals of correlation r has variance 1 + r².
  const standardError = Math.sqrt((1 + correlation ** 2) / households);
  expectNear((mean(products) - correlation) / standardError);
  // And each is the law that was given: the square of a standard normal has mean 1 and variance 2.
  for (const depthsOf of [electricity, gas]) {
    const squares = depthsOf.map((depth) => depth * depth);
    expectNear((mean(squares) - 1) / Math.sqrt(2 / households));
  }
});

test('I3: a share of meters has one debt, repaid by a daily seventh of the weekly instalment', () => {
  const { meters } = outcome('no-failure', plain, book, {
    population: { debt: { share: 0.3, weekly: 7, amount: 100, vendShare: 0 } },
  });
  const inDebt = meters.filter(({ debtRepaid }) => debtRepaid > 0);
  expectNear(zOfCount(inDebt.length, Array<number>(meters.length).fill(0.3)));
  expect(new Set(inDebt.map(({ debtRepaid }) => debtRepaid))).toEqual(new Set([2_000_000]));
});

describe('the warm-up', () => {
  test('I4: is passed once, without the failure: every policy starts from the same state', () => {
    const policies = {
      nothing: { label: 'Nobody acts' },
      everything: {
        label: 'Everything at once',
        exit: { kind: 'orderly', protected: 1, vendingEnds: '0d' },
        agent: { acts: true, decision: '0d', does: ['safe-mode', 'pre-emptive-credit'], amount: 9 },
        support: { agents: 0, contacts: 0 },
        behaviour: { advice: 'stock-up' },
      },
    };
    const support = { contacts: 0.5, discretionaryCredit: { share: 0.5, amount: 5 } };
    const openingOf = (...parts: readonly Part[]): readonly (readonly string[])[] => {
      const warmed = { support, households: 300, warmUp: '9d' };
      const { policies: records } = runOnce(scenarioOf(plain, book, warmed, ...parts));
      return records.map(({ meters }) =>
        meters
          .map(({ household, fuel, openingNet }) => `${household} ${fuel} ${openingNet}`)
          .sort(),
      );
    };
    const [alone] = openingOf();
    expect(new Set(alone).size).toBeGreaterThan(300);
    for (const one of openingOf({ policies })) expect(one).toEqual(alone);
  });

  // Off at −2400, a call an hour later that lasts ten minutes, and £5 at its end.
  const calls: Part = {
    ...{ warmUp: '5d', horizon: '3d' },
    support: {
      ...{ contacts: 1, callAfter: '1h', callLength: '10m', agents: 0 },
      discretionaryCredit: { share: 1, amount: 5 },
    },
  };

  test('I4: a call in it is answered at once, however few answer calls from day 0 on', () => {
    const scenario = scenarioOf(plain, calls);
    expect(eventsOf(ledgerOf(scenario, 'warm-up'))).toEqual([
      '-2400 supply off: not noticed',
      '-2330 discretionary credit',
      '-2330 armed',
      '-2330 supply on',
    ]);
    const { spells, meters } = policyOf(runOnce(scenario), 'no-failure');
    // £5 lasts until minute 70; that call nobody answers.
    expect(spells).toMatchObject([{ startMinute: 70, endedBy: 'horizon' }]);
    expect(meters[0]!.creditGranted).toBe(0);
  });

  test('I4: a call in it does not count, and keeps nobody waiting at day 0', () => {
    const book30 = { households: 30, horizon: '1d', support: { agents: 30 } };
    const record = outcome('no-failure', plain, calls, book30);
    expect(metric(record, 'calls')).toBe(30);
    expect(metric(record, 'calls_abandoned')).toBe(0);
  });

  test('I5: a spell that is open at day 0 starts at 0 and keeps its cause', () => {
    const record = outcome('nothing', plain, { warmUp: '5d' });
    expect(record.spells).toEqual([
      expect.objectContaining({
        ...{ startMinute: 0, endMinute: 28_800, cause: 'not-noticed' },
        ...{ endedBy: 'horizon', censored: true },
      }),
    ]);
    expect(metric(record, 'first_off_hour')).toBe(0);
    expect(metric(record, 'hours_off_total')).toBe(480);
    expect(record.meters[0]).toMatchObject({ openingNet: 0, energyCost: 0 });
  });

  test('I5: without one, the drawn starting credit is the credit at day 0', () => {
    const drawn = { population: { initialBalance: { electricity: { uniform: [3, 30] } } } };
    const of = (warmUp: string): readonly number[] =>
      outcome('no-failure', plain, { ...drawn, households: 20, warmUp }).meters.map(
        ({ openingNet }) => openingNet,
      );
    const [without, afterADay] = [of('0d'), of('1d')];
    expect(without.every((credit) => credit >= 3_000_000 && credit <= 30_000_000)).toBe(true);
    expect(afterADay).toEqual(without.map((credit) => Math.max(0, credit - 3_000_000)));
  });
});
