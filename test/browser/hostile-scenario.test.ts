// Texts made to hurt, through the front door: in every text of a scenario file, run by the command,
// and what it wrote opened in a real browser.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { command } from '../support/cli/run-command.ts';
import { openBrowser } from '../support/browser/chromium.ts';
import { hostilePayloads } from '../support/browser/hostile-payloads.ts';
import { elementsOf, watchPage, wide } from '../support/browser/pages.ts';

let cwd = '';
let browser: Browser;

const longestTitle = 200;
const drawn = ['circle', 'desc', 'g', 'line', 'path', 'rect', 'svg', 'title'];
const fileName = `"'><img onerror=alert(0)>.yaml`.replace(' ', '\u00a0');

/**
 * A policy for each text, with it in every place that takes text; what is for all of them has them
 * all.
 */
function scenario(texts: readonly string[]): string {
  const quoted = (text: string): string => JSON.stringify(text);
  const cut = (text: string): string => Array.from(text).slice(0, longestTitle).join('');
  const comments = texts.map((text) => `# source: ${text.replace(/[^\P{C}\t]/gu, '')}`);
  return `title: ${quoted(cut(texts.join(' ')))}
description: ${quoted(texts.join(' '))}
extends: defaults.yaml
start: 2022-01-10
horizon: 10d
warmUp: 7d
${comments.join('\n')}
households: 15 ${comments.at(-1)!}
replications: 2
seed: ${quoted(hostilePayloads[0]!)}
reference: p0
policies:
${texts
  .map((text, index) => {
    const lever = index === 0 ? '' : `    onboarding: { starts: ${index}d } ${comments[index]!}\n`;
    return (
      `  p${index}:\n    label: ${quoted(cut(text))}\n    description: ` +
      `${quoted(text)}\n${lever}`
    );
  })
  .join('')}`;
}

async function run(name: string, texts: readonly string[], out: string): Promise<void> {
  writeFileSync(path.join(cwd, name), scenario(texts));
  const { exitCode, stderr, stdout } = await command(
    `run ${name} --workers 1 --progress none --out ${out}`,
    { cwd },
  );
  expect(stderr).not.toContain('internal');
  expect(exitCode, stderr).toBe(0);
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
}

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-hostile-'));
  await run(fileName, hostilePayloads, 'hostile');
  await run(
    'harmless.yaml',
    hostilePayloads.map((_, index) => `A harmless text ${index}`),
    'harmless',
  );
  browser = await openBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  rmSync(cwd, { recursive: true, force: true });
});

const inRun = (out: string, name: string): string => path.join(cwd, out, name);
const pictures = (out: string): readonly string[] =>
  readdirSync(path.join(cwd, out)).filter((name) => name.endsWith('.svg'));

describe('a scenario file full of hostile texts', () => {
  it('gives a report with all of them as texts: no dialog, no foreign element, no request', async () => {
    const watched = await watchPage(browser, wide);
    const hostile = await elementsOf(watched, inRun('hostile', 'report.html'));
    const harmless = await elementsOf(watched, inRun('harmless', 'report.html'));
    await watched.page.context().close();
    expect(hostile.happenings).toEqual([]);
    expect(Object.keys(hostile.elements).sort()).toEqual(Object.keys(harmless.elements).sort());
    // How much is drawn hangs on how long the names are.
    const written = (elements: Readonly<Record<string, number>>): unknown =>
      Object.fromEntries(Object.entries(elements).filter(([name]) => !drawn.includes(name)));
    expect(written(hostile.elements)).toEqual(written(harmless.elements));
    const page = readFileSync(inRun('hostile', 'report.html'), 'utf8');
    for (let text = 1; text <= 6; text += 1) expect(page).toContain(`alert(${text})`);
  }, 300_000);

  it('gives pictures that hold nothing but marks and texts', async () => {
    expect(pictures('hostile')).toEqual(pictures('harmless'));
    expect(pictures('hostile').length).toBeGreaterThanOrEqual(9);
    const watched = await watchPage(browser, wide);
    for (const name of pictures('hostile')) {
      const { elements, happenings } = await elementsOf(watched, inRun('hostile', name));
      expect(happenings, name).toEqual([]);
      expect(
        Object.keys(elements).filter((element) => !drawn.includes(element)),
        name,
      ).toEqual([]);
    }
    await watched.page.context().close();
  }, 300_000);

  it('gives files in which no cell of text begins a formula', () => {
    const tables = readdirSync(path.join(cwd, 'hostile')).filter((name) => name.endsWith('.csv'));
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const name of tables) {
      const cells = parse(readFileSync(inRun('hostile', name), 'utf8'), { columns: false }).flat();
      const formulas = cells.filter(
        (cell) => /^[=+\-@\t\r]/u.test(cell) && !/^-\d+(?:\.\d+)?$/u.test(cell),
      );
      expect(formulas, name).toEqual([]);
    }
  });

  it('is reported again to the same bytes', async () => {
    const before = readFileSync(inRun('hostile', 'report.html'), 'utf8');
    expect((await command('report hostile', { cwd })).exitCode).toBe(0);
    expect(readFileSync(inRun('hostile', 'report.html'), 'utf8')).toBe(before);
  });
});
