import { describe, expect, it } from 'vitest';
import type { BandPoint } from '../../src/outputs/charts/panels.ts';
import { medianThinned, thinned } from '../../src/outputs/charts/thinned.ts';

/**
 * Eight weeks, six-hourly: flat, then a rise with a wave on it, and one sharp peak at an odd hour.
 */
const hours = [...Array.from({ length: 225 }, (_, index) => index * 6), 501].sort((a, b) => a - b);
const series = hours.map((hour): BandPoint => {
  const middle =
    hour === 501 ? 400 : hour < 300 ? 10 : 10 + (hour - 300) / 10 + 20 * Math.sin(hour / 40);
  return { hour, low: middle - 5, middle, high: middle + 5 };
});
const height = 405;

function valueAt(points: readonly BandPoint[], hour: number): number {
  const after = points.findIndex((point) => point.hour >= hour);
  const [a, b] = [points[Math.max(0, after - 1)]!, points[after]!];
  return a.hour === b.hour
    ? b.middle
    : a.middle + ((hour - a.hour) / (b.hour - a.hour)) * (b.middle - a.middle);
}

describe('points that a chart over time leaves out', () => {
  it('are those that lines between the others pass at less than half a pixel', () => {
    const kept = thinned(series, height);
    expect(kept.length).toBeLessThan(series.length / 2);
    for (const { hour, middle } of series)
      expect(Math.abs(valueAt(kept, hour) - middle)).toBeLessThan(0.004 * height);
  });

  it('are never the first, the highest or the last', () => {
    expect(thinned(series, height)).toEqual(
      expect.arrayContaining([series[0], series.at(-1), series.find(({ hour }) => hour === 501)]),
    );
  });

  it('are more of a line without its band, whose edges nobody sees', () => {
    const noisy = series.map((point, index) => ({
      ...point,
      high: point.high + (index % 2) * 100,
    }));
    expect(medianThinned(noisy, height)).toHaveLength(thinned(series, height).length);
    expect(thinned(noisy, height).length).toBeGreaterThan(medianThinned(noisy, height).length);
  });
});
