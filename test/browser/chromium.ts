// A real browser for tests: the Chromium that is there, or Debian's, installed once where that is allowed. Its absence is a failure that
// says what to do, never a test left out.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const fix = 'install Chromium (Debian: apt-get install chromium), or name one in the environment variable CHROMIUM';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: found() ?? installed(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

function found(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there: ${fix}`);
  return named ?? places.find((place) => existsSync(place));
}

function installed(): string {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(`The browser tests found no Chromium: ${fix}`);
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
  const place = found();
  if (place === undefined) throw new Error(`Chromium was installed, but is in none of ${places.join(', ')}: ${fix}`);
  return place;
}
