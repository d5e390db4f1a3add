// A real browser for tests: the one that CHROMIUM names, the Chromium that is there, or Debian's.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { foundOrInstalled } from './debian.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const fix = 'install Chromium (Debian: apt-get install chromium), or name one in the environment variable CHROMIUM';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: named() ?? foundOrInstalled(places, 'chromium', fix),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

function named(): string | undefined {
  const place = process.env['CHROMIUM'];
  if (place !== undefined && !existsSync(place)) throw new Error(`CHROMIUM names ${place}, which is not there: ${fix}`);
  return place;
}
