import { describe, expect, it } from 'vitest';
import {
  dateOf,
  dayNumberOf,
  durationText,
  guessDays,
  guessDuration,
  minutesOf,
} from '../../src/scenario/units.ts';

describe('durations', () => {
  it.each([
    ['90m', 90],
    ['36h', 2160],
    ['14d', 20160],
    ['2w', 20160],
    ['1.5d', 2160],
    ['1.1h', 66],
    ['0d', 0],
    ['-1h', -60],
    ['0.5m', 0.5],
  ])('%s is %d minutes', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it.each(['14', '14 d', '14D', 'd', '1e3m', '.5h', '1,5h', '', '1h30m', ' 1h', 'Infinityd'])(
    '%j is no duration',
    (text) => {
      expect(minutesOf(text)).toBeUndefined();
    },
  );

  it.each([
    [0, '0d'],
    [90, '90m'],
    [2160, '36h'],
    [4320, '3d'],
    [20160, '2w'],
    [0.5, '0.5m'],
  ])('%d minutes are written %s', (minutes, text) => {
    expect(durationText(minutes)).toBe(text);
  });

  it.each([
    ['14 days', '14d'],
    ['P14D', '14d'],
    ['PT36H', '36h'],
    ['1d 12h', '36h'],
    ['1 hour and 30 minutes', '90m'],
    ['2 Weeks', '2w'],
  ])('somebody who writes %j is told to write %s', (text, guess) => {
    expect(guessDuration(text)).toBe(guess);
  });

  it('does not guess at what it cannot read', () => {
    expect(guessDuration('a while')).toBeUndefined();
    expect(guessDuration('3 moons')).toBeUndefined();
    expect(guessDuration('14')).toBeUndefined();
  });

  it('turns months and years into days only as advice', () => {
    expect(guessDays('3mo')).toBe('91d');
    expect(guessDays('1 year')).toBe('365d');
    expect(guessDays('3m')).toBeUndefined();
  });
});

describe('dates', () => {
  it('counts days across a leap day', () => {
    expect(dayNumberOf('2024-03-01')! - dayNumberOf('2024-02-28')!).toBe(2);
    expect(dayNumberOf('2022-03-01')! - dayNumberOf('2022-02-28')!).toBe(1);
  });

  it('gives back the date of a day number', () => {
    expect(dateOf(dayNumberOf('2021-12-31')! + 1)).toBe('2022-01-01');
  });

  it.each([
    '2022-02-29',
    '2026-02-30',
    '2022-13-01',
    '2022-00-10',
    '2022-04-31',
    '2022-1-10',
    '1999-12-31',
    '2100-01-01',
    'today',
  ])('%s is no day we know', (text) => {
    expect(dayNumberOf(text)).toBeUndefined();
  });
});
