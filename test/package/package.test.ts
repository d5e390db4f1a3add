/// <reference lib="dom" />
// The package as programs elsewhere use it: packed, put in a foreign folder, imported, required,
// compiled against, and bundled for a page.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser/chromium.ts';
import {
  checkTypes,
  installPackage,
  output,
  root,
  type Packed,
} from '../support/package/installed-package.ts';

let folder = '';
let packed: Packed;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offsupply-package-'));
  packed = installPackage(folder);
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function runs(name: string, program: string): string {
  writeFileSync(path.join(folder, name), program);
  return output(process.execPath, [name], folder);
}

const mine = `'title: Mine\\nextends: reference-winter.yaml\\nhouseholds: 200\\nreplications: 4\\n'`;

test('it is imported and required, with its scenarios as texts and as files', () => {
  const program = `
    import { memoryFiles, parseScenario } from 'offsupply';
    import { scenarioFilesOnDisk } from 'offsupply/files';
    import { shippedScenarios } from 'offsupply/scenarios';
    const names = ['offsupply/scenarios/defaults.yaml', 'offsupply/package.json'].map((name) => import.meta.resolve(name));
    const inMemory = parseScenario(${mine}, 'mine.yaml', memoryFiles({ shipped: shippedScenarios })).scenario;
    const onDisk = parseScenario(${mine}, 'mine.yaml', scenarioFilesOnDisk()).scenario;
    console.log(JSON.stringify([inMemory.households, JSON.stringify(inMemory) === JSON.stringify(onDisk), names.length]));`;
  expect(JSON.parse(runs('imports.mjs', program))).toEqual([200, true, 2]);
  const required = `const { metrics } = require('offsupply');
    console.log(metrics.length > 50, typeof require('offsupply/files').writeOutputs, Object.keys(require('offsupply/scenarios')).join());`;
  expect(runs('requires.cjs', required)).toBe('true function shippedScenarios\n');
});

test('it is sent out without scripts, and the manifest is as before when that is done', () => {
  const whole = readFileSync(path.join(root, 'package.json'), 'utf8');
  const cwd = mkdtempSync(path.join(folder, 'sent-'));
  const manifest = (): string => readFileSync(path.join(cwd, 'package.json'), 'utf8');
  const pack = (step: string): string =>
    output(process.execPath, [path.join(root, 'pack-manifest.js'), step], cwd);
  writeFileSync(path.join(cwd, 'package.json'), whole);
  pack('strip');
  // As after a packing that was ended early.
  pack('strip');
  const sent = JSON.parse(manifest()) as object;
  expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['scripts']));
  expect(Object.keys(sent)).toEqual(
    expect.arrayContaining(['exports', 'dependencies', 'bin', 'files']),
  );
  pack('restore');
  expect(manifest()).toBe(whole);
});

test('it is as large as docs/USING.md says, to a tenth', () => {
  const using = readFileSync(path.join(root, 'docs/USING.md'), 'utf8');
  const [, file, unpacked] = /The file has ([\d.]+) MB, ([\d.]+) MB unpacked/u.exec(using)!;
  for (const [said, bytes] of [
    [file, packed.size],
    [unpacked, packed.unpackedSize],
  ] as const)
    expect(
      Math.abs(Number(said) / (bytes / 1e6) - 1),
      `${said} MB is said, and it is ${bytes} bytes`,
    ).toBeLessThan(0.1);
});

test('it has the what-if page, ready to be opened', () => {
  const page = readFileSync(path.join(folder, 'node_modules/offsupply/dist/what-if.html'));
  expect(page.length).toBeLessThan(600_000);
  expect(page.toString()).toMatch(/^<!doctype html>/u);
});

test('its types need none of Node', () => {
  checkTypes(folder, path.join(root, 'node_modules/typescript-7/bin/tsc'));
});

test('a page simulates in workers, with the records of simulate', async () => {
  const input = { page: path.join(folder, 'page.ts'), worker: path.join(folder, 'worker.ts') };
  const bundle = await rolldown({ cwd: folder, input, platform: 'browser', logLevel: 'silent' });
  const { output: files } = await bundle.generate({ format: 'esm', entryFileNames: '[name].js' });
  const browser = await openBrowser();
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('http://page.example/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const file = files.find(({ fileName }) => fileName === name);
    if (file?.type === 'chunk')
      return route.fulfill({ contentType: 'text/javascript', body: file.code });
    return route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><output></output><script type="module" src="page.js"></script>',
    });
  });
  const seen = new Set<string>();
  await page.exposeFunction('seen', (text: string) => seen.add(text));
  await page.addInitScript(() => {
    const tell = (globalThis as unknown as { seen: (text: string) => void }).seen;
    new MutationObserver(() => {
      tell(document.querySelector('output')?.textContent ?? '');
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto('http://page.example/');
  await page.waitForFunction(
    () => document.querySelector('output')?.textContent.includes('household-hours'),
    undefined,
    {
      timeout: 60_000,
    },
  );
  const told = await page.locator('output').textContent();
  await browser.close();
  expect(errors).toEqual([]);
  expect([...seen].filter((text) => / %$/u.test(text)).length).toBeGreaterThan(1);
  const program = `
    import { memoryFiles, parseScenario, simulate, summaryRows } from 'offsupply';
    import { shippedScenarios } from 'offsupply/scenarios';
    const { scenario } = parseScenario(${mine}, 'mine.yaml', memoryFiles({ shipped: shippedScenarios }));
    for (const { policy, segment, metric, mean } of summaryRows(scenario, simulate(scenario)))
      if (segment === 'all' && metric === 'excess_hours_off') console.log(policy + ': ' + mean.toFixed(4) + ' household-hours off supply because of the failure');`;
  expect(`${told}\n`).toBe(runs('simulates.mjs', program));
}, 120_000);
