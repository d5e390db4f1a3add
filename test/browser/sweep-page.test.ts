/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collisionsOn } from '../support/browser/chart-collisions.ts';
import { openBrowser } from '../support/browser/chromium.ts';
import { narrow, openDetails, openPage, violationsOf, wide } from '../support/browser/pages.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

const sweeps = {
  one: '--vary policies.held.agent.decision=0d..20d:5',
  two: '--vary agent.decision=0d..8d:3 --vary onboarding.starts=0d,7d,14d',
  many: '--design lhs --points 12',
} as const;

let folder = '';
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offsupply-browser-'));
  putSmallScenario(folder);
  for (const [name, words] of Object.entries(sweeps)) {
    const line = `sweep small.yaml ${words} --replications 2 --workers 1 --progress none --out ${name}`;
    const { exitCode, stderr } = await command(line, { cwd: folder });
    expect(exitCode, stderr).toBe(0);
  }
  browser = await openBrowser();
}, 600_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['one', 'two', 'many'] as const)('the page of a sweep, %s varied', (name) => {
  it.each([
    ['a telephone', narrow],
    ['a desk', wide],
  ])('fits %s, breaks no rule of WCAG 2.2 AA, and asks for nothing', async (_, viewport) => {
    const { page, happenings } = await openPage(
      browser,
      path.join(folder, name, 'sweep.html'),
      viewport,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    await openDetails(page);
    expect(await violationsOf(page)).toEqual([]);
    expect(happenings).toEqual([]);
    await page.context().close();
  });

  it('says what is best before anything else', async () => {
    const { page } = await openPage(browser, path.join(folder, name, 'sweep.html'), narrow);
    const headline = page.locator('.headline p').first();
    expect(await headline.textContent()).toMatch(/ is best (?:at|from) /u);
    const place = await headline.boundingBox();
    expect(place!.y).toBeLessThan(narrow.height);
    await page.context().close();
  });

  it('draws every text inside its picture, and none on another', async () => {
    for (const viewport of [narrow, wide]) {
      const { page } = await openPage(browser, path.join(folder, name, 'sweep.html'), viewport);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('figure svg')]
          .filter((svg) => getComputedStyle(svg).display !== 'none')
          .flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')]
              .filter((text) => {
                const box = text.getBoundingClientRect();
                return (
                  box.left < frame.left - 1 ||
                  box.right > frame.right + 1 ||
                  box.bottom > frame.bottom + 1
                );
              })
              .map((text) => text.textContent);
          }),
      );
      expect(outside).toEqual([]);
      expect(await collisionsOn(page)).toEqual([]);
      await page.context().close();
    }
  });
});
