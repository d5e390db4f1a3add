// A program or a font that browser tests need: the one that is there, or Debian's, installed once
// where that is allowed. Its absence is a failure that says what to do, never a test left out.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * @param places where it may be
 * @param name of Debian's package
 * @param fix what to tell who has neither
 */
export function foundOrInstalled(places: readonly string[], name: string, fix: string): string {
  const found = (): string | undefined => places.find((place) => existsSync(place));
  return found() ?? installed(name, found, fix);
}

function installed(name: string, found: () => string | undefined, fix: string): string {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`The browser tests found no ${name}: ${fix}`);
  // Another file's tests may be at it.
  const apt = (...words: string[]): unknown =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], { stdio: 'inherit' });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', name);
  const place = found();
  if (place === undefined)
    throw new Error(`${name} was installed, but is in none of its places: ${fix}`);
  return place;
}
