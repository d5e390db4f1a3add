// The browsers that a file of tests is run in, each with one page: Chromium, and what
// OFFSUPPLY_BROWSERS names.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './chromium.ts';
import { firefoxTab } from './firefox.ts';
import { chromiumTab, type Tab } from './tab.ts';

export type TabName = 'chromium' | 'firefox';

export const tabNames = (process.env['OFFSUPPLY_BROWSERS'] ?? 'chromium').split(
  ',',
) as readonly TabName[];

/** Opens a page in each before the tests, and closes it after them. */
export function openTabs(): (name: TabName) => Tab {
  const tabs = new Map<TabName, Tab>();
  let browser: Browser | undefined;
  beforeAll(async () => {
    for (const name of tabNames) {
      if (name === 'firefox') tabs.set(name, await firefoxTab());
      else {
        browser ??= await openBrowser();
        tabs.set(name, await chromiumTab(browser));
      }
    }
  }, 120_000);
  afterAll(async () => {
    for (const tab of tabs.values()) await tab.close();
    await browser?.close();
  });
  return (name) => tabs.get(name)!;
}
