import { describe, expect, it } from 'vitest';
import { seriesFilter, type SeriesChoice } from '../../src/experiment/series-bands.ts';
import { plain, scenarioOf } from '../support/simulation/plain-scenario.ts';

const scenario = scenarioOf(plain, {
  households: 10,
  horizon: '20d',
  appointment: { after: '10.52d' },
  policies: { failed: { label: 'Failed' } },
  reference: 'failed',
});

function hoursOf(choice: SeriesChoice, policy = 'failed'): readonly number[] {
  const keeps = seriesFilter(choice, scenario, [1, 2]);
  return Array.from({ length: 20 * 24 + 1 }, (_, hour) => hour).filter((hour) =>
    keeps(policy, hour),
  );
}

describe('the hours of timeseries.csv', () => {
  it('are all of them when hourly, midnights when daily, and none at all', () => {
    expect(hoursOf('hourly')).toHaveLength(481);
    expect(hoursOf('daily')).toEqual(Array.from({ length: 21 }, (_, day) => day * 24));
    expect(hoursOf('none')).toEqual([]);
  });

  it('are each of the first week and every sixth one after it when thinned', () => {
    const ofNoEvent = hoursOf('thinned', 'no-failure');
    expect(ofNoEvent.slice(0, 169)).toEqual(Array.from({ length: 169 }, (_, hour) => hour));
    expect(ofNoEvent.slice(169)).toEqual(Array.from({ length: 52 }, (_, index) => 174 + index * 6));
  });

  it('are also those before and after an event', () => {
    // 10.52 days are 252.48 hours.
    const more = hoursOf('thinned').filter((hour) => hour > 168 && hour % 6 !== 0);
    expect(more).toContain(253);
    expect(hoursOf('thinned')).toContain(252);
    expect(more.length).toBeLessThan(10);
  });

  it('end with the horizon', () => {
    for (const choice of ['thinned', 'daily', 'hourly'] as const)
      expect(hoursOf(choice).at(-1)).toBe(480);
  });
});
