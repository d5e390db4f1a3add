import { describe, expect, it } from 'vitest';
import { EngineerFleet } from '../../src/simulation/engineer-fleet.ts';
import {
  burnt,
  burntBy,
  expectNear,
  isWorked,
  zOfCount,
  zScore,
} from '../support/simulation/closed-forms.ts';
import { day, metric, outcome, plain, type Part } from '../support/simulation/plain-scenario.ts';
import type { PolicyRecord } from '../../src/experiment/records.ts';

const households = 60;
const book: Part = { households, horizon: '60d', appointment: { after: '3d' } };

const onboardedIn = ({ meters }: PolicyRecord): number[] =>
  meters.map(({ onboardedMinute }) => onboardedMinute ?? Infinity);
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const places = Array.from({ length: households }, (_, index) => index + 1);

describe('the k-th place of an onboarding queue', () => {
  it.each([7, 11, 1440, 0.9])(
    'Q1, Q2: completes k × 1440 / %d minutes after the queue starts, rounded up',
    (perDay) => {
      const starts = { onboarding: { starts: '5h', pace: { perDay } } };
      const expected = places
        .map((k) => 3 * day + 300 + Math.ceil((k * 1440) / perDay))
        .map((minute) => (minute < 60 * day ? minute : Infinity));
      expect(ascending(onboardedIn(outcome('nothing', plain, book, starts)))).toEqual(expected);
    },
  );

  it.each(['random', 'vulnerable-first', 'off-supply-first', 'lowest-credit-first'])(
    'Q1: completes when the queue starts where the pace is unlimited, in whatever order: %s',
    (order) => {
      const starting = (after: string, starts: string, workingDaysOnly: boolean): Set<number> =>
        new Set(
          onboardedIn(
            outcome('nothing', plain, book, {
              appointment: { after },
              onboarding: { order, starts, pace: { perDay: 'unlimited', workingDaysOnly } },
            }),
          ),
        );
      // Monday 10 January is day 0.
      expect(starting('3d', '0d', false)).toEqual(new Set([3 * day]));
      expect(starting('3d', '5h', true)).toEqual(new Set([3 * day + 300]));
      expect(starting('5d', '5h', false)).toEqual(new Set([5 * day + 300]));
      expect(starting('5d', '5h', true)).toEqual(new Set([7 * day]));
      expect(starting('4d', '24h', true)).toEqual(new Set([7 * day]));
      expect(starting('4d', '1439m', true)).toEqual(new Set([5 * day - 1]));
    },
  );

  it('T5, Q1: is worked towards on working days only, from mid-day before Easter', () => {
    const start = '2022-04-11';
    const holidays = ['2022-04-15', '2022-04-18', '2022-05-02'];
    const record = outcome('nothing', plain, book, {
      start,
      onboarding: { starts: '11h', pace: { perDay: 7, workingDaysOnly: true } },
    });
    const found = ascending(onboardedIn(record));
    let worked = 0;
    const expected: number[] = [];
    for (let minute = 3 * day + 660; expected.length < households; minute++) {
      if (!isWorked(start, minute, holidays)) continue;
      worked++;
      // The minute's work is done when it ends.
      while (
        expected.length < households &&
        worked >= Math.ceil(((expected.length + 1) * 1440) / 7)
      )
        expected.push(minute + 1);
    }
    expect(found).toEqual(expected);
  });

  it('Q4: is given in meter order, or to vulnerable homes first, or at random', () => {
    const mixed = { population: { vulnerable: 0.4 }, onboarding: { pace: { perDay: 7 } } };
    const byOrder = (order: string): PolicyRecord =>
      outcome('nothing', plain, book, mixed, { onboarding: { order } });
    expect(onboardedIn(byOrder('fifo'))).toEqual(ascending(onboardedIn(byOrder('fifo'))));
    const vulnerableFirst = byOrder('vulnerable-first').meters;
    const last = Math.max(
      ...vulnerableFirst
        .filter(({ vulnerable }) => vulnerable)
        .map(({ onboardedMinute }) => onboardedMinute!),
    );
    const first = Math.min(
      ...vulnerableFirst
        .filter(({ vulnerable }) => !vulnerable)
        .map(({ onboardedMinute }) => onboardedMinute!),
    );
    expect(last).toBeLessThan(first);
    // In random order, places and meter order are unrelated: rank correlation within three standard
    // errors of 0.
    const random = onboardedIn(byOrder('random'));
    expect(new Set(random).size).toBe(households);
    const ranks = random.map((minute) => ascending(random).indexOf(minute));
    const centre = (households - 1) / 2;
    const covariance = ranks.reduce(
      (sum, rank, index) => sum + (rank - centre) * (index - centre),
      0,
    );
    const variance = ranks.reduce((sum, rank) => sum + (rank - centre) ** 2, 0);
    expectNear((covariance / variance) * Math.sqrt(households - 1));
  });

  it('E6: takes the two fuels of a home as two jobs', () => {
    const dual = {
      population: { fuels: { dual: 1, electricity: 0, gas: 0 } },
      onboarding: { order: 'fifo', pace: { perDay: 10 } },
    };
    const { meters } = outcome('nothing', plain, { ...book, households: 3 }, dual);
    expect(ascending(onboardedIn({ meters } as PolicyRecord))).toEqual(
      [1, 2, 3, 4, 5, 6].map((k) => 3 * day + 144 * k),
    );
  });

  it('E7: keeps exchanges by visit in a queue of their own', () => {
    const noWan = {
      population: { noWan: 0.5 },
      onboarding: { order: 'fifo', pace: { perDay: 10 }, exchange: { perDay: 2 } },
    };
    const minutes = onboardedIn(outcome('nothing', plain, book, noWan));
    const exchanged = minutes.filter(
      (minute) => (minute - 3 * day) % 144 !== 0 || !isAmongFirst(minute),
    );
    function isAmongFirst(minute: number): boolean {
      return (minute - 3 * day) / 144 <= households;
    }
    const every = new Set(minutes);
    const visits = Array.from({ length: households }, (_, k) => 3 * day + 720 * (k + 1)).filter(
      (minute) => every.has(minute),
    ).length;
    expect(visits).toBeGreaterThan(15);
    expect(exchanged.length).toBeLessThanOrEqual(visits);
  });

  it('Q3, E6: takes a failed attempt again without a new place', () => {
    const failing = {
      households: 1500,
      onboarding: {
        order: 'fifo',
        pace: { perDay: 1440 },
        firstTimeSuccess: 0.7,
        retryAfter: '2d',
      },
    };
    const { meters } = outcome('nothing', plain, book, failing);
    const failures = meters.map(
      ({ household, onboardedMinute }) => (onboardedMinute! - 3 * day - household - 1) / (2 * day),
    );
    for (const count of failures) expect(Number.isInteger(count)).toBe(true);
    for (const k of [0, 1, 2]) {
      expectNear(
        zOfCount(
          failures.filter((count) => count === k).length,
          Array<number>(1500).fill(0.7 * 0.3 ** k),
        ),
        `${k} failures`,
      );
    }
    expectNear(zScore(failures, 0.3 / 0.7));
  });

  it('E6: keeps a long tail waiting for its extra time', () => {
    const tail = {
      households: 1500,
      onboarding: { pace: '1d', longTail: { share: 0.2, extra: { uniform: ['5d', '15d'] } } },
    };
    const extra = onboardedIn(outcome('nothing', plain, book, tail)).map(
      (minute) => minute - 4 * day,
    );
    const late = extra.filter((minutes) => minutes > 0);
    expectNear(zOfCount(late.length, Array<number>(1500).fill(0.2)));
    expectNear(zScore(late, 10 * day));
    expect(Math.min(...late)).toBeGreaterThanOrEqual(5 * day);
  });
});

describe('an onboarding queue ranked again every morning', () => {
  const spread: Part = {
    population: { initialBalance: { electricity: { uniform: [3, 30] } } },
    onboarding: { pace: { perDay: 5 } },
  };
  /** Appointed on day 3 at 00:00, so day d gives the places 5(d − 3) + 1 to 5(d − 3) + 5. */
  const dayOf = (minute: number): number => Math.ceil(minute / day) - 1;

  it('Q4, O6: gives the places of a day to the lowest credit of that morning', () => {
    const { meters } = outcome('nothing', plain, book, spread, {
      onboarding: { order: 'lowest-credit-first' },
    });
    const creditAt = (credit: number, minute: number): number =>
      credit - burnt(3, Math.min(minute, burntBy(3, credit)));
    let waiting = [...meters];
    for (let morning = 3; waiting.length > 0; morning++) {
      const ranked = waiting.sort(
        (a, b) => creditAt(a.openingNet, morning * day) - creditAt(b.openingNet, morning * day),
      );
      ranked.slice(0, 5).forEach(({ onboardedMinute }, place) => {
        expect(onboardedMinute).toBe(3 * day + 288 * (5 * (morning - 3) + place + 1));
      });
      waiting = ranked.slice(5);
    }
  });

  it('Q4, O6: gives nobody on supply a place of a morning on which somebody off supply waits', () => {
    const { meters } = outcome('nothing', plain, book, spread, {
      onboarding: { order: 'off-supply-first' },
    });
    for (const { openingNet, onboardedMinute } of meters) {
      const morning = dayOf(onboardedMinute!) * day;
      if (burntBy(3, openingNet) < morning) continue;
      const passedOver = meters.filter(
        (other) =>
          burntBy(3, other.openingNet) < morning && dayOf(other.onboardedMinute!) * day > morning,
      );
      expect(passedOver).toEqual([]);
    }
    expect(ascending(onboardedIn({ meters } as PolicyRecord))).toEqual(
      places.map((k) => 3 * day + 288 * k),
    );
  });
});

describe("the agent's queue", () => {
  const agent: Part = {
    households: 1200,
    appointment: { after: '3d' },
    agent: { acts: true, decision: '1d', perDay: 288, does: ['safe-mode'] },
    certificates: { revoked: 'onboarding' },
  };
  const held: Part = { identifiers: { moved: 'onboarding' } };
  const inSafeMode = (...parts: readonly Part[]): number =>
    metric(outcome('nothing', plain, agent, ...parts), 'safe_mode_meters');

  it('E3, E4, G1: is cut off when identifiers move at the appointment, to the meter', () => {
    // Places complete every five minutes from the instruction; the one that would at the
    // appointment itself is refused.
    expect(inSafeMode()).toBe((2 * day) / 5 - 1);
  });
  it('E3, G1: is cut off alike when certificates are revoked, or both are', () => {
    expect(inSafeMode({ certificates: { revoked: 'appointment' } }, held)).toBe((2 * day) / 5 - 1);
    expect(inSafeMode({ certificates: { revoked: 'appointment' } })).toBe((2 * day) / 5 - 1);
    expect(inSafeMode({ certificates: { revoked: '30h' } })).toBe(360 / 5 - 1);
  });
  it('E3, G1: reaches everybody where both are held', () => {
    expect(inSafeMode(held)).toBe(1200);
  });
  it('E4: leaves alone whoever is onboarded before its command', () => {
    // From minute 5 × k of day 1 on, against onboarding of all at day 4.
    expect(inSafeMode(held, { onboarding: { pace: '1d' } })).toBeGreaterThanOrEqual(
      (3 * day) / 5 - 1,
    );
    expect(inSafeMode(held, { onboarding: { pace: '1d' } })).toBeLessThanOrEqual((3 * day) / 5);
  });
  it('E4, G1, G7: tries again what failed or was missed, until the gate closes', () => {
    const failing = { agent: { success: 0.6, retryAfter: '7h' }, meter: { missed: 0.2 } };
    const probabilities = Array.from({ length: 1200 }, (_, index) => {
      const left = 2 * day - 5 * (index + 1);
      return left <= 0 ? 0 : 1 - (1 - 0.6 * 0.8) ** Math.ceil(left / 420);
    });
    expectNear(zOfCount(inSafeMode(failing), probabilities));
    expect(inSafeMode(failing, held, { horizon: '60d' })).toBe(1200);
  });
  it('G1, G7: reaches over the air only: no legacy meter, no unenrolled one, none without WAN', () => {
    const kinds = {
      smets2: 0.25,
      'smets1-enrolled': 0.25,
      'smets1-unenrolled': 0.25,
      legacy: 0.25,
    };
    const { meters } = outcome('nothing', plain, agent, held, {
      population: { meterKinds: kinds, noWan: 0.3 },
    });
    const reached = meters.filter(({ safeMode }) => safeMode);
    expect(new Set(reached.map(({ meterKind }) => meterKind))).toEqual(
      new Set(['smets2', 'smets1-enrolled']),
    );
    expectNear(zOfCount(reached.length, Array<number>(1200).fill(0.35)));
  });
  it('D3, D4: is there in the share of replications that it is available in, and for all homes or none', () => {
    const found = Array.from({ length: 60 }, (_, seed) =>
      inSafeMode(held, {
        seed: `agent ${seed}`,
        households: 5,
        agent: { available: 0.7, perDay: 'unlimited' },
      }),
    );
    expect(new Set(found)).toEqual(new Set([0, 5]));
    expectNear(
      zOfCount(found.filter((meters) => meters === 5).length, Array<number>(60).fill(0.7)),
    );
  });
});

describe('engineers', () => {
  it('S4: end their k-th visit after k − 1 turns and its own length', () => {
    const fleet = new EngineerFleet(7);
    for (let k = 1; k <= 50; k++)
      expect(fleet.request(100, 90)).toBe(Math.ceil(100 + ((k - 1) * 1440) / 7 + 90));
  });
  it('S4: go at once where none is under way', () => {
    const fleet = new EngineerFleet(24);
    expect([fleet.request(10, 5), fleet.request(11, 5), fleet.request(500, 5)]).toEqual([
      15, 75, 505,
    ]);
  });
  it('S4: come to a book of homes that all call at once, one turn after another', () => {
    const visited = {
      households: 20,
      support: {
        contacts: 1,
        callAfter: '1h',
        agents: 20,
        engineers: { visitsPerDay: 24, visit: '90m' },
      },
    };
    const found = ascending(onboardedIn(outcome('nothing', plain, visited)));
    // Cut at 4800, rung at 4860, answered till 4870.
    expect(found).toEqual(Array.from({ length: 20 }, (_, k) => 4870 + 60 * k + 90));
  });
});
