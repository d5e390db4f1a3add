// The coarse scan: which intervals of values are surely on which side of the limits, and whether
// the figures rise, fall or turn.
import { halfWidthOf, meanOf, standardDeviationOf } from '../../experiment/statistics.ts';
import type { Region } from './edges.ts';
import type { Problem, ValueGrid, Wanted } from './problem.ts';
import type { Tried, TriedValues } from './tried.ts';

/** The shape of a figure from the lowest value to the highest, beyond random variation. */
export type Course = 'rises' | 'falls' | 'turns' | 'level';

/** `count` indices spread evenly over the grid, both ends included. */
export function scannedIndices({ lastIndex }: ValueGrid, count: number): readonly number[] {
  const parts = Math.min(count - 1, lastIndex);
  return Array.from({ length: parts + 1 }, (_, part) => Math.round((part * lastIndex) / parts));
}

/** Neighbouring tried values that are surely on the same side. */
interface Stretch {
  readonly standing: 'met' | 'missed';
  readonly from: number;
  readonly to: number;
}

function stretchesOf(points: readonly Tried[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { index, standing } of points) {
    if (standing === 'unsure') continue;
    const before = stretches.at(-1);
    if (before?.standing === standing) stretches[stretches.length - 1] = { ...before, to: index };
    else stretches.push({ standing, from: index, to: index });
  }
  return stretches;
}

/**
 * The parts of the grid with one crossing each. Unsure values at an end of the grid may hide one
 * more.
 */
export function regionsOf(tried: TriedValues, { lastIndex }: ValueGrid): readonly Region[] {
  const points = tried.all();
  const stretches = stretchesOf(points);
  const between = stretches.slice(1).map((after, place): Region => {
    const { from, standing } = stretches[place]!;
    return { from, to: after.to, isMetBelow: standing === 'met' };
  });
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return [];
  const atStart: Region = { from: 0, to: first.to, isMetBelow: first.standing === 'missed' };
  const atEnd: Region = { from: last.from, to: lastIndex, isMetBelow: last.standing === 'met' };
  return [
    ...(points[0]!.standing === 'unsure' ? [atStart] : []),
    ...between,
    ...(points.at(-1)!.standing === 'unsure' ? [atEnd] : []),
  ];
}

/**
 * The unsure values that no crossing explains: those at an end of the grid, and those between
 * values on the same side. They get more replications until it is sure on which side they are, or
 * there are as many as there may be.
 */
export function unexplained(
  tried: TriedValues,
  { atMost, replications }: Problem,
): readonly Wanted[] {
  const points = tried.all();
  const sureBefore = (place: number): Tried | undefined => points.slice(0, place).findLast(isSure);
  const sureAfter = (place: number): Tried | undefined => points.slice(place + 1).find(isSure);
  const wanted = points.flatMap((point, place) => {
    if (isSure(point) || point.replications >= atMost) return [];
    const [before, after] = [sureBefore(place)?.standing, sureAfter(place)?.standing];
    const isBetweenSides = before !== undefined && after !== undefined && before !== after;
    const isEnd = place === 0 || place === points.length - 1;
    const isOpen = (before === undefined || after === undefined) && !isEnd && before !== after;
    return isBetweenSides || isOpen ? [] : [point];
  });
  return wanted.map(({ index, replications: have }) => ({
    index,
    replications: Math.min(atMost, Math.max(replications, 2 * have)),
  }));
}

const isSure = ({ standing }: Tried): boolean => standing !== 'unsure';

/** What the figure of a limit does over the scanned values, by paired differences of neighbours. */
export function courseOf(tried: TriedValues, scanned: readonly number[], limit: number): Course {
  const samples = scanned.map((index) => tried.sampleOf(index)[limit]!.values);
  const level = 1 - 0.05 / Math.max(1, samples.length - 1);
  const signs = samples.slice(1).map((sample, place) => changeOf(samples[place]!, sample, level));
  const [rises, falls] = [signs.includes(1), signs.includes(-1)];
  if (rises && falls) return 'turns';
  if (rises) return 'rises';
  if (falls) return 'falls';
  const overall = samples.length < 2 ? 0 : changeOf(samples[0]!, samples.at(-1)!, 0.95);
  return overall > 0 ? 'rises' : overall < 0 ? 'falls' : 'level';
}

/**
 * 1 for a rise from one value to the other, −1 for a fall, 0 if random variation explains the
 * difference.
 */
function changeOf(before: readonly number[], after: readonly number[], level: number): number {
  const count = Math.min(before.length, after.length);
  const changes = after.slice(0, count).map((value, replication) => value - before[replication]!);
  const present = changes.filter((change) => !Number.isNaN(change));
  const mean = meanOf(present);
  return Math.abs(mean) > halfWidthOf(standardDeviationOf(present, mean), present.length, level)
    ? Math.sign(mean)
    : 0;
}
