import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '../../src/simulation/event-queue.ts';
import { never } from '../../src/kernel/time.ts';

test('homes are taken minute by minute, everybody once, however many come meanwhile', () => {
  const later = fc.array(fc.nat(50), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(fc.nat(100), { maxLength: 200 }),
      fc.array(later, { maxLength: 40 }),
      (minutes, arrivals) => {
        const queue = new EventQueue(0, 200);
        const waiting = new Map<number, number>();
        const add = (minute: number): void => {
          const home = 7 * waiting.size;
          waiting.set(home, minute);
          queue.add(minute, home);
        };
        minutes.forEach(add);
        const taken = new Map<number, number>();
        let turn = 0;
        const into: number[] = [];
        let last = -1;
        for (let minute = queue.take(150, into); minute !== never; minute = queue.take(150, into)) {
          expect(minute).toBeGreaterThanOrEqual(last);
          last = minute;
          for (const home of into.splice(0)) taken.set(home, minute);
          for (const delay of arrivals[turn++] ?? []) add(Math.min(200, minute + delay));
        }
        const due = [...waiting].filter(([, minute]) => minute < 150);
        expect([...taken].sort(([a], [b]) => a - b)).toEqual(due.sort(([a], [b]) => a - b));
      },
    ),
  );
});
