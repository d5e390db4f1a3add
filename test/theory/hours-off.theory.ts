import { describe, expect, it } from 'vitest';
import { burntBy, expectNear, zScore } from '../support/simulation/closed-forms.ts';
import { day, onlyHabit, outcome, plain, type Part } from '../support/simulation/plain-scenario.ts';

/**
 * Credit for up to 30 days; onboarding drawn evenly over 14 to 28 days from an appointment on day
 * 1.
 */
const book: Part = {
  households: 2000,
  horizon: '40d',
  population: { initialBalance: { electricity: { uniform: [0, 90] } } },
  onboarding: { pace: { uniform: ['14d', '28d'] } },
};
const restored: Part = { onboarding: { recommence: { does: 'emergency-credit', amount: 500 } } };

/**
 * E(T − C)+ in hours for T uniform over days 15 to 29 and C over 0 to 30: the inner mean is T² /
 * 60.
 */
const expectedHours = (24 * (29 ** 3 - 15 ** 3)) / 3 / 14 / 60;

describe('hours off between running out and onboarding, with no channel in between', () => {
  it.each<[string, boolean, readonly Part[]]>([
    ['emergency credit sent by the SoLR', true, [restored]],
    [
      'safe mode set by the SoLR',
      true,
      [restored, { onboarding: { recommence: { does: 'safe-mode' } } }],
    ],
    [
      'a top-up of a household that has waited for it',
      false,
      [onlyHabit('emergency-only'), { behaviour: { vendAmount: 200 } }],
    ],
  ])(
    'C1, E8: are exactly that of each home where supply comes back by %s',
    (_, onceOnly, parts) => {
      const record = outcome('nothing', plain, book, ...parts);
      const hours = record.meters.map(({ openingNet, onboardedMinute, offMinutes }) => {
        const gap = Math.max(0, onboardedMinute! - burntBy(3, openingNet));
        // The SoLR looks once: who runs out later and never tops up is left off.
        const stranded = gap === 0 && onceOnly ? 40 * day - burntBy(3, openingNet) : 0;
        // Who runs out later and tops up at once is off for a minute, as short as a spell can be.
        const isOffOnce = gap === 0 && !onceOnly && burntBy(3, openingNet) < 40 * day;
        expect(offMinutes).toBe(gap + stranded + (isOffOnce ? 1 : 0));
        return gap / 60;
      });
      expectNear(zScore(hours, expectedHours));
    },
  );

  it('E8: are longer by what recommencing takes', () => {
    const slow = { onboarding: { recommence: { after: '6h' } } };
    for (const { openingNet, onboardedMinute, offMinutes } of outcome(
      'nothing',
      plain,
      book,
      restored,
      slow,
    ).meters) {
      const [cutAt, commandAt] = [burntBy(3, openingNet), onboardedMinute! + 360];
      expect(offMinutes).toBe(cutAt < commandAt ? commandAt - cutAt : 40 * day - cutAt);
    }
  });

  it('E8: are longer by failed recommencements, each two days', () => {
    const failing = {
      onboarding: { retryAfter: '2d', recommence: { success: 0.5 } },
      meter: { missed: 0.2 },
    };
    const tries = outcome('nothing', plain, book, { horizon: '120d' }, restored, failing)
      .meters.filter(({ openingNet, onboardedMinute }) => burntBy(3, openingNet) < onboardedMinute!)
      .map(
        ({ openingNet, onboardedMinute, offMinutes }) =>
          (offMinutes - (onboardedMinute! - burntBy(3, openingNet))) / (2 * day),
      );
    for (const count of tries) expect(Number.isInteger(count)).toBe(true);
    expectNear(zScore(tries, 0.6 / 0.4));
  });
});
