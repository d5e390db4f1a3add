// Section 5 of docs/MODEL.md: who the homes are at the start. Of rules that other tests do not name yet.
import { expect, test } from 'vitest';
import { expectNear, mean, zOfCount } from '../support/engine-closed-forms.ts';
import { outcome, plain, type Part } from '../support/engine-scenario.ts';

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
});

test('I3: a share of meters has one debt, repaid by a daily seventh of the weekly instalment', () => {
  const { meters } = outcome('no-failure', plain, book, {
    population: { debt: { share: 0.3, weekly: 7, amount: 100, vendShare: 0 } },
  });
  const inDebt = meters.filter(({ debtRepaid }) => debtRepaid > 0);
  expectNear(zOfCount(inDebt.length, Array<number>(meters.length).fill(0.3)));
  expect(new Set(inDebt.map(({ debtRepaid }) => debtRepaid))).toEqual(new Set([2_000_000]));
});
