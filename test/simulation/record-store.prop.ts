import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstNumbers, RecordStore } from '../../src/simulation/record-store.ts';

const longest = 65_535;
/** A record has at least a heading of a few words. */
const words = fc.oneof(
  { weight: 20, arbitrary: fc.int32Array({ minLength: 2, maxLength: 12 }) },
  // A few of these fill a block.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(15_000, 25_000, longest), fc.integer())
      .map(([length, seed]) =>
        Int32Array.from({ length }, (_, word) => Math.imul(word + 1, seed) | 0),
      ),
  },
);
const bytesOf = (values: Int32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

test('a record comes back as it was kept, whatever came and went meanwhile', () => {
  const step = fc.record({ keeps: fc.boolean(), words, which: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isShared) => {
      const records = new RecordStore({ isShared });
      const waiting: { readonly number: number; readonly words: Int32Array }[] = [];
      const into = new Int32Array(longest);
      for (const { keeps, words: kept, which } of steps) {
        if (keeps || waiting.length === 0) {
          // What lies behind the record in the kernel's words is not its own.
          const given = kept.length > 12 ? kept : Int32Array.of(...kept, 99);
          const number = records.keep(given, kept.length);
          waiting.push({ number, words: kept });
          const heading = new Int32Array(2);
          records.peek(number, heading);
          expect([records.lengthOf(number), ...heading]).toEqual([kept.length, kept[0], kept[1]]);
        } else {
          const [one] = waiting.splice(which % waiting.length, 1);
          records.takeOut(one!.number, into);
          const found = into.subarray(0, one!.words.length);
          expect(Buffer.compare(bytesOf(found), bytesOf(one!.words))).toBe(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('records that come and go take no more numbers than those that wait at once', () => {
  const records = new RecordStore();
  const numbers = new Set<number>();
  for (let turn = 0; turn < 1000; turn++) {
    const [one, other] = [turn, -turn].map((value) =>
      records.keep(Int32Array.of(value, value, value), 3),
    );
    numbers.add(one!).add(other!);
    const into = new Int32Array(3);
    records.takeOut(other!, into);
    records.takeOut(one!, into);
    expect(into).toEqual(Int32Array.of(turn, turn, turn));
  }
  expect(numbers.size).toBe(2);
});

test('records of several stores are read in a third, which never writes to them', () => {
  const parts = [3, 5].map((value) => {
    const store = new RecordStore();
    const number = store.keep(Int32Array.of(value, value), 2);
    // Fills a block, so that the second store's records are some blocks further on.
    store.keep(new Int32Array(longest), longest);
    return { value, number, blocks: store.blocks };
  });
  const records = new RecordStore({ given: parts.flatMap(({ blocks }) => blocks) });
  const firsts = firstNumbers(parts.map(({ blocks }) => blocks.length));
  const into = new Int32Array(2);
  for (let policy = 0; policy < 2; policy++)
    parts.forEach(({ value, number }, part) => {
      records.takeOut(firsts[part]! + number, into);
      expect(into).toEqual(Int32Array.of(value, value));
      const own = records.keep(Int32Array.of(7, 7), 2);
      expect(own).toBeGreaterThan(firsts[1]! + parts[1]!.number);
      records.takeOut(own, into);
    });
});
