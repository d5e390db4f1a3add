/// <reference lib="dom" />
// The numbers of the what-if page are those of the command it gives, to the last digit.
// OFFSUPPLY_WHAT_IF says for how many settings (by default 2), and OFFSUPPLY_BROWSERS in which
// browsers (chromium by default; `npm run test:browsers` has 30 in Chromium and in Firefox).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/cli/run-command.ts';
import { openTabs, tabNames } from '../support/browser/tabs.ts';
import type { Tab } from '../support/browser/tab.ts';
import { anySetting, showSetting } from '../support/browser/what-if-drive.ts';
import { whatIfAddress } from '../support/browser/what-if-page.ts';

const count = Number(process.env['OFFSUPPLY_WHAT_IF'] ?? 2);
let cwd = '';
const tabs = openTabs();

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-numbers-'));
  const address = await whatIfAddress();
  for (const name of tabNames) await tabs(name).goTo(address);
}, 120_000);
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** Words of a command line as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'[^']*'|\S+/gu)].map(([word]) => word.replace(/^'|'$/gu, ''));
}

async function cellsOf(
  line: string,
  out: string,
): Promise<{ readonly text: string; readonly cell: (title: string) => string | undefined }> {
  const [program, ...words] = wordsOf(line);
  expect(program).toBe('offsupply');
  const options = [
    '--out',
    out,
    '--workers',
    '1',
    '--progress',
    'none',
    '--files',
    'summary',
    '--no-report',
  ];
  const { exitCode, stderr } = await command('', { cwd, words: [...words, ...options] });
  expect(exitCode, `${line}\n${stderr}`).toBe(0);
  const text = readFileSync(path.join(cwd, out, 'summary.csv'), 'utf8');
  const cells = new Map<string, string>();
  for (const row of parse<Record<string, string>>(text, { columns: true }))
    for (const column of ['mean', 'ci_low', 'ci_high'])
      cells.set(
        'summary.csv: ' +
          `policy=${row['policy']!};segment=${row['segment']!};metric=${row['metric']!}, ` +
          column,
        row[column]!,
      );
  return { text, cell: (title) => cells.get(title) };
}

async function agrees(tab: Tab, seed: string): Promise<number> {
  const { command: line, figures } = await showSetting(tab, anySetting(seed));
  const { cell } = await cellsOf(line, `${tab.name.split(' ')[0]!}-${seed}`.toLowerCase());
  const wrong = figures.filter(({ title, value }) => cell(title) !== value);
  expect(wrong, line).toEqual([]);
  expect(figures.length, line).toBeGreaterThan(30);
  return figures.length;
}

/** The text of a file that a button of the page saves. */
function saved(tab: Tab, button: string): Promise<string> {
  return tab.run(async (id: string) => {
    const own = Object.getOwnPropertyDescriptor(URL, 'createObjectURL')!;
    const whole = new Promise<Blob>((resolve) => {
      URL.createObjectURL = (blob) => {
        resolve(blob as Blob);
        return (own.value as (blob: Blob | MediaSource) => string)(blob);
      };
    });
    document.getElementById(id)!.click();
    const text = await (await whole).text();
    Object.defineProperty(URL, 'createObjectURL', own);
    return text;
  }, button);
}

describe.each(tabNames)('in %s', (name) => {
  it('saves the summary.csv of its command, and a scenario.yaml that stands for a changed file', async () => {
    const tab = tabs(name);
    const text = 'extends: present-day.yaml\nreplications: 3\npopulation: { psr: 0.3 }\n';
    const setting = {
      scenario: 'present-day.yaml',
      households: '40',
      text,
      moved: { topUps: 'onboarding', starts: '9' },
      more: {},
    };
    const { command: line, figures } = await showSetting(tab, setting);
    expect(line).toBe('offsupply run scenario.yaml --replications 3');
    writeFileSync(path.join(cwd, 'scenario.yaml'), await saved(tab, 'save-yaml'));
    const file = await cellsOf(line, `changed-${name}`);
    expect(await saved(tab, 'save-csv')).toBe(file.text);
    expect(figures.filter(({ title, value }) => file.cell(title) !== value)).toEqual([]);
  }, 120_000);

  it(`shows in ${count} settings the numbers of the command it gives`, async () => {
    let compared = 0;
    for (let seed = 1; seed <= count; seed += 1)
      compared += await agrees(tabs(name), `setting ${seed}`);
    expect(compared).toBeGreaterThan(100 * count);
    if (count > 10)
      console.log(
        `${tabs(name).name}: ${compared} numbers of ${count} settings are those of the command`,
      );
  }, 600_000);
});
