import { describe, expect, it } from 'vitest';
import {
  burnt,
  burntBy,
  expectNear,
  isProtected,
  zOfCount,
} from '../support/simulation/closed-forms.ts';
import {
  day,
  emergencyCredit,
  metric,
  outcome,
  plain,
  pounds,
  seriesOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

const households = 1500;
/** Credit anywhere up to ten days' use. */
const spread: Part = {
  households,
  population: { initialBalance: { electricity: { uniform: [0, 30] } } },
};

/** The minute of each household's first cut, and its credit at day 0. */
function cuts(...parts: readonly Part[]): { credit: number; cutAt: number | undefined }[] {
  const { meters, spells } = outcome('nothing', plain, spread, ...parts);
  return meters.map(({ household, openingNet }) => ({
    credit: openingNet,
    cutAt: spells.find((spell) => spell.household === household)?.startMinute,
  }));
}

describe('credit burnt evenly', () => {
  it.each([1, 2, 3, 7, 13])('B1, N5: is £3.000000 a day at midnight %i', (days) => {
    const scenario = { horizon: `${days}d`, population: { initialBalance: { electricity: 1000 } } };
    expect(outcome('nothing', plain, scenario).meters[0]!.energyCost).toBe(pounds(3 * days));
    // A day has its own use whatever its shape.
    const shaped = { consumption: { electricity: { shape: 'gb' } } };
    expect(outcome('nothing', plain, scenario, shaped).meters[0]!.energyCost).toBe(
      pounds(3 * days),
    );
  });

  it('A1: is £0.333333 a day or its cumulative rounding, never a rounded rate', () => {
    const third = {
      consumption: { electricity: { annual: 365 / 9 } },
      population: { initialBalance: { electricity: 1000 } },
    };
    for (const days of [1, 2, 3, 300]) {
      expect(outcome('nothing', plain, third, { horizon: `${days}d` }).meters[0]!.energyCost).toBe(
        Math.round((days * 1e6) / 3),
      );
    }
  });

  it('A6, A7, B4: cuts each home in the first minute with nothing left', () => {
    for (const { credit, cutAt } of cuts()) expect(cutAt).toBe(burntBy(3, credit));
  });

  it('C9: has cut the share of homes that had less than has been burnt', () => {
    const record = outcome('nothing', plain, spread);
    const everOff = seriesOf(record, 'households_ever_off');
    for (const days of [1, 3, 5, 8]) {
      const share = days / 10;
      expect(everOff[24 * days]).toBe(
        record.meters.filter(({ openingNet }) => openingNet <= burnt(3, days * day)).length,
      );
      expectNear(
        zOfCount(everOff[24 * days]!, Array<number>(households).fill(share)),
        `day ${days}`,
      );
    }
    expect(metric(record, 'households_off')).toBe(households);
  });

  it('A1, A4: lasts as much longer as emergency credit selected at once is worth', () => {
    for (const { credit, cutAt } of cuts(emergencyCredit))
      expect(cutAt).toBe(burntBy(3, credit + pounds(10)));
  });

  it('A4: lasts no longer where emergency credit is never selected', () => {
    const refused = { meter: { emergencyCredit: { selected: 0 } } };
    for (const { credit, cutAt } of cuts(emergencyCredit, refused))
      expect(cutAt).toBe(burntBy(3, credit));
  });

  it('A4: lasts longer for the share who select it', () => {
    const found = cuts(emergencyCredit, { meter: { emergencyCredit: { selected: 0.6 } } });
    const selected = found.filter(({ credit, cutAt }) => cutAt !== burntBy(3, credit));
    for (const { credit, cutAt } of selected) expect(cutAt).toBe(burntBy(3, credit + pounds(10)));
    expectNear(zOfCount(selected.length, Array<number>(households).fill(0.6)));
  });

  it('A4: is lost to emergency credit selected too late', () => {
    // £1 lasts eight hours: a household that takes ten is cut first, and then the meter no longer
    // takes it.
    const late = { meter: { emergencyCredit: { selectDelay: '10h' } } };
    for (const { credit, cutAt } of cuts(emergencyCredit, late))
      expect(cutAt).toBe(burntBy(3, credit));
    const inTime = { meter: { emergencyCredit: { selectDelay: '7h' } } };
    for (const { credit, cutAt } of cuts(emergencyCredit, inTime)) {
      if (credit >= pounds(1)) expect(cutAt).toBe(burntBy(3, credit + pounds(10)));
    }
  });
});

describe('cuts bunch at the closing edge of protected hours', () => {
  const windows = {
    meter: {
      nonDisablement: {
        weekdays: '18:00-11:00',
        saturday: 'all-day',
        sunday: 'all-day',
        bankHolidays: 'all-day',
      },
    },
  };

  function expectBunched(
    start: string,
    bankHolidays: readonly string[],
  ): { cutAt: number | undefined }[] {
    const found = cuts(windows, { start });
    for (const { credit, cutAt } of found) {
      let minute = burntBy(3, credit);
      while (isProtected(start, minute, bankHolidays)) minute++;
      expect(cutAt).toBe(minute);
    }
    return found;
  }

  it('A7, A9: after nights and weekends', () => {
    const found = expectBunched('2022-01-10', []);
    // Monday 17 January, 11:00: everybody who ran out since Friday 18:00, 65 hours of the 240.
    const atTheEdge = found.filter(({ cutAt }) => cutAt === 7 * day + 660).length;
    expectNear(zOfCount(atTheEdge, Array<number>(households).fill(65 / 240)));
  });

  it('A9: after Easter: Good Friday and Easter Monday of 2022 are no weekdays', () => {
    const found = expectBunched('2022-04-11', ['2022-04-15', '2022-04-18']);
    // Tuesday 19 April, 11:00: everybody who ran out since Thursday 18:00, 113 hours of the 240.
    const atTheEdge = found.filter(({ cutAt }) => cutAt === 8 * day + 660).length;
    expectNear(zOfCount(atTheEdge, Array<number>(households).fill(113 / 240)));
  });
});

describe('charges alone', () => {
  const idle: Part = {
    consumption: { electricity: { annual: 0 } },
    tariff: { electricity: { standingCharge: 100 } },
  };

  it('A2: cut at the midnight whose charge takes the last of the credit', () => {
    for (const { credit, cutAt } of cuts(idle, { horizon: '40d' }))
      expect(cutAt).toBe(day * (Math.ceil(credit / 1e6) - 1));
  });

  it('A2, A14: cut sooner with a debt repaid by the week, until it is cleared', () => {
    const debt = { population: { debt: { share: 1, weekly: 7, amount: 5.5 } } };
    const record = outcome('nothing', plain, spread, idle, debt, { horizon: '40d' });
    for (const { household, openingNet, debtRepaid } of record.meters) {
      expect(debtRepaid).toBe(pounds(5.5));
      let midnight = 0;
      while (openingNet - pounds(midnight + 1) - Math.min(pounds(midnight + 1), pounds(5.5)) > 0)
        midnight++;
      expect(record.spells.find((spell) => spell.household === household)!.startMinute).toBe(
        midnight * day,
      );
    }
  });

  it('A2: never cut a meter whose charges are suspended in emergency credit', () => {
    const suspended = { meter: { suspendCharges: { inEmergencyCredit: true } } };
    const record = outcome('nothing', plain, spread, idle, emergencyCredit, suspended, {
      horizon: '60d',
    });
    const homes = record.meters.filter(({ openingNet }) => openingNet > pounds(1));
    for (const { household, openingNet, closingNet } of homes) {
      expect(record.spells.some((spell) => spell.household === household)).toBe(false);
      expect(closingNet).toBe(openingNet - pounds(60));
    }
  });

  it('A2, A8: use up emergency credit where they are not suspended', () => {
    for (const { credit, cutAt } of cuts(idle, emergencyCredit, { horizon: '60d' })) {
      // The charge that takes a meter past both thresholds at once leaves no moment to select.
      const left = credit % 1e6 === 0 ? 1e6 : credit % 1e6;
      expect(cutAt).toBe(
        day * (Math.ceil(credit / 1e6) - 1 + (credit <= 1e6 ? 0 : left === 1e6 ? 0 : 10)),
      );
    }
  });
});
