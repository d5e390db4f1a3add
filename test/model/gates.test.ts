import { describe, expect, it } from 'vitest';
import { channel, channelAt, dccReaches, kindIndex, openGates, shutGateAt, type Gates } from '../../src/model/gates.ts';
import { never } from '../../src/model/money.ts';

const gates: Gates = { vendingEndsAt: 1000, agentVendsFrom: never, identifiersMoveAt: 500, certificatesRevokedAt: never };
type Kind = keyof typeof kindIndex;

function at(
  minute: number,
  kind: Kind,
  change: Partial<Gates> = {},
  meter: { wan?: number; hasDevice?: boolean; onboardedAt?: number; channelFrom?: number } = {},
): string {
  const found = channelAt({ ...gates, ...change }, minute, {
    kind: kindIndex[kind],
    wan: 1,
    hasDevice: true,
    onboardedAt: never,
    channelFrom: never,
    ...meter,
  });
  return Object.keys(channel).find((name) => channel[name as keyof typeof channel] === found)!;
}

describe('by which channel credit reaches a meter', () => {
  it('smets2: over the air until DCC refuses, then typed by hand until vending ends, then not at all', () => {
    expect([0, 499, 500, 999, 1000].map((minute) => at(minute, 'smets2'))).toEqual([
      'remote',
      'remote',
      'typed',
      'typed',
      'none',
    ]);
    expect(at(500, 'smets2', { identifiersMoveAt: never, certificatesRevokedAt: 500 })).toBe('typed');
    expect(at(999, 'smets2', { identifiersMoveAt: never })).toBe('remote');
  });
  it('without WAN a code is typed from the first', () => {
    expect([0, 999, 1000].map((minute) => at(minute, 'smets2', {}, { wan: 0 }))).toEqual(['typed', 'typed', 'none']);
  });
  it('smets1-enrolled has no typed code once DCC refuses', () => {
    expect([499, 500].map((minute) => at(minute, 'smets1-enrolled'))).toEqual(['remote', 'none']);
    expect([499, 500].map((minute) => at(minute, 'smets1-enrolled', {}, { wan: 0 }))).toEqual(['typed', 'none']);
  });
  it('smets1-unenrolled hangs on its own head end alone, whatever DCC and the agent do', () => {
    expect([600, 999, 1000].map((minute) => at(minute, 'smets1-unenrolled', { agentVendsFrom: 0 }))).toEqual([
      'remote',
      'remote',
      'none',
    ]);
  });
  it('an agent that vends keeps vending open from its instruction', () => {
    const agent = { agentVendsFrom: 1200, identifiersMoveAt: never };
    expect([999, 1000, 1199, 1200, 9999].map((minute) => at(minute, 'smets2', agent))).toEqual([
      'remote',
      'none',
      'none',
      'remote',
      'remote',
    ]);
    expect(at(1200, 'smets2', { agentVendsFrom: 1200 })).toBe('typed');
    expect(at(1200, 'smets1-enrolled', { agentVendsFrom: 1200 })).toBe('none');
  });
  it("from onboarding it is the SoLR's channel, once learnt, and the old key opens nothing", () => {
    const meter = { onboardedAt: 300, channelFrom: 400 };
    for (const kind of ['smets2', 'smets1-enrolled', 'smets1-unenrolled'] as const) {
      expect([299, 300, 399, 400, 5000].map((minute) => at(minute, kind, {}, meter))).toEqual([
        'remote',
        'none',
        'none',
        'remote',
        'remote',
      ]);
    }
    expect(at(400, 'smets2', {}, { ...meter, wan: 0 })).toBe('typed');
  });
  it('legacy meters vend in shops throughout, unless their key or card is lost', () => {
    expect([0, 5000].map((minute) => at(minute, 'legacy'))).toEqual(['shop', 'shop']);
    expect(at(0, 'legacy', {}, { hasDevice: false })).toBe('none');
  });
  it('nothing closes where the supplier goes on trading', () => {
    expect(at(1e6, 'smets2', openGates)).toBe('remote');
    expect(at(1e6, 'smets1-unenrolled', openGates)).toBe('remote');
  });
  it('a gate that the policy holds open is never named shut', () => {
    const shut = (change: Partial<Gates>, kind: Kind = 'smets1-enrolled'): string =>
      shutGateAt({ ...gates, ...change }, 1000, kindIndex[kind], never);
    expect(shut({})).toBe('vending-identifiers');
    expect(shut({ vendingEndsAt: never })).toBe('identifiers');
    expect(shut({ identifiersMoveAt: never, certificatesRevokedAt: 1000 })).toBe('vending-certificates');
    expect(shut({ certificatesRevokedAt: 1000 })).toBe('vending-identifiers-certificates');
    expect(shut({ identifiersMoveAt: never })).toBe('vending');
    expect(shut({ agentVendsFrom: 900 })).toBe('identifiers');
    expect(shut({ certificatesRevokedAt: 1000 }, 'smets2')).toBe('vending');
  });
  it('commands through DCC reach enrolled meters with WAN', () => {
    const reached = Object.entries(kindIndex).filter(([, kind]) => dccReaches(kind, 1) && !dccReaches(kind, 0));
    expect(reached.map(([kind]) => kind)).toEqual(['smets2', 'smets1-enrolled']);
  });
});
