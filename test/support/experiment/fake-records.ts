// Records of replications that no engine made: plausible numbers from a small generator, the same
// for the same arguments.
import { metrics, segments } from '../../../src/experiment/metrics.ts';
import {
  seriesMetrics,
  tallyLength,
  type MeterRecord,
  type PolicyRecord,
  type ReplicationRecord,
  type SpellRecord,
} from '../../../src/experiment/records.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';

/** Uniform on [0, 1): a linear congruential generator, enough for tests. */
export function tinyRandom(seed: number): () => number {
  let state = (seed * 2654435761 + 1013904223) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  next();
  return next;
}

/** What the tables ask of a policy's levers. */
const twoDays = { kind: 'constant', value: 2880 };
const fakeInstitutions = {
  exit: { kind: 'disorderly', vendingEnds: twoDays },
  appointment: { after: twoDays },
  agent: { acts: true, from: 'appointment', decision: twoDays, perDay: 'unlimited' },
  onboarding: {
    order: 'random',
    starts: twoDays,
    ...{ pace: { kind: 'drawn', time: twoDays }, exchange: { kind: 'drawn', time: twoDays } },
  },
  support: { engineers: { visitsPerDay: 0 } },
  identifiers: { moved: 'onboarding' },
  certificates: { revoked: 'onboarding' },
};

export const fakeHours = 48;
export const fakePolicies = ['no-failure', 'no-intervention', 'mp134a', 'mp134a-mp185'] as const;

/** Enough of a scenario for files and tables. */
export const fakeScenario = {
  title: 'Disorderly exit, "worst" week',
  description: 'Made up, for tests',
  start: '2022-01-10',
  horizonMinutes: fakeHours * 60,
  warmUpMinutes: 0,
  households: 1000,
  population: {
    fuels: { dual: 1, electricity: 0, gas: 0 },
    meterKinds: { smets2: 1, 'smets1-enrolled': 0, 'smets1-unenrolled': 0, legacy: 0 },
    noWan: 0,
  },
  replications: 3,
  seed: 'test',
  policies: fakePolicies.map((id) => ({
    id,
    label: `Policy ${id}`,
    description: '',
    changes: [],
    institutions: fakeInstitutions,
  })),
  reference: 'no-intervention',
} as unknown as Scenario;

export function fakeReplication(
  replication: number,
  meterCount = 6,
  policies: readonly string[] = fakePolicies,
): ReplicationRecord {
  return {
    replication,
    policies: policies.map((policy, index) =>
      fakePolicy(policy, tinyRandom(replication * 100 + index), meterCount),
    ),
  };
}

function fakePolicy(policy: string, random: () => number, meterCount: number): PolicyRecord {
  const below = (limit: number): number => Math.floor(random() * limit);
  const whole = new Set(['share', 'gbp', 'hours', 'household-hours', 'meter-days']);
  const values = segments.flatMap(() =>
    metrics.map(({ name, unit }) => {
      if (name === 'first_off_hour' && random() < 0.3) return NaN;
      return whole.has(unit) ? (unit === 'share' ? random() : random() * 100) : below(500);
    }),
  );
  const series = Float64Array.from({ length: seriesMetrics.length * (fakeHours + 1) }, () =>
    below(1000),
  );
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const spells = Array.from({ length: meterCount }, (): SpellRecord => {
    const startMinute = below(fakeHours * 60 - 1);
    const endMinute = startMinute + 1 + below(fakeHours * 60 - startMinute);
    const censored = endMinute === fakeHours * 60;
    return {
      household: below(meterCount),
      fuel: pick(['electricity', 'gas']),
      meterKind: pick(['smets2', 'smets1-enrolled', 'smets1-unenrolled', 'legacy']),
      vulnerable: random() < 0.5,
      startMinute,
      endMinute,
      cause: pick(['no-channel', 'no-money', 'not-noticed']),
      shutGate: null,
      noChannelMinute: null,
      endedBy: censored ? 'horizon' : pick(['vend', 'recommenced', 'safe-mode', 'visit']),
      censored,
    };
  });
  const meters = Array.from({ length: meterCount }, (_, index): MeterRecord => {
    const money = [
      below(3e7) - 1e7,
      below(2e8),
      below(5e6),
      below(1e7),
      below(1e8),
      below(3e7),
      below(2e7),
      below(2e7),
    ] as const;
    const [
      openingNet,
      vended,
      debtRepaid,
      creditGranted,
      energyCost,
      charges,
      owedMoved,
      writtenOff,
    ] = money;
    return {
      household: Math.floor((meterCount - 1 - index) / 2),
      fuel: index % 2 === 0 ? 'gas' : 'electricity',
      meterKind: pick(['smets2', 'smets1-enrolled', 'smets1-unenrolled', 'legacy']),
      vulnerable: random() < 0.5,
      psr: random() < 0.3,
      medical: random() < 0.1,
      habit: pick(['reactive', 'pay-cycle', 'emergency-only']),
      annualKwh: random() * 10_000,
      openingNet,
      vended,
      debtRepaid,
      creditGranted,
      energyCost,
      charges,
      closingNet:
        openingNet +
        vended -
        debtRepaid +
        creditGranted +
        owedMoved +
        writtenOff -
        energyCost -
        charges,
      vends: below(9),
      failedVends: below(4),
      spells: below(3),
      offMinutes: below(3000),
      onboardedMinute: random() < 0.5 ? null : below(fakeHours * 60),
      safeMode: random() < 0.2,
      owedMoved,
      writtenOff,
      granted: Math.floor(creditGranted / 2),
    };
  });
  const spellTally = Float64Array.from({ length: tallyLength }, () => below(100))
    .sort()
    .reverse();
  const events = below(1e6);
  const sampleOffMinutes = Float64Array.from({ length: 20 }, () => below(3000));
  const cuts = Float64Array.from({ length: 168 * 2 * 3 }, () => below(20));
  return {
    policy,
    metrics: Float64Array.from(values),
    series,
    spellTally,
    cuts,
    sampleOffMinutes,
    events,
    spells,
    meters,
  };
}
