// Section S of docs/MODEL.md: calls, discretionary credit and engineers. S2 is held against
// queueing theory in test/theory/contact-centre.theory.ts.
import { describe, expect, test } from 'vitest';
import { expectNear, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  ledgerOf,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  pounds,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800: Thursday 08:00.
const calls: Part = { support: { contacts: 1 } };
const credit: Part = { support: { discretionaryCredit: { share: 1, amount: 15 } } };

describe('a call', () => {
  /** When the plain home's call is over, ten minutes after it began. */
  const answeredAt = (...parts: readonly Part[]): number =>
    outcome('no-failure', plain, calls, credit, ...parts).spells[0]!.endMinute;

  test('S1: comes so long after the cut, within hours: one outside is made at the next opening', () => {
    const at = (hours: string, callAfter: string): number =>
      answeredAt({ support: { hours, callAfter } }) - 10;
    expect(at('00:00-24:00', '3h')).toBe(4980);
    expect(at('09:00-17:00', '10m')).toBe(4860);
    expect(at('09:00-17:00', '2h')).toBe(4920);
    // The next morning.
    expect(at('09:00-17:00', '9h')).toBe(4860 + 1440);
  });

  test('S1: is made by a share of homes, per spell', () => {
    const some = { households: 500, support: { contacts: 0.3 }, horizon: '6d' };
    expectNear(
      zOfCount(metric(outcome('no-failure', plain, some), 'calls'), Array<number>(500).fill(0.3)),
    );
  });

  test('S1: is made once a spell at most', () => {
    const nobody = { households: 20, support: { agents: 0 }, horizon: '40d' };
    const record = outcome('no-failure', plain, calls, nobody);
    expect(metric(record, 'spells')).toBe(20);
    expect(metric(record, 'calls')).toBe(20);
  });

  test('S1: is made again in a spell that follows', () => {
    const twice = { support: { discretionaryCredit: { share: 1, amount: 3 } }, horizon: '5d' };
    const record = outcome('no-failure', plain, calls, twice);
    expect(record.spells.map(({ startMinute }) => startMinute)).toEqual([4800, 6310]);
    expect(metric(record, 'calls')).toBe(2);
  });

  test('S1: is drawn for each spell by itself', () => {
    const often = {
      ...{ households: 20, horizon: '15d' },
      behaviour: { vendAmount: 3, notice: '3h' },
      support: { contacts: 0.5, agents: 20, discretionaryCredit: { share: 0 } },
    };
    const scenario = scenarioOf(plain, onlyHabit('emergency-only'), often);
    const shares = Array.from({ length: 20 }, (_, household) => {
      const events = ledgerOf(scenario, 'no-failure', household).map(
        ({ event }) => event as string,
      );
      const spells = events.filter((event) => event.startsWith('supply off')).length;
      return events.filter((event) => event === 'call answered').length / spells;
    });
    expect(shares.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(15);
  });

  test('S2: given up is counted with all calls', () => {
    const nobody = outcome('no-failure', plain, calls, { households: 20, support: { agents: 0 } });
    expect([metric(nobody, 'calls'), metric(nobody, 'calls_abandoned')]).toEqual([20, 20]);
  });

  test('S2: waits for an agent, first come first served, and its consequence is in the next whole minute', () => {
    const three = {
      ...{ households: 3, horizon: '4d' },
      population: { initialBalance: { electricity: 10 } },
      support: { agents: 1, callLength: '10.25m', patience: '30d' },
    };
    const { spells } = outcome('no-failure', plain, calls, credit, three);
    const ends = spells.map(({ endMinute }) => endMinute).sort((a, b) => a - b);
    expect(ends).toEqual([4871, 4881, 4891]);
  });
});

describe('when an answered call ends', () => {
  test('S3, C4: credit is granted where a channel could reach the meter', () => {
    const record = outcome('no-failure', plain, calls, credit);
    // Cut at 4800, a call an hour later, ten minutes of talk.
    expect(record.spells[0]).toMatchObject({
      ...{ startMinute: 4800, endMinute: 4870, endedBy: 'discretionary-credit' },
    });
    expect(record.meters[0]!.creditGranted % pounds(15)).toBe(0);
  });

  test('S3: credit is granted with its probability', () => {
    const some = {
      ...{ households: 400, horizon: '4d' },
      support: { agents: 400, discretionaryCredit: { share: 0.4, amount: 15 } },
    };
    const { meters } = outcome('no-failure', plain, calls, some);
    const granted = meters.filter(({ creditGranted }) => creditGranted > 0).length;
    expectNear(zOfCount(granted, Array<number>(400).fill(0.4)));
  });

  test('S2, O1: in the minute in which it began, exhausted credit is tested once more', () => {
    // The balance is £0 at the cut. Credit of £0 arms the meter, which is out of credit again
    // before anybody can turn it on.
    const nothing = {
      meter: { reconnectMargin: 0, rearm: { electricity: '0m' } },
      support: { callLength: '0m', discretionaryCredit: { share: 1, amount: 0 } },
    };
    const events = ledgerOf(scenarioOf(plain, calls, nothing), 'no-failure', 0);
    const afterCut = events.filter(({ minute }) => minute >= 4800 && minute < 4900);
    expect(afterCut.map(({ minute, event }) => `${minute} ${event}`)).toEqual([
      '4800 supply off: not noticed',
      '4860 call answered',
      '4860 discretionary credit',
      '4860 armed',
    ]);
    const { spells } = outcome('no-failure', plain, calls, nothing);
    expect(spells.map(({ startMinute, endedBy }) => [startMinute, endedBy])).toEqual([
      [4800, 'horizon'],
    ]);
  });

  test("S3: the caller is told the SoLR's channel", () => {
    // Onboarded at minute 2880; the household would learn the channel after twenty days.
    const onboarded = { onboarding: { pace: '1d', learnChannel: '20d' } };
    expect(outcome('nothing', plain, calls, credit, onboarded).spells[0]).toMatchObject({
      ...{ endMinute: 4870, endedBy: 'discretionary-credit' },
    });
  });

  test('S3: there is no credit where the gates are closed, nor an engineer where there are none', () => {
    const record = outcome('nothing', plain, calls, credit);
    expect(record.meters[0]!.creditGranted).toBe(0);
    expect(metric(record, 'visits')).toBe(0);
  });

  test('S3: it leads to credit though a second call, about a later spell, was given up meanwhile', () => {
    // Off from 4800; pennies at 4861 last a minute; the first call lasts from 4810 to 4930, and the
    // only agent is in it.
    const pennies = {
      behaviour: { notice: '1h', trigger: 0.001, vendAmount: 0.004 },
      meter: { reconnectMargin: 0 },
    };
    const support = {
      ...{ contacts: 1, callAfter: '10m', agents: 1, callLength: '2h', patience: '5m' },
      discretionaryCredit: { share: 1, amount: 15 },
    };
    const home = [onlyHabit('reactive'), pennies, { support, horizon: '5d' }];
    const { spells } = outcome('no-failure', plain, ...home);
    const ended = spells.find(({ endedBy }) => endedBy === 'discretionary-credit');
    expect(ended?.endMinute).toBe(4930);
  });
});

test('S3, D1: credit that is still to be fetched at day 0 is what each policy gives', () => {
  // Off at minute -2400; the call ends at -2330, and the credit is fetched at 550.
  const gives = (amount: number): Part => ({
    support: { discretionaryCredit: { share: 1, amount, legacyDelay: '2d' } },
  });
  const scenario = scenarioOf(plain, calls, onlyKind('legacy'), gives(5), {
    ...{ warmUp: '5d', horizon: '1d' },
    policies: {
      five: { label: 'Gives £5' },
      eight: { label: 'Gives £8', ...gives(8) },
      six: { label: 'Gives £6', ...gives(6) },
    },
  });
  const credits = runOnce(scenario).policies.map(({ meters }) => meters[0]!.creditGranted);
  expect(credits).toEqual([pounds(5), pounds(5), pounds(8), pounds(6)]);
});

describe('engineers', () => {
  const engineers: Part = {
    support: { engineers: { visitsPerDay: 10, visit: '90m' } },
    onboarding: { recommence: { does: 'emergency-credit', amount: 10 } },
  };

  test('S4, C4: a visit exchanges a smart meter, which is its onboarding, and gives supply back on the spot', () => {
    const record = outcome('nothing', plain, calls, credit, engineers);
    expect(record.spells[0]).toMatchObject({
      ...{ startMinute: 4800, endMinute: 4960, endedBy: 'visit' },
    });
    expect(record.meters[0]!.onboardedMinute).toBe(4960);
    expect(metric(record, 'visits')).toBe(1);
  });

  test('S4: a visit sees to every meter of the home that is off, gas by its own hand', () => {
    const { spells } = outcome('nothing', plain, onlyFuels('dual'), calls, engineers, {
      meter: { rearm: { gas: '3d' } },
    });
    const first = spells.filter(({ startMinute }) => startMinute === 4800);
    expect(first.map(({ endMinute }) => endMinute)).toEqual([4960, 4960]);
  });

  test('S4: a visit gives no supply back where recommencing does nothing', () => {
    const none = { onboarding: { recommence: { does: 'none' } } };
    const record = outcome('nothing', plain, calls, engineers, none);
    expect(record.meters[0]!.onboardedMinute).toBe(4960);
    expect(record.spells[0]!.endedBy).toBe('horizon');
  });

  test('S3, S4: nobody is sent to a smart meter before there is a SoLR, but to a lost key whatever happens', () => {
    const early = {
      appointment: { after: '10d' },
      support: { engineers: { visitsPerDay: 10, visit: '90m' } },
    };
    expect(metric(outcome('nothing', plain, calls, early), 'visits')).toBe(0);
    const lost = {
      households: 200,
      support: { agents: 200 },
      population: { legacyDevice: { lostPerMonth: 1, replace: '30d' } },
      onboarding: { recommence: { does: 'safe-mode' } },
    };
    const record = outcome('no-failure', plain, calls, early, onlyKind('legacy'), lost);
    expect(metric(record, 'visits')).toBeGreaterThan(0);
    expect(metric(record, 'safe_mode_meters')).toBe(0);
  });

  test('S4: a visit replaces a lost key or card', () => {
    const lost = {
      ...{ households: 200, horizon: '60d' },
      support: { agents: 200, engineers: { visitsPerDay: 500, visit: '90m' } },
      population: { legacyDevice: { lostPerMonth: 1, replace: '50d' } },
      onboarding: { recommence: { does: 'emergency-credit', amount: 1 } },
    };
    const home = [calls, onlyKind('legacy'), onlyHabit('reactive'), lost];
    const visited = outcome('no-failure', plain, ...home).spells.filter(
      ({ endedBy }) => endedBy === 'visit',
    );
    expect(visited.length).toBeGreaterThan(20);
    // After the visit the home can buy again: it does, before the pound lent is gone.
    const scenario = scenarioOf(plain, ...home);
    const { household, endMinute } = visited[0]!;
    const ledger = ledgerOf(scenario, 'no-failure', household);
    const next = ledger.find(
      ({ minute, event }) =>
        minute > endMinute - 1 && (event === 'vend' || event === 'no channel to top up by'),
    );
    expect(next?.event).toBe('vend');
  });

  test('S4: none are sent in the warm-up', () => {
    const record = outcome('no-failure', plain, calls, onlyKind('legacy'), {
      ...{ households: 100, warmUp: '20d', horizon: '1d' },
      support: {
        ...{ agents: 100, discretionaryCredit: { share: 0 } },
        engineers: { visitsPerDay: 500, visit: '0m' },
      },
      population: { legacyDevice: { lostPerMonth: 1, replace: '90d' } },
      onboarding: { recommence: { does: 'emergency-credit', amount: 500 } },
    });
    // All ran out before day 0, and whoever had lost a key then is still off at day 0.
    const openAtDay0 = record.spells.filter(({ startMinute }) => startMinute === 0);
    expect(openAtDay0.length).toBe(100);
    expect(metric(record, 'visits')).toBe(0);
  });

  test('S3, S4: no home is lost when the call that asks for an engineer began in the warm-up', () => {
    // Off at minute -2400, on the phone from -2340 to 1660, when nobody sells and there is a SoLR.
    const scenario = scenarioOf(plain, calls, {
      warmUp: '5d',
      support: { callLength: '4000m', engineers: { visitsPerDay: 10, visit: '90m' } },
      onboarding: { recommence: { does: 'emergency-credit', amount: 500 } },
      policies: {
        nothing: { label: 'Nobody acts' },
        same: { label: 'Nobody acts, again' },
        later: { label: 'Appointed too late for it', appointment: { after: '3d' } },
      },
    });
    const { policies } = runOnce(scenario);
    expect(policies.map(({ meters }) => meters.length)).toEqual([1, 1, 1, 1]);
    const visited = { startMinute: 0, endMinute: 1750, endedBy: 'visit', censored: false };
    const stillOff = { startMinute: 0, endMinute: 28_800, endedBy: 'horizon', censored: true };
    expect(policies.map(({ spells }) => spells)).toMatchObject([
      [stillOff],
      [visited],
      [visited],
      [stillOff],
    ]);
    expect(policies.map((policy) => metric(policy, 'visits'))).toEqual([0, 1, 1, 0]);
  });

  test('S4, A18: a grant that waited comes in the minute after an exchange, even if a call ends in it', () => {
    // An exchange lends nothing: the meter is off again in that minute, and the household calls.
    const { spells } = outcome('nothing', plain, calls, onlyFuels('gas'), {
      grants: [{ fuel: 'gas', amount: 20, dates: ['2022-01-12'] }],
      support: {
        ...{ callAfter: '0m', callLength: '0m', discretionaryCredit: { share: 0 } },
        engineers: { visitsPerDay: 1440, visit: '0m' },
      },
      onboarding: { recommence: { does: 'emergency-credit', amount: 0 } },
    });
    expect(spells.slice(0, 2)).toMatchObject([
      { startMinute: 4800, endMinute: 4801, endedBy: 'visit' },
      { startMinute: 4801, endMinute: 4802, endedBy: 'vend' },
    ]);
  });

  test('S4: no home is lost when both its meters ask for an engineer in one minute', () => {
    for (const seed of [33, 111, 177, 1, 2, 3]) {
      const amounts = { discrete: { values: [5, 5.01, 80], weights: [1, 1, 1] } };
      const home = {
        ...{ seed, households: 2 },
        population: { initialBalance: { electricity: amounts, gas: amounts } },
      };
      const busy = {
        support: {
          ...{ contacts: 1, agents: 2, patience: '0m' },
          engineers: { visitsPerDay: 100, visit: '1h' },
        },
      };
      expect(outcome('nothing', plain, onlyFuels('dual'), home, busy).meters).toHaveLength(4);
    }
  });
});

test('S5: the contact centre works without a failure too', () => {
  const record = outcome('no-failure', plain, {
    horizon: '4d',
    support: {
      ...{ contacts: 1, callAfter: '1h', callLength: '10m' },
      discretionaryCredit: { share: 1, amount: 5 },
    },
  });
  expect(record.spells).toMatchObject([
    { startMinute: 4800, endMinute: 4870, endedBy: 'discretionary-credit' },
  ]);
  expect(metric(record, 'calls')).toBe(1);
});

describe('before the contact centre opens', () => {
  const early: Part = {
    appointment: { after: '5d' },
    horizon: '6d',
    support: { contacts: 1, callAfter: '1h', patience: '20m', from: 'appointment' },
  };

  test('S6: nobody answers, and who gave up calls again a day later', () => {
    // Off on day 3 1/3. Calls an hour later and a day after that go unanswered; the third is
    // answered.
    const record = outcome('nothing', plain, credit, onlyKind('legacy'), early);
    expect([metric(record, 'calls'), metric(record, 'calls_abandoned')]).toEqual([3, 2]);
    expect(record.spells[0]!.endMinute).toBe(4800 + 60 + 2 * 1440 + 10);
    const open = { support: { from: 'day0' } };
    const answered = outcome('nothing', plain, credit, onlyKind('legacy'), early, open);
    expect([metric(answered, 'calls'), metric(answered, 'calls_abandoned')]).toEqual([1, 0]);
    expect(answered.spells[0]!.endMinute).toBe(4800 + 60 + 10);
  });

  test('S6: the twin without a failure is answered all along', () => {
    const twin = outcome('no-failure', plain, credit, onlyKind('legacy'), early);
    expect([metric(twin, 'calls'), metric(twin, 'calls_abandoned')]).toEqual([1, 0]);
  });
});
