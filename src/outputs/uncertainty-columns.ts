// The columns of the files that only a run with drawn assumptions has: uncertainty.csv,
// best-in-worlds.csv, worlds.csv.
import { contests, judgedMetrics, type BestRow } from '../experiment/best-in-worlds.ts';
import { drawnSources, type VarianceSplit } from '../experiment/drawn-worlds.ts';
import type { UncertaintyRow } from '../experiment/uncertainty.ts';
import { decimalCell, integerCell, textCell } from './cells.ts';
import {
  metricColumn,
  policyColumn,
  replicationColumn,
  replicationsColumn,
  segmentColumn,
  titleOf,
  unitColumn,
  type Column,
  type Table,
} from './columns.ts';
import { sourceWords } from './source-words.ts';
import { statistic } from './summary-columns.ts';

const share = (
  name: string,
  title: string,
  description: string,
  of: (split: VarianceSplit) => number,
): Column<UncertaintyRow> => ({
  ...{ name, title, type: 'number', unit: 'share', optional: true, minimum: 0 },
  description:
    `${description}; 6 decimals; empty where nothing varies, or for fewer than two blocks of ` +
    'replications',
  cell: ({ split }) => decimalCell(split === undefined ? NaN : of(split), 6),
});

export const uncertaintyTable: Table<UncertaintyRow> = {
  path: 'uncertainty.csv',
  title: 'What is not known',
  description:
    'Of every figure the range of one failure of which neither random variation nor the ' +
    'drawn assumptions are known, the range of random variation alone, and where the ' +
    'spread comes from: levels by segment, and of all homes against the reference',
  primaryKey: ['policy', 'reference', 'segment', 'metric'],
  columns: [
    policyColumn,
    {
      ...policyColumn,
      name: 'reference',
      title: 'Reference',
      description: 'Id of the policy subtracted; empty for the level of the policy itself',
      optional: true,
      cell: (row) => textCell(row.reference ?? ''),
    },
    segmentColumn,
    metricColumn,
    unitColumn,
    statistic('mean', 'Mean', 'Over replications, each with drawn assumptions', (row) => row.mean),
    statistic('median', 'Median', 'Half of the failures are below it', (row) => row.median),
    statistic(
      'luck_low',
      'Lower end, random variation alone',
      'The mean less 1.96 standard deviations of random variation',
      (row) => row.luck[0],
    ),
    statistic(
      'luck_high',
      'Upper end, random variation alone',
      'The mean and 1.96 standard deviations of random variation',
      (row) => row.luck[1],
    ),
    statistic(
      'range_low',
      'Lower end, all that is drawn',
      'One failure in forty is below it',
      (row) => row.range[0],
    ),
    statistic(
      'range_high',
      'Upper end, all that is drawn',
      'One failure in forty is above it',
      (row) => row.range[1],
    ),
    share(
      'share_luck',
      'Random variation',
      'Share of the variance that is random variation; shares are estimated one by one and need not add up to 1',
      ({ luck }) => luck,
    ),
    ...drawnSources.map((source) =>
      share(
        `share_${source}`,
        titleOf(sourceWords[source].name),
        `Share of the variance by ${sourceWords[source].meaning}`,
        ({ shares }) => shares[source],
      ),
    ),
    share(
      'share_together',
      'Together',
      'Share of the variance that sources make only in company',
      ({ together }) => together,
    ),
    share(
      'share_error',
      'Error of the shares',
      'The largest standard error of the shares of the row',
      ({ error }) => error,
    ),
    replicationsColumn,
  ],
};

export const bestInWorldsTable: Table<BestRow> = {
  path: 'best-in-worlds.csv',
  title: 'Best in how many worlds',
  description:
    'In how many of the drawn worlds no other policy does better, and how much more than ' +
    'the best a policy takes in the others; a world is one draw of the assumptions',
  primaryKey: ['metric', 'contest', 'policy'],
  columns: [
    {
      ...metricColumn,
      description: 'What policies are held against one another by; less is better',
      enum: judgedMetrics,
    },
    unitColumn,
    {
      name: 'contest',
      type: 'string',
      title: 'Among which',
      description:
        'all policies, or those under which the supplier leaves in the same way as under ' +
        'the reference (same-exit)',
      enum: contests,
      cell: (row) => row.contest,
    },
    policyColumn,
    count('worlds', 'Worlds', 'How many were drawn', (row) => row.worlds),
    count(
      'best_in',
      'Best in',
      'Worlds in which no other policy does better; equals count each',
      (row) => row.bestIn,
    ),
    {
      ...{ name: 'share', type: 'number', title: 'Share', unit: 'share', minimum: 0, maximum: 1 },
      description: 'Of the worlds; 6 decimals',
      cell: (row) => decimalCell(row.share, 6),
    },
    statistic(
      'regret_mean',
      'Mean regret',
      'What the policy takes more than the best in the same world, over worlds',
      (row) => row.regretMean,
    ),
    statistic(
      'regret_p95',
      '95th percentile of regret',
      'One world in twenty has more',
      (row) => row.regretP95,
    ),
    statistic('regret_max', 'Largest regret', 'Of all worlds', (row) => row.regretMax),
  ],
};

function count(
  name: string,
  title: string,
  description: string,
  of: (row: BestRow) => number,
): Column<BestRow> {
  return {
    ...{ name, title, description, type: 'integer', unit: 'worlds', minimum: 0 },
    cell: (row) => integerCell(of(row)),
  };
}

/** The world of a replication: the values drawn for it. */
export interface WorldRow {
  readonly replication: number;
  /** 1 first. */
  readonly world: number;
  /** Values in the order of the columns, as a scenario file writes them. */
  readonly values: readonly string[];
}

/** The values drawn for each replication of a run. */
export interface DrawnValues {
  /** Names of what is drawn. */
  readonly names: readonly string[];
  readonly rows: readonly WorldRow[];
}

/** @param names of what is drawn, in order */
export function worldsTable(names: readonly string[]): Table<WorldRow> {
  return {
    path: 'worlds.csv',
    title: 'Worlds',
    description:
      'What was drawn for each replication; replications of one world differ by random ' +
      'variation alone',
    primaryKey: ['replication'],
    columns: [
      replicationColumn,
      {
        ...{ name: 'world', type: 'integer', title: 'World', minimum: 1 },
        description: 'Number of the world that the replication lives in',
        cell: (row) => integerCell(row.world),
      },
      ...names.map((name, index) => ({
        name,
        type: 'string' as const,
        title: name,
        description:
          name === 'habits'
            ? 'Number of the set of fitted habits'
            : `Value of ${name}, as a scenario file writes it`,
        cell: ({ values }: WorldRow) => textCell(values[index]!),
      })),
    ],
  };
}
