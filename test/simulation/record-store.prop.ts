import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordStore } from '../../src/simulation/record-store.ts';

/** A record has at least a heading of a few words. */
const words = fc.oneof(
  { weight: 20, arbitrary: fc.int32Array({ minLength: 2, maxLength: 12 }) },
  // A few of these fill a block.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(60_000, 100_000, 262_144), fc.integer())
      .map(([length, seed]) =>
        Int32Array.from({ length }, (_, word) => Math.imul(word + 1, seed) | 0),
      ),
  },
);

test('a record comes back as it was kept, under each policy that waits with it, whatever came and went meanwhile', () => {
  const step = fc.record({
    keeps: fc.boolean(),
    words,
    policies: fc.integer({ min: 1, max: 4 }),
    which: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const records = new RecordStore();
      const waiting: { readonly number: number; readonly words: Int32Array }[] = [];
      const into = new Int32Array(262_144);
      for (const { keeps, words: kept, policies, which } of steps) {
        if (keeps || waiting.length === 0) {
          // What lies behind the record in the kernel's words is not its own.
          const given = Int32Array.from([...kept.subarray(0, 12), 99]);
          if (kept.length > 12) given.set(kept.subarray(0, given.length));
          const number = records.keep(kept.length > 12 ? kept : given, kept.length);
          for (let policy = 0; policy < policies; policy++) {
            records.share(number);
            waiting.push({ number, words: kept });
          }
          const heading = new Int32Array(2);
          records.peek(number, heading);
          expect([records.lengthOf(number), ...heading]).toEqual([kept.length, kept[0], kept[1]]);
        } else {
          const [one] = waiting.splice(which % waiting.length, 1);
          records.takeUp(one!.number, into);
          expect(
            Buffer.compare(bytesOf(into.subarray(0, one!.words.length)), bytesOf(one!.words)),
          ).toBe(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});

const bytesOf = (values: Int32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

test('records that come and go take no more numbers than those that wait at once', () => {
  const records = new RecordStore();
  const numbers = new Set<number>();
  for (let turn = 0; turn < 1000; turn++) {
    // Two households, one of them under two policies: it is kept until the second has taken it up.
    const [one, other] = [turn, -turn].map((value) =>
      records.keep(Int32Array.of(value, value, value), 3),
    );
    numbers.add(one!).add(other!);
    records.share(one!);
    records.share(one!);
    records.share(other!);
    const into = new Int32Array(3);
    records.takeUp(one!, into);
    records.takeUp(other!, into);
    records.takeUp(one!, into);
    expect(into).toEqual(Int32Array.of(turn, turn, turn));
  }
  expect(numbers.size).toBe(2);
});
