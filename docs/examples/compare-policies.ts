// How many homes does each policy keep on supply? A shipped scenario, made small, and its figures
// against the reference. Run it with: npx tsx docs/examples/compare-policies.ts
import { comparisonRows, loadScenario, simulate, withPolicies } from 'offsupply';
import { scenarioFilesOnDisk } from 'offsupply/files';

// A loaded scenario is frozen: what is to be other than in its file is set as it is loaded, and
// checked.
const smaller = [
  { path: 'households', value: '200', option: 'households' },
  { path: 'replications', value: '4', option: 'replications' },
];
const loaded = loadScenario('reference-winter.yaml', scenarioFilesOnDisk(), { overrides: smaller });
const scenario = withPolicies(loaded.scenario, ['no-intervention', 'mp134a', 'mp134a-mp185']);

for (const row of comparisonRows(scenario, simulate(scenario))) {
  if (
    row.segment !== 'all' ||
    row.metric !== 'households_off' ||
    row.reference !== scenario.reference
  )
    continue;
  const interval = `${row.ciLow.toFixed(0)} to ${row.ciHigh.toFixed(0)}`;
  console.log(
    `${row.policy}: ${row.difference.toFixed(0)} households off supply (95 % interval ${interval})`,
  );
}
