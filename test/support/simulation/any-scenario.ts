// Any small scenario, for tests of what must hold whatever is asked: every habit, meter kind,
// setting and policy lever, drawn wide.
import fc from 'fast-check';
import { merge } from '../../../src/scenario/merge.ts';
import { onboardingOrders } from '../../../src/scenario/scenario.ts';
import { fileSchema } from '../../../src/scenario/schema.ts';
import type { Part } from './plain-scenario.ts';

/** Shares of one whole in hundredths; any may be none. */
function shares<Name extends string>(
  ...names: readonly Name[]
): fc.Arbitrary<Record<Name, number>> {
  return fc
    .array(fc.nat(3), { minLength: names.length, maxLength: names.length })
    .map((weights) => {
      const whole = weights.some((weight) => weight > 0) ? weights : names.map(() => 1);
      const sum = whole.reduce((a, b) => a + b, 0);
      return Object.fromEntries(names.map((name, index) => [name, whole[index]! / sum])) as Record<
        Name,
        number
      >;
    });
}
const share = fc.constantFrom(0, 0, 0.1, 0.5, 0.9, 1, 1);
const flag = fc.boolean();

/** A duration law: constant, none at all, or spread. */
function delay(...medians: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(...medians),
    fc.constant('0m'),
    fc.constantFrom(...medians).map((median) => ({ lognormal: { median, sigma: 1 } })),
    fc.constantFrom(...medians).map((mean) => ({ exponential: { mean } })),
  );
}
function amount(...values: readonly number[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(...values),
    fc
      .constantFrom(...values.filter((value) => value > 0))
      .map((mean) => ({ exponential: { mean } })),
    fc.constantFrom(...values.filter((value) => value > 0)).map((high) => ({ uniform: [0, high] })),
  );
}
const hours = fc.oneof(
  fc.constantFrom('00:00-24:00', '07:00-22:00', '08:00-20:00', '09:00-09:30'),
  fc.constantFrom('22:00-06:00', '07:00-01:30', '01:30-09:00', '18:00-17:00'),
);
const windows = fc.constantFrom(
  'none',
  { weekdays: '18:00-11:00', saturday: 'all-day', sunday: 'all-day', bankHolidays: 'all-day' },
  {
    weekdays: '10:00-16:00',
    saturday: '20:00-08:00',
    sunday: 'all-day',
    bankHolidays: '00:00-12:00',
  },
  { weekdays: 'all-day', saturday: 'all-day', sunday: 'all-day', bankHolidays: 'all-day' },
);
const limit = fc.oneof(fc.constantFrom(1, 2, 3, 7, 20, 1440, 20000), fc.constant('unlimited'));
const pace = fc.oneof(
  fc.constantFrom('0m', '1d', '3d', { uniform: ['1d', '10d'] }, '400d'),
  fc.record({ perDay: limit, workingDaysOnly: flag }),
);

const vendingEnds = delay('1d', '4d', '30d');

const gate = fc.constantFrom<unknown>(
  ...['appointment', 'onboarding', '0d', '2d'],
  ...['all-protected', 'all-protected', { afterAppointment: '2d' }],
);

/** A capacity for the book, or for 10,000 homes (books here have a dozen). */
const capacity: fc.Arbitrary<unknown> = fc.oneof(
  limit,
  fc.constantFrom(2000, 20_000, 1_000_000).map((rate) => ({ per10000Homes: rate })),
);

/**
 * Levers under which meters are in safe mode or on an all-week calendar when they are onboarded,
 * which chance alone seldom makes.
 */
const safeModeToOnboarding: fc.Arbitrary<Part> = fc.record({
  exit: fc.constantFrom({ kind: 'orderly', protected: 1 }, {}),
  appointment: fc.constantFrom({ after: '0d' }, { after: '1d' }),
  identifiers: fc.constantFrom({ moved: 'onboarding' }, { moved: 'all-protected' }),
  certificates: fc.constantFrom({ revoked: 'onboarding' }, { revoked: 'all-protected' }),
  agent: fc.record({
    acts: fc.constant(true),
    available: fc.constant(1),
    perDay: fc.constant('unlimited'),
    success: fc.constantFrom(0.9, 1),
    does: fc.constantFrom(
      ...[['safe-mode'], ['all-week-non-disablement', 'raise-emergency-credit']],
      ...[['raise-emergency-credit'], ['safe-mode', 'vend']],
    ),
  }),
  onboarding: fc.record({
    starts: fc.constantFrom('0d', '1d'),
    pace: fc.constantFrom('0m', '1d', { uniform: ['1d', '5d'] }, { perDay: 20 }),
    firstTimeSuccess: fc.constantFrom(0.5, 1),
    longTail: fc.constant({ share: 0 }),
  }),
});

const wideInstitutions: fc.Arbitrary<Part> = fc.record({
  exit: fc.record({
    kind: fc.constantFrom('orderly', 'disorderly'),
    vendingEnds: fc.oneof(vendingEnds, vendingEnds, fc.constant('onboarding')),
    protected: share,
  }),
  appointment: fc.record({ after: fc.constantFrom('0d', '1d', '3d', '40d') }),
  identifiers: fc.record({ moved: gate }),
  certificates: fc.record({ revoked: gate }),
  agent: fc.record({
    acts: flag,
    available: fc.constantFrom(0.5, 1, 1),
    from: fc.constantFrom('appointment', 'day0'),
    decision: delay('1h', '1d'),
    perDay: capacity,
    success: fc.constantFrom(0.3, 0.9, 1, 0),
    retryAfter: delay('6h', '1d'),
    does: fc.subarray([
      'safe-mode',
      'vend',
      'raise-emergency-credit',
      'all-week-non-disablement',
      'pre-emptive-credit',
    ]),
    amount: fc.constantFrom(0, 0.5, 20, 50),
  }),
  onboarding: fc.record({
    starts: delay('1h', '2d'),
    pace,
    exchange: pace,
    order: fc.constantFrom(...onboardingOrders),
    firstTimeSuccess: fc.constantFrom(1, 0.5, 0.9, 0),
    retryAfter: delay('6h', '2d'),
    longTail: fc.record({ share, extra: delay('1d', '10d') }),
    learnChannel: delay('1h', '1d', '20d'),
    recommence: fc.record({
      does: fc.constantFrom('emergency-credit', 'safe-mode', 'none'),
      amount: fc.constantFrom(0, 0.01, 5, 10),
      after: delay('1h', '1d'),
      success: fc.constantFrom(1, 0.5, 0),
    }),
    safeMode: fc.record({
      ends: fc.oneof(fc.constantFrom('repaid', 'onboarding'), delay('1h', '1d', '5d')),
      owed: fc.constantFrom('plan', 'stays', 'written-off'),
      weekly: fc.constantFrom(0, 5, 70),
      credit: fc.constantFrom(0, 0.5, 10),
    }),
  }),
  support: fc.record({
    from: fc.constantFrom('appointment', 'day0'),
    contacts: share,
    callAfter: delay('10m', '3h'),
    agents: fc.constantFrom(0, 1, 1, 2, 20),
    callLength: delay('10m', '2h'),
    patience: delay('5m', '1h'),
    hours,
    discretionaryCredit: fc.record({
      share,
      amount: fc.constantFrom(0, 0.5, 15),
      legacyDelay: delay('1h', '1d'),
    }),
    engineers: fc.record({
      visitsPerDay: fc.constantFrom(0, 0.5, 1, 3, 50),
      visit: delay('2h', '1d'),
    }),
  }),
  behaviour: fc.record({ advice: fc.constantFrom('none', 'only-what-you-need', 'stock-up') }),
});

const institutions: fc.Arbitrary<Part> = fc
  .tuple(wideInstitutions, fc.oneof(fc.constant({}), safeModeToOnboarding))
  .map(([wide, narrow]) => merge(fileSchema, wide, narrow) as Part);

const fuelUse = (fuel: 'electricity' | 'gas'): fc.Arbitrary<Part> =>
  fc.record({
    annual: amount(0, 365, 2200, 9000),
    season: fc.constantFrom('flat', 'gb', ...(fuel === 'gas' ? ['degree-days'] : [])),
    coldResponse: fc.constantFrom(0, 0.01, 0.3),
    shape: fc.constantFrom(
      'flat',
      'gb',
      [0, 0, 0, 0, 0, 0, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 0, 0, 0, 0, 0],
    ),
    dayNoise: fc.record({
      cv: fc.constantFrom(0, 0.3, 1.5),
      autocorrelation: fc.constantFrom(0, 0.4, 0.9),
    }),
  });

/** Vends follow the use or the bill: one of the two keys. */
const vendsFollow: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ vendFollowsUse: fc.constantFrom(0, 0, 0.5, 1) }),
  fc.record({
    vendFollowsBill: fc.record({
      exponent: fc.constantFrom(0, 0.5, 1),
      typical: fc.constantFrom(100, 800),
    }),
  }),
);

const shareByVulnerability: fc.Arbitrary<unknown> = fc.oneof(
  share,
  fc.record({ vulnerable: share, others: share }),
);

/** Dates about those of the starts below, so that some fall in the warm-up and some in the run. */
const anyGrant: fc.Arbitrary<Part> = fc.record({
  fuel: fc.constantFrom('electricity', 'gas'),
  amount: fc.constantFrom(0, 0.5, 20, 67),
  dates: fc.uniqueArray(
    fc.constantFrom(
      ...['2022-01-06', '2022-01-10', '2022-01-15', '2022-03-27', '2022-04-12'],
      ...['2021-10-27', '2021-10-31', '2022-12-18', '2022-12-24'],
    ),
    { minLength: 4, maxLength: 9 },
  ),
  spread: fc.constantFrom('0d', '1m', '2d', '14d'),
  legacy: fc.record({ redeemed: share, delay: delay('1h', '2d') }),
});

const life: fc.Arbitrary<Part> = fc.record({
  start: fc.constantFrom('2022-01-10', '2022-03-24', '2022-04-11', '2021-10-27', '2022-12-20'),
  horizon: fc.constantFrom('1d', '5d', '12d', '30h', '4321m', '21d'),
  warmUp: fc.constantFrom('0d', '1d', '6d'),
  households: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(1_000_000),
  replications: fc.constant(1),
  population: fc.record({
    fuels: shares('dual', 'electricity', 'gas'),
    meterKinds: shares('smets2', 'smets1-enrolled', 'smets1-unenrolled', 'legacy'),
    noWan: share,
    legacyDevice: fc.record({
      lostPerMonth: fc.constantFrom(0, 0.5, 1),
      replace: delay('1d', '5d'),
    }),
    vulnerable: share,
    psr: share,
    medicallyDependent: share,
    initialBalance: fc.record({
      electricity: fc.oneof(amount(0, 5, 20), fc.constant(-4)),
      gas: fc.oneof(amount(0, 5, 20), fc.constant(-4)),
    }),
    debt: fc.record({
      share,
      weekly: amount(3, 14),
      amount: amount(1, 40, 300),
      vendShare: share,
    }),
  }),
  consumption: fc.record({
    electricity: fuelUse('electricity'),
    gas: fuelUse('gas'),
    correlation: fc.constantFrom(-0.9, 0, 0.4),
    rationing: fc.record({
      lowCredit: fc.record({
        below: fc.constantFrom(0, 2, 30),
        factor: fc.constantFrom(0, 0.5, 0.85, 1, 2),
      }),
      emergencyCredit: fc.record({ factor: fc.constantFrom(0, 0.7, 1, 2) }),
    }),
  }),
  tariff: fc.record({
    electricity: fc.record({
      unitRate: fc.constantFrom(0, 25, 30.017),
      standingCharge: fc.constantFrom(0, 51.37, 400),
    }),
    gas: fc.record({
      unitRate: fc.constantFrom(0, 6.11, 30),
      standingCharge: fc.constantFrom(0, 29.82, 400),
    }),
  }),
  meter: fc.record({
    emergencyCredit: fc.record({
      limit: fc.constantFrom(0, 0.01, 5, 10),
      offeredBelow: fc.constantFrom(0, 1, 3, 20),
      selected: share,
      selectDelay: delay('10m', '1h', '2d'),
      whenOff: fc.oneof(flag, fc.constantFrom(0.3, 0.7)),
    }),
    nonDisablement: windows,
    suspendCharges: fc.record({ inEmergencyCredit: flag, whenOff: flag }),
    reconnectMargin: fc.constantFrom(0, 1, 5),
    rearm: fc.record({
      electricity: delay('10m', '1d'),
      gas: delay('1h', '1d'),
      gasFails: fc.constantFrom(0, 0.5, 0.9),
    }),
    legacyGasRecovery: fc.constantFrom(0, 0.7, 1),
    missed: fc.constantFrom(0, 0, 0.3, 0.9),
  }),
  behaviour: fc.record({
    habits: shares('reactive', 'pay-cycle', 'emergency-only', 'never'),
    trigger: amount(0, 5, 30),
    notice: delay('1h', '6h', '2d'),
    payCycle: shares('weekly', 'fortnightly', 'four-weekly', 'monthly'),
    vendAmount: fc.oneof(
      amount(0.5, 10, 40),
      fc.constant({ discrete: { values: [0.004, 1, 10], weights: [1, 2, 3] } }),
    ),
    vendStep: fc.constantFrom(0, 0.01, 1, 5),
    shortOfMoney: fc.record({ share: shareByVulnerability, wait: delay('1h', '2d') }),
    retry: fc.record({ normal: delay('1h', '12h'), offSupply: delay('30m', '3h') }),
    typing: fc.record({ fails: fc.constantFrom(0, 0.1, 0.9) }),
    wakingHours: hours,
    adviceFactor: fc.record({
      'only-what-you-need': fc.constantFrom(0, 0.5, 1),
      'stock-up': fc.constantFrom(1, 2, 10),
    }),
  }),
});

const counting: fc.Arbitrary<Part> = fc.record({
  segments: fc.subarray(['vulnerable+fuel', 'medical+fuel', 'meter+psr', 'vulnerable+psr+fuel']),
  costs: fc.record({
    visit: fc.constantFrom(0, 75.5),
    call: fc.constantFrom(0, 4),
    command: fc.constantFrom(0, 0.1),
    standardPayment: fc.constantFrom(0, 40),
    standardHours: fc.constantFrom(0, 3, 24),
    writtenOff: fc.constantFrom(0, 1),
  }),
});

const consumers: fc.Arbitrary<Part> = fc
  .tuple(life, vendsFollow, fc.record({ grants: fc.array(anyGrant, { maxLength: 2 }) }), counting)
  .map(([ofLife, vends, granted, counted]) => ({
    ...ofLife,
    ...granted,
    ...counted,
    behaviour: { ...(ofLife['behaviour'] as Part), ...vends },
  }));

/** Who the consumers are, and what institutions do to them unless a policy changes it. */
function base(life: Part, { behaviour, ...institutions }: Part): Part {
  return {
    ...life,
    ...institutions,
    behaviour: { ...(life['behaviour'] as Part), ...(behaviour as Part) },
  };
}

function withPolicies(part: Part, policies: readonly Part[]): Part {
  const labelled = policies.map((policy, index) => [
    `policy-${index}`,
    { label: `Policy ${index}`, ...policy },
  ]);
  return { ...part, policies: Object.fromEntries(labelled) as Part };
}

/**
 * Any consumers, and one or two policies that differ from each other in everything institutions do.
 */
export const anyScenario: fc.Arbitrary<Part> = fc
  .tuple(consumers, institutions, fc.array(institutions, { minLength: 1, maxLength: 2 }))
  .map(([life, institutions, policies]) => withPolicies(base(life, institutions), policies));

/** One or two levers of any institutions. */
const anyLevers: fc.Arbitrary<Part> = fc
  .tuple(institutions, fc.array(fc.nat(), { minLength: 1, maxLength: 2 }))
  .map(([institutions, choices]) => {
    const levers = Object.entries(institutions).flatMap(([section, keys]) =>
      Object.entries(keys as Part).map(([key, value]) => ({ section, key, value })),
    );
    const chosen = choices.map((choice) => levers[choice % levers.length]!);
    const changes: Record<string, Part> = {};
    for (const { section, key, value } of chosen)
      changes[section] = { ...changes[section], [key]: value };
    return changes;
  });

/**
 * Any consumers, and policies that differ from each other in a lever or two: a home fares the same
 * under several of them for long.
 */
export const anyScenarioOfLikePolicies: fc.Arbitrary<Part> = fc
  .tuple(consumers, institutions, fc.array(anyLevers, { minLength: 2, maxLength: 4 }))
  .map(([life, institutions, policies]) => withPolicies(base(life, institutions), policies));
