// A baseline: earlier results of a scenario, stored with it in two small CSV files. One has every
// metric of every policy by replication, the other how it was run and the checksums of its files.
// src/files/baseline-files.ts reads and writes them.
import { parse } from 'csv-parse/sync';
import { checksum } from '../experiment/checksum.ts';
import {
  metricIndex,
  metrics,
  placeOf,
  segmentNames,
  type CrossedBy,
  type Metric,
  type MetricName,
} from '../experiment/metrics.ts';
import type { Figure } from '../experiment/movement.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { summarise, type Summary } from '../experiment/statistics.ts';
import { mostOf } from '../experiment/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { decimalCell, textCell } from './cells.ts';
import {
  decimalsOf,
  metricColumn,
  policyColumn,
  unitColumn,
  type Column,
  type Table,
} from './columns.ts';
import { csvText } from './csv.ts';
import type { FileRecord } from './data-package.ts';
import { replicationCell } from './replication-columns.ts';

export interface Baseline {
  readonly households: number;
  readonly replications: number;
  /** Whether capacities were left as the file has them, not scaled to the homes of the baseline. */
  readonly keepCapacities: boolean;
  /** SHA-256 of the scenario resolved with these numbers, including its seed. */
  readonly scenarioSha256: string;
  /**
   * The CSV files of the run. The data package and run.json are left out, since they contain the
   * program's version.
   */
  readonly files: readonly FileRecord[];
  readonly figures: readonly Figure[];
}

/** The two files of a baseline. */
export interface BaselineTexts {
  readonly run: string;
  readonly metrics: string;
}

/** A run that becomes a baseline. */
interface BaselineRun extends Pick<Baseline, 'keepCapacities' | 'scenarioSha256'> {
  readonly scenario: Scenario;
  /** All replications of the scenario. */
  readonly store: RecordStore;
  /** Files as written by its run. */
  readonly files: readonly FileRecord[];
}

export function baselineOf({
  scenario,
  scenarioSha256,
  keepCapacities,
  store,
  files,
}: BaselineRun): Baseline {
  const { households, replications, policies } = scenario;
  return {
    ...{ households, replications, keepCapacities, scenarioSha256 },
    files: files.filter(({ path }) => path.endsWith('.csv')),
    figures: policies.flatMap(({ id }) => figuresOf(id, scenario, store)),
  };
}

/** Every metric of a policy that exists in at least one replication, rounded as in the files. */
function figuresOf(policy: string, { segments }: CrossedBy, store: RecordStore): readonly Figure[] {
  const rows = store.metricsOf(policy);
  const names = segmentNames(segments);
  return metrics.flatMap(({ name, unit }) => {
    const cells = names.map((_, segment) =>
      rows.map((row) => replicationCell(row[placeOf(name, segment)]!, unit)),
    );
    const text = cells.map((ofSegment) => ofSegment.join(',')).join('\n');
    const figure = {
      ...{ policy, metric: name, unit, values: cells[0]!.map(numberIn) },
      checksum: checksum(new TextEncoder().encode(text)).toString(16).padStart(8, '0'),
    };
    return /\d/u.test(text) ? [figure] : [];
  });
}

function numberIn(cell: string): number {
  return cell === '' ? NaN : Number(cell);
}

export function baselineTexts(baseline: Baseline): BaselineTexts {
  const { households, replications, keepCapacities, scenarioSha256, files, figures } = baseline;
  const facts = [
    ['households', String(households)],
    ['replications', String(replications)],
    ...(keepCapacities ? [['capacities', 'kept'] as const] : []),
    ['scenario sha256', scenarioSha256],
    ...files.map(({ path, bytes, sha256 }) => [path, `${sha256} ${bytes}`] as const),
  ] as const;
  return {
    run: csvText(runTable, facts),
    metrics: csvText(metricsTable(households, replications), figures),
  };
}

type Fact = readonly [item: string, value: string];

const runTable: Table<Fact> = {
  path: '<scenario>.run.csv',
  title: 'How a baseline was run',
  description:
    'Size of the run, checksum of the scenario as resolved, and of each file: SHA-256 and bytes',
  primaryKey: ['item'],
  columns: [
    {
      name: 'item',
      type: 'string',
      title: 'Item',
      description: 'What is told',
      cell: ([item]) => textCell(item),
    },
    {
      name: 'value',
      type: 'string',
      title: 'Value',
      description: 'What it is',
      cell: ([, value]) => textCell(value),
    },
  ],
};

const metricsTable = (households: number, replications: number): Table<Figure> => ({
  path: '<scenario>.metrics.csv',
  title: 'Metrics of a baseline',
  description: 'Every metric of every policy over all households, by replication',
  primaryKey: ['policy', 'metric'],
  columns: [
    policyColumn,
    metricColumn,
    unitColumn,
    figureColumn(
      'mean',
      'Mean over replications',
      decimals,
      (figure) => summaryOf(figure, households).mean,
    ),
    figureColumn(
      'ci_low',
      '95 % confidence interval of the mean',
      decimals,
      (figure) => summaryOf(figure, households).ciLow,
    ),
    figureColumn(
      'ci_high',
      '95 % confidence interval of the mean',
      decimals,
      (figure) => summaryOf(figure, households).ciHigh,
    ),
    ...Array.from({ length: replications }, (_, index) =>
      figureColumn(
        `r${index + 1}`,
        `In replication ${index + 1}`,
        replicationCell,
        ({ values }) => values[index]!,
      ),
    ),
    {
      name: 'checksum',
      type: 'string',
      title: 'Checksum',
      description: 'CRC-32 of the metric in every segment and replication',
      cell: (figure) => figure.checksum,
    },
  ],
});

/** Over all households. */
function summaryOf({ metric, values }: Figure, households: number): Summary {
  const known: Metric = metrics[metricIndex[metric]]!;
  return summarise(values, mostOf(known, households));
}

const decimals = (value: number, unit: string): string => decimalCell(value, decimalsOf(unit));

function figureColumn(
  name: string,
  description: string,
  cellOf: (value: number, unit: string) => string,
  valueOf: (figure: Figure) => number,
): Column<Figure> {
  return {
    ...{ name, type: 'number', title: name, description, optional: true },
    cell: (figure) => cellOf(valueOf(figure), figure.unit),
  };
}

/** @throws Error that says what is wrong with them */
export function parseBaseline({ run, metrics: metricsText }: BaselineTexts): Baseline {
  const facts = new Map(rowsOf(run).map(({ item = '', value = '' }) => [item, value]));
  const replications = numberOf(facts, 'replications');
  const files = [...facts].flatMap(([path, value]): readonly FileRecord[] => {
    const [sha256 = '', bytes] = value.split(' ');
    return path.endsWith('.csv') ? [{ path, sha256, bytes: Number(bytes) }] : [];
  });
  const figures = rowsOf(metricsText).map((row): Figure => {
    const { policy = '', metric = '', unit = '', checksum: itsChecksum = '' } = row;
    const values = Array.from({ length: replications }, (_, index) =>
      numberIn(row[`r${index + 1}`] ?? ''),
    );
    return { policy, metric: metric as MetricName, unit, values, checksum: itsChecksum };
  });
  return {
    ...{ households: numberOf(facts, 'households'), replications, files, figures },
    keepCapacities: facts.get('capacities') === 'kept',
    scenarioSha256: facts.get('scenario sha256') ?? '',
  };
}

function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { columns: true, bom: true });
}

function numberOf(facts: ReadonlyMap<string, string>, item: string): number {
  const number = Number(facts.get(item));
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`it does not say how many ${item}`);
  return number;
}
