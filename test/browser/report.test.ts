/// <reference lib="dom" />
// The report as a reader meets it: opened from disk in a real browser, with the network off.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rowsInFiles } from '../../src/outputs/report/rows-in-text.ts';
import { readRunData, type RunFacts } from '../../src/outputs/report/run-data.ts';
import { reportFiles } from '../../src/outputs/report/report.ts';
import { hostilePayloads } from '../support/browser/hostile-payloads.ts';
import {
  elementsOf,
  narrow,
  openDetails,
  violationsOf,
  watchPage,
  wide,
} from '../support/browser/pages.ts';
import { runsOf } from '../support/browser/report-runs.ts';

const drawn = 'title: A drawn book\nextends: small.yaml\nhouseholds: 20\n';
const { at, browser, open } = runsOf(
  ['small', 'drawn'],
  { drawn },
  { drawn: '--uncertainty all --replications 20' },
);
const report = (): string => at('small', 'report.html');

describe('the report in a browser', () => {
  it('opens from disk with the network off, without a script, and asks for nothing', async () => {
    const { page, happenings } = await open(report(), wide);
    expect(await page.locator('h1').innerText()).toBe('A small book');
    expect(await page.locator('main h2').count()).toBe(11);
    expect(await page.locator('script, iframe, object, embed, img, form').count()).toBe(0);
    expect(await page.locator('meta[http-equiv]').getAttribute('content')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/u,
    );
    // The style sheet is let in: the heading's band is dark blue.
    expect(
      await page.locator('header').evaluate((header) => getComputedStyle(header).backgroundColor),
    ).toBe('rgb(18, 67, 109)');
    expect(happenings).toEqual([]);
    await page.context().close();
  });

  it.each([narrow, wide])(
    'breaks no rule of WCAG 2.2 A and AA at $width pixels, tables open',
    async (viewport) => {
      const { page } = await open(report(), viewport);
      await openDetails(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      await page.context().close();
    },
    300_000,
  );

  it.each([narrow, wide])(
    'breaks none either, and fits, where assumptions were drawn, at $width pixels',
    async (viewport) => {
      const { page } = await open(at('drawn', 'report.html'), viewport);
      await openDetails(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      expect(await page.locator('.headline').innerText()).toMatch(
        /^Under .* the failure cuts off between/mu,
      );
      await page.context().close();
    },
    300_000,
  );

  it('breaks none on paper either, nor where the reader asks for dark colours, which it leaves light', async () => {
    const { page } = await open(report(), { width: 680, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await page.setViewportSize(narrow);
    expect(await violationsOf(page)).toEqual([]);
    const colours = await page.locator('body').evaluate((body) => {
      const { color, backgroundColor } = getComputedStyle(body);
      return { color, backgroundColor };
    });
    expect(colours).toEqual({ color: 'rgb(29, 29, 29)', backgroundColor: 'rgb(255, 255, 255)' });
    await page.context().close();
  }, 300_000);

  it('says in the answer no number but those of summary.csv and comparison.csv', async () => {
    const { page } = await open(report(), wide);
    const figures = await page.locator('section:first-of-type data').evaluateAll((all) =>
      all.map((one) => ({
        value: one.getAttribute('value')!,
        title: one.getAttribute('title')!,
        text: one.textContent,
      })),
    );
    expect(figures.length).toBeGreaterThanOrEqual(10);
    for (const { value, title, text } of figures) {
      const [, file, keys, column] = /^(.*?): (.*), (\w+)$/u.exec(title)!;
      const wanted = Object.fromEntries(
        keys!.split(';').map((pair) => /^(\w+)=(.*)$/u.exec(pair)!.slice(1) as [string, string]),
      );
      const rows = parse<Record<string, string>>(readFileSync(at('small', file!), 'utf8'), {
        columns: true,
      });
      const [row, ...more] = rows.filter((one) =>
        Object.entries(wanted).every(([key, cell]) => one[key] === cell),
      );
      expect(more, title).toEqual([]);
      expect(row?.[column!], title).toBe(value);
      const shown = Number(text.replaceAll(/[,£]/gu, '').replace('−', '-'));
      expect(Math.abs(Math.abs(shown) - Math.abs(Number(value))), title).toBeLessThanOrEqual(0.5);
    }
    await page.context().close();
  });

  it('lets the keyboard open and reach every table', async () => {
    const { page } = await open(report(), wide);
    const reached = new Set<string>();
    for (let presses = 0; presses < 600; presses++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const one = document.activeElement!;
        return {
          tag: one.tagName,
          label: one.getAttribute('aria-label') ?? '',
          open: (one.parentElement as HTMLDetailsElement).open,
        };
      });
      if (at.tag === 'BODY') break;
      if (at.tag === 'SUMMARY' && !at.open) await page.keyboard.press('Enter');
      if (at.label !== '') reached.add(at.label);
    }
    const labels = await page
      .locator('.table')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
    expect(labels.length).toBeGreaterThanOrEqual(15);
    expect(labels.filter((label) => !reached.has(label))).toEqual([]);
    expect(await page.locator('table:visible').count()).toBe(labels.length);
    await page.context().close();
  }, 300_000);

  it('can be read on a telephone: every chart fits and its text keeps 11 pixels', async () => {
    const { page } = await open(report(), narrow);
    const charts = await page.locator('svg:visible').evaluateAll((all) =>
      all.map((svg) => {
        const { width } = svg.getBoundingClientRect();
        const scale = width / (svg as SVGSVGElement).viewBox.baseVal.width;
        const sizes = [...svg.querySelectorAll('text')].map(
          (text) => parseFloat(getComputedStyle(text).fontSize) * scale,
        );
        return { width, smallest: Math.min(...sizes) };
      }),
    );
    expect(charts.length).toBeGreaterThanOrEqual(9);
    for (const { width, smallest } of charts) {
      expect(width).toBeLessThanOrEqual(320);
      expect(smallest).toBeGreaterThanOrEqual(11);
    }
    await page.context().close();
  });

  it('prints no chart cut in two: each fits a page and may not be broken', async () => {
    const { page } = await open(report(), { width: 680, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    const figures = await page.locator('figure').evaluateAll((all) =>
      all.map((one) => ({
        height: one.getBoundingClientRect().height,
        breaks: getComputedStyle(one).breakInside,
        width: one.scrollWidth,
      })),
    );
    expect(figures.length).toBeGreaterThanOrEqual(9);
    for (const { height, breaks, width } of figures) {
      expect(breaks).toBe('avoid');
      expect(height).toBeLessThanOrEqual(1000); // 265 mm
      expect(width).toBeLessThanOrEqual(680);
    }
    await page.context().close();
  });

  it('shows hostile texts of a scenario as texts: no dialog, no foreign element, no request', async () => {
    const harmless = at('harmless.html');
    writeFileSync(harmless, hostileReport('a harmless text')[0]!.text);
    const watched = await watchPage(browser(), wide);
    const before = await elementsOf(watched, harmless);
    for (const [index, payload] of hostilePayloads.entries()) {
      const file = at(`hostile-${index}.html`);
      const [page, ...pictures] = hostileReport(payload);
      writeFileSync(file, page!.text);
      const { elements, happenings } = await elementsOf(watched, file);
      expect(happenings, payload).toEqual([]);
      expect(elements, payload).toEqual(before.elements);
      const picture = at('hostile.svg');
      writeFileSync(picture, pictures[0]!.text);
      const drawn = await elementsOf(watched, picture);
      expect(drawn.happenings, payload).toEqual([]);
      expect(Object.keys(drawn.elements).sort(), payload).toEqual([
        'desc',
        'g',
        'line',
        'rect',
        'svg',
        'title',
      ]);
    }
    await watched.page.context().close();
  }, 600_000);
});

/** The report with a text in every place where a scenario has text. */
function hostileReport(payload: string): ReturnType<typeof reportFiles> {
  const inRun = (name: string): string => readFileSync(at('small', name), 'utf8');
  const run = JSON.parse(inRun('run.json')) as RunFacts;
  const scenario = {
    ...run.scenario,
    ...{ title: payload, description: payload, seed: payload },
    policies: run.scenario.policies.map((policy) => ({
      ...{ ...policy, label: payload, description: payload },
      changes: policy.changes.map(({ path: key }) => ({ path: key, from: payload, to: payload })),
    })),
  };
  const tables = run.files.filter(({ path: name }) => name.endsWith('.csv'));
  const data = readRunData({ ...run, scenario, seed: payload, files: tables }, rowsInFiles(inRun));
  const assumptions = data.assumptions.map((row) => ({
    ...row,
    value: payload,
    said_by: payload,
    remark: payload,
  }));
  return reportFiles(
    { ...data, assumptions },
    (text) => createHash('sha256').update(text).digest('base64'),
    false,
  );
}
