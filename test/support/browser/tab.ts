/// <reference lib="dom" />
// A page in a browser, whichever browser that is: what tests that run in more than one ask of it.
import type { Browser } from 'playwright-core';
import { narrow, violationsOf } from './pages.ts';

export interface Tab {
  /** Of the browser, with its version. */
  readonly name: string;
  readonly goTo: (address: string) => Promise<void>;
  /** Runs a function in the page, which sees nothing but its argument. */
  readonly run: <Result, Argument = undefined>(
    act: (argument: Argument) => Result | Promise<Result>,
    ...argument: Argument extends undefined ? [] : [Argument]
  ) => Promise<Result>;
  /** Presses a key and lets it go: `Tab`, `Enter`, `ArrowRight`, `Space`. */
  readonly press: (key: string) => Promise<void>;
  readonly resize: (viewport: { readonly width: number; readonly height: number }) => Promise<void>;
  /** What axe finds. */
  readonly violations: () => Promise<readonly string[]>;
  /** Requests, dialogs, errors and refusals that were seen since the page was opened. */
  readonly happenings: readonly string[];
  readonly close: () => Promise<void>;
}

export async function chromiumTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({ viewport: narrow, offline: true });
  const page = await context.newPage();
  const happenings: string[] = [];
  let opened = '';
  page.on('request', (request) => {
    const address = request.url().split('#')[0]!;
    if (address !== opened && !address.startsWith('blob:')) happenings.push(`request ${address}`);
  });
  page.on('dialog', (dialog) => {
    happenings.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => happenings.push(`console ${message.text()}`));
  page.on('pageerror', (error) => happenings.push(`error ${error.message}`));
  return {
    name: `Chromium ${browser.version()}`,
    happenings,
    async goTo(address) {
      happenings.length = 0;
      opened = address.split('#')[0]!;
      await page.goto(address);
    },
    run: (act, ...argument) => page.evaluate(act as never, argument[0] as never),
    press: (key) => page.keyboard.press(key),
    resize: (viewport) => page.setViewportSize(viewport),
    violations: () => violationsOf(page),
    close: () => context.close(),
  };
}
