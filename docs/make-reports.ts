// Runs the reference winter and Omni's failure, and keeps their reports in docs/reports with a
// picture of the first screen of one. `npm run docs:reports`, some minutes of two processors; the
// links of the reports to their CSV files hold in a folder of a run alone.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../test/support/browser/chromium.ts';
import { offsupply, root } from './finished-runs.ts';
import { recordMade } from './made-on.ts';

const reports = join(root, 'docs/reports');
const pictured = 'reference-winter';

mkdirSync(reports, { recursive: true });
for (const scenario of ['omni-2021', pictured]) {
  const out = join(root, 'output', scenario);
  offsupply('run', `scenarios/${scenario}.yaml`, '--out', out);
  copyFileSync(join(out, 'report.html'), join(reports, `${scenario}.html`));
}

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(pathToFileURL(join(reports, `${pictured}.html`)).href);
await page.screenshot({ path: join(reports, `${pictured}.png`) });
await browser.close();
recordMade('reports');
