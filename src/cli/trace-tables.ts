// The ledgers of `trace` as tables: one policy in full; or several side by side on one time axis,
// in blocks that fit a line.
import type { Ledger, LedgerLine } from '../simulation/reports.ts';
import { minutesPerDay } from '../kernel/time.ts';
import { noFigure, numberText } from '../outputs/number-text.ts';
import { dayText, poundsText, timeText } from './trace-words.ts';

/**
 * Events of repeated attempts: of a sequence of them, only the first is shown, and the others are
 * counted.
 */
const repeated = new Set([
  'no channel to top up by',
  'top-up missed',
  'code mistyped',
  'recommencing failed',
]);

/** A line of the ledger as shown; repeated attempts with their number. */
type ShownLine = Omit<LedgerLine, 'event'> & { readonly event: string };

/** The ledger with repeated attempts on a meter in one line. */
function folded(ledger: Ledger): readonly ShownLine[] {
  const lines: { line: ShownLine; times: number; last: number }[] = [];
  const latest = new Map<string, (typeof lines)[number]>();
  for (const line of ledger) {
    const before = latest.get(line.fuel);
    if (before !== undefined && before.line.event === line.event && repeated.has(line.event)) {
      before.times += 1;
      before.last = line.minute;
      continue;
    }
    const entry = { line, times: 1, last: line.minute };
    lines.push(entry);
    latest.set(line.fuel, entry);
  }
  return lines.map(({ line, times, last }) =>
    times === 1 ? line : { ...line, event: `${line.event} ×${times} to ${dayText(last)}` },
  );
}

const gap = '  ';
const fuelNames = { electricity: 'elec', gas: 'gas' } as const;

const fullHead = [
  'time (UTC)',
  'day',
  'fuel',
  'event',
  'amount',
  'balance',
  'emergency credit left',
  'debt',
  'supply',
];

/** All events, with the account after each. */
export function fullTable(start: string, ledger: Ledger): readonly string[] {
  const rows = folded(ledger).map((line) => [
    ...placeCells(start, line),
    line.event,
    line.amount === null ? noFigure : poundsText(line.amount),
    poundsText(line.balance),
    poundsText(line.emergencyCreditLeft),
    poundsText(line.accumulatedDebt),
    line.safeMode ? `${line.supply}, safe mode` : line.supply,
  ]);
  return lines([fullHead, ...rows], new Set([1, 4, 5, 6, 7]));
}

export interface LedgerColumn {
  readonly title: string;
  readonly ledger: Ledger;
}

/**
 * Rows are the times at which anything happened in any ledger; a cell is an event and the balance
 * after it.
 */
export function sideBySide(
  start: string,
  columns: readonly LedgerColumn[],
  width: number,
): readonly (readonly string[])[] {
  const rows = new Map<string, { place: ShownLine; cells: string[] }>();
  columns.forEach(({ ledger }, column) => {
    const met = new Map<string, number>();
    for (const line of folded(ledger)) {
      const moment = `${line.minute} ${line.fuel}`;
      const nth = met.get(moment) ?? 0;
      met.set(moment, nth + 1);
      const key = `${moment} ${nth}`;
      const row = rows.get(key) ?? { place: line, cells: columns.map(() => '') };
      row.cells[column] = cellText(line);
      rows.set(key, row);
    }
  });
  const sorted = [...rows.values()].sort(
    (a, b) =>
      a.place.minute - b.place.minute ||
      (a.place.fuel < b.place.fuel ? -1 : a.place.fuel > b.place.fuel ? 1 : 0),
  );
  const axis = [
    ['time (UTC)', 'day', 'fuel'],
    ...sorted.map(({ place }) => placeCells(start, place)),
  ];
  const cells = [columns.map(({ title }) => title), ...sorted.map((row) => row.cells)];
  return blocksOf(cells, width - widthOf(axis)).map((block) => {
    const kept = axis.flatMap((place, row) => {
      const own = block.map((column) => cells[row]![column]!);
      return own.every((cell) => cell === '') ? [] : [[...place, ...own]];
    });
    return lines(kept, new Set([1]));
  });
}

function cellText({ event, amount, balance }: ShownLine): string {
  return `${event}${amount === null ? '' : ` ${poundsText(amount)}`} (${poundsText(balance)})`;
}

/** Columns that fit a line together, in their order; always one at least. */
function blocksOf(
  cells: readonly (readonly string[])[],
  width: number,
): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  let left = 0;
  cells[0]!.forEach((_, column) => {
    const needed = gap.length + Math.max(...cells.map((row) => row[column]!.length));
    if (blocks.length === 0 || needed > left) {
      blocks.push([]);
      left = width;
    }
    blocks.at(-1)!.push(column);
    left -= needed;
  });
  return blocks;
}

function placeCells(start: string, { minute, fuel }: ShownLine): readonly string[] {
  return [
    timeText(start, minute),
    numberText(Math.floor((100 * minute) / minutesPerDay) / 100, 2),
    fuelNames[fuel],
  ];
}

function widthOf(rows: readonly (readonly string[])[]): number {
  return widthsOf(rows).reduce((sum, one) => sum + one, 0) + gap.length * (rows[0]!.length - 1);
}

function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  return rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
}

function lines(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number>,
): readonly string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .map((cell, column) =>
        right.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join(gap)
      .trimEnd(),
  );
}
