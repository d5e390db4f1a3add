// The browsers that results are compared in: those that are there, or Debian's.
import { spawnSync } from 'node:child_process';
import { chromiumProgram } from '../support/browser/chromium.ts';
import { foundOrInstalled } from '../support/browser/debian-packages.ts';

export interface BrowserProgram {
  readonly program: string;
  /** Name and version, as it says itself. */
  readonly version: string;
  /** Words before the address, for a browser without a window and with a profile of its own. */
  readonly words: (profile: string) => readonly string[];
}

/** @throws where one of them is neither there nor can be installed, with the fix */
export function browserPrograms(): readonly BrowserProgram[] {
  const chromium = chromiumProgram();
  const firefox = foundOrInstalled(
    ['/usr/bin/firefox', '/usr/bin/firefox-esr'],
    'firefox-esr',
    'install Firefox (Debian: apt-get install firefox-esr)',
  );
  return [
    {
      program: chromium,
      version: versionOf(chromium),
      words: (profile) => [
        '--headless',
        '--no-sandbox',
        '--disable-background-networking',
        `--user-data-dir=${profile}`,
      ],
    },
    {
      program: firefox,
      version: versionOf(firefox),
      words: (profile) => ['--headless', '--no-remote', '--profile', profile],
    },
  ];
}

function versionOf(program: string): string {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim();
}
