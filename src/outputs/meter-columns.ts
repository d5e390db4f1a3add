// The columns of meters.csv.
import type { MeterRecord } from '../experiment/records.ts';
import { habits } from '../scenario/scenario.ts';
import {
  decimalCell,
  integerCell,
  micropoundsCell,
  minutesAsHoursCell,
  textCell,
  timeCell,
  yesNoCell,
} from './cells.ts';
import { titleOf, type Column, type Table } from './columns.ts';
import { consumerColumns, type InRun } from './consumer-columns.ts';

export type MeterRow = InRun & { readonly meter: MeterRecord };

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
  return {
    name,
    type: 'boolean',
    title,
    description,
    cell: ({ meter }) => yesNoCell(valueOf(meter)),
  };
}

const netMeaning = 'balance minus emergency credit used minus accumulated debt';

export const metersTable: Table<MeterRow> = {
  path: 'meters.csv',
  title: 'Meters',
  description:
    'Every meter from day 0 to the horizon. Exactly: closing_net = opening_net + vended - ' +
    'debt_repaid + credit_granted + owed_moved + written_off - energy_cost - charges (rule ' +
    'A17)',
  primaryKey: ['policy', 'replication', 'household', 'fuel'],
  columns: [
    ...consumerColumns<MeterRow>((row) => row.meter),
    flagColumn(
      'psr',
      'Priority Services Register',
      'Whether the household is on the PSR',
      (meter) => meter.psr,
    ),
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
      description: 'How the household tops up (rules H1 to H3)',
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
    moneyColumn(
      'vended',
      'Paid by the household in vends that reached the meter',
      (meter) => meter.vended,
    ),
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
    countColumn(
      'failed_vends',
      'vends',
      'Attempts that did not reach the meter, for any reason',
      (meter) => meter.failedVends,
    ),
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
        'When the SoLR’s certificates were on the meter, UTC; empty for legacy meters, ' +
        'under no-failure, and when not by the horizon',
      optional: true,
      cell: ({ meter, start }) =>
        meter.onboardedMinute === null ? '' : timeCell(start, meter.onboardedMinute),
    },
    flagColumn(
      'safe_mode',
      'Safe mode',
      'Whether the meter was ever put in safe mode',
      (meter) => meter.safeMode,
    ),
    moneyColumn(
      'owed_moved',
      'Owed when safe mode ended, and moved to the debt that instalments recover (rule A19)',
      (meter) => meter.owedMoved,
    ),
    moneyColumn(
      'written_off',
      'Owed when safe mode ended, and written off (rule A19)',
      (meter) => meter.writtenOff,
    ),
    moneyColumn(
      'granted',
      'Of credit_granted, money from outside: the scenario’s grants (rule A18)',
      (meter) => meter.granted,
    ),
  ],
};
