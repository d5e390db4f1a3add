// Section 3 of docs/MODEL.md: the order within a minute, and how delays are rounded.
// O4 is in test/shortcuts, O6 in test/theory/queues.theory.ts.
import { describe, expect, test } from 'vitest';
import { wholeMinute } from '../../src/kernel/time.ts';
import { expectNear, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  held,
  ledgerOf,
  lived,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is below £2 at minute 3841 and gone at 4800.

const reactive = onlyHabit('reactive');

describe('within a minute', () => {
  test('O1, O3: a command that lands as credit runs out acts in that minute, and first', () => {
    const commandAt = (decision: string): readonly string[] =>
      lived('nothing', held, { agent: { acts: true, decision } });
    expect(commandAt('4800m')).toEqual(['4800 safe mode']);
    expect(commandAt('4801m')).toEqual([
      '4800 supply off: no channel',
      '4801 safe mode',
      '4801 supply on',
    ]);
  });

  test('O1: a charge at midnight comes before the consumer: it cuts a meter that a vend of that minute would have saved', () => {
    const charged = {
      population: { initialBalance: { electricity: 1 } },
      consumption: { electricity: { annual: 0 } },
      tariff: { electricity: { standingCharge: 100 } },
      horizon: '1d',
    };
    expect(lived('no-failure', reactive, charged)).toEqual([
      '0 supply off: not noticed',
      '0 vend',
      '0 armed',
      '0 supply on',
    ]);
  });

  test('O1: onboarding comes before the consumer: what is learnt at once is used at once', () => {
    const onboarded = { onboarding: { pace: '2401m' }, horizon: '3d' };
    expect(lived('nothing', reactive, onboarded)).toEqual([
      '3841 onboarded',
      '3841 channel learnt',
      '3841 vend',
    ]);
  });

  test('O1: a selection comes before the call: nobody calls who selects emergency credit in the minute of the cut', () => {
    const emptyAtOnce = {
      ...{ warmUp: '0d', horizon: '1d', population: { initialBalance: { electricity: -4 } } },
      meter: {
        emergencyCredit: { limit: 10, offeredBelow: 0, whenOff: true },
        rearm: { electricity: '10m' },
      },
      support: { contacts: 1, callAfter: '0m' },
    };
    const calls = (selected: number): number => {
      const share = { meter: { emergencyCredit: { selected } } };
      return metric(outcome('nothing', plain, emptyAtOnce, share), 'calls');
    };
    expect([calls(0), calls(1)]).toEqual([1, 0]);
  });

  test('O2: electricity goes before gas', () => {
    expect(lived('no-failure', onlyFuels('dual'))).toEqual([
      '4800 supply off: not noticed',
      'gas 4800 supply off: not noticed',
    ]);
  });

  test('O2: of two households that call at one instant, the first is answered', () => {
    const busy = {
      households: 3,
      support: {
        ...{ contacts: 1, callAfter: '1h', agents: 1, callLength: '10m', patience: '1m' },
        discretionaryCredit: { share: 1, amount: 5 },
      },
      horizon: '4d',
    };
    const { spells } = outcome('no-failure', plain, busy);
    const endedByCall = spells.filter(({ endedBy }) => endedBy === 'discretionary-credit');
    expect(endedByCall.map(({ household }) => household)).toEqual([0]);
  });
});

describe('what happens at a minute holds at it', () => {
  const soldUntil = (vendingEnds: string, ...parts: readonly Part[]): string =>
    lived('nothing', reactive, { exit: { vendingEnds }, horizon: '3d' }, ...parts)[0]!;

  test('O3: vending that ends at a minute is over at it', () => {
    expect(soldUntil('3841m')).toBe('3841 no channel to top up by');
    expect(soldUntil('3842m')).toBe('3841 vend');
  });

  test('O3: a gate of DCC that closes at a minute is closed at it', () => {
    const moved = (minute: string): Part => ({
      ...onlyKind('smets1-enrolled'),
      identifiers: { moved: minute },
      certificates: { revoked: 'onboarding' },
    });
    expect(soldUntil('30d', moved('3841m'))).toBe('3841 no channel to top up by');
    expect(soldUntil('30d', moved('3842m'))).toBe('3841 vend');
  });
});

describe('delays', () => {
  test('O5: an instant is rounded to the nearest minute', () => {
    expect([10.4, 10.5, 10.6, 0.4, 0.6].map(wholeMinute)).toEqual([10, 11, 11, 0, 1]);
  });

  test('O5: a drawn delay is rounded to the nearest minute, neither up nor down', () => {
    const households = 400;
    const noticed = {
      behaviour: { notice: { uniform: ['10m', '11m'] } },
      households,
      horizon: '3d',
    };
    const scenario = scenarioOf(plain, reactive, noticed);
    const delays = Array.from(
      { length: households },
      (_, household) => ledgerOf(scenario, 'no-failure', household)[0]!.minute - 3841,
    );
    expect(new Set(delays)).toEqual(new Set([10, 11]));
    const rounded = delays.filter((delay) => delay === 11).length;
    expectNear(zOfCount(rounded, Array<number>(households).fill(0.5)));
  });

  test('O5: a failed onboarding is not tried again in the same minute', () => {
    const often = {
      households: 40,
      onboarding: { pace: '1d', firstTimeSuccess: 0.5, retryAfter: '0m' },
    };
    const { meters } = outcome('nothing', plain, often);
    const minutes = meters.map(({ onboardedMinute }) => onboardedMinute! - 2880);
    expect(Math.min(...minutes)).toBe(0);
    expect(minutes.filter((minute) => minute > 0).length).toBeGreaterThan(10);
  });

  test('O5: a need that a vend of the minute leaves is acted on in the next', () => {
    const little = { behaviour: { vendAmount: 0.5, trigger: 3 }, horizon: '3d' };
    const events = lived('no-failure', reactive, little);
    const first = Number.parseInt(events[0]!, 10);
    expect(events.slice(0, 2)).toEqual([`${first} vend`, `${first + 240} vend`]);
    const less = lived('no-failure', reactive, little, { behaviour: { vendAmount: 0.001 } });
    expect(less.slice(0, 2)).toEqual([`${first} vend`, `${first + 1} vend`]);
  });
});
