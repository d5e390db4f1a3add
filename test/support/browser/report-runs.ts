// Runs to look at in a browser: made before the tests of a file, and gone after them with the
// browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { command, putSmallScenario } from '../cli/run-command.ts';
import { openBrowser } from './chromium.ts';
import { openPage, type Opened } from './pages.ts';

interface Runs {
  /**
   * What is at a path from the folder of all runs, each of which has a folder of its scenario's
   * name.
   */
  readonly at: (...parts: readonly string[]) => string;
  readonly browser: () => Browser;
  readonly open: (
    file: string,
    viewport: { readonly width: number; readonly height: number },
  ) => Promise<Opened>;
}

/**
 * Runs of these scenarios: small, and those whose texts are given, which may extend small.yaml.
 * @param options of a scenario's run
 */
export function runsOf(
  names: readonly string[],
  texts: Readonly<Record<string, string>> = {},
  options: Readonly<Record<string, string>> = {},
): Runs {
  let folder = '';
  let browser: Browser | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'offsupply-browser-'));
    putSmallScenario(folder);
    for (const [name, text] of Object.entries(texts))
      putSmallScenario(folder, `${name}.yaml`, text);
    for (const name of names) {
      const line =
        `run ${name}.yaml --workers 1 --progress none --out ${name} ${options[name] ?? ''}`.trim();
      const { exitCode, stderr } = await command(line, { cwd: folder });
      expect(exitCode, stderr).toBe(0);
    }
    browser = await openBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    at: (...parts) => path.join(folder, ...parts),
    browser: () => browser!,
    open: (file, viewport) => openPage(browser!, file, viewport),
  };
}
