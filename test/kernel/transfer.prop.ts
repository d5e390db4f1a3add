// State as words: whatever is written is read back to the bit, and no field of a class is left out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Household } from '../../src/kernel/household.ts';
import { Meter } from '../../src/kernel/meter.ts';
import { Law } from '../../src/kernel/random.ts';
import {
  FuelSettings,
  MeterSettings,
  Pace,
  PolicySettings,
  ReplicationSettings,
  Settings,
} from '../../src/kernel/settings.ts';
import { never } from '../../src/kernel/time.ts';
import { Transfer } from '../../src/kernel/transfer.ts';
import { layDown } from '../support/kernel/kernel-in-hand.ts';

const edges = [
  0,
  -0,
  1,
  -1,
  NaN,
  Infinity,
  -Infinity,
  never,
  never - 1,
  never + 1,
  -never,
  -never - 1,
  -never - 2,
];
const bigs = [2 ** 32, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53), 2 ** 53 + 2, 1e300, 5e-324, 0.1, -1.5];
const real = fc.oneof(fc.constantFrom(...edges, ...bigs), fc.double(), fc.integer());
const whole = fc.oneof(
  fc.constantFrom(0, 1, -1, never, never - 1, -never, -never - 1),
  fc.integer(),
);

/** A field of each kind that a class may hand over. */
const field = fc.oneof(
  real.map((value) => ({ kind: 'number' as const, value })),
  whole.map((value) => ({ kind: 'integer' as const, value })),
  fc.boolean().map((value) => ({ kind: 'flag' as const, value })),
  fc
    .array(real, { maxLength: 20 })
    .map((values) => ({ kind: 'numbers' as const, value: Float64Array.from(values) })),
  fc
    .array(whole, { maxLength: 20 })
    .map((values) => ({ kind: 'integers' as const, value: Int32Array.from(values) })),
  fc.nat(4).map((value) => ({ kind: 'law' as const, value })),
);
type Field = typeof field extends fc.Arbitrary<infer Value> ? Value : never;

const laws = Array.from({ length: 5 }, (_, place) => Object.assign(new Law(), { place }));

/** Hands a field over as a class does; reading, what is handed over is something else. */
function hand(to: Transfer, { kind, value }: Field, isReading: boolean): unknown {
  switch (kind) {
    case 'number':
      return to.number(isReading ? 7 : value);
    case 'integer':
      return to.integer(isReading ? 7 : value);
    case 'flag':
      return to.flag(isReading ? !value : value);
    case 'numbers':
      return to.numbers(isReading ? new Float64Array(3) : value);
    case 'integers':
      return to.integers(isReading ? new Int32Array(3) : value);
    case 'law':
      return to.law(isReading ? new Law() : laws[value]!).place;
  }
}

test('fields of any kind and value come back to the bit, from wherever they were written', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 60 }), fc.nat(9), (fields, start) => {
      const transfer = new Transfer(16);
      transfer.laws = laws;
      transfer.startWriting(start);
      for (const one of fields) hand(transfer, one, false);
      const length = transfer.at;
      transfer.startReading(start);
      const back = fields.map((one) => hand(transfer, one, true));
      // toEqual tells -0 from 0, and NaN is NaN.
      expect(back).toEqual(fields.map(({ value }) => value));
      expect(transfer.at).toBe(length);
    }),
    { numRuns: 500 },
  );
});

test('the words of nothing but zeros and nevers are their tags alone', () => {
  const transfer = new Transfer(16);
  transfer.startWriting(0);
  for (let index = 0; index < 16; index++) transfer.integer(index % 2 === 0 ? 0 : never);
  expect(transfer.at).toBe(1);
});

type Fields = Record<string, unknown>;
interface Transferable {
  transfer(to: Transfer): void;
}

/** Another value of the kind of a field; undefined where the field is of a class of its own. */
function changed(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 3 ? 2 : 3;
  if (value instanceof Float64Array) return Float64Array.of(1.5, -0, 7);
  if (value instanceof Int32Array) return Int32Array.of(3, never);
  return value instanceof Law ? laws[3] : undefined;
}

/**
 * Fields that do not come back from words: each is changed, in turn, in an object that nothing else
 * was done to.
 */
function lostFields(make: () => Transferable): readonly string[] {
  return Object.entries(make())
    .filter(([, value]) => changed(value) !== undefined)
    .filter(([name, value]) => {
      const from = make();
      (from as unknown as Fields)[name] = changed(value);
      const transfer = new Transfer(16);
      transfer.laws = laws;
      transfer.startWriting(0);
      from.transfer(transfer);
      const to = make();
      transfer.startReading(0);
      to.transfer(transfer);
      const back = (to as unknown as Fields)[name];
      return !sameValue(back, changed(value));
    })
    .map(([name]) => name);
}

const isArray = (value: unknown): value is Float64Array | Int32Array =>
  value instanceof Float64Array || value instanceof Int32Array;

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Law) return a === b;
  if (!isArray(a)) return Object.is(a, b);
  return isArray(b) && a.length === b.length && a.every((one, index) => Object.is(one, b[index]));
}

describe('no field is left out of the words of', () => {
  test('a meter, but its fuel, which is the class of its place in the household', () => {
    expect(lostFields(() => new Meter(false))).toEqual(['isGas']);
  });

  test('a household, and either of its meters', () => {
    layDown();
    expect(lostFields(() => new Household())).toEqual([]);
    for (const [fuel, has] of [
      ['electricity', 'hasElectricity'],
      ['gas', 'hasGas'],
    ] as const) {
      const [from, to] = [new Household(), new Household()];
      from[has] = true;
      from[fuel].balance = -12.5;
      const transfer = new Transfer(16);
      transfer.startWriting(0);
      from.transfer(transfer);
      transfer.startReading(0);
      to.transfer(transfer);
      expect([to[fuel].balance, to.first, to.last]).toEqual([-12.5, to[fuel], to[fuel]]);
    }
  });

  test('the settings of a meter', () => {
    expect(lostFields(() => new MeterSettings())).toEqual([]);
  });

  test('the settings of a fuel, but what follows from them or comes with a replication', () => {
    expect(lostFields(() => new FuelSettings())).toEqual([
      'noiseInnovation',
      'season',
      'totalOfDay',
    ]);
  });

  test('the settings of a scenario', () => {
    expect(lostFields(() => new Settings())).toEqual([]);
  });

  test('a pace', () => {
    expect(lostFields(() => new Pace())).toEqual([]);
  });

  test('the settings of a policy, but what its course is drawn from, which the host draws', () => {
    const drawnFrom = [
      ...['vendsToOnboarding', 'vendingEnds', 'appointmentAfter'],
      ...['identifiersMove', 'identifiersMoveMinute'],
      ...['certificatesRevoked', 'certificatesRevokedMinute'],
      ...['agentActs', 'agentAvailable', 'agentWaitsForAppointment', 'agentDecision'],
      ...['onboardingStarts', 'supportWaitsForAppointment'],
    ];
    expect(lostFields(() => new PolicySettings())).toEqual(drawnFrom);
  });

  test('the settings of a replication', () => {
    expect(lostFields(() => new ReplicationSettings())).toEqual([]);
  });
});
