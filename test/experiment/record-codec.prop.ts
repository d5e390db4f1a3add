import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/experiment/checksum.ts';
import { shutGateWords, type EndedBy } from '../../src/simulation/words.ts';
import type { Habit, MeterKind } from '../../src/scenario/scenario.ts';
import { metrics, segments } from '../../src/experiment/metrics.ts';
import {
  bytesSource,
  decodeRecord,
  encodeRecord,
  RecordFormatError,
  RecordReader,
} from '../../src/experiment/record-codec.ts';
import {
  seriesMetrics,
  type MeterRecord,
  type PolicyRecord,
  type ReplicationRecord,
  type SpellRecord,
} from '../../src/experiment/records.ts';
import { expectSame } from '../support/simulation/expect-same.ts';

const figure = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, -0, 0, Infinity, 2 ** 53),
  fc.integer(),
  fc.nat(300),
);
const count = fc.nat(70_000);
const money = fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 });
const fuel = fc.constantFrom('electricity' as const, 'gas' as const);

/** The bytes keep any text, whatever words there are. */
const anyWord = fc.string();

const spell: fc.Arbitrary<SpellRecord> = fc.record({
  household: count,
  fuel,
  meterKind: anyWord as fc.Arbitrary<MeterKind>,
  vulnerable: fc.boolean(),
  startMinute: count,
  endMinute: count,
  cause: fc.constantFrom('no-channel' as const, 'no-money' as const, 'not-noticed' as const),
  shutGate: fc.option(fc.constantFrom(...shutGateWords)),
  noChannelMinute: fc.option(count),
  endedBy: fc.string({ unit: 'binary' }) as fc.Arbitrary<EndedBy>,
  censored: fc.boolean(),
});

const meter: fc.Arbitrary<MeterRecord> = fc.record({
  household: count,
  fuel,
  meterKind: anyWord as fc.Arbitrary<MeterKind>,
  vulnerable: fc.boolean(),
  psr: fc.boolean(),
  medical: fc.boolean(),
  habit: anyWord as fc.Arbitrary<Habit>,
  annualKwh: fc.double({ noNaN: true }),
  openingNet: money,
  vended: money,
  debtRepaid: money,
  creditGranted: money,
  energyCost: money,
  charges: money,
  closingNet: money,
  vends: count,
  failedVends: count,
  spells: count,
  offMinutes: count,
  onboardedMinute: fc.option(count),
  safeMode: fc.boolean(),
  owedMoved: money,
  writtenOff: money,
  granted: money,
});

function figures(length: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(figure, { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));
}

const hours = 3;
const policyRecord: fc.Arbitrary<PolicyRecord> = fc.record({
  policy: fc.string({ unit: 'grapheme' }),
  metrics: figures(segments.length * metrics.length),
  series: figures(seriesMetrics.length * hours),
  spellTally: figures(7),
  cuts: figures(9),
  sampleOffMinutes: figures(5),
  events: fc.nat(),
  spells: fc.array(spell, { maxLength: 5 }),
  meters: fc.array(meter, { maxLength: 5 }),
});

const record: fc.Arbitrary<ReplicationRecord> = fc.record({
  replication: fc.nat(),
  policies: fc.uniqueArray(policyRecord, { selector: (policy) => policy.policy, maxLength: 3 }),
});

const few = { numRuns: 60 };

describe('a record as bytes', () => {
  it('comes back as it was, to the bit', () => {
    fc.assert(
      fc.property(record, fc.string(), (original, key) => {
        expectSame(decodeRecord(encodeRecord(original, key)), original);
      }),
      few,
    );
  });

  it('gives each part alone as it is in the whole', () => {
    fc.assert(
      fc.property(record, (original) => {
        const reader = new RecordReader(bytesSource(encodeRecord(original, 'key')));
        for (const policy of original.policies) {
          expect(reader.metrics(policy.policy)).toEqual(policy.metrics);
          expect(reader.events(policy.policy)).toBe(policy.events);
          expect(reader.hours(policy.policy)).toBe(hours);
          const block = reader.series(policy.policy, 1, 2);
          const expected = seriesMetrics.flatMap((_, metric) => [
            ...policy.series.subarray(metric * hours + 1, metric * hours + 3),
          ]);
          expect([...block]).toEqual(expected);
        }
      }),
      few,
    );
  });

  it('is refused when any one byte has changed or any are missing', () => {
    fc.assert(
      fc.property(record, fc.nat(), fc.integer({ min: 1, max: 255 }), (original, place, flip) => {
        const bytes = encodeRecord(original, 'key');
        const changed = bytes.slice();
        changed[place % bytes.length]! ^= flip;
        expect(() => decodeRecord(changed)).toThrow(RecordFormatError);
        expect(() => decodeRecord(bytes.slice(0, place % bytes.length))).toThrow(RecordFormatError);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same bytes whichever time it is made', () => {
    fc.assert(
      fc.property(record, (original) => {
        expectSame(encodeRecord(original, 'key'), encodeRecord(structuredClone(original), 'key'));
      }),
      few,
    );
  });
});

describe('the checksum', () => {
  it('is that of zip and PNG', () => {
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('can be taken in parts', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        expect(checksum(second, checksum(first))).toBe(
          checksum(Uint8Array.from([...first, ...second])),
        );
      }),
    );
  });
});
