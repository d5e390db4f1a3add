// The columns of spells.csv.
import { causeWords, endedByWords } from '../simulation/words.ts';
import type { SpellRecord } from '../experiment/records.ts';
import { minutesAsHoursCell, textCell, timeCell, yesNoCell } from './cells.ts';
import type { Table } from './columns.ts';
import { consumerColumns, type InRun } from './consumer-columns.ts';

export type SpellRow = InRun & { readonly spell: SpellRecord };

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
      description:
        'Decided at the cut: no channel could sell credit, the household was waiting for ' +
        'money, or neither (rule C3)',
      enum: causeWords,
      cell: ({ spell }) => spell.cause,
    },
    {
      name: 'ended_by',
      type: 'string',
      title: 'Ended by',
      description: 'What restored supply; horizon when nothing had by then (rule C4)',
      enum: endedByWords,
      cell: ({ spell }) => textCell(spell.endedBy),
    },
    {
      name: 'censored',
      type: 'boolean',
      title: 'Censored',
      description: 'Whether the spell was open at the horizon, and is counted up to it (rule C2)',
      cell: ({ spell }) => yesNoCell(spell.censored),
    },
  ],
};
