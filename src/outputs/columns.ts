// Defines columns of CSV files: name, type, unit, meaning, limits, and how a cell is made; and the
// columns that files share. Other columns are in the files …-columns.ts. The CSV writers and
// datapackage.json both use these definitions, so every column is documented.
import { capitalised } from './list-text.ts';
import {
  metrics,
  segmentNames,
  segments,
  type CrossedBy,
  type Metric,
} from '../experiment/metrics.ts';
import { integerCell, textCell } from './cells.ts';

/** A column of rows of one kind. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime';
  readonly title: string;
  readonly description: string;
  readonly unit?: string;
  /** Whether a cell may be empty. */
  readonly optional?: true;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** The cell's text: neutralised, not yet quoted. */
  readonly cell: (row: Row) => string;
}

export interface Table<Row> {
  /** File name in the output folder. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly Column<Row>[];
  /** Columns that tell rows apart. */
  readonly primaryKey: readonly string[];
}

const units = [...new Set(metrics.map((metric) => metric.unit))];

/** The meaning of a metric, and its rule in docs/MODEL.md. */
export function meaningOf({ meaning, rule }: Metric): string {
  return `${meaning} (rule ${rule})`;
}

/** Decimals of a statistic, by its metric's unit. */
export function decimalsOf(unit: string): number {
  return unit === 'gbp' ? 2 : unit === 'share' ? 6 : 4;
}

export const policyColumn = {
  name: 'policy',
  type: 'string',
  title: 'Policy',
  description:
    'Id of the policy, as in the scenario; no-failure is the same households had no ' +
    'supplier failed',
  cell: (row: { readonly policy: string }) => textCell(row.policy),
} as const;

export const replicationColumn = {
  name: 'replication',
  type: 'integer',
  title: 'Replication',
  description:
    'Number of the replication; all policies of a replication face the same households, ' +
    'weather and chance events',
  minimum: 0,
  cell: (row: { readonly replication: number }) => integerCell(row.replication),
} as const;

export const segmentColumn = {
  name: 'segment',
  type: 'string',
  title: 'Segment',
  description:
    'Which households: all, those of one fuel, meter kind or circumstance, or of a ' +
    'crossing of these that the scenario lists',
  enum: segments,
  cell: (row: { readonly segment: string }) => row.segment,
} as const;

/** The table of a run, with the segments that it has. */
export function withSegments<Row>(
  table: Table<Row>,
  { segments: crossings }: CrossedBy,
): Table<Row> {
  const names = segmentNames(crossings);
  const columns = table.columns.map((column) =>
    column.name === segmentColumn.name ? { ...column, enum: names } : column,
  );
  return { ...table, columns };
}

export const metricColumn = {
  name: 'metric',
  type: 'string',
  title: 'Metric',
  description: metrics.map((metric) => `${metric.name}: ${meaningOf(metric)}`).join('; '),
  enum: metrics.map(({ name }) => name),
  cell: (row: { readonly metric: string }) => row.metric,
} as const;

export const unitColumn = {
  name: 'unit',
  type: 'string',
  title: 'Unit',
  description: 'Unit of the row’s figures; gbp is pounds sterling',
  enum: units,
  cell: (row: { readonly unit: string }) => row.unit,
} as const;

export const replicationsColumn = {
  name: 'replications',
  type: 'integer',
  title: 'Replications used',
  description: 'Replications in which the figure exists; the others are left out of the row',
  unit: 'replications',
  minimum: 0,
  cell: (row: { readonly replications: number }) => integerCell(row.replications),
} as const;

/** `hours_off_total` → `Hours off total` */
export function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return capitalised(words);
}
