import { describe, expect, it } from 'vitest';
import { fuels, meterKinds } from '../../src/scenario/scenario.ts';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

/** The limit of each kind and fuel, in the order of the lists. */
const limits = (written: string, base = '0'): number[] => {
  const { meter } = load(`extends: base.yaml\nmeter: { emergencyCredit: { limit: ${written} } }`, {
    'study/base.yaml': `extends: bare.yaml\nmeter: { emergencyCredit: { limit: ${base} } }`,
    'study/bare.yaml': 'meter: { emergencyCredit: { limit: 0 } }',
  }).scenario;
  return meterKinds.flatMap((kind) => fuels.map((fuel) => meter[kind][fuel].emergencyCredit.limit));
};

describe('settings by meter', () => {
  it('a bare value is for every meter', () => {
    expect(limits('7')).toEqual([7, 7, 7, 7, 7, 7, 7, 7]);
  });

  it('by fuel', () => {
    expect(limits('{ electricity: 1, gas: 2 }')).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
  });

  it('the most particular name speaks: legacy by fuel, then the kind, then smart, then the fuel', () => {
    expect(
      limits('{ electricity: 1, gas: 2, smart: 3, smets2: 4, legacy: 5, legacy-gas: 6 }'),
    ).toEqual([4, 4, 3, 3, 3, 3, 5, 6]);
    expect(limits('{ gas: 2, smets1-enrolled: 3, electricity: 1, legacy-electricity: 9 }')).toEqual(
      [1, 2, 3, 3, 1, 2, 9, 2],
    );
  });

  it('maps by meter merge name by name; a bare value and a map replace each other', () => {
    expect(limits('{ smets2: 8 }', '{ smart: 10, legacy: 5 }')).toEqual([
      8, 8, 10, 10, 10, 10, 5, 5,
    ]);
    expect(limits('3', '{ smart: 10, legacy: 5 }')).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it('says which meters are left without a value', () => {
    const problems = problemsOf(
      'extends: base.yaml\nmeter: { missed: { smets2: 0.1, electricity: 0.2 } }',
      {
        'study/base.yaml': 'meter: { missed: 0 }',
      },
    );
    expect(problems).toMatchObject([
      { path: 'meter.missed', fix: 'add smart and legacy-gas', line: 2 },
    ]);
  });

  it('distributions and calendars may be by meter, too', () => {
    const { meter } = load(`meter:
  emergencyCredit: { selectDelay: { smart: { uniform: [1m, 3m] }, legacy: 1h } }
  rearm: { electricity: { smets2: 1m, smart: 2m, legacy: 3m } }
  nonDisablement: { smart: { weekdays: "18:00-11:00" }, legacy: none }`).scenario;
    expect(meter.smets2.gas.emergencyCredit.selectDelay).toEqual({
      kind: 'uniform',
      low: 1,
      high: 3,
    });
    expect(meter.legacy.gas.emergencyCredit.selectDelay).toEqual({ kind: 'constant', value: 60 });
    expect(meter['smets1-enrolled'].electricity.rearm.electricity).toEqual({
      kind: 'constant',
      value: 2,
    });
    expect(meter.legacy.electricity.nonDisablement).toBe('none');
    expect(meter.smets2.electricity.nonDisablement).toEqual({
      weekdays: [
        { startMinute: 0, endMinute: 660 },
        { startMinute: 1080, endMinute: 1440 },
      ],
      saturday: [],
      sunday: [],
      bankHolidays: [],
    });
  });

  it('the hours of a day in a calendar may be by meter, too; a meter that a day does not name has none', () => {
    const { meter } = load(
      'meter: { nonDisablement: { weekdays: { smart: "18:00-11:00", legacy: none }, ' +
        'saturday: { gas: all-day } } }',
    ).scenario;
    const hours = (kind: (typeof meterKinds)[number], fuel: (typeof fuels)[number]) => {
      const calendar = meter[kind][fuel].nonDisablement;
      return calendar === 'none' ? calendar : [calendar.weekdays.length, calendar.saturday.length];
    };
    expect(hours('smets2', 'electricity')).toEqual([2, 0]);
    expect(hours('smets1-unenrolled', 'gas')).toEqual([2, 1]);
    expect(hours('legacy', 'electricity')).toEqual([0, 0]);
  });

  it('names a meter misspelt in a calendar', () => {
    const problems = problemsOf('meter: { nonDisablement: { weekdays: { smrt: all-day } } }');
    expect(problems).toMatchObject([
      { path: 'meter.nonDisablement.weekdays.smrt', fix: 'write smart' },
    ]);
  });
});
