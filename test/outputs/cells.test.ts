import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalCell,
  integerCell,
  micropoundsCell,
  minutesAsHoursCell,
  quoted,
  textCell,
  timeCell,
} from '../../src/outputs/cells.ts';

describe('a money cell of meters.csv', () => {
  /** The same by another way: integer division in BigInt. */
  function expected(micropounds: number): string {
    const size = BigInt(Math.abs(micropounds));
    const text = `${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, '0')}`;
    return micropounds < 0 ? `-${text}` : text;
  }

  it('has six exact decimals', () => {
    expect(micropoundsCell(0)).toBe('0.000000');
    expect(micropoundsCell(-0)).toBe('0.000000');
    expect(micropoundsCell(1)).toBe('0.000001');
    expect(micropoundsCell(-1)).toBe('-0.000001');
    expect(micropoundsCell(-12_345_678)).toBe('-12.345678');
    expect(micropoundsCell(Number.MAX_SAFE_INTEGER)).toBe('9007199254.740991');
  });

  it('is the amount to the micropound for every amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (micropounds) => {
        expect(micropoundsCell(micropounds)).toBe(expected(micropounds));
      }),
      { numRuns: 5000 },
    );
  });

  it('refuses what is not whole micropounds', () => {
    for (const wrong of [0.5, NaN, 2 ** 53])
      expect(() => micropoundsCell(wrong)).toThrow('whole micropounds');
  });
});

describe('a cell of hours', () => {
  it('is the minutes over 60, rounded to the nearest ten-thousandth', () => {
    expect(minutesAsHoursCell(0)).toBe('0.0000');
    expect(minutesAsHoursCell(1)).toBe('0.0167');
    expect(minutesAsHoursCell(20)).toBe('0.3333');
    expect(minutesAsHoursCell(59)).toBe('0.9833');
    expect(minutesAsHoursCell(60)).toBe('1.0000');
    expect(minutesAsHoursCell(-90)).toBe('-1.5000');
  });

  it('gives the minutes back', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (minutes) => {
        expect(Math.round(Number(minutesAsHoursCell(minutes)) * 60)).toBe(minutes);
        expect(minutesAsHoursCell(minutes)).toBe((minutes / 60).toFixed(4));
      }),
    );
  });
});

describe('a cell of a statistic', () => {
  it('has fixed decimals, and is empty where there is no figure', () => {
    expect(decimalCell(1234.56789, 4)).toBe('1234.5679');
    expect(decimalCell(7, 4)).toBe('7.0000');
    expect(decimalCell(7, 2)).toBe('7.00');
    expect(decimalCell(NaN, 4)).toBe('');
  });

  it('never is minus zero', () => {
    expect(decimalCell(-0.000001, 4)).toBe('0.0000');
    expect(decimalCell(-0, 4)).toBe('0.0000');
    expect(decimalCell(-0.00006, 4)).toBe('-0.0001');
    expect(integerCell(-0)).toBe('0');
  });

  it('is what toFixed gives, for whole numbers too', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -1e15, max: 1e15, noNaN: true }), fc.integer()),
        fc.constantFrom(2, 4, 6),
        (value, decimals) => {
          const text = value.toFixed(decimals);
          expect(decimalCell(value, decimals)).toBe(
            /[1-9]/u.test(text) ? text : text.replace('-', ''),
          );
        },
      ),
    );
  });

  it('of a count refuses a fraction: that is a bug of ours', () => {
    expect(integerCell(12)).toBe('12');
    expect(integerCell(NaN)).toBe('');
    expect(() => integerCell(1.5)).toThrow('whole number');
  });
});

describe('a time', () => {
  it('is ISO 8601 in UTC, from day 0 on', () => {
    expect(timeCell('2022-01-10', 0)).toBe('2022-01-10T00:00:00Z');
    expect(timeCell('2022-01-10', 61)).toBe('2022-01-10T01:01:00Z');
    expect(timeCell('2022-01-10', 22 * 1440 - 1)).toBe('2022-01-31T23:59:00Z');
    expect(timeCell('2024-02-28', 1440)).toBe('2024-02-29T00:00:00Z');
  });

  it('does not shift when the clocks change', () => {
    expect(timeCell('2022-03-26', 1440 + 90)).toBe('2022-03-27T01:30:00Z');
  });

  it('is the same as by the calendar of the language', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (minute) => {
        expect(timeCell('2021-11-22', minute)).toBe(
          new Date(Date.UTC(2021, 10, 22, 0, minute)).toISOString().replace('.000', ''),
        );
      }),
    );
  });
});

describe('a cell of text', () => {
  const fullWidth = ['\uff1d', '\uff0b', '\uff0d', '\uff20'];
  const plain = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', ...fullWidth];
  const hidden = [' =', '\u00a0=', '\ufeff=', '  @', '\n=', '\u200b+', '\u3000='];

  it.each([...plain, ...hidden].map((prefix) => [JSON.stringify(prefix), prefix]))(
    'that begins with %s is no formula',
    (_, prefix) => {
      expect(textCell(`${prefix}cmd|' /C calc'!A0`)).toBe(`'${prefix}cmd|' /C calc'!A0`);
    },
  );

  it('that is a number stays one', () => {
    for (const number of ['-5', '+44', '-1.5e-7', '0']) expect(textCell(number)).toBe(number);
    for (const almost of ['-5+1', '+A1', '--5', '-']) expect(textCell(almost)).toBe(`'${almost}`);
  });

  it('that is harmless is left as it is', () => {
    for (const text of [
      'mp134a-mp185',
      'a=b',
      'Ofgem @ work',
      '',
      '£5',
      "'quoted'",
      ' blank first',
    ])
      expect(textCell(text)).toBe(text);
  });

  it('is quoted only where the comma, the quote or a line break needs it', () => {
    expect(quoted('plain text')).toBe('plain text');
    expect(quoted('a,b')).toBe('"a,b"');
    expect(quoted('say "when"')).toBe('"say ""when"""');
    expect(quoted('two\nlines')).toBe('"two\nlines"');
    expect(quoted('two\rlines')).toBe('"two\rlines"');
  });
});
