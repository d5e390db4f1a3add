// Reduces a series to the points that a chart needs: between them, the series looks straight.
import type { BandPoint } from './panels.ts';

/** Enough points for a line of this width. */
const pointsMost = 240;
/** As a share of the height of a panel: less than half a pixel. */
const unseen = 0.004;

/**
 * Points at regular hours, including midnights, and the highest and the last one; without points
 * that are on a straight line between others.
 * @param height the highest value of the chart
 */
export function thinned(points: readonly BandPoint[], height: number): readonly BandPoint[] {
  const hours = points.at(-1)!.hour - points[0]!.hour;
  const step = [1, 2, 3, 4, 6, 8, 12, 24].find((one) => hours / one <= pointsMost) ?? 24;
  const top = points.reduce((high, point) => (point.middle > high.middle ? point : high));
  const seen = points.filter(
    (point, index) => point.hour % step === 0 || point === top || index === points.length - 1,
  );
  const kept: BandPoint[] = [];
  let from = 0;
  for (const [index, point] of seen.entries()) {
    const isNeeded =
      index === 0 ||
      point === top ||
      index === seen.length - 1 ||
      !isStraight(seen.slice(from, index + 2), unseen * height);
    if (!isNeeded) continue;
    kept.push(point);
    from = index;
  }
  return kept;
}

/** Whether all points are within a margin of the line from the first to the last. */
function isStraight(points: readonly BandPoint[], margin: number): boolean {
  const [first, last] = [points[0]!, points.at(-1)!];
  return points.every((point) => {
    const share = (point.hour - first.hour) / (last.hour - first.hour);
    return (['low', 'middle', 'high'] as const).every(
      (edge) => Math.abs(first[edge] + share * (last[edge] - first[edge]) - point[edge]) < margin,
    );
  });
}

/** Points for a line that is drawn without its band. */
export const medianThinned = (points: readonly BandPoint[], height: number): readonly BandPoint[] =>
  thinned(
    points.map(({ hour, middle }) => ({ hour, middle, low: middle, high: middle })),
    height,
  );
