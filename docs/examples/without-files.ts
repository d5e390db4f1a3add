// No file anywhere, as in a web page: the texts of the scenarios are at hand, and a mistake in one
// is told with its place. Run it with: npx tsx docs/examples/without-files.ts
import { readFileSync } from 'node:fs';
import {
  describeProblem,
  memoryFiles,
  parseScenario,
  ScenarioError,
  simulate,
  summaryRows,
} from 'offsupply';

// A page would have fetched or bundled this text; reading it is all the example does with the disk.
const defaults = readFileSync(new URL('../../scenarios/defaults.yaml', import.meta.url), 'utf8');
const files = memoryFiles({ shipped: { 'defaults.yaml': defaults } });

const mine = `
title: A street of prepayment homes
extends: defaults.yaml
households: 100
replications: 3
policies:
  nobody-acts: { label: Nobody acts }
  agent-acts: { label: An agent acts, agent: { acts: true }, certificates: { revoked: onboarding }, identifiers: { moved: onboarding } }
`;
const { scenario } = parseScenario(mine, 'mine.yaml', files);
for (const { policy, segment, metric, mean } of summaryRows(scenario, simulate(scenario))) {
  if (segment === 'all' && metric === 'hours_off_total')
    console.log(`${policy}: ${mean.toFixed(0)} household-hours off supply`);
}

try {
  parseScenario(mine.replace('households: 100', 'households: many'), 'mine.yaml', files);
} catch (error) {
  if (!(error instanceof ScenarioError)) throw error;
  for (const problem of error.problems) console.log(describeProblem(problem));
}
