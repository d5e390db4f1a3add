// The columns spells.csv and meters.csv begin with: which run, which household, which meter.
import type { SpellRecord } from '../experiment/records.ts';
import { fuels, meterKinds } from '../scenario/scenario.ts';
import { integerCell, textCell, yesNoCell } from './cells.ts';
import { policyColumn, replicationColumn, type Column } from './columns.ts';

/** A spell or meter as files show it: with its policy, replication and the scenario's day 0. */
export interface InRun {
  readonly policy: string;
  readonly replication: number;
  /** YYYY-MM-DD */
  readonly start: string;
}

type Consumer = Pick<SpellRecord, 'household' | 'fuel' | 'meterKind' | 'vulnerable'>;

export function consumerColumns<Row extends InRun>(
  consumerOf: (row: Row) => Consumer,
): readonly Column<Row>[] {
  return [
    policyColumn,
    replicationColumn,
    {
      name: 'household',
      type: 'integer',
      title: 'Household',
      description:
        'Number of the household; the same household under every policy of a replication',
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
