// Runs the reference winter and Omni's failure, and keeps their reports in docs/reports with a picture of the first screen of one.
// `npm run docs:reports`, some minutes of two processors; the links of the reports to their CSV files hold in a folder of a run alone.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser } from '../test/support/browser/chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'docs/reports');
const pictured = 'reference-winter';

mkdirSync(reports, { recursive: true });
for (const scenario of ['omni-2021', pictured]) {
  const out = join(root, 'output', scenario);
  const command = [join(root, 'dist/cli/main.js'), 'run', join(root, 'scenarios', `${scenario}.yaml`), '--out', out];
  const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`the run of ${scenario} ended with ${status}`);
  copyFileSync(join(out, 'report.html'), join(reports, `${scenario}.html`));
}

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(pathToFileURL(join(reports, `${pictured}.html`)).href);
await page.screenshot({ path: join(reports, `${pictured}.png`) });
await browser.close();
