import { describe, expect, it } from 'vitest';
import {
  figuresOf,
  prepareOrdinaryLife,
  type Figures,
} from '../../src/calibration/ordinary-life.ts';
import {
  emergencyCredit,
  onlyFuels,
  onlyHabit,
  plain,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

// The plain home's £10 at £3 a day is below the trigger of £2 at minute 3841, and gone at minute
// 4800 (Thursday 08:00).

const reactive = onlyHabit('reactive');
const short: Part = { behaviour: { shortOfMoney: { share: 1, wait: '1d' } }, horizon: '5d' };

function figures(...parts: readonly Part[]): Figures {
  return figuresOf(prepareOrdinaryLife(scenarioOf(plain, ...parts)), 1);
}

describe('the figures of an ordinary life', () => {
  it('are how often and with how much a home tops up, and how long £10 lasts', () => {
    const { vendPounds, daysBetweenVends, daysTenPoundsLast } = figures(reactive);
    expect(vendPounds).toBe(10);
    // Every 4,800 minutes from 3,841: six times in twenty days.
    expect(daysBetweenVends).toBeCloseTo(20 / 6, 12);
    expect(daysTenPoundsLast).toBeCloseTo(10 / 3, 12);
  });
  it('count both fuels of a home together in vends, and each meter on its own in how long £10 lasts', () => {
    const { daysBetweenVends, daysTenPoundsLast } = figures(reactive, onlyFuels('dual'));
    expect(daysBetweenVends).toBeCloseTo(20 / 12, 12);
    expect(daysTenPoundsLast).toBeCloseTo(10 / 3, 12);
  });
  it('are losses an account-week, long ones, and those for lack of money', () => {
    const life = figures(reactive, short);
    expect(life.electricityLossesPerAccountWeek).toBeCloseTo(7 / 5, 12);
    expect(life.gasLossesPerAccountWeek).toBeNaN();
    // Off from minute 4,800 to 5,281: eight hours.
    expect(life.electricityAccountsOff3h).toBe(1);
    expect(life.hoursOffPerHomeYear).toBeCloseTo(((481 / 60) * 365) / 5, 9);
    expect(life.lossesForLackOfMoney).toBe(1);
    expect(life.off24hOfHomesOff).toBe(0);
  });
  it('leave a spell out of the losses that was open before day 0', () => {
    const empty = {
      population: { initialBalance: { electricity: 0 } },
      warmUp: '1d',
      horizon: '1d',
    };
    const { lossesPerHomeYear, homesOff } = figures(empty);
    expect(lossesPerHomeYear).toBe(0);
    expect(homesOff).toBe(1);
  });
  it('know who was in emergency credit at some time', () => {
    expect(figures(emergencyCredit, { horizon: '3d' }).homesInEmergencyCredit).toBe(0);
    expect(figures(emergencyCredit, { horizon: '4d' }).homesInEmergencyCredit).toBe(1);
  });
  it('know the hour after the window closes, in which a home that ran dry in the night is cut', () => {
    const windows = {
      weekdays: '18:00-11:00',
      saturday: 'all-day',
      sunday: 'all-day',
      bankHolidays: 'all-day',
    };
    const life = figures({ meter: { nonDisablement: windows } });
    expect(life.cutsInClosingHour).toBe(1);
    expect(life.closingHourIsPeak).toBe(1);
  });
});
