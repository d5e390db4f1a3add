import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';
import { clockWindowOf, guessWindow, joined, protectedParts } from '../../src/scenario/window.ts';

const minutes = (text: string): string[] =>
  protectedParts(clockWindowOf(text)!).map(
    ({ startMinute, endMinute }) => `${startMinute}-${endMinute}`,
  );

describe('windows of a day', () => {
  it('a window within the day protects its own hours', () => {
    expect(minutes('09:30-17:00')).toEqual(['570-1020']);
    expect(minutes('00:00-24:00')).toEqual(['0-1440']);
  });

  it('a window past midnight protects both ends of the same day', () => {
    expect(minutes('18:00-11:00')).toEqual(['0-660', '1080-1440']);
  });

  it('a window that ends at midnight protects the evening only', () => {
    expect(minutes('18:00-00:00')).toEqual(['1080-1440']);
    expect(minutes('18:00-24:00')).toEqual(['1080-1440']);
  });

  it('waking hours and those of the contact centre may pass midnight, and be all day', () => {
    const waking = (hours: string): object =>
      load(`behaviour: { wakingHours: "${hours}" }`).scenario.behaviour.wakingHours;
    const lines = (hours: string): object =>
      load(`support: { hours: "${hours}" }`).scenario.policies[0]!.institutions.support.hours;
    expect(waking('22:00-06:00')).toEqual({ startMinute: 1320, endMinute: 1800 });
    expect(waking('22:00-00:00')).toEqual({ startMinute: 1320, endMinute: 1440 });
    expect(waking('all-day')).toEqual(waking('00:00-24:00'));
    expect(lines('08:00-00:00')).toEqual({ startMinute: 480, endMinute: 1440 });
    expect(lines('all-day')).toEqual({ startMinute: 0, endMinute: 1440 });
    expect(lines('20:00-08:00')).toEqual({ startMinute: 1200, endMinute: 1920 });
    expect(problemsOf('behaviour: { wakingHours: "08:00-08:00" }')[0]!.fix).toContain('all-day');
  });

  it.each([
    '7:00-22:00',
    '07:00 - 22:00',
    '07:60-22:00',
    '07:00-24:01',
    '24:00-07:00',
    '0700-2200',
    '',
  ])('%j is no window', (text) => {
    expect(clockWindowOf(text)).toBeUndefined();
  });

  it('windows that overlap or touch become one', () => {
    const windows = [
      { startMinute: 600, endMinute: 700 },
      { startMinute: 0, endMinute: 100 },
      { startMinute: 650, endMinute: 660 },
      { startMinute: 700, endMinute: 800 },
    ];
    expect(joined(windows)).toEqual([
      { startMinute: 0, endMinute: 100 },
      { startMinute: 600, endMinute: 800 },
    ]);
  });

  it('guesses what was meant', () => {
    expect(guessWindow('7:00 - 22:00')).toBe('07:00-22:00');
    expect(guessWindow('0700–2200')).toBe('07:00-22:00');
    expect(guessWindow('8 to 20')).toBe('08:00-20:00');
    expect(guessWindow('morning')).toBeUndefined();
  });
});
