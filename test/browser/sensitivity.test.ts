/// <reference lib="dom" />
// The page of sensitivity as a reader meets it, for each method: opened from disk in a real
// browser, with the network off.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods, type Method } from '../../src/explore/sensitivity/assessment.ts';
import { chartElements, type Chart } from '../../src/outputs/charts/chart.ts';
import { numberedScatter } from '../../src/outputs/charts/sensitivity.ts';
import { sensitivityPage } from '../../src/outputs/explore/sensitivity-page.ts';
import { collisionsOn } from '../support/browser/chart-collisions.ts';
import { openBrowser } from '../support/browser/chromium.ts';
import { narrow, openDetails, openPage, violationsOf, wide } from '../support/browser/pages.ts';
import { exampleReport } from '../support/explore/example-report.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
});

async function shownPage(
  method: Method,
  viewport: typeof wide,
): Promise<{ readonly page: Page; readonly happenings: readonly string[] }> {
  const file = join(temporaryFolder(), 'sensitivity.html');
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
  writeFileSync(file, sensitivityPage(exampleReport(method), sha256));
  return openPage(browser, file, viewport);
}

const cases = methods.flatMap((method) =>
  [narrow, wide].map((viewport) => ({ method, viewport, width: viewport.width })),
);

describe('the page of sensitivity', () => {
  test.each(cases)(
    'by $method breaks no rule of WCAG 2.2 A and AA at $width pixels, tables open, and does not scroll sideways',
    async ({ method, viewport }) => {
      const { page, happenings } = await shownPage(method, viewport);
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({
          path: join(process.env['PICTURES'], `${method}-${viewport.width}.png`),
          fullPage: true,
        });
      await openDetails(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      expect(happenings).toEqual([]);
      await page.context().close();
    },
  );

  test.each(cases)(
    'by $method has names in its pictures that do not cover one another at $width pixels',
    async ({ method, viewport }) => {
      const { page } = await shownPage(method, viewport);
      expect(await page.locator('svg:visible').count()).toBeGreaterThan(0);
      expect(await collisionsOn(page)).toEqual([]);
      await page.context().close();
    },
  );

  test.each([1, 0.1, 0])(
    'has numbers that do not cover one another where twelve points lie within %d of one another',
    async (spread) => {
      const points = Array.from({ length: 12 }, (_, place) => ({
        ...{
          label: `Number ${place}`,
          x: 1 + spread * Math.sin(place),
          y: 1 + spread * Math.cos(place),
        },
      }));
      const far = { label: 'One far away', x: 40, y: 40 };
      const draw: Chart['draw'] = (canvas) =>
        numberedScatter([far, ...points].slice(0, 12), [], ['across', 'up'], canvas);
      const chart = { name: 'crowd', title: 'A crowd', description: 'A crowd', draw };
      const page = await browser.newPage({ viewport: narrow });
      await page.setContent(
        `<figure id="crowd">${chartElements(chart, 'narrow')[0]!.text}</figure>`,
      );
      expect(await collisionsOn(page)).toEqual([]);
      await page.close();
    },
  );

  test.each([...methods])(
    'by %s names in its first sentence those that decide the level, and then the ranking',
    async (method) => {
      const { page } = await shownPage(method, wide);
      const [level, ranking] = await page.locator('.headline').allInnerTexts();
      expect(level).toMatch(
        /^Three assumptions decide the hours off supply because of the failure under “Nobody acts”: .*part0.*part[12].*part[12]/su,
      );
      expect(ranking).toMatch(/assumptions? decides? the difference .*part3/su);
      await page.context().close();
    },
  );
});
