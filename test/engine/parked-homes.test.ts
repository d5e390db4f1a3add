import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParkedHomes } from '../../src/engine/parked-homes.ts';
import { homeWords, Slots } from '../../src/model/columns.ts';

test('a home that has waited its turn comes back as it was, whatever others came and went meanwhile', () => {
  const home = fc.uint8Array({ minLength: 4 * homeWords, maxLength: 4 * homeWords });
  const visits = fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.option(home, { nil: undefined })), { maxLength: 60 });
  fc.assert(
    fc.property(visits, (steps) => {
      const slots = new Slots(2);
      const parked = new ParkedHomes(slots);
      const waiting: { readonly number: number; readonly words: Int32Array }[] = [];
      for (const [comes, which, bytes] of steps) {
        if (comes || waiting.length === 0) {
          const slot = slots.take();
          slots.blank(slot);
          if (bytes !== undefined) slots.write(slot, new Int32Array(bytes.slice().buffer));
          const words = new Int32Array(homeWords);
          slots.read(slot, words);
          waiting.push({ number: parked.park(slot), words });
        } else {
          const [one] = waiting.splice(which % waiting.length, 1);
          const slot = parked.takeUp(one!.number);
          const words = new Int32Array(homeWords);
          slots.read(slot, words);
          expect(words).toEqual(one!.words);
          slots.giveBack(slot);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('homes that come and go take no more room than those that wait at once', () => {
  const slots = new Slots(2);
  const parked = new ParkedHomes(slots);
  const numbers = new Set<number>();
  for (let turn = 0; turn < 1000; turn++) {
    const slot = slots.take();
    slots.blank(slot);
    const number = parked.park(slot);
    numbers.add(number);
    slots.giveBack(parked.takeUp(number));
  }
  expect(numbers.size).toBe(1);
});
