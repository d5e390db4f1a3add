/// <reference lib="dom" />
// Pages opened from disk in a real browser with the network off, what happens there, and what axe
// finds on them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

export const narrow = { width: 320, height: 800 };
export const wide = { width: 1280, height: 900 };

export interface Opened {
  readonly page: Page;
  /** Addresses asked for, dialogs shown, errors and refusals told. */
  readonly happenings: string[];
}

/** A page of which everything is seen that happens, from file to file. */
export interface WatchedPage extends Opened {
  /** Opens a file; what happened before is forgotten. */
  readonly goTo: (file: string) => Promise<void>;
}

export async function watchPage(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport, offline: true });
  const page = await context.newPage();
  const happenings: string[] = [];
  let address = '';
  page.on('request', (request) => {
    if (request.url() !== address) happenings.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    happenings.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => happenings.push(`console ${message.text()}`));
  page.on('pageerror', (error) => happenings.push(`error ${error.message}`));
  const goTo = async (file: string): Promise<void> => {
    happenings.length = 0;
    address = pathToFileURL(file).href;
    await page.goto(address);
  };
  return { page, happenings, goTo };
}

export async function openPage(
  browser: Browser,
  file: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Opened> {
  const watched = await watchPage(browser, viewport);
  await watched.goTo(file);
  return watched;
}

export async function openDetails(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
}

/** To be run in a page before `runAxe`. */
export const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Rules of WCAG 2.2 A and AA that the page breaks, each with an element. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(runAxe);
}

/** Runs in the page. */
export async function runAxe(): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
  const { axe } = globalThis as unknown as {
    axe: {
      run: (
        options: object,
      ) => Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>;
    };
  };
  const found = await axe.run({ runOnly: tags });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
}

/**
 * How many of each element there are; left out are links of sources, which a text may well hold,
 * and lines that a long text is broken into.
 */
export async function elementsOf(
  { page, happenings, goTo }: WatchedPage,
  file: string,
): Promise<{
  readonly elements: Readonly<Record<string, number>>;
  readonly happenings: readonly string[];
}> {
  await goTo(file);
  const elements = await page.evaluate(() => {
    const counts: Record<string, number> = {};
    for (const one of document.querySelectorAll('*:not(td.remark a)')) {
      const name = one.localName;
      if (name !== 'text') counts[name] = (counts[name] ?? 0) + 1;
      for (const attribute of one.getAttributeNames())
        if (attribute.startsWith('on')) counts[attribute] = 1;
    }
    return counts;
  });
  return { elements, happenings: [...happenings] };
}
