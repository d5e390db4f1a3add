// Section G of docs/MODEL.md: who can do what to a meter.
import { beforeAll, describe, expect, test } from 'vitest';
import * as codes from '../../src/kernel/codes.ts';
import { channelTo, isReachedByDcc, shutGateAt } from '../../src/kernel/gates.ts';
import { home } from '../../src/kernel/household.ts';
import { PolicySettings, setPolicy } from '../../src/kernel/settings.ts';
import { never } from '../../src/kernel/time.ts';
import type { MeterKind } from '../../src/scenario/scenario.ts';
import { meterKindCodes, shutGateWords } from '../../src/simulation/words.ts';
import { expectNear, zOfCount } from '../support/simulation/closed-forms.ts';
import {
  lived,
  onlyHabit,
  onlyKind,
  outcome,
  plain,
  type Part,
} from '../support/simulation/plain-scenario.ts';
import { drawHome, layDown } from '../support/kernel/kernel-in-hand.ts';

type Gates = Pick<
  PolicySettings,
  'vendingEndsAt' | 'agentVendsFrom' | 'identifiersMoveAt' | 'certificatesRevokedAt'
>;
const gates: Gates = {
  ...{ vendingEndsAt: 1000, agentVendsFrom: never },
  ...{ identifiersMoveAt: 500, certificatesRevokedAt: never },
};
const openGates: Gates = { ...gates, vendingEndsAt: never, identifiersMoveAt: never };

const policyWith = (change: Partial<Gates>): PolicySettings =>
  Object.assign(new PolicySettings(), gates, change);

const channelWords = ['none', 'remote', 'typed', 'shop'];

interface MeterState {
  readonly hasWan?: boolean;
  readonly hasDevice?: boolean;
  readonly onboardedAt?: number;
  readonly channelKnownAt?: number;
}

/** The channel by which a vend would reach a meter at a minute. */
function at(
  minute: number,
  kind: MeterKind,
  change: Partial<Gates> = {},
  { hasWan = true, hasDevice = true, onboardedAt = never, channelKnownAt = never }: MeterState = {},
): string {
  setPolicy(policyWith(change));
  Object.assign(home, { kind: meterKindCodes[kind], hasWan });
  const meter = Object.assign(home.electricity, {
    ...{ onboardedAt, channelKnownAt },
    ...{ deviceLostAt: hasDevice ? never : 0, deviceBackAt: never },
  });
  return channelWords[channelTo(meter, minute, false)]!;
}
const over = (
  minutes: readonly number[],
  kind: MeterKind,
  change: Partial<Gates> = {},
  meter: MeterState = {},
): readonly string[] => minutes.map((minute) => at(minute, kind, change, meter));

describe('by which channel credit reaches a meter', () => {
  beforeAll(() => {
    layDown();
    drawHome();
    expect([codes.noChannel, codes.remoteChannel, codes.typedChannel, codes.shopChannel]).toEqual([
      ...[0, 1, 2, 3],
    ]);
  });

  test('G2: smets2: over the air until DCC refuses, then typed by hand until vending ends, then not at all', () => {
    expect(over([0, 499, 500, 999, 1000], 'smets2')).toEqual([
      ...['remote', 'remote', 'typed', 'typed', 'none'],
    ]);
    const revoked = { identifiersMoveAt: never, certificatesRevokedAt: 500 };
    expect(at(500, 'smets2', revoked)).toBe('typed');
    expect(at(999, 'smets2', { identifiersMoveAt: never })).toBe('remote');
  });

  test('G2: without WAN a code is typed from the first', () => {
    const found = over([0, 999, 1000], 'smets2', {}, { hasWan: false });
    expect(found).toEqual(['typed', 'typed', 'none']);
  });

  test('G3: smets1-enrolled has no typed code once DCC refuses', () => {
    expect(over([499, 500], 'smets1-enrolled')).toEqual(['remote', 'none']);
    const withoutWan = over([499, 500], 'smets1-enrolled', {}, { hasWan: false });
    expect(withoutWan).toEqual(['typed', 'none']);
  });

  test('G4: smets1-unenrolled depends on its own head end alone, whatever DCC and the agent do', () => {
    const agent = { agentVendsFrom: 0 };
    expect(over([600, 999, 1000], 'smets1-unenrolled', agent)).toEqual([
      ...['remote', 'remote', 'none'],
    ]);
    expect(over([999, 1000], 'smets1-unenrolled', agent, { hasWan: false })).toEqual([
      ...['typed', 'none'],
    ]);
  });

  test('E5: an agent that vends keeps vending open from its instruction', () => {
    const agent = { agentVendsFrom: 1200, identifiersMoveAt: never };
    expect(over([999, 1000, 1199, 1200, 9999], 'smets2', agent)).toEqual([
      ...['remote', 'none', 'none', 'remote', 'remote'],
    ]);
    expect(at(1200, 'smets2', { agentVendsFrom: 1200 })).toBe('typed');
    expect(at(1200, 'smets1-enrolled', { agentVendsFrom: 1200 })).toBe('none');
  });

  test("G6: from onboarding it is the SoLR's channel, once learnt, and the old key opens nothing", () => {
    const meter = { onboardedAt: 300, channelKnownAt: 400 };
    for (const kind of ['smets2', 'smets1-enrolled', 'smets1-unenrolled'] as const) {
      expect(over([299, 300, 399, 400, 5000], kind, {}, meter)).toEqual([
        ...['remote', 'none', 'none', 'remote', 'remote'],
      ]);
    }
    expect(at(400, 'smets2', {}, { ...meter, hasWan: false })).toBe('typed');
  });

  test('G5, H12: legacy meters vend in shops throughout, unless their key or card is lost', () => {
    expect(over([0, 5000], 'legacy')).toEqual(['shop', 'shop']);
    expect(at(0, 'legacy', {}, { hasDevice: false })).toBe('none');
  });

  test('G8: nothing closes where the supplier goes on trading', () => {
    expect(at(1e6, 'smets2', openGates)).toBe('remote');
    expect(at(1e6, 'smets1-unenrolled', openGates)).toBe('remote');
  });

  test('G1, G7: commands through DCC reach enrolled meters with WAN', () => {
    const kinds = Object.entries(meterKindCodes);
    const reached = kinds.filter(
      ([, kind]) => isReachedByDcc(kind, true) && !isReachedByDcc(kind, false),
    );
    expect(reached.map(([kind]) => kind)).toEqual(['smets2', 'smets1-enrolled']);
  });

  test('C3: a gate that the policy holds open is never named shut', () => {
    const shut = (change: Partial<Gates>, kind: MeterKind = 'smets1-enrolled'): string =>
      shutGateWords[shutGateAt(policyWith(change), 1000, meterKindCodes[kind], never) - 1]!;
    expect(shut({})).toBe('vending-identifiers');
    expect(shut({ vendingEndsAt: never })).toBe('identifiers');
    expect(shut({ identifiersMoveAt: never, certificatesRevokedAt: 1000 })).toBe(
      'vending-certificates',
    );
    expect(shut({ certificatesRevokedAt: 1000 })).toBe('vending-identifiers-certificates');
    expect(shut({ vendingEndsAt: never, certificatesRevokedAt: 1000 })).toBe(
      'identifiers-certificates',
    );
    expect(shut({ identifiersMoveAt: never })).toBe('vending');
    expect(shut({ agentVendsFrom: 900 })).toBe('identifiers');
    expect(shut({ certificatesRevokedAt: 1000 }, 'smets2')).toBe('vending');
    expect(shut({}, 'legacy')).toBe('device');
    expect(shutGateWords[shutGateAt(policyWith({}), 1000, codes.smets2, 1000) - 1]).toBe(
      'key-on-meter',
    );
    expect(shutGateAt(policyWith({}), never, codes.smets2, never)).toBe(codes.noShutGate);
  });
});

// The plain home is below its trigger of £2 at minute 3841; the appointment is at minute 1440.
describe('in the course of an event', () => {
  const reactive = onlyHabit('reactive');
  const sold: Part = { exit: { vendingEnds: '30d' }, horizon: '5d' };
  const first = (...parts: readonly Part[]): string =>
    lived('nothing', reactive, sold, ...parts)[0]!;

  test('G2: codes typed by hand work, with WAN or without, on SMETS2, while somebody sells them', () => {
    expect(lived('nothing', reactive, sold)).toEqual(['3841 vend']);
    expect(lived('nothing', reactive, sold, { population: { noWan: 1 } })).toEqual(['3841 vend']);
  });

  test('G2, O3: codes end in the very minute that vending ends', () => {
    expect(first({ exit: { vendingEnds: '3841m' } })).toBe('3841 no channel to top up by');
    expect(first({ exit: { vendingEnds: '3842m' } })).toBe('3841 vend');
  });

  test("G6: codes die at the meter's onboarding, until the SoLR's channel is learnt", () => {
    const onboarded = { onboarding: { pace: '1d', learnChannel: '20d' } };
    expect(lived('nothing', reactive, sold, onboarded).slice(0, 2)).toEqual([
      '2880 onboarded',
      '3841 no channel to top up by',
    ]);
  });

  test('G3: enrolled SMETS1 has no codes once DCC refuses', () => {
    const enrolled = onlyKind('smets1-enrolled');
    expect(first(enrolled)).toBe('3841 no channel to top up by');
    const later = { identifiers: { moved: '4d' }, certificates: { revoked: '4d' } };
    expect(first(enrolled, later)).toBe('3841 vend');
  });

  test('G4: unenrolled SMETS1 vends while its head end lives, whatever DCC and an agent do', () => {
    const unenrolled = onlyKind('smets1-unenrolled');
    expect(lived('nothing', reactive, sold, unenrolled)).toEqual(['3841 vend']);
    const ended = { exit: { vendingEnds: '1d' } };
    expect(first(unenrolled, ended)).toBe('3841 no channel to top up by');
    const agent = { agent: { acts: true, does: ['vend'] } };
    expect(first(unenrolled, ended, agent)).toBe('3841 no channel to top up by');
  });

  test('E5: codes go on where the agent vends', () => {
    const agent = {
      exit: { vendingEnds: '0d' },
      agent: { acts: true, decision: '2d', does: ['vend'] },
    };
    expect(lived('nothing', reactive, sold, agent)).toEqual(['3841 vend']);
  });

  test('G5: a legacy meter vends through the whole event', () => {
    const { meters } = outcome('nothing', plain, reactive, onlyKind('legacy'), { horizon: '60d' });
    expect(meters[0]).toMatchObject({ failedVends: 0, spells: 0 });
    expect(meters[0]!.vends).toBeGreaterThan(15);
  });

  test('G7: a reachable meter misses a share of remote vends, each attempt on its own', () => {
    const missing = { households: 300, meter: { missed: 0.25 }, horizon: '20d' };
    const share = (...parts: readonly Part[]): { failed: number; attempts: number } => {
      const { meters } = outcome('no-failure', plain, reactive, missing, ...parts);
      const failed = meters.reduce((sum, { failedVends }) => sum + failedVends, 0);
      return { failed, attempts: failed + meters.reduce((sum, { vends }) => sum + vends, 0) };
    };
    const { failed, attempts } = share();
    expectNear(zOfCount(failed, Array<number>(attempts).fill(0.25)));
    // A typed code is not missed.
    expect(share({ population: { noWan: 1 } }).failed).toBe(0);
  });

  test('G8: no-failure goes on as if nothing had happened, whatever institutions would do', () => {
    const everything = {
      exit: { kind: 'orderly', protected: 1, vendingEnds: '0d' },
      agent: { acts: true, decision: '0d', does: ['safe-mode', 'pre-emptive-credit'] },
      onboarding: { pace: '0d', recommence: { does: 'safe-mode' } },
      horizon: '4d',
    };
    expect(lived('no-failure', reactive, everything)).toEqual(['3841 vend']);
    expect(lived('no-failure', everything)).toEqual(['4800 supply off: not noticed']);
  });
});
