// README.csv, the cover sheet of a run for readers who open its folder in a spreadsheet: what was
// run, caveats, and what each file, column and metric is. Made from the same columns as the files
// themselves.
import { metrics } from '../experiment/metrics.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { textCell } from './cells.ts';
import { meaningOf, type Column, type Table } from './columns.ts';
import { csvText } from './csv.ts';
import { isQuick, quickRun } from './table.ts';

export const coverSheetDocument = {
  path: 'README.csv',
  title: 'Cover sheet',
  description: 'What was run, what to keep in mind, and what each file, column and metric is.',
} as const;

/** What a cover sheet is made from. */
export interface DescribedRun {
  readonly scenario: Scenario;
  /** Of the program. */
  readonly version: string;
  readonly replications: number;
  /** The tables written. */
  readonly tables: readonly Table<never>[];
}

interface CoverRow {
  readonly item: 'about' | 'caveat' | 'file' | 'column' | 'metric';
  readonly name: string;
  readonly unit?: string;
  readonly text: string;
}

const coverSheet: Table<CoverRow> = {
  ...coverSheetDocument,
  primaryKey: ['item', 'name'],
  columns: [
    column(
      'item',
      'Item',
      'What the row is about: the run, a caveat, a file, a column of a file, a metric',
      ({ item }) => item,
    ),
    column('name', 'Name', 'Of the fact, file, column (file:column) or metric', ({ name }) => name),
    column('unit', 'Unit', 'Of the column or metric, where it has one', ({ unit = '' }) => unit),
    column('text', 'Text', 'What it is', ({ text }) => text),
  ],
};

function column(
  name: string,
  title: string,
  description: string,
  textOf: (row: CoverRow) => string,
): Column<CoverRow> {
  return {
    name,
    type: 'string',
    title,
    description,
    optional: true,
    cell: (row) => textCell(textOf(row)),
  };
}

export function coverSheetText(run: DescribedRun): string {
  return csvText(coverSheet, [
    ...aboutRows(run),
    ...caveats(run).map((text, index): CoverRow => ({
      item: 'caveat',
      name: String(index + 1),
      text,
    })),
    ...run.tables.map(({ path, title, description }): CoverRow => ({
      item: 'file',
      name: path,
      text: `${title}: ${description}`,
    })),
    ...run.tables.flatMap(({ path, columns }) =>
      columns.map(({ name, title, unit, description }: Column<never>): CoverRow => ({
        ...{
          item: 'column',
          name: `${path}:${name}`,
          text: shortDescription(name, `${title}: ${description}`),
        },
        ...(unit === undefined ? {} : { unit }),
      })),
    ),
    ...metrics.map((metric): CoverRow => ({
      item: 'metric',
      name: metric.name,
      unit: metric.unit,
      text: meaningOf(metric),
    })),
  ]);
}

/** Description of a column. Metrics are described once, in rows of their own. */
export function shortDescription(column: string, description: string): string {
  if (column === 'metric') return 'Name of the metric: README.csv has a row for each';
  return metrics.some(({ name }) => name === column)
    ? 'The metric of this name: README.csv has a row for it'
    : description;
}

function aboutRows({ scenario, version, replications }: DescribedRun): readonly CoverRow[] {
  const { title, description, seed, start, horizonMinutes, households, policies, reference } =
    scenario;
  const facts = {
    ...{ title, description, program: `offsupply ${version}`, seed, start },
    horizon_days: String(horizonMinutes / 1440),
    ...{ households: String(households), replications: String(replications), reference },
  };
  return [
    ...Object.entries(facts).map(([name, text]): CoverRow => ({ item: 'about', name, text })),
    ...policies.map(({ id, label }): CoverRow => ({
      item: 'about',
      name: `policy ${id}`,
      text: label,
    })),
  ];
}

function caveats({ scenario, replications }: DescribedRun): readonly string[] {
  return [
    ...(isQuick(scenario.households, replications, scenario) ? [quickRun] : []),
    scenario.uncertainty === undefined
      ? 'Intervals (ci_low, ci_high) are 95 % and cover random variation alone, not what the ' +
        'assumptions leave open.'
      : 'Intervals (ci_low, ci_high) say how well the mean over the drawn worlds is known; ' +
        'uncertainty.csv has the range of one failure.',
    'No count of homes off supply in a real Supplier of Last Resort event has been ' +
      'published: the failure itself could not be validated.',
    'Percentages apply to a book of any size; counts only to this one.',
    'Results with an agent are given that one exists and is willing, as far as ' +
      'agent.available says.',
    'assumptions.csv has every parameter with its source, or the word assumption. run.json ' +
      'has the scenario with every default filled in.',
  ];
}
