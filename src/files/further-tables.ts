// The small tables of a run beside those that hold its metrics.
import type { RecordStore } from '../experiment/record-store.ts';
import { spellGateRows, spellLengthRows } from '../experiment/spell-tallies.ts';
import { storyRows } from '../experiment/stories.ts';
import { timelineRows } from '../experiment/timeline.ts';
import {
  assumptionsTable,
  type AssumptionRow,
  spellGatesTable,
  spellLengthsTable,
  storiesTable,
  timelineTable,
} from '../outputs/report-columns.ts';
import { assumptionFacts } from '../scenario/assumption-facts.ts';
import type { Assumption } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tableToWrite, type TableToWrite } from './write-outputs.ts';

export function furtherTables(
  scenario: Scenario,
  store: RecordStore,
  assumptions: readonly Assumption[],
): readonly TableToWrite[] {
  return [
    tableToWrite(spellLengthsTable, () => spellLengthRows(scenario, store)),
    tableToWrite(spellGatesTable, () => spellGateRows(scenario, store)),
    tableToWrite(timelineTable, () => timelineRows(scenario, store.replications())),
    tableToWrite(storiesTable(scenario.start), () => storyRows(scenario, store)),
    tableToWrite(assumptionsTable, () => withFacts(assumptions, scenario)),
  ];
}

function withFacts(
  assumptions: readonly Assumption[],
  { ranges }: Scenario,
): readonly AssumptionRow[] {
  const factsOf = assumptionFacts(ranges);
  return assumptions.map((one) => ({ ...one, facts: factsOf(one) }));
}
