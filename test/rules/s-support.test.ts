// Section S of docs/MODEL.md: support. Of rules that other tests do not name yet.
import { expect, test } from 'vitest';
import { metric, outcome, plain } from '../support/engine-scenario.ts';

test('S5: the contact centre works without a failure too', () => {
  // Off at minute 4800, a call an hour later that lasts ten minutes, and credit at its end.
  const record = outcome('no-failure', plain, {
    horizon: '4d',
    support: {
      contacts: 1,
      callAfter: '1h',
      callLength: '10m',
      discretionaryCredit: { share: 1, amount: 5 },
    },
  });
  expect(record.spells).toMatchObject([
    { startMinute: 4800, endMinute: 4870, endedBy: 'discretionary-credit' },
  ]);
  expect(metric(record, 'calls')).toBe(1);
});
