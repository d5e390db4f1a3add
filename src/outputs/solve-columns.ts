// solve.csv: every value that was tried, with the figure of each condition, and whether the
// condition is kept. frontier.csv: for each value of a first input, the value of a second that just
// keeps the conditions.
import { metrics } from '../experiment/metrics.ts';
import { isProven, isDisproven, type Threshold } from '../experiment/threshold.ts';
import type { Crossing } from '../explore/solve/narrow.ts';
import type { Frontier, Solved } from '../explore/solve/solved.ts';
import type { Tried } from '../explore/solve/tried.ts';
import { decimalCell, integerCell, textCell } from './cells.ts';
import {
  decimalsOf,
  metricColumn,
  policyColumn,
  replicationsColumn,
  segmentColumn,
  unitColumn,
  type Column,
  type Table,
} from './columns.ts';

interface SolveRow {
  /** Value of the first input if there are two; otherwise undefined. */
  readonly held: string | undefined;
  readonly value: string;
  readonly number: number;
  readonly condition: Threshold;
  readonly tried: Tried;
  readonly limit: number;
}

/**
 * One row per value and condition, in order of value.
 * @param held of the first input where two are looked for
 */
export function solveRows(
  { sought, conditions, answer }: Solved,
  held?: string,
): readonly SolveRow[] {
  return answer.tried.flatMap((tried) =>
    conditions.map((condition, limit): SolveRow => {
      return {
        held,
        value: sought.textOf(tried.value),
        number: tried.value,
        condition,
        tried,
        limit,
      };
    }),
  );
}

const standings = ['yes', 'no', 'unsure'] as const;

/** Whether the condition is kept, by the 95 % interval of the row. */
function standingOf({
  condition: { comparison, limit: bound },
  tried,
  limit,
}: SolveRow): (typeof standings)[number] {
  const { ciLow, ciHigh } = tried.figures[limit]!;
  if (isProven(comparison, ciLow, ciHigh, bound)) return 'yes';
  return isDisproven(comparison, ciLow, ciHigh, bound) || Number.isNaN(ciLow) ? 'no' : 'unsure';
}

const metricUnit = ({ metric }: Threshold): string =>
  metrics.find(({ name }) => name === metric)!.unit;
const figureCell = (row: SolveRow, of: 'mean' | 'ciLow' | 'ciHigh'): string =>
  decimalCell(row.tried.figures[row.limit]![of], decimalsOf(metricUnit(row.condition)));

const valueColumn = (name: string, title: string, description: string): Column<SolveRow> => ({
  ...{ name, type: 'string', title, description },
  cell: (row) => textCell(row.value),
});

export const solveTable: Table<SolveRow> = {
  path: 'solve.csv',
  title: 'Values tried',
  description:
    'Every value that was tried for the input that is looked for, and the figure of each ' +
    'condition under it',
  primaryKey: ['held', 'value', 'condition'],
  columns: [
    {
      ...{ name: 'held', type: 'string', title: 'Value of the first input', optional: true },
      description: 'As the scenario file writes it; only where two inputs are looked for',
      cell: (row) => textCell(row.held ?? ''),
    },
    valueColumn('value', 'Value', 'As the scenario file writes it'),
    {
      ...{ name: 'number', type: 'number', title: 'Value as a number' },
      description: 'In the unit of the value; of a date, days since 1970-01-01',
      cell: ({ number }) => String(number),
    },
    {
      ...{
        name: 'condition',
        type: 'string',
        title: 'Condition',
        description: 'As it was written',
      },
      cell: ({ condition }) => textCell(condition.text),
    },
    { ...policyColumn, cell: ({ condition }) => textCell(condition.policy) },
    {
      ...{
        name: 'reference',
        type: 'string',
        title: 'Policy it is a difference from',
        optional: true,
      },
      description: 'Where the condition is on a difference, paired by replication',
      cell: ({ condition }) => textCell(condition.reference ?? ''),
    },
    { ...segmentColumn, cell: ({ condition }) => condition.segment },
    { ...metricColumn, cell: ({ condition }) => condition.metric },
    { ...unitColumn, cell: ({ condition }) => metricUnit(condition) },
    {
      ...{
        name: 'mean',
        type: 'number',
        title: 'Mean',
        optional: true,
        description: 'Over the replications of the row',
      },
      cell: (row) => figureCell(row, 'mean'),
    },
    {
      ...{ name: 'ci_low', type: 'number', title: 'Lower end of the interval', optional: true },
      description: 'Of the 95 % confidence interval of the mean, inside the bounds of the figure',
      cell: (row) => figureCell(row, 'ciLow'),
    },
    {
      ...{ name: 'ci_high', type: 'number', title: 'Upper end of the interval', optional: true },
      description: 'Of the 95 % confidence interval of the mean, inside the bounds of the figure',
      cell: (row) => figureCell(row, 'ciHigh'),
    },
    {
      ...{
        name: 'limit',
        type: 'number',
        title: 'Limit',
        description: 'Of the condition, in the unit of the row',
      },
      cell: ({ condition }) => String(condition.limit),
    },
    {
      ...{ name: 'met', type: 'string', title: 'Whether the condition is kept', enum: standings },
      description:
        'yes: the whole interval is on the right side of the limit; no: on the wrong side, ' +
        'or there is no figure',
      cell: standingOf,
    },
    {
      ...replicationsColumn,
      description: 'Replications of the value',
      cell: ({ tried }) => integerCell(tried.replications),
    },
  ],
};

/** One row per value of the first input and crossing along the second. */
export function frontierRows({ held, sought, along }: Frontier): readonly FrontierRow[] {
  return along.flatMap(({ value, answer: { kind, crossings } }): readonly FrontierRow[] => {
    const row = { held: held.textOf(value), number: value, kind, textOf: sought.textOf };
    if (crossings.length === 0) return [{ ...row, crossing: undefined }];
    return crossings.map((crossing) => ({ ...row, crossing }));
  });
}

interface FrontierRow {
  readonly held: string;
  readonly number: number;
  /** How the conditions are kept along the second input. */
  readonly kind: 'found' | 'all' | 'none';
  readonly crossing: Crossing | undefined;
  readonly textOf: (value: number) => string;
}

const side = (
  of: (crossing: Crossing) => number | undefined,
  name: string,
  title: string,
  description: string,
): Column<FrontierRow> => ({
  ...{ name, type: 'string', title, description, optional: true },
  cell({ crossing, textOf }) {
    const value = crossing === undefined ? undefined : of(crossing);
    return value === undefined ? '' : textCell(textOf(value));
  },
});

export const frontierTable: Table<FrontierRow> = {
  path: 'frontier.csv',
  title: 'Frontier',
  description:
    'For each value of the first input, where along the second the conditions begin or ' +
    'cease to be kept',
  primaryKey: ['held', 'low'],
  columns: [
    {
      ...{
        name: 'held',
        type: 'string',
        title: 'Value of the first input',
        description: 'As the scenario file writes it',
      },
      cell: ({ held }) => textCell(held),
    },
    {
      ...{
        name: 'number',
        type: 'number',
        title: 'Value of the first input as a number',
        description: 'In the unit of the value',
      },
      cell: ({ number }) => String(number),
    },
    {
      ...{
        name: 'kept',
        type: 'string',
        title: 'Where the conditions are kept',
        enum: ['below', 'above', 'everywhere', 'nowhere'],
      },
      description:
        'below: by lower values of the second input; above: by higher ones; everywhere and ' +
        'nowhere in its range',
      cell: ({ kind, crossing }) =>
        kind === 'all'
          ? 'everywhere'
          : crossing === undefined
            ? 'nowhere'
            : crossing.isMetBelow
              ? 'below'
              : 'above',
    },
    side(
      ({ low }) => low,
      'low',
      'Lower end of the interval',
      'Of the 95 % interval of the last value of the second input that keeps them (the ' +
        'first, where higher ones do)',
    ),
    side(({ high }) => high, 'high', 'Upper end of the interval', 'Of the same interval'),
    side(
      ({ surelyMet }) => surelyMet,
      'surely_kept',
      'Surely keeps them',
      'The nearest value tried that surely keeps the conditions',
    ),
    side(
      ({ surelyMissed }) => surelyMissed,
      'surely_missed',
      'Surely does not',
      'The nearest value tried that surely does not',
    ),
    {
      ...{
        name: 'replications',
        type: 'integer',
        title: 'Replications',
        optional: true,
        minimum: 0,
      },
      description: 'Of the values that the interval rests on',
      cell: ({ crossing }) => (crossing === undefined ? '' : integerCell(crossing.replications)),
    },
  ],
};
