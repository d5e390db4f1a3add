/// <reference lib="dom" />
// A page that simulates in workers, so that it goes on answering, and shows how far that is.
// worker.ts is what each worker runs. Any bundler makes files for a page of the two, such as: npx
// esbuild page.ts worker.ts --bundle --format=esm --outdir=public
import { memoryFiles, parseScenario, simulateInWorkers, summaryRows } from 'offsupply';
import { shippedScenarios } from 'offsupply/scenarios';

const mine = `
title: A street of prepayment homes
extends: reference-winter.yaml
households: 200
replications: 4
`;
const shown =
  document.querySelector('output') ?? document.body.appendChild(document.createElement('output'));

const { scenario } = parseScenario(mine, 'mine.yaml', memoryFiles({ shipped: shippedScenarios }));
const store = await simulateInWorkers(scenario, {
  startWorker: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
  onProgress: (done) => {
    shown.textContent = `${Math.round((100 * done) / scenario.replications)} %`;
  },
});
const lines = [...summaryRows(scenario, store)]
  .filter(({ segment, metric }) => segment === 'all' && metric === 'excess_hours_off')
  .map(
    ({ policy, mean }) =>
      `${policy}: ${mean.toFixed(4)} household-hours off supply because of the failure`,
  );
shown.textContent = lines.join('\n');
