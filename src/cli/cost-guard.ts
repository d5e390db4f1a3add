// States the cost of a large run before it begins, and refuses a run that clearly does not fit into
// memory or disk.
import { UsageError } from '../errors.ts';
import type { RunCost } from '../experiment/run-cost.ts';
import type { Room } from '../files/room.ts';
import { numberText } from '../outputs/number-text.ts';

/** Costs below these are not mentioned. */
const unsaid: RunCost = { seconds: 600, memoryBytes: 2e9, diskBytes: 1e9 };
/** Estimates are rough: a run of up to this many times the available space is allowed. */
const margin = 1.3;

/** What is costly, and how to make it less so. */
export interface Costly {
  /** `run` */
  readonly what: string;
  /** Goes after “Give”. */
  readonly ways: string;
}

const aRun: Costly = {
  what: 'run',
  ways:
    'fewer --households, --replications or --policies, leave out --meters and --spells, use ' +
    'fewer --workers or --shard',
};

/**
 * Remarks on the cost; none if it is small.
 * @param room where the files go
 * @param anyway allow it even if it does not fit
 * @throws UsageError where memory or disk would clearly not do
 */
export function remarksOnCost(
  cost: RunCost,
  room: Room,
  anyway: boolean,
  { what, ways }: Costly = aRun,
): readonly string[] {
  const lacking = (['memory', 'disk'] as const).filter(
    (what) => cost[`${what}Bytes`] > margin * room[`${what}Bytes`],
  );
  if (lacking.length > 0 && !anyway) {
    const there = lacking
      .map((what) => `${sizeText(room[`${what}Bytes`])} of ${what}`)
      .join(' and ');
    throw new UsageError(
      `this ${what} would take about ${costText(cost)}, and there is ${there}: nothing was run. ` +
        `Give ${ways}, or --force to try all the same.`,
    );
  }
  const isMuch =
    lacking.length > 0 ||
    (Object.keys(unsaid) as (keyof RunCost)[]).some((key) => cost[key] > unsaid[key]);
  return isMuch ? [`This ${what} will take about ${costText(cost)}.`] : [];
}

/** `40 s, 200 MB of memory and 6 MB of disk` */
export function costText({ seconds, memoryBytes, diskBytes }: RunCost): string {
  return (
    `${secondsText(seconds)}, ${sizeText(memoryBytes)} of memory and ${sizeText(diskBytes)} ` +
    'of disk'
  );
}

function secondsText(seconds: number): string {
  if (seconds < 90) return `${rounded(seconds)} s`;
  return seconds < 5400 ? `${rounded(seconds / 60)} minutes` : `${rounded(seconds / 3600)} hours`;
}

function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${rounded(bytes / 1e6)} MB` : `${rounded(bytes / 1e9)} GB`;
}

/** Rounds to two digits, since estimates are rough. */
function rounded(value: number): string {
  return numberText(Number(value.toPrecision(2)), value < 10 && value >= 1 ? 1 : 0).replace(
    /\.0$/u,
    '',
  );
}
