import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../support/scenario/load-scenario-text.ts';

const text =
  'start: 2022-01-10\nwarmUp: 2d\nhorizon: 36h\nconsumption: { weather: { csv: weather.csv } }';
const series = (days: readonly string[], header = 'date,temperature'): Record<string, string> => ({
  'study/weather.csv': [header, ...days.map((day, index) => `${day},${index - 1.5}`)].join('\n'),
});
const days = ['2022-01-07', '2022-01-08', '2022-01-09', '2022-01-10', '2022-01-11', '2022-01-12'];

describe('observed weather', () => {
  it('is cut to the days from the warm-up to the horizon', () => {
    expect(load(text, series(days)).scenario.consumption.weather).toEqual({
      firstDay: '2022-01-08',
      temperatures: [-0.5, 0.5, 1.5, 2.5],
    });
  });

  it('comes from the columns date and temperature, else from the first two', () => {
    const swapped = {
      'study/weather.csv': `temperature,station,date\n${days.map((day) => `3.5,x,${day}`).join('\n')}`,
    };
    expect(load(text, swapped).scenario.consumption.weather).toMatchObject({
      temperatures: [3.5, 3.5, 3.5, 3.5],
    });
    expect(load(text, series(days, 'DATE,CET')).scenario.consumption.weather).toMatchObject({
      firstDay: '2022-01-08',
    });
  });

  it('must cover every day, and the message names those missing', () => {
    expect(problemsOf(text, series(days.slice(3, 4)))).toMatchObject([
      {
        path: 'consumption.weather',
        line: 4,
        fix:
          'add the days 2022-01-08 to 2022-01-09 and 2022-01-11, or change start, warmUp or ' +
          'horizon',
      },
    ]);
  });

  it('must have a header: a day in its place is not lost without a word (H4)', () => {
    const { 'study/weather.csv': whole = '' } = series(days);
    const headless = whole.split('\n').slice(1).join('\n');
    expect(problemsOf(text, { 'study/weather.csv': headless })).toMatchObject([
      {
        file: 'study/weather.csv',
        line: 1,
        found: '2022-01-07',
        fix: 'put date,temperature above it',
      },
    ]);
  });

  it('must be days in order with a temperature each', () => {
    expect(problemsOf(text, series([...days].reverse()))).toMatchObject([
      { file: 'study/weather.csv', line: 3, fix: 'put 2022-01-13 here' },
    ]);
    expect(
      problemsOf(text, { 'study/weather.csv': 'date,temperature\n2022-01-08,cold' }),
    ).toMatchObject([{ line: 2, found: 'cold' }]);
  });

  it('may be given inline, as a browser must', () => {
    const inline = text.replace(
      '{ csv: weather.csv }',
      '{ firstDay: 2022-01-08, temperatures: [1, 2, 3, 4, 5] }',
    );
    expect(load(inline).scenario.consumption.weather).toEqual({
      firstDay: '2022-01-08',
      temperatures: [1, 2, 3, 4],
    });
  });
});
