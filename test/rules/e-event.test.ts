// Section E of docs/MODEL.md: the course of an event. E4, E6 and E7 are held against closed forms
// in test/theory/queues.theory.ts, E8 in test/theory/hours-off.theory.ts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { expectNear, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  emergencyCredit,
  held,
  lived,
  metric,
  onlyFuels,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  pounds,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is below £2 at minute 3841 and gone at 4800.

describe('the exit', () => {
  const exit = (kind: string, share = 1): Part => ({ exit: { kind, protected: share } });

  test('E1: an orderly one leaves a meter in safe mode at day 0, a disorderly one does not', () => {
    expect(lived('nothing', exit('orderly'))).toEqual(['0 safe mode']);
    expect(outcome('nothing', plain, exit('disorderly')).meters[0]!.safeMode).toBe(false);
  });

  test('E1: an orderly one protects a share of reachable smart meters, and no others', () => {
    const kinds = {
      meterKinds: {
        smets2: 0.25,
        'smets1-enrolled': 0.25,
        'smets1-unenrolled': 0.25,
        legacy: 0.25,
      },
    };
    const book = { households: 800, population: { ...kinds, noWan: 0.2 }, horizon: '1d' };
    const { meters } = outcome('nothing', plain, exit('orderly', 0.6), book);
    const smart = meters.filter(({ meterKind }) => meterKind !== 'legacy');
    const kept = meters.filter(({ safeMode }) => safeMode);
    expect(kept.every(({ meterKind }) => meterKind !== 'legacy')).toBe(true);
    expectNear(zOfCount(kept.length, Array<number>(smart.length).fill(0.8 * 0.6)));
    const withoutWan = outcome('nothing', plain, exit('orderly'), { population: { noWan: 1 } });
    expect(withoutWan.meters[0]!.safeMode).toBe(false);
    expect(outcome('nothing', plain, exit('orderly'), onlyKind('legacy')).meters[0]!.safeMode).toBe(
      false,
    );
  });
});

test('E2: the SoLR is appointed so long after the failure, and what it does counts from then', () => {
  const at = (after: string): number | null =>
    outcome('nothing', plain, { appointment: { after }, onboarding: { starts: '1d', pace: '0m' } })
      .meters[0]!.onboardedMinute;
  expect(at('3d')).toBe(4 * 1440);
  expect(at('6d')).toBe(7 * 1440);
});

describe('identifiers and certificates', () => {
  /**
   * What an attempt at minute 3841 finds: SMETS1 vends by DCC alone, for which both gates must be
   * open.
   */
  const vendsAt3841 = (moved: string, revoked: string, after: string): boolean =>
    lived('nothing', onlyHabit('reactive'), onlyKind('smets1-enrolled'), {
      ...{ exit: { vendingEnds: '60d' }, appointment: { after }, horizon: '3d' },
      ...{ identifiers: { moved }, certificates: { revoked } },
    })[0] === '3841 vend';

  test.each([
    ['appointment', 'onboarding'],
    ['onboarding', 'appointment'],
  ])('E3: moved %s, revoked %s: the gate closes at the appointment', (moved, revoked) => {
    expect(vendsAt3841(moved, revoked, '3841m')).toBe(false);
    expect(vendsAt3841(moved, revoked, '3842m')).toBe(true);
  });

  test.each(['identifiers', 'certificates'])(
    'E3: the gate of %s closes at a fixed time from day 0, whenever the appointment is',
    (which) => {
      const at = (minute: string): boolean =>
        which === 'identifiers'
          ? vendsAt3841(minute, 'onboarding', '1d')
          : vendsAt3841('onboarding', minute, '1d');
      expect([at('3841m'), at('3842m')]).toEqual([false, true]);
    },
  );

  test('E3, O1: held to onboarding, they are open until the meter itself is onboarded', () => {
    expect(vendsAt3841('onboarding', 'onboarding', '0d')).toBe(true);
    const safeAt = (decision: string): boolean =>
      outcome('nothing', plain, held, {
        agent: { acts: true, decision },
        onboarding: { pace: '1d' },
      }).meters[0]!.safeMode;
    // Appointed at minute 1440, onboarded at 2880: within that minute the agent's command comes
    // first.
    expect([safeAt('2880m'), safeAt('2881m')]).toEqual([true, false]);
  });
});

describe('since the first study', () => {
  const reactive = onlyHabit('reactive');

  test('E1: vending may go on to onboarding, on each meter to its own', () => {
    const later = { onboarding: { pace: '10d', learnChannel: '400d' } };
    const vends = (vendingEnds: string): number =>
      outcome('nothing', plain, reactive, later, { exit: { vendingEnds } }).meters[0]!.vends;
    // Below £2 on days 2 2/3, 6 and 9 1/3; the meter is onboarded on day 11, and the next need
    // finds no channel.
    expect([vends('0d'), vends('7d'), vends('onboarding'), vends('60d')]).toEqual([0, 2, 3, 3]);
  });

  test('E3: a gate may move so long after the appointment, but no later than the onboarding', () => {
    const safe = (moved: unknown, decision: string, pace = '30d'): boolean =>
      outcome('nothing', plain, {
        identifiers: { moved },
        certificates: { revoked: 'onboarding' },
        appointment: { after: '1d' },
        agent: { acts: true, from: 'appointment', decision },
        onboarding: { pace },
      }).meters[0]!.safeMode;
    const aDay = { afterAppointment: '1d' };
    expect([safe(aDay, '1439m'), safe(aDay, '1440m')]).toEqual([true, false]);
    expect(safe({ afterAppointment: '9d' }, '5d')).toBe(true);
    expect(safe({ afterAppointment: '9d' }, '5d', '4d')).toBe(false);
  });

  test('E4: the agent decides so long after the appointment, or after day 0', () => {
    const granted = (from: string): number =>
      outcome('nothing', plain, held, {
        appointment: { after: '3d' },
        agent: { acts: true, from, decision: '1d', does: ['pre-emptive-credit'], amount: 3 },
        horizon: '4d',
      }).meters[0]!.creditGranted;
    expect([granted('day0'), granted('appointment')]).toEqual([pounds(3), 0]);
  });

  describe('E10: a gate that moves when all are protected', () => {
    const exposedDays = (...parts: readonly Part[]): number =>
      metric(
        outcome(
          'nothing',
          plain,
          {
            households: 2,
            appointment: { after: '0d' },
            identifiers: { moved: 'onboarding' },
            certificates: { revoked: 'all-protected' },
            agent: { acts: true, perDay: 1 },
          },
          ...parts,
        ),
        'exposed_meter_days',
      );

    test('moves for the whole book, the minute after the last command', () => {
      expect(exposedDays()).toBeCloseTo((2 * (2 * 1440 + 1)) / 1440, 9);
    });

    test('takes a meter that is onboarded for protected', () => {
      expect(exposedDays({ onboarding: { pace: '12h' } })).toBeCloseTo(2 * 0.5, 9);
    });

    test('waits for no meter that the agent cannot reach', () => {
      expect(exposedDays({ population: { noWan: 1 } })).toBe(0);
    });

    test('never moves where nobody acts', () => {
      expect(exposedDays({ agent: { acts: false } })).toBe(2 * 20);
    });
  });
});

describe('the agent', () => {
  const does = (...acts: readonly string[]): Part => ({
    ...held,
    agent: { acts: true, does: acts },
  });

  test('E4: sends nothing to a meter that is already onboarded', () => {
    const early = { appointment: { after: '0d' }, onboarding: { pace: '1d' } };
    const commanded = { ...early, agent: { decision: '2d' } };
    const acts = does('safe-mode', 'pre-emptive-credit', 'raise-emergency-credit');
    expect(outcome('nothing', plain, acts, commanded).meters[0]).toMatchObject({
      ...{ safeMode: false, creditGranted: 0, onboardedMinute: 1440 },
    });
  });

  test('A4, A12: a raise that the onboarding has withdrawn gives nothing to select, and arms no meter', () => {
    const offeredWhileRaised = {
      meter: { emergencyCredit: { limit: 0, whenOff: 1, selectDelay: '10d' } },
      agent: { amount: 15 },
      appointment: { after: '0d' },
      onboarding: { pace: '8d', safeMode: { ends: 'onboarding' } },
      horizon: '20d',
    };
    const acts = does('raise-emergency-credit');
    const events = lived('nothing', emergencyCredit, acts, offeredWhileRaised);
    expect(events.filter((event) => /offered|selected/u.test(event))).toHaveLength(2);
    expect(events.filter((event) => /armed|supply on/u.test(event))).toEqual([]);
  });

  test('E5: raises the emergency credit limit where its amount is more, and what is selected grows', () => {
    const raised = (amount: number): number =>
      outcome('nothing', plain, emergencyCredit, does('raise-emergency-credit'), {
        agent: { amount },
      }).spells[0]!.startMinute;
    // £10 of balance, then £10 or £25 of emergency credit, at £3 a day.
    expect(raised(5)).toBe(9600);
    expect(raised(25)).toBe((35 / 3) * 1440);
    const selected = { agent: { amount: 25, decision: '5000m' } };
    const later = [emergencyCredit, does('raise-emergency-credit'), selected];
    expect(outcome('nothing', plain, ...later).spells[0]!.startMinute).toBe((35 / 3) * 1440);
  });

  test('E5, C4: pre-emptive credit counts as credit granted, and arms a meter that is off as a vend would', () => {
    const late = {
      agent: { decision: '5000m', amount: 6 },
      meter: { rearm: { electricity: '10m' } },
    };
    expect(lived('nothing', does('pre-emptive-credit'), late)).toEqual([
      '4800 supply off: no channel',
      '5000 pre-emptive credit',
      '5000 armed',
      '5010 supply on',
      '7890 supply off: no channel',
    ]);
    const { meters, spells } = outcome('nothing', plain, does('pre-emptive-credit'), late);
    expect(meters[0]!.creditGranted).toBe(pounds(6));
    expect(spells[0]!.endedBy).toBe('agent-credit');
    const little = { agent: { amount: 0.5 } };
    expect(lived('nothing', does('pre-emptive-credit'), late, little)).not.toContain('5000 armed');
  });

  test('E5: one draw of success covers all acts of a command', () => {
    const { meters } = outcome('nothing', plain, does('safe-mode', 'pre-emptive-credit'), {
      households: 200,
      agent: { amount: 20, success: 0.5, retryAfter: '100d' },
    });
    const reached = meters.filter(({ safeMode }) => safeMode);
    expect(reached.length).toBeGreaterThan(70);
    expect(reached.length).toBeLessThan(130);
    for (const { safeMode, creditGranted } of meters)
      expect(creditGranted).toBe(safeMode ? pounds(20) : 0);
  });
});

describe('onboarding', () => {
  test('E6: a meter takes its own drawn time from the start, and succeeds with its probability', () => {
    const { meters } = outcome('nothing', plain, {
      ...{ households: 400, horizon: '30d' },
      onboarding: { starts: '1d', pace: '2d', firstTimeSuccess: 0.8, retryAfter: '3d' },
    });
    // Appointed on day 1.
    const days = meters.map(({ onboardedMinute }) => onboardedMinute! / 1440 - 4);
    expect(days.every((one) => one % 3 === 0)).toBe(true);
    const atOnce = days.filter((one) => one === 0).length;
    expectNear(zOfCount(atOnce, Array<number>(400).fill(0.8)));
  });

  test('E7: not enrolled, or without WAN, a meter is exchanged at the pace of exchanges', () => {
    const paces = { onboarding: { pace: '2d', exchange: '9d' } };
    const at = (...parts: readonly Part[]): number | null =>
      outcome('nothing', plain, paces, ...parts).meters[0]!.onboardedMinute;
    const withoutWan = { population: { noWan: 1 } };
    expect(at()).toBe(3 * 1440);
    expect(at(onlyKind('smets1-enrolled'))).toBe(3 * 1440);
    expect(at(onlyKind('smets1-unenrolled'))).toBe(10 * 1440);
    expect(at(withoutWan)).toBe(10 * 1440);
    expect(at(onlyKind('legacy'))).toBe(null);
  });
});

describe('recommencing', () => {
  test('E8, C1: an armed meter is still off to the SoLR, gas as well', () => {
    const waiting = {
      exit: { vendingEnds: '30d' },
      meter: { rearm: { gas: '10d' } },
      onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 10 } },
    };
    const gas = [onlyFuels('gas'), onlyHabit('emergency-only'), waiting];
    expect(lived('nothing', ...gas)).toContain('gas 8640 emergency credit sent');
  });

  test('E8: is done once: a meter that goes off later is not recommenced', () => {
    const restored = {
      onboarding: { pace: '5d', recommence: { does: 'emergency-credit', amount: 3 } },
      horizon: '30d',
    };
    expect(outcome('nothing', plain, restored).spells).toMatchObject([
      { startMinute: 4800, endMinute: 8640, endedBy: 'recommenced' },
      { startMinute: 10_080, endedBy: 'horizon' },
    ]);
    // On at its onboarding, and off later: nothing is sent.
    const early = { onboarding: { pace: '1d' } };
    expect(outcome('nothing', plain, restored, early).spells).toMatchObject([
      { startMinute: 4800, endedBy: 'horizon' },
    ]);
  });
});

test('E9: the reference scenario has the policies of the table, and no others', () => {
  const model = readFileSync(path.join(import.meta.dirname, '../../docs/MODEL.md'), 'utf8');
  const table = model.split('- **E9** ')[1]!.split('\n### ')[0]!;
  const ids = [...table.matchAll(/^\| `([\w-]+)` \|/gmu)].map(([, id]) => id);
  const { scenario } = loadScenario(
    path.join(shippedScenarios, 'reference-winter.yaml'),
    scenarioFilesOnDisk(),
  );
  expect(scenario.policies.map(({ id }) => id)).toEqual(ids);
});
