// sensitivity.csv: every index of every factor for every outcome, with its interval.
import {
  indexNames,
  methods,
  type Assessment,
  type IndexName,
  type IndexRow,
  type Method,
  type Outcome,
} from '../../explore/sensitivity/assessment.ts';
import { decimalCell, integerCell, textCell, yesNoCell } from '../cells.ts';
import { metricColumn, policyColumn, segmentColumn, type Column, type Table } from '../columns.ts';
import type { FactorFacts, SensitivityReport } from './sensitivity-report.ts';

/** One index of one factor for one outcome. */
export interface SensitivityRow {
  readonly method: Method;
  readonly factor: FactorFacts;
  readonly outcome: Outcome;
  readonly assessment: Assessment;
  readonly index: IndexRow;
  /** The value set, or the other factor of a pair; else empty. */
  readonly at: string;
}

const meanings: Readonly<Record<IndexName, string>> = {
  effect: 'change of the metric when the factor alone has the value in column at (oat)',
  swing:
    'distance between the lowest and the highest of these, the scenario itself among them (oat)',
  mu: 'mean change when the factor moves up over its range (morris)',
  mu_star: 'mean size of that change, whichever way it goes (morris)',
  sigma: 'standard deviation of that change: the factor bends, or depends on others (morris)',
  first: 'share of the variance that knowing the factor alone takes away (sobol)',
  total: 'share of the variance that is left when all other factors are known (sobol)',
  pair:
    'share of the variance of the factor and that in column at acting together, beyond each ' +
    'alone (sobol)',
  knowing:
    'expected fall in variance when the factor is known exactly, in squares of the unit (sobol)',
};
const shares: readonly IndexName[] = ['first', 'total', 'pair'];

/** The unit of an index. */
export function unitOf({ index }: IndexRow, { unit }: Outcome): string {
  return shares.includes(index) ? 'share' : index === 'knowing' ? `${unit} squared` : unit;
}

function limit(
  name: string,
  of: (row: IndexRow) => number,
  title: string,
  description: string,
): Column<SensitivityRow> {
  const cell = ({ index, outcome }: SensitivityRow): string => {
    const value = of(index);
    return Number.isFinite(value)
      ? decimalCell(value, unitOf(index, outcome) === 'share' ? 6 : 4)
      : '';
  };
  return { name, type: 'number', title, description, optional: true, cell };
}

const text = (
  name: string,
  title: string,
  description: string,
  of: (row: SensitivityRow) => string,
): Column<SensitivityRow> => ({
  ...{ name, type: 'string', title, description },
  cell: (row) => textCell(of(row)),
});

export const sensitivityTable: Table<SensitivityRow> = {
  path: 'sensitivity.csv',
  title: 'Sensitivity',
  description:
    'How far each assumption moves each outcome: every index with its 95 % interval. ' +
    'Random variation of the simulation is taken off.',
  primaryKey: ['factor', 'policy', 'reference', 'segment', 'metric', 'index', 'at'],
  columns: [
    {
      ...text('method', 'Method', 'How the factors were varied', ({ method }) => method),
      enum: methods,
    },
    text(
      'factor',
      'Factor',
      'Key path of what is varied, or what else names it',
      ({ factor }) => factor.name,
    ),
    text('label', 'Label', 'What the factor is', ({ factor }) => factor.label),
    text(
      'low',
      'Low end',
      'Low end of its range, in the units of the scenario file; of a list its first value',
      ({ factor }) => factor.low,
    ),
    text(
      'high',
      'High end',
      'High end of its range; of a list its last value',
      ({ factor }) => factor.high,
    ),
    { ...policyColumn, cell: ({ outcome }) => textCell(outcome.policy) },
    {
      ...text(
        'reference',
        'Subtracted',
        'Policy subtracted, paired by replication; empty for a level',
        ({ outcome }) => outcome.reference ?? '',
      ),
      optional: true,
    },
    { ...segmentColumn, cell: ({ outcome }) => outcome.segment },
    { ...metricColumn, cell: ({ outcome }) => outcome.metric },
    {
      ...text(
        'index',
        'Index',
        indexNames.map((name) => `${name}: ${meanings[name]}`).join('; '),
        ({ index }) => index.index,
      ),
      enum: indexNames,
    },
    {
      ...text('at', 'At', 'The value set (effect), or the other factor (pair)', ({ at }) => at),
      optional: true,
    },
    text('unit', 'Unit', 'Unit of the figures of the row', ({ index, outcome }) =>
      unitOf(index, outcome),
    ),
    limit(
      'value',
      ({ value }) => value,
      'Value',
      'Estimate of the index; empty where it cannot be estimated',
    ),
    limit(
      'ci_low',
      ({ ciLow }) => ciLow,
      'Lower limit',
      'Lower limit of the 95 % confidence interval; empty where there is none',
    ),
    limit(
      'ci_high',
      ({ ciHigh }) => ciHigh,
      'Upper limit',
      'Upper limit of the 95 % confidence interval',
    ),
    {
      ...{ name: 'rank', type: 'integer', minimum: 1, title: 'Rank' },
      description:
        '1 for the factor that moves the outcome most, by swing (oat), mu_star (morris) or ' +
        'total (sobol)',
      cell: ({ assessment }) => integerCell(assessment.rank),
    },
    {
      ...{ name: 'told', type: 'boolean', title: 'Told from chance' },
      description:
        'yes when the 95 % interval of the factor’s effect leaves 0 out; of factors that ' +
        'do nothing one in twenty is told by chance',
      cell: ({ assessment }) => yesNoCell(assessment.told),
    },
  ],
};

/** In a fixed order: outcome, factor, index. */
export function sensitivityRows({
  method,
  factors,
  outcomes,
}: SensitivityReport): readonly SensitivityRow[] {
  return outcomes.flatMap(({ sensitivity: { outcome, factors: assessments } }) =>
    assessments.flatMap((assessment) => {
      const factor = factors[assessment.factor]!;
      return assessment.indices.map((index): SensitivityRow => {
        const other = index.other === undefined ? '' : factors[index.other]!.name;
        const at = index.at === undefined ? other : factor.textAt(index.at);
        return { method, factor, outcome, assessment, index, at };
      });
    }),
  );
}
