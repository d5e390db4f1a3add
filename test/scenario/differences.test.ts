import { describe, expect, it } from 'vitest';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { scenarioDifferences, type InputChange } from '../../src/scenario/differences.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

const base = `extends: reference-winter.yaml
title: A
`;

const load = (text: string): Scenario =>
  parseScenario(text, 'a.yaml', scenarioFilesOnDisk()).scenario;

function changed(more: string, from = base): readonly InputChange[] {
  return scenarioDifferences(load(from), load(from + more));
}

describe('what changed between two scenarios', () => {
  it('is nothing when they come to the same, however they are written', () => {
    expect(changed('description: Otherwise told\nhorizon: 8w\n')).toEqual([]);
  });

  it('is told by the key that changed, as a file writes it', () => {
    const from = `${base}behaviour: { notice: { lognormal: { median: 6h, sigma: 1 } } }\n`;
    expect(scenarioDifferences(load(from), load(from.replace('6h', '7h')))).toEqual([
      {
        path: 'behaviour.notice',
        where: [],
        from: '{ lognormal: { median: 6h, sigma: 1 } }',
        to: '{ lognormal: { median: 7h, sigma: 1 } }',
      },
    ]);
  });

  it.each([
    ['horizon: 30d', 'horizon', '56d', '30d'],
    ['population: { vulnerable: 0.5 }', 'population.vulnerable', '65 %', '50 %'],
    ['tariff: { gas: { unitRate: 5 } }', 'tariff.gas.unitRate', '4.07 p/kWh', '5 p/kWh'],
    [
      'consumption: { rationing: { lowCredit: { below: 7.5 } } }',
      'consumption.rationing.lowCredit.below',
      '£5',
      '£7.5',
    ],
    ['costs: { standardHours: 12 }', 'costs.standardHours', '24 hours', '12 hours'],
  ])('is in the units of the file: %s', (more, path, from, to) => {
    expect(changed(`${more}\n`)).toEqual([{ path, where: [], from, to }]);
  });

  it.each([
    [
      'onboarding: { pace: { uniform: [14d, 42d] } }',
      'onboarding.pace',
      '{ uniform: [14d, 28d] }',
      '{ uniform: [14d, 42d] }',
    ],
    [
      'onboarding: { pace: { perDay: 100, workingDaysOnly: true } }',
      'onboarding.pace',
      '{ uniform: [14d, 28d] }',
      '{ perDay: 100, workingDaysOnly: true }',
    ],
    [
      'identifiers: { moved: { afterAppointment: 3d } }',
      'identifiers.moved',
      'appointment',
      '{ afterAppointment: 3d }',
    ],
    ['certificates: { revoked: 36h }', 'certificates.revoked', 'appointment', '36h'],
    ['behaviour: { advice: stock-up }', 'behaviour.advice', 'none', 'stock-up'],
  ])('of institutions is too: %s', (more, path, from, to) => {
    expect(changed(`${more}\n`)).toMatchObject([{ path, from, to }]);
  });

  it('is told whole where a distribution is of another kind, or a list differs', () => {
    const from = `${base}behaviour: { notice: { lognormal: { median: 6h, sigma: 1 } } }\n`;
    const to =
      `${base}behaviour: { notice: 5h, wakingHours: "08:00-22:00" }\nmeter: { ` +
      `nonDisablement: { saturday: "10:00-12:00" } }\n`;
    const changes = scenarioDifferences(load(from), load(to));
    expect(changes.find(({ path }) => path === 'behaviour.notice')).toMatchObject({
      from: '{ lognormal: { median: 6h, sigma: 1 } }',
      to: '5h',
    });
    expect(changes.find(({ path }) => path === 'meter.nonDisablement.saturday')?.to).toBe(
      '[10:00-12:00]',
    );
  });

  it('is told once for all meters or policies, and with where it holds for some of them', () => {
    const change = { from: '£1', to: '£2' };
    expect(changed('meter: { reconnectMargin: 2 }\n')).toMatchObject([
      { path: 'meter.reconnectMargin', where: [], ...change },
    ]);
    expect(
      changed(
        'meter: { emergencyCredit: { limit: { smart: 11, legacy-electricity: 5, ' +
          'legacy-gas: 10 } } }\n',
      ),
    ).toMatchObject([
      {
        path: 'meter.emergencyCredit.limit',
        from: '£10',
        to: '£11',
        where: expect.arrayContaining(['smets2 gas']) as string[],
      },
    ]);
    expect(changed('onboarding: { starts: 1d }\n')).toMatchObject([
      {
        path: 'onboarding.starts',
        from: '0d',
        to: '1d',
        where: [
          'no-failure',
          'no-intervention',
          'early-agent',
          'mp134a',
          'mp134a-mp185',
          'mp134a-mp185-vend',
        ],
      },
    ]);
  });

  it('names policies that only one of them has', () => {
    const policies = 'policies: { one: { label: One } }\n';
    const changes = scenarioDifferencesOfPolicies(policies, 'policies: { two: { label: Two } }\n');
    expect(changes).toEqual([
      { path: 'reference', where: [], from: 'one', to: 'two' },
      { path: 'policies.two', where: [], from: 'nothing', to: 'a policy' },
      { path: 'policies.one', where: [], from: 'a policy', to: 'nothing' },
    ]);
  });
});

function scenarioDifferencesOfPolicies(one: string, other: string): readonly InputChange[] {
  const load = (text: string) =>
    parseScenario(`extends: defaults.yaml\ntitle: A\n${text}`, 'a.yaml', scenarioFilesOnDisk())
      .scenario;
  return scenarioDifferences(load(one), load(other));
}
