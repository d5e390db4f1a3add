// Section C of docs/MODEL.md, C11 to C16: crossed segments, long excess, debts against the twin,
// exposure and requests, costs, and cuts by the hour of the week.
import { describe, expect, test } from 'vitest';
import { prepareExperiment } from '../../src/experiment/experiment.ts';
import { placeOf, segmentNames, type MetricName } from '../../src/experiment/metrics.ts';
import { placeOfCuts, type PolicyRecord } from '../../src/experiment/records.ts';
import { simulateReplication } from '../../src/simulation/replication.ts';
import {
  held,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  policyOf,
  pounds,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800, and nobody tops up. The SoLR is
// appointed at minute 1440; what is onboarded 5 days later is onboarded at minute 8640.

const onboarded: Part = { onboarding: { pace: '5d' } };
const safeModeByAgent: Part = { ...held, agent: { acts: true, decision: '0d' } };
const figures = (record: PolicyRecord, ...names: readonly MetricName[]): readonly number[] =>
  names.map((name) => metric(record, name));

describe('crossed segments', () => {
  test('C11: are named by every combination, in the order the attributes are listed, after the single ones', () => {
    const { segments } = scenarioOf(plain, { segments: ['vulnerable+fuel', 'psr+medical'] });
    const names = segmentNames(segments);
    expect(names).toHaveLength(13 + 4 + 4);
    expect(names.slice(13)).toEqual([
      'vulnerable=yes,fuel=electricity',
      'vulnerable=yes,fuel=gas',
      'vulnerable=no,fuel=electricity',
      'vulnerable=no,fuel=gas',
      'psr=yes,medical=yes',
      'psr=yes,medical=no',
      'psr=no,medical=yes',
      'psr=no,medical=no',
    ]);
    const twice = scenarioOf(plain, { segments: ['psr+medical', 'psr+medical'] }).segments;
    expect(segmentNames(twice)).toHaveLength(13 + 4);
    expect(scenarioOf(plain).segments).toEqual([
      ['vulnerable', 'fuel'],
      ['medical', 'fuel'],
    ]);
  });

  test('C11: with a fuel in them count a home by that meter alone, its peaks and spell lengths too', () => {
    const dual = {
      population: { initialBalance: { electricity: 10, gas: 12.5 }, vulnerable: 1 },
    };
    const scenario = scenarioOf(plain, onlyFuels('dual'), dual, { horizon: '5d' });
    const record = policyOf(runOnce(scenario), 'no-failure');
    const at = (name: MetricName, segment: string): number =>
      record.metrics[
        placeOf(
          name,
          segmentNames(scenario.segments).findIndex((one) => one === segment),
        )
      ]!;
    const gas = (name: MetricName): number => at(name, 'vulnerable=yes,fuel=gas');
    expect(gas('households')).toBe(1);
    expect(gas('hours_off_total')).toBe((7200 - 6000) / 60);
    expect([gas('peak_households_off'), gas('peak_hour')]).toEqual([1, 100]);
    expect(gas('spell_hours_max')).toBe(20);
    expect(at('spell_hours_max', 'vulnerable=yes,fuel=electricity')).toBe(40);
    expect(at('households', 'vulnerable=no,fuel=gas')).toBe(0);
    expect(at('households_off_share', 'vulnerable=no,fuel=gas')).toBeNaN();
  });
});

describe('excess for so long', () => {
  test('C12: counts homes off so long under the policy and never so long without a failure', () => {
    // Without a failure the home buys at once, and is back 2 hours later.
    const back = { behaviour: { vendAmount: 1000 }, meter: { rearm: { electricity: '2h' } } };
    const record = outcome('nothing', plain, onlyHabit('emergency-only'), back, { horizon: '5d' });
    expect(
      figures(
        record,
        ...(['excess_households_off', 'excess_households_off_3h'] as const),
        ...(['excess_households_off_24h', 'excess_households_off_72h'] as const),
      ),
    ).toEqual([0, 1, 1, 0]);
  });

  test('C12: shares are of the homes of the segment, and of its meters', () => {
    const half = { behaviour: {}, population: { initialBalance: { electricity: 10, gas: 1000 } } };
    const record = outcome('nothing', plain, onlyFuels('dual'), half, { horizon: '5d' });
    expect(
      figures(
        record,
        ...(['households_off_24h_share', 'households_off_72h_share'] as const),
        ...(['peak_households_off_share', 'meters_off_share'] as const),
      ),
    ).toEqual([1, 0, 1, 0.5]);
  });
});

describe('debts', () => {
  const ends = (owed: string): Part => ({
    onboarding: { safeMode: { ends: '1d', owed, weekly: 7, credit: 0 } },
  });
  const names = ['owed_after_safe_mode', 'written_off'] as const;

  test('C13: what is owed when safe mode ends is counted, or what of it is written off', () => {
    // £21 used of £10 by minute 10080.
    const plan = outcome('nothing', plain, safeModeByAgent, onboarded, ends('plan'));
    expect(figures(plan, ...names)).toEqual([11, 0]);
    expect(plan.meters).toMatchObject([{ owedMoved: pounds(11), writtenOff: 0 }]);
    const off = outcome('nothing', plain, safeModeByAgent, onboarded, ends('written-off'));
    expect(figures(off, ...names, 'written_off_per_household')).toEqual([0, 11, 11]);
    expect(off.meters).toMatchObject([{ owedMoved: 0, writtenOff: pounds(11) }]);
    const stays = outcome('nothing', plain, safeModeByAgent, onboarded, ends('stays'));
    expect(figures(stays, ...names)).toEqual([11, 0]);
    expect(figures(outcome('no-failure', plain), ...names)).toEqual([0, 0]);
  });

  const charged: Part = { tariff: { electricity: { standingCharge: 100 } } };

  test('C13: debt at onboarding is compared with what the twin owes in that minute, its charges posted', () => {
    // Protected, the meter owes 7 charges and 6 days of energy less £10; its twin has been off
    // since the third day, and owes the charges of the fourth to the seventh.
    const record = outcome('nothing', plain, safeModeByAgent, onboarded, charged);
    expect(
      figures(
        record,
        ...(['debt_at_onboarding', 'debt_excess', 'debt_excess_per_household'] as const),
        'debt_excess_meters_left_out',
      ),
    ).toEqual([15, 11, 11, 0]);
    expect(metric(outcome('no-failure', plain, charged), 'debt_excess')).toBeNaN();
  });

  test('C13: energy of the twin that is not posted yet counts as if it were, and nothing else changes', () => {
    // Nothing parts policy and twin before the onboarding, in the middle of a day: both owe the
    // same.
    const inProtectedHours = {
      meter: {
        nonDisablement: {
          weekdays: 'all-day',
          saturday: 'all-day',
          sunday: 'all-day',
          bankHolidays: 'all-day',
        },
      },
    };
    const parts = [plain, inProtectedHours, { onboarding: { pace: '7000m' } }];
    const record = outcome('nothing', ...parts);
    expect(metric(record, 'debt_at_onboarding')).toBeCloseTo((8440 / 1440) * 3 - 10, 5);
    expect(metric(record, 'debt_excess')).toBe(0);
  });

  test('C13: a grant in the minute of the onboarding comes after it, whether or not a channel reaches the meter before', () => {
    const grants = { grants: [{ fuel: 'electricity', amount: 2, dates: ['2022-01-16'] }] };
    const parts = [plain, safeModeByAgent, onboarded, charged, grants];
    const sold = outcome('nothing', ...parts, { exit: { vendingEnds: 'onboarding' } });
    expect(figures(sold, 'debt_at_onboarding', 'debt_excess')).toEqual([15, 11]);
    const shut = outcome('nothing', ...parts);
    expect(figures(shut, 'debt_at_onboarding', 'debt_excess')).toEqual([15, 11]);
  });

  test('C13: meters that an engineer exchanges before their turn are left out, their twins too', () => {
    const engineers: Part = {
      support: { contacts: 1, engineers: { visitsPerDay: 10, visit: '90m' } },
      onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 10 } },
    };
    const scenario = scenarioOf(plain, charged, engineers);
    const record = policyOf(runOnce(scenario), 'nothing');
    expect(record.meters[0]!.onboardedMinute).toBeLessThan(8640);
    expect(metric(record, 'debt_excess')).toBeNaN();
    expect(metric(record, 'debt_excess_meters_left_out')).toBe(1);
    const { plan, key } = prepareExperiment(scenario);
    const [, { observed }] = simulateReplication(plan, { key, replication: 1 }) as [
      unknown,
      Outcome,
    ];
    expect(
      ['metersCompared', 'debtCompared', 'twinDebt'].map((name) =>
        observed.sum(0, name as 'twinDebt'),
      ),
    ).toEqual([0, 0, 0]);
  });

  test('C13: no meter of a queue that is ranked daily is compared', () => {
    const ranked = { onboarding: { pace: { perDay: 10 }, order: 'off-supply-first' } };
    const record = outcome('nothing', plain, ranked);
    expect(figures(record, 'onboarded_horizon', 'debt_excess_meters_left_out')).toEqual([1, 1]);
    expect(metric(record, 'debt_excess')).toBeNaN();
  });
});

type Outcome = ReturnType<typeof simulateReplication>[number];

describe('exposure', () => {
  const days = (...parts: readonly Part[]): number =>
    metric(outcome('nothing', plain, onboarded, ...parts), 'exposed_meter_days');

  test('C14: meter-days count from the appointment to the onboarding, while certificates are not revoked', () => {
    expect(days()).toBe(0);
    expect(days(held)).toBe(5);
    expect(days(held, { horizon: '4d' })).toBe(3);
    expect(days({ certificates: { revoked: '3d' } })).toBe(2);
    expect(days({ certificates: { revoked: '12h' } })).toBe(0);
    expect(days(held, onlyFuels('dual'))).toBe(10);
    expect(metric(outcome('no-failure', plain, held, onboarded), 'exposed_meter_days')).toBe(0);
  });

  test('C14: only meters that DCC serves are exposed, whether or not they can be reached', () => {
    expect(days(held, onlyKind('smets1-enrolled'))).toBe(5);
    expect(days(held, onlyKind('smets1-unenrolled'))).toBe(0);
    expect(days(held, onlyKind('legacy'))).toBe(0);
    expect(days(held, { population: { noWan: 1 }, onboarding: { exchange: '3d' } })).toBe(3);
  });
});

describe('requests', () => {
  const ofAgent = ['agent_commands', 'agent_commands_peak_day'] as const;
  const ofSolr = ['solr_requests', 'solr_requests_peak_day'] as const;
  const requests = (names: readonly MetricName[], ...parts: readonly Part[]): readonly number[] =>
    figures(outcome('nothing', plain, onboarded, ...parts), ...names);
  const tries = (success: number): Part => ({
    agent: { acts: true, from: 'appointment', decision: '0d', success, retryAfter: '6h' },
  });

  test('C14: the agent sends one command, or goes on until one succeeds or the meter is onboarded', () => {
    expect(requests(ofAgent, held)).toEqual([0, 0]);
    expect(requests(ofAgent, held, tries(1))).toEqual([1, 1]);
    // Every 6 hours from minute 1440 to 8640, both included.
    expect(requests(ofAgent, held, tries(0))).toEqual([21, 4]);
    expect(requests(ofAgent, held, tries(0), { horizon: '3d' })).toEqual([8, 4]);
  });

  test('C14: nothing is sent that DCC refuses, or to a meter it does not reach', () => {
    expect(requests(ofAgent, tries(0))).toEqual([0, 0]);
    expect(requests(ofAgent, held, tries(0), { identifiers: { moved: '3d' } })).toEqual([8, 4]);
    expect(requests(ofAgent, held, tries(0), { population: { noWan: 1 } })).toEqual([0, 0]);
    expect(requests(ofAgent, held, tries(0), onlyKind('legacy'))).toEqual([0, 0]);
  });

  test('C14: the SoLR sends each attempt at an onboarding over the air, and each recommencing command', () => {
    expect(requests(ofSolr)).toEqual([1, 1]);
    // Once a day from minute 8640 to the horizon, which is not included.
    const daily = { onboarding: { firstTimeSuccess: 0, retryAfter: '1d' } };
    expect(requests(ofSolr, daily)).toEqual([14, 1]);
    const recommence = { does: 'emergency-credit', amount: 10, after: '0m', success: 0 };
    const off = { onboarding: { retryAfter: '1d', recommence } };
    expect(requests(ofSolr, off)).toEqual([15, 2]);
    const visited = {
      population: { noWan: 1 },
      onboarding: { ...off.onboarding, exchange: '5d' },
    };
    expect(requests(ofSolr, visited)).toEqual([14, 1]);
    expect(figures(outcome('no-failure', plain), ...ofSolr, ...ofAgent)).toEqual([0, 0, 0, 0]);
  });

  test('C14: the peak day of a segment is that of its own requests', () => {
    const later = {
      onboarding: { pace: '5d' },
      population: { fuels: { dual: 1, electricity: 0, gas: 0 } },
    };
    const record = outcome('nothing', plain, later);
    const peaks = (['all', 'fuel=gas', 'meter=smets2', 'meter=legacy'] as const).map((segment) =>
      metric(record, 'solr_requests_peak_day', segment),
    );
    expect(peaks).toEqual([2, 1, 2, 0]);
  });
});

describe('costs', () => {
  const costs = {
    visit: 0,
    call: 0,
    command: 2,
    standardPayment: 40,
    standardHours: 24,
    writtenOff: 0.5,
  };
  const costOf = (record: PolicyRecord): number => metric(record, 'cost_total');

  test('C15: a payment is due where a spell is longer than the standard, once to a home', () => {
    const at = (minutes: number): number =>
      costOf(outcome('nothing', plain, { costs, horizon: `${4800 + minutes}m` }));
    expect([at(1440), at(1441)]).toEqual([0, 40]);
    expect(costOf(outcome('nothing', plain, onlyFuels('dual'), { costs }))).toBe(40);
  });

  test('C15: commands cost each, a call where it is answered, and debt what is written off', () => {
    const written = { safeMode: { ends: '1d', owed: 'written-off', weekly: 0, credit: 0 } };
    const record = outcome('nothing', plain, safeModeByAgent, {
      ...{ costs, horizon: '8d' },
      onboarding: { pace: '5d', ...written },
    });
    expect(costOf(record)).toBe(2 + 0.5 * 11);
    const called = (agents: number): PolicyRecord =>
      outcome('nothing', plain, {
        costs: { ...costs, call: 5 },
        horizon: '4d',
        support: { contacts: 1, agents },
      });
    expect(figures(called(1), 'calls', 'cost_total')).toEqual([1, 5]);
    expect(figures(called(0), 'calls', 'calls_abandoned', 'cost_total')).toEqual([1, 1, 0]);
  });

  test('C15: cost for each home kept on is against the reference, and empty where none is kept on', () => {
    const policies = {
      nothing: { label: 'Nobody acts' },
      safe: { label: 'Safe mode', ...safeModeByAgent },
    };
    const scenario = scenarioOf(plain, onboarded, {
      costs,
      policies,
      reference: 'nothing',
      horizon: '7d',
    });
    const record = runOnce(scenario);
    const keptOn = (policy: string): number =>
      metric(policyOf(record, policy), 'cost_per_household_kept_on');
    expect(costOf(policyOf(record, 'nothing'))).toBe(40);
    expect(keptOn('safe')).toBe(2 - 40);
    expect(keptOn('nothing')).toBeNaN();
    expect(keptOn('no-failure')).toBeNaN();
    const alone = runOnce(scenario, 1, ['safe']);
    expect(alone.policies.map(({ policy }) => policy)).toEqual(['no-failure', 'nothing', 'safe']);
    expect(metric(policyOf(alone, 'safe'), 'cost_per_household_kept_on')).toBe(2 - 40);
  });
});

describe('cuts by the hour of the week', () => {
  /** Places and numbers of the counts that are not 0. */
  const cutsOf = ({ cuts }: PolicyRecord): readonly (readonly [number, number])[] =>
    [...cuts.entries()].filter(([, count]) => count > 0);

  test('C16: count from Monday 00:00 by the clock of Europe/London, by fuel and cause', () => {
    // Minute 4800 is Thursday 08:00 UTC.
    expect(cutsOf(outcome('no-failure', plain))).toEqual([[placeOfCuts(80, 0, 2), 1]]);
    expect(cutsOf(outcome('nothing', plain))).toEqual([[placeOfCuts(80, 0, 0), 1]]);
    expect(cutsOf(outcome('nothing', plain, onlyFuels('gas')))).toEqual([
      [placeOfCuts(80, 1, 0), 1],
    ]);
    const summer = { start: '2022-07-11' };
    expect(cutsOf(outcome('nothing', plain, summer))).toEqual([[placeOfCuts(81, 0, 0), 1]]);
    const sunday = { start: '2022-01-16' };
    expect(cutsOf(outcome('nothing', plain, sunday))).toEqual([[placeOfCuts(56, 0, 0), 1]]);
  });

  test('C16: a spell that is open at day 0 was cut before', () => {
    const empty = { warmUp: '2d', population: { initialBalance: { electricity: 3 } } };
    const record = outcome('nothing', plain, empty);
    expect(metric(record, 'spells')).toBe(1);
    expect(cutsOf(record)).toEqual([]);
  });
});

test('A17, A19: grants are told apart of the credit that is granted', () => {
  const grants = { grants: [{ fuel: 'electricity', amount: 66, dates: ['2022-01-12'] }] };
  const credit = {
    ...held,
    agent: { acts: true, decision: '0d', does: ['pre-emptive-credit'], amount: 20 },
  };
  const { meters } = outcome('nothing', plain, grants, credit);
  expect(meters).toMatchObject([{ granted: 0, creditGranted: pounds(20) }]);
  const traded = outcome('no-failure', plain, grants, credit).meters;
  expect(traded).toMatchObject([{ granted: pounds(66), creditGranted: pounds(66) }]);
});
