// A real browser for tests: the one that CHROMIUM names, the Chromium that is there, or Debian's.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { foundOrInstalled } from './debian-packages.ts';

/**
 * First the one without windows, with the same engine: it takes a third of the processor time of
 * the whole browser.
 */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const fix =
  'install Chromium (Debian: apt-get install chromium-headless-shell), or name one in the ' +
  'environment variable CHROMIUM';

/**
 * Fonts with the widths of Arial, in which charts are measured: Windows and macOS have that, Debian
 * Liberation Sans.
 */
const fontPlaces = ['/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf'];
const fontFix =
  'install Liberation Sans (Debian: apt-get install fonts-liberation), or any font with ' +
  'the widths of Arial';

/** @throws where there is none and none can be installed, with the fix */
export function chromiumProgram(): string {
  const named = process.env['CHROMIUM'];
  if (named === undefined) return foundOrInstalled(places, 'chromium-headless-shell', fix);
  if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there: ${fix}`);
  return named;
}

export async function openBrowser(): Promise<Browser> {
  const browser = await launch();
  if (await hasWidthsOfArial(browser)) return browser;
  await browser.close();
  foundOrInstalled(fontPlaces, 'fonts-liberation', fontFix);
  const again = await launch();
  if (!(await hasWidthsOfArial(again)))
    throw new Error(`Texts are not as wide here as in Arial: ${fontFix}`);
  return again;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumProgram(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Five M and five i: 0.833 and 0.222 of the font's size each. */
async function hasWidthsOfArial(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  await page.setContent('<span style="font: 100px Arial, Helvetica, sans-serif">MMMMMiiiii</span>');
  const width = await page.locator('span').evaluate((span) => span.getBoundingClientRect().width);
  await page.close();
  return Math.abs(width - 527.5) < 3;
}
