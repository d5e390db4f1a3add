// The contract of every CSV file: each column's name, type, unit, meaning and limits, with how its cell is made, in file order.
// The CSV writers and datapackage.json both read it here, so a column cannot be written undocumented.
import { metrics, segments } from '../experiment/metrics.ts';
import { seriesMetrics, type MeterRecord, type SpellRecord } from '../experiment/records.ts';
import type { SeriesRow } from '../experiment/series-bands.ts';
import type { ComparisonRow, SummaryRow } from '../experiment/summary.ts';
import { fuels, habits, meterKinds } from '../scenario/scenario.ts';
import { decimalCell, integerCell, micropoundsCell, minutesAsHoursCell, textCell, timeCell, yesNoCell } from './cells.ts';

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

/** A spell or meter as files show it: with its policy, replication and the scenario's day 0. */
export interface InRun {
  readonly policy: string;
  readonly replication: number;
  /** YYYY-MM-DD */
  readonly start: string;
}
export type SpellRow = InRun & { readonly spell: SpellRecord };
export type MeterRow = InRun & { readonly meter: MeterRecord };

/** One policy, replication and segment: `values` in the order of the metrics. */
export interface ReplicationRow {
  readonly policy: string;
  readonly replication: number;
  readonly segment: string;
  readonly values: Float64Array;
}

export const endings = ['vend', 'recommenced', 'safe-mode', 'agent-credit', 'discretionary-credit', 'visit', 'horizon'] as const;
export const causes = ['no-channel', 'no-money', 'not-noticed'] as const;

const units = [...new Set(metrics.map((metric) => metric.unit))];

/** Decimals of a statistic, by its metric's unit. */
export function decimalsOf(unit: string): number {
  return unit === 'gbp' ? 2 : unit === 'share' ? 6 : 4;
}

/** Units whose value in one replication is a whole number. */
function isCount(unit: string): boolean {
  return !['share', 'gbp', 'hours', 'household-hours'].includes(unit);
}

const policy = {
  name: 'policy',
  type: 'string',
  title: 'Policy',
  description: 'Id of the policy, as in the scenario; no-failure is the same households had no supplier failed',
  cell: (row: { readonly policy: string }) => textCell(row.policy),
} as const;

const replication = {
  name: 'replication',
  type: 'integer',
  title: 'Replication',
  description: 'Number of the replication; all policies of a replication face the same households, weather and luck',
  minimum: 0,
  cell: (row: { readonly replication: number }) => integerCell(row.replication),
} as const;

const segment = {
  name: 'segment',
  type: 'string',
  title: 'Segment',
  description: 'Which households: all, or those of one fuel, meter kind or circumstance',
  enum: segments,
  cell: (row: { readonly segment: string }) => row.segment,
} as const;

const metric = {
  name: 'metric',
  type: 'string',
  title: 'Metric',
  description: metrics.map(({ name, meaning }) => `${name}: ${meaning}`).join('; '),
  enum: metrics.map(({ name }) => name),
  cell: (row: { readonly metric: string }) => row.metric,
} as const;

const unit = {
  name: 'unit',
  type: 'string',
  title: 'Unit',
  description: 'Unit of the row’s figures; gbp is pounds sterling',
  enum: units,
  cell: (row: { readonly unit: string }) => row.unit,
} as const;

const replications = {
  name: 'replications',
  type: 'integer',
  title: 'Replications used',
  description: 'Replications in which the figure exists; the others are left out of the row',
  unit: 'replications',
  minimum: 0,
  cell: (row: { readonly replications: number }) => integerCell(row.replications),
} as const;

/** A statistic in the row's own unit, empty where it does not exist. */
function statistic<Row extends { readonly unit: string }>(
  name: string,
  title: string,
  description: string,
  valueOf: (row: Row) => number,
): Column<Row> {
  const decimals = 'Decimals: 2 for gbp, 6 for share, 4 for all else';
  return {
    name,
    type: 'number',
    title,
    description: `${description}. In the unit of the row. ${decimals}`,
    optional: true,
    cell: (row) => decimalCell(valueOf(row), decimalsOf(row.unit)),
  };
}

export const summaryTable: Table<SummaryRow> = {
  path: 'summary.csv',
  title: 'Summary',
  description: 'Every metric of every policy and segment over the replications',
  primaryKey: ['policy', 'segment', 'metric'],
  columns: [
    policy,
    segment,
    metric,
    unit,
    statistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
    statistic(
      'sd',
      'Standard deviation',
      'Over replications, n - 1 in the denominator; empty for fewer than two',
      (row) => row.sd,
    ),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the mean, Student’s t; empty for fewer than two',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the mean, Student’s t; empty for fewer than two',
      (row) => row.ciHigh,
    ),
    statistic('p05', '5th percentile', 'Over replications, linear between order statistics (type 7)', (row) => row.p05),
    statistic('median', 'Median', 'Over replications, linear between order statistics (type 7)', (row) => row.median),
    statistic('p95', '95th percentile', 'Over replications, linear between order statistics (type 7)', (row) => row.p95),
    replications,
  ],
};

export const comparisonTable: Table<ComparisonRow> = {
  path: 'comparison.csv',
  title: 'Comparison',
  description: 'Every metric of every policy against the reference policy and against no-failure, paired by replication',
  primaryKey: ['policy', 'reference', 'segment', 'metric'],
  columns: [
    policy,
    {
      ...policy,
      name: 'reference',
      title: 'Reference',
      description: 'Id of the policy compared with',
      cell: (row) => textCell(row.reference),
    },
    segment,
    metric,
    unit,
    statistic('difference', 'Difference', 'Mean over replications of policy minus reference', (row) => row.difference),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the difference, Student’s t on paired differences; empty for fewer than two',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the difference, Student’s t on paired differences; empty for fewer than two',
      (row) => row.ciHigh,
    ),
    {
      name: 'ratio',
      type: 'number',
      title: 'Ratio',
      description: 'Mean of the policy over mean of the reference; empty when the latter is 0',
      unit: 'ratio',
      optional: true,
      cell: (row) => decimalCell(row.ratio, 6),
    },
    {
      name: 'share_lower',
      type: 'number',
      title: 'Share lower',
      description: 'Share of replications in which the policy’s value is strictly below the reference’s; a tie is not lower',
      unit: 'share',
      optional: true,
      minimum: 0,
      maximum: 1,
      cell: (row) => decimalCell(row.shareLower, 6),
    },
    replications,
  ],
};

export const replicationsTable: Table<ReplicationRow> = {
  path: 'replications.csv',
  title: 'Replications',
  description: 'Every metric of every replication, policy and segment; a column a metric',
  primaryKey: ['policy', 'replication', 'segment'],
  columns: [
    policy,
    replication,
    segment,
    ...metrics.map(({ name, unit: metricUnit, meaning }, index): Column<ReplicationRow> => {
      const count = isCount(metricUnit);
      const decimals = decimalsOf(metricUnit);
      return {
        name,
        type: count ? 'integer' : 'number',
        title: titleOf(name),
        description: `${meaning}; empty where the figure does not exist`,
        unit: metricUnit,
        optional: true,
        ...(metricUnit === 'share' ? { minimum: 0, maximum: 1 } : name.startsWith('excess_hours') ? {} : { minimum: 0 }),
        cell: (row) => (count ? integerCell(row.values[index]!) : decimalCell(row.values[index]!, decimals)),
      };
    }),
  ],
};

export const timeseriesTable: Table<SeriesRow> = {
  path: 'timeseries.csv',
  title: 'Time series',
  description: 'Counts at each whole hour from day 0 to the horizon, over the replications',
  primaryKey: ['policy', 'hour', 'metric'],
  columns: [
    policy,
    {
      name: 'hour',
      type: 'integer',
      title: 'Hour',
      description: 'Hours from day 0, 00:00 UTC',
      unit: 'hours',
      minimum: 0,
      cell: (row) => integerCell(row.hour),
    },
    {
      name: 'metric',
      type: 'string',
      title: 'Metric',
      description:
        'What is counted at that instant: households or meters in the state named; ever_off, onboarded and safe_mode as the model defines them',
      enum: seriesMetrics,
      cell: (row) => row.metric,
    },
    seriesStatistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
    seriesStatistic('p05', '5th percentile', 'Over replications, linear between order statistics (type 7)', (row) => row.p05),
    seriesStatistic('median', 'Median', 'Over replications, linear between order statistics (type 7)', (row) => row.median),
    seriesStatistic('p95', '95th percentile', 'Over replications, linear between order statistics (type 7)', (row) => row.p95),
  ],
};

function seriesStatistic(
  name: string,
  title: string,
  description: string,
  valueOf: (row: SeriesRow) => number,
): Column<SeriesRow> {
  return {
    name,
    type: 'number',
    title,
    description: `${description}; 4 decimals`,
    unit: 'households or meters',
    optional: true,
    minimum: 0,
    cell: (row) => decimalCell(valueOf(row), 4),
  };
}

type Consumer = Pick<SpellRecord, 'household' | 'fuel' | 'meterKind' | 'vulnerable'>;

/** Who the meter belongs to: the columns spells.csv and meters.csv share. */
function consumerColumns<Row extends InRun>(consumerOf: (row: Row) => Consumer): readonly Column<Row>[] {
  return [
    policy,
    replication,
    {
      name: 'household',
      type: 'integer',
      title: 'Household',
      description: 'Number of the household; the same household under every policy of a replication',
      minimum: 0,
      cell: (row) => integerCell(consumerOf(row).household),
    },
    {
      name: 'fuel',
      type: 'string',
      title: 'Fuel',
      description: 'Fuel of the meter',
      enum: fuels,
      cell: (row) => consumerOf(row).fuel,
    },
    {
      name: 'meter_kind',
      type: 'string',
      title: 'Meter kind',
      description: 'smets2; smets1 enrolled in DCC or not; legacy: electricity key or gas card',
      enum: meterKinds,
      cell: (row) => textCell(consumerOf(row).meterKind),
    },
    {
      name: 'vulnerable',
      type: 'boolean',
      title: 'Vulnerable',
      description: 'Whether somebody in the household is a child or has a long-term condition',
      cell: (row) => yesNoCell(consumerOf(row).vulnerable),
    },
  ];
}

export const spellsTable: Table<SpellRow> = {
  path: 'spells.csv',
  title: 'Off-supply spells',
  description: 'Every interval in which a meter was off supply between day 0 and the horizon',
  primaryKey: ['policy', 'replication', 'household', 'fuel', 'start'],
  columns: [
    ...consumerColumns<SpellRow>((row) => row.spell),
    {
      name: 'start',
      type: 'datetime',
      title: 'Start',
      description: 'When supply went off, UTC; day 0 when it was off already',
      cell: ({ spell, start }) => timeCell(start, spell.startMinute),
    },
    {
      name: 'end',
      type: 'datetime',
      title: 'End',
      description: 'When supply was on again, UTC; the horizon when censored',
      cell: ({ spell, start }) => timeCell(start, spell.endMinute),
    },
    {
      name: 'hours',
      type: 'number',
      title: 'Hours off',
      description: 'From start to end; 4 decimals of a whole number of minutes',
      unit: 'hours',
      minimum: 0,
      cell: ({ spell }) => minutesAsHoursCell(spell.endMinute - spell.startMinute),
    },
    {
      name: 'cause',
      type: 'string',
      title: 'Cause',
      description: 'Decided at the cut: no channel could sell credit, the household was waiting for money, or neither',
      enum: causes,
      cell: ({ spell }) => spell.cause,
    },
    {
      name: 'ended_by',
      type: 'string',
      title: 'Ended by',
      description: 'What restored supply; horizon when nothing had by then',
      enum: endings,
      cell: ({ spell }) => textCell(spell.endedBy),
    },
    {
      name: 'censored',
      type: 'boolean',
      title: 'Censored',
      description: 'Whether the spell was open at the horizon, and is counted up to it',
      cell: ({ spell }) => yesNoCell(spell.censored),
    },
  ],
};

/** Money of a meter from day 0 to the horizon, in pounds to the micropound. */
function moneyColumn(
  name: string,
  description: string,
  valueOf: (meter: MeterRecord) => number,
  signed = false,
): Column<MeterRow> {
  return {
    name,
    type: 'number',
    title: titleOf(name),
    description: `${description}; 6 decimals, exact`,
    unit: 'gbp',
    ...(signed ? {} : { minimum: 0 }),
    cell: ({ meter }) => micropoundsCell(valueOf(meter)),
  };
}

function countColumn(
  name: string,
  itsUnit: string,
  description: string,
  valueOf: (meter: MeterRecord) => number,
): Column<MeterRow> {
  return {
    name,
    type: 'integer',
    title: titleOf(name),
    description,
    unit: itsUnit,
    minimum: 0,
    cell: ({ meter }) => integerCell(valueOf(meter)),
  };
}

function flagColumn(
  name: string,
  title: string,
  description: string,
  valueOf: (meter: MeterRecord) => boolean,
): Column<MeterRow> {
  return { name, type: 'boolean', title, description, cell: ({ meter }) => yesNoCell(valueOf(meter)) };
}

const netMeaning = 'balance minus emergency credit used minus accumulated debt';

export const metersTable: Table<MeterRow> = {
  path: 'meters.csv',
  title: 'Meters',
  description:
    'Every meter from day 0 to the horizon. Exactly: closing_net = opening_net + vended - debt_repaid + credit_granted - energy_cost - charges',
  primaryKey: ['policy', 'replication', 'household', 'fuel'],
  columns: [
    ...consumerColumns<MeterRow>((row) => row.meter),
    flagColumn('psr', 'Priority Services Register', 'Whether the household is on the PSR', (meter) => meter.psr),
    flagColumn(
      'medical',
      'Medically dependent',
      'Whether somebody depends on electricity for medical reasons',
      (meter) => meter.medical,
    ),
    {
      name: 'habit',
      type: 'string',
      title: 'Habit',
      description: 'How the household tops up',
      enum: habits,
      cell: ({ meter }) => textCell(meter.habit),
    },
    {
      name: 'annual_kwh',
      type: 'number',
      title: 'Annual use',
      description: 'Energy the household would use on this meter in a year, unrationed; 4 decimals',
      unit: 'kWh',
      minimum: 0,
      cell: ({ meter }) => decimalCell(meter.annualKwh, 4),
    },
    moneyColumn('opening_net', `At day 0: ${netMeaning}`, (meter) => meter.openingNet, true),
    moneyColumn('vended', 'Paid by the household in vends that reached the meter', (meter) => meter.vended),
    moneyColumn('debt_repaid', 'Taken towards the debt on the meter', (meter) => meter.debtRepaid),
    moneyColumn(
      'credit_granted',
      'Credit put on the meter by others; emergency credit is a loan and not counted',
      (meter) => meter.creditGranted,
    ),
    moneyColumn('energy_cost', 'Energy used', (meter) => meter.energyCost),
    moneyColumn('charges', 'Standing charges posted', (meter) => meter.charges),
    moneyColumn('closing_net', `At the horizon: ${netMeaning}`, (meter) => meter.closingNet, true),
    countColumn('vends', 'vends', 'Vends that reached the meter', (meter) => meter.vends),
    countColumn('failed_vends', 'vends', 'Attempts that did not reach the meter, for any reason', (meter) => meter.failedVends),
    countColumn('spells', 'spells', 'Off-supply spells', (meter) => meter.spells),
    {
      name: 'hours_off',
      type: 'number',
      title: 'Hours off',
      description: 'Sum of the hours of its spells; 4 decimals of a whole number of minutes',
      unit: 'hours',
      minimum: 0,
      cell: ({ meter }) => minutesAsHoursCell(meter.offMinutes),
    },
    {
      name: 'onboarded',
      type: 'datetime',
      title: 'Onboarded',
      description:
        'When the SoLR’s certificates were on the meter, UTC; empty for legacy meters, under no-failure, and when not by the horizon',
      optional: true,
      cell: ({ meter, start }) => (meter.onboardedMinute === null ? '' : timeCell(start, meter.onboardedMinute)),
    },
    flagColumn('safe_mode', 'Safe mode', 'Whether the meter was ever put in safe mode', (meter) => meter.safeMode),
  ],
};

/** `hours_off_total` → `Hours off total` */
function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
