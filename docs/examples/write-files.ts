// The files that `offsupply run` writes, from a program: CSV with a data package, in a folder of
// your choice. Run it with: npx tsx docs/examples/write-files.ts output/example
import { createHash } from 'node:crypto';
import { loadScenario, simulate } from 'offsupply';
import { scenarioFilesOnDisk, writeOutputs } from 'offsupply/files';

const smaller = [
  { path: 'households', value: '60', option: 'households' },
  { path: 'replications', value: '2', option: 'replications' },
];
const { scenario } = loadScenario('smets2-only.yaml', scenarioFilesOnDisk(), {
  overrides: smaller,
});
const files = await writeOutputs({
  directory: process.argv[2] ?? 'output/example',
  scenario,
  scenarioSha256: createHash('sha256').update(JSON.stringify(scenario)).digest('hex'),
  version: 'example',
  store: simulate(scenario, { keepSpells: true }),
  spells: true,
  meters: false,
  environment: { note: 'written by an example' },
});
for (const { path, bytes } of files) console.log(`${path}: ${bytes} bytes`);
