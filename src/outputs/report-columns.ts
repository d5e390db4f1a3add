// The columns of the small files a run writes beside the contract's, so that the report can be made
// again from files alone: spell-lengths.csv, spell-gates.csv, timeline.csv, stories.csv,
// assumptions.csv.
import { tallyHours } from '../experiment/records.ts';
import type { SpellGateRow, SpellLengthRow } from '../experiment/spell-tallies.ts';
import type { Summary } from '../experiment/statistics.ts';
import { storyKinds, type StoryRow } from '../experiment/stories.ts';
import { timelineEvents, type TimelineRow } from '../experiment/timeline.ts';
import { shutGateWords as shutGates } from '../simulation/words.ts';
import type { AssumptionFacts } from '../scenario/assumption-facts.ts';
import { confidences, type Assumption } from '../scenario/assumptions.ts';
import { fuels, meterKinds } from '../scenario/scenario.ts';
import {
  decimalCell,
  integerCell,
  micropoundsCell,
  minutesAsHoursCell,
  textCell,
  timeCell,
  yesNoCell,
} from './cells.ts';
import {
  policyColumn,
  replicationColumn,
  replicationsColumn,
  type Column,
  type Table,
} from './columns.ts';

/** Mean, interval and percentiles over replications, then how many have the figure. */
function summaryColumns<Row extends Summary>(unit: string): readonly Column<Row>[] {
  const statistic = (
    name: string,
    title: string,
    description: string,
    valueOf: (row: Row) => number,
  ): Column<Row> => ({
    ...{
      name,
      type: 'number',
      title,
      unit,
      optional: true,
      description: `${description}; 4 decimals`,
    },
    cell: (row) => decimalCell(valueOf(row), 4),
  });
  const percentile = 'Over replications, linear between order statistics (type 7)';
  return [
    statistic('mean', 'Mean', 'Mean over replications', (row) => row.mean),
    statistic(
      'ci_low',
      'Lower confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure',
      (row) => row.ciLow,
    ),
    statistic(
      'ci_high',
      'Upper confidence limit',
      '95 % confidence interval of the mean, Student’s t, inside the bounds of the figure',
      (row) => row.ciHigh,
    ),
    statistic('p05', '5th percentile', percentile, (row) => row.p05),
    statistic('median', 'Median', percentile, (row) => row.median),
    statistic('p95', '95th percentile', percentile, (row) => row.p95),
    replicationsColumn,
  ];
}

export const spellLengthsTable: Table<SpellLengthRow> = {
  path: 'spell-lengths.csv',
  title: 'Spell lengths',
  description:
    'How many off-supply spells of meters were of at least this length, by policy; spells ' +
    'open at the horizon count up to it',
  primaryKey: ['policy', 'hours'],
  columns: [
    policyColumn,
    {
      name: 'hours',
      type: 'number',
      title: 'Hours',
      description: `Spells at least that long: ${tallyHours.join(', ')}, as far as the horizon`,
      unit: 'hours',
      minimum: 0,
      cell: (row) => decimalCell(row.hours, 2),
    },
    {
      name: 'share',
      type: 'number',
      title: 'Share',
      description:
        'Mean number of such spells as a share of the mean number of all spells of the ' +
        'policy; 6 decimals',
      unit: 'share',
      optional: true,
      minimum: 0,
      maximum: 1,
      cell: (row) => decimalCell(row.share, 6),
    },
    ...summaryColumns<SpellLengthRow>('spells'),
  ],
};

export const spellGatesTable: Table<SpellGateRow> = {
  path: 'spell-gates.csv',
  title: 'Spells by shut gate',
  description:
    'Spells that began because no channel could sell credit, by the gate that was shut ' +
    'when supply was cut',
  primaryKey: ['policy', 'gate'],
  columns: [
    policyColumn,
    {
      name: 'gate',
      type: 'string',
      title: 'Gate',
      description:
        'vending: nobody sold top-ups for the failed supplier’s key; identifiers, ' +
        'certificates: DCC refused the failed supplier’s requests; ' +
        'key-on-meter: the meter was the SoLR’s and the household had not learnt to pay ' +
        'it; device: key or card lost',
      enum: shutGates,
      cell: (row) => row.gate,
    },
    ...summaryColumns<SpellGateRow>('spells'),
  ],
};

export const timelineTable: Table<TimelineRow> = {
  path: 'timeline.csv',
  title: 'Timeline',
  description:
    'When the events of the failure happen under each policy, in hours from day 0; events ' +
    'that never happen have no row',
  primaryKey: ['policy', 'event'],
  columns: [
    policyColumn,
    {
      name: 'event',
      type: 'string',
      title: 'Event',
      description: timelineEvents.map(({ name, meaning }) => `${name}: ${meaning}`).join('; '),
      enum: timelineEvents.map(({ name }) => name),
      cell: (row) => row.event,
    },
    ...summaryColumns<TimelineRow>('hours'),
  ],
};

/** @param start day 0, YYYY-MM-DD */
export function storiesTable(start: string): Table<StoryRow> {
  const pounds = (
    name: string,
    title: string,
    description: string,
    valueOf: (row: StoryRow) => number | null,
  ): Column<StoryRow> => ({
    ...{ name, type: 'number', title, description, unit: 'gbp', optional: true },
    cell: (row) => {
      const micropounds = valueOf(row);
      return micropounds === null ? '' : micropoundsCell(micropounds);
    },
  });
  return {
    path: 'stories.csv',
    title: 'Stories of two households',
    description:
      'Every event of two households under two policies, from day 0: the median and the ' +
      'worst affected of the first households of a replication',
    primaryKey: ['story', 'policy', 'event_number'],
    columns: [
      {
        name: 'story',
        type: 'string',
        title: 'Story',
        description:
          'Which household: the one at the median of extra hours off, or the one with most',
        enum: storyKinds,
        cell: (row) => row.story,
      },
      replicationColumn,
      { ...integerColumn, cell: (row) => integerCell(row.household) },
      {
        name: 'meter_kind',
        type: 'string',
        title: 'Meter kind',
        description: 'Kind of its meters',
        enum: meterKinds,
        cell: (row) => textCell(row.meterKind),
      },
      {
        name: 'vulnerable',
        type: 'boolean',
        title: 'Vulnerable',
        description: 'Whether somebody in the household is a child or has a long-term condition',
        cell: (row) => yesNoCell(row.vulnerable),
      },
      policyColumn,
      {
        name: 'event_number',
        type: 'integer',
        title: 'Event number',
        description: 'Place of the event in the household’s ledger under the policy, 1 first',
        minimum: 1,
        cell: (row) => integerCell(row.place),
      },
      {
        name: 'time',
        type: 'datetime',
        title: 'Time',
        description: 'When, UTC',
        cell: (row) => timeCell(start, row.line.minute),
      },
      {
        name: 'hour',
        type: 'number',
        title: 'Hour',
        description: 'Hours from day 0; 4 decimals of a whole number of minutes',
        unit: 'hours',
        minimum: 0,
        cell: (row) => minutesAsHoursCell(row.line.minute),
      },
      {
        name: 'fuel',
        type: 'string',
        title: 'Fuel',
        description: 'Fuel of the meter',
        enum: fuels,
        cell: (row) => row.line.fuel,
      },
      {
        name: 'event',
        type: 'string',
        title: 'Event',
        description: 'What happened',
        cell: (row) => textCell(row.line.event),
      },
      pounds(
        'amount',
        'Amount',
        'Money that moved; empty where none did',
        (row) => row.line.amount,
      ),
      pounds(
        'balance',
        'Balance',
        'Balance of the meter after the event',
        (row) => row.line.balance,
      ),
      pounds(
        'emergency_credit_used',
        'Emergency credit used',
        'After the event',
        (row) => row.line.emergencyCreditUsed,
      ),
      pounds('debt', 'Debt', 'Accumulated debt after the event', (row) => row.line.accumulatedDebt),
      {
        name: 'supply',
        type: 'string',
        title: 'Supply',
        description: 'After the event; armed is still off, until somebody turns it on',
        enum: ['on', 'armed', 'off'],
        cell: (row) => row.line.supply,
      },
      {
        name: 'safe_mode',
        type: 'boolean',
        title: 'Safe mode',
        description: 'Whether running out could not cut supply',
        cell: (row) => yesNoCell(row.line.safeMode),
      },
    ],
  };
}

const integerColumn = {
  name: 'household',
  type: 'integer',
  title: 'Household',
  description: 'Number of the household, as trace takes it',
  minimum: 0,
} as const;

/** A row of assumptions.csv. */
export interface AssumptionRow extends Assumption {
  readonly facts: AssumptionFacts;
}

export const assumptionsTable: Table<AssumptionRow> = {
  path: 'assumptions.csv',
  title: 'Assumptions',
  description:
    'Every parameter of the scenario with its value as written, and the source or ' +
    'assumption its file gives for it',
  primaryKey: ['parameter'],
  columns: [
    {
      name: 'parameter',
      type: 'string',
      title: 'Parameter',
      description: 'Key path in the scenario',
      cell: (row) => textCell(row.path),
    },
    {
      name: 'value',
      type: 'string',
      title: 'Value',
      description: 'As its file, or the command, writes it',
      optional: true,
      cell: (row) => textCell(row.value),
    },
    {
      name: 'unit',
      type: 'string',
      title: 'Unit',
      description:
        'Of the value; times carry theirs: m minutes, h hours, d days, w weeks. choice: ' +
        'one of a few words; empty where this version has no such parameter',
      optional: true,
      cell: (row) => textCell(row.facts.unit),
    },
    {
      name: 'confidence',
      type: 'string',
      title: 'Confidence',
      description:
        'sourced: a published source is named; assumption: no published figure, or one ' +
        'that does not fit; set: by an option of the run; ' +
        'unsaid: its file says neither',
      enum: confidences,
      cell: (row) => row.confidence,
    },
    {
      name: 'said_by',
      type: 'string',
      title: 'Said by',
      description: 'The file, or the option, the value is from',
      cell: (row) => textCell(row.saidBy),
    },
    {
      name: 'source',
      type: 'string',
      title: 'Source',
      description: 'Addresses that the remark names, with blanks between them',
      optional: true,
      cell: (row) => textCell(row.facts.sources.join(' ')),
    },
    {
      name: 'date',
      type: 'string',
      title: 'Date',
      description:
        'Years that the remark names, with blanks between them: when the figure, or what ' +
        'bounds it, was so',
      optional: true,
      cell: (row) => textCell(row.facts.years.join(' ')),
    },
    {
      name: 'range',
      type: 'string',
      title: 'Range',
      description:
        'What the scenario’s ranges leave open, of the value or of a part of it, as the ' +
        'file writes it; else what the remark calls plausible',
      optional: true,
      cell: (row) => textCell(row.facts.range),
    },
    {
      name: 'remark',
      type: 'string',
      title: 'Remark',
      description: 'Source, plausible range and remarks, as in the file',
      optional: true,
      cell: (row) => textCell(row.remark),
    },
  ],
};
