import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParkedHomes } from '../../src/engine/parked-homes.ts';
import { homeWords, Slots } from '../../src/model/columns.ts';

/** Lays a household down as if it had been drawn: some words of its own, the others blank. */
function drawInto(slots: Slots): (slot: number, household: number) => void {
  return (slot, household) => {
    slots.blank(slot);
    slots.households.setHousehold(slot, household);
    slots.meters.setAnnualKwh(2 * slot, 1000 / (household + 1));
    slots.meters.setBalance(2 * slot + 1, household * 1_000_000);
  };
}

function wordsOf(slots: Slots, slot: number): Int32Array {
  const words = new Int32Array(homeWords);
  slots.read(slot, words);
  return words;
}

test('a home that has waited its turn comes back as it was, whatever others, itself under other policies too, came and went meanwhile', () => {
  // A change of everything, or of a word here and there.
  const everything = fc.uint8Array({ minLength: 4 * homeWords, maxLength: 4 * homeWords });
  const word = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 255, 256, 1 << 24, 0x7fffffff, -0x80000000, 0x7ff00000));
  const some = fc.array(fc.tuple(fc.nat(homeWords - 1), word), { maxLength: 8 });
  const step = fc.record({
    comes: fc.boolean(),
    household: fc.nat(3),
    which: fc.nat(),
    changes: fc.oneof({ weight: 1, arbitrary: everything }, { weight: 4, arbitrary: some }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const slots = new Slots(2);
      const draw = drawInto(slots);
      const parked = new ParkedHomes(slots, draw);
      const waiting: { readonly number: number; readonly words: Int32Array }[] = [];
      for (const { comes, household, which, changes } of steps) {
        if (comes || waiting.length === 0) {
          const slot = slots.take();
          draw(slot, household);
          const words = wordsOf(slots, slot);
          if (Array.isArray(changes)) for (const [place, value] of changes) words[place] = value;
          else words.set(new Int32Array(changes.slice().buffer));
          slots.write(slot, words);
          slots.households.setHousehold(slot, household);
          const asItWas = wordsOf(slots, slot);
          waiting.push({ number: parked.park(slot), words: asItWas });
        } else {
          const [one] = waiting.splice(which % waiting.length, 1);
          const slot = parked.takeUp(one!.number);
          expect(wordsOf(slots, slot)).toEqual(one!.words);
          slots.giveBack(slot);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('homes that come and go take no more room than those that wait at once', () => {
  const slots = new Slots(2);
  const draw = drawInto(slots);
  const parked = new ParkedHomes(slots, draw);
  const numbers = new Set<number>();
  for (let turn = 0; turn < 1000; turn++) {
    // Under two policies: what they have in common is kept until both have gone.
    const [one, other] = [0, 1].map(() => {
      const slot = slots.take();
      draw(slot, turn);
      return parked.park(slot);
    });
    numbers.add(one!).add(other!);
    slots.giveBack(parked.takeUp(turn % 2 === 0 ? one! : other!));
    slots.giveBack(parked.takeUp(turn % 2 === 0 ? other! : one!));
  }
  expect(numbers.size).toBe(2);
});
