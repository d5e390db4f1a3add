// Section C of docs/MODEL.md: counting. Of rules that other tests do not name yet.
import { expect, test } from 'vitest';
import { outcome, plain } from '../support/engine-scenario.ts';

// The plain home's £10 at £3 a day is gone at minute 4800, and nobody tops up.

test('C2, T3: a spell open at the horizon is counted to the horizon and marked as censored', () => {
  const { spells, meters } = outcome('no-failure', plain, { horizon: '5d' });
  expect(spells).toMatchObject([
    { startMinute: 4800, endMinute: 7200, endedBy: 'horizon', censored: true },
  ]);
  expect(meters).toMatchObject([{ spells: 1, offMinutes: 2400 }]);
});
