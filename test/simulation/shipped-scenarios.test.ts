// Every shipped scenario on a small book, those of ordinary life too: money is conserved on every
// meter under every policy, and each figure can be worked out again from meters and spells. The
// file that `--meters` writes says the same.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/experiment/record-store.ts';
import type { ReplicationRecord } from '../../src/experiment/records.ts';
import {
  scenarioFilesOnDisk,
  shippedScenarioNames,
  shippedScenarios,
} from '../../src/files/scenario-files.ts';
import { meterRows } from '../../src/outputs/bulk-rows.ts';
import { csvText } from '../../src/outputs/csv.ts';
import { metersTable } from '../../src/outputs/meter-columns.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { metric, runOnce } from '../support/simulation/plain-scenario.ts';
import { problemsIn } from '../support/simulation/record-checker.ts';

const households = 60;
const files = scenarioFilesOnDisk();
const ordinaryLife = readdirSync(path.join(shippedScenarios, 'calibration'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `calibration/${name}`);

/** What moved in all of them together: a sum that stays 0 says that nothing tested its rule. */
const moved = {
  granted: 0,
  creditOfSupport: 0,
  debtRepaid: 0,
  owedMoved: 0,
  writtenOff: 0,
  metersInSafeMode: 0,
  calls: 0,
  visits: 0,
  agent_commands: 0,
  solr_requests: 0,
  owed_after_safe_mode: 0,
  cost_total: 0,
};

function addUp({ policies }: ReplicationRecord): void {
  for (const policy of policies) {
    for (const meter of policy.meters) {
      moved.granted += meter.granted;
      moved.creditOfSupport += meter.creditGranted - meter.granted;
      moved.debtRepaid += meter.debtRepaid;
      moved.owedMoved += meter.owedMoved;
      moved.writtenOff += meter.writtenOff;
      moved.metersInSafeMode += Number(meter.safeMode);
    }
    for (const name of ['calls', 'visits', 'agent_commands', 'solr_requests'] as const)
      moved[name] += metric(policy, name);
    for (const name of ['owed_after_safe_mode', 'cost_total'] as const)
      moved[name] += metric(policy, name);
  }
}

/** Rows of meters.csv whose terms do not add up, to the micropound. */
function unbalancedRows(scenario: Scenario, record: ReplicationRecord): readonly string[] {
  const store = memoryStore();
  store.put(record);
  const text = csvText(metersTable, meterRows(scenario, store));
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  expect(rows.length).toBeGreaterThanOrEqual(scenario.policies.length * households);
  return rows
    .filter((row) => {
      const micropounds = (name: string): number => Number(row[name]!.replace('.', ''));
      const [plus, minus] = [
        ['opening_net', 'vended', 'credit_granted', 'owed_moved', 'written_off'],
        ['debt_repaid', 'energy_cost', 'charges', 'closing_net'],
      ].map((names) => names.map(micropounds).reduce((sum, amount) => sum + amount, 0));
      return plus !== minus;
    })
    .map((row) => `${row['policy']!}, household ${row['household']!}, ${row['fuel']!}`);
}

describe('every shipped scenario', () => {
  it.each([...shippedScenarioNames(), ...ordinaryLife])(
    'A17, A18, A19, C13, C14, C15: %s conserves money on every meter, and its figures follow',
    { timeout: 120_000 },
    (name) => {
      const overrides = [{ path: 'households', value: String(households), option: '--households' }];
      const { scenario } = loadScenario(name, files, { overrides });
      const record = runOnce(scenario);
      expect(problemsIn(scenario, record)).toEqual([]);
      expect(unbalancedRows(scenario, record)).toEqual([]);
      addUp(record);
    },
  );

  it('moves money by each rule in one of them at least', () => {
    for (const [what, sum] of Object.entries(moved)) expect(sum, what).toBeGreaterThan(0);
  });
});
