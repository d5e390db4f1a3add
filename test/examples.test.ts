// Every example of docs/examples is run as a reader would run it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './support/files/temporary-folder.ts';

const root = path.join(import.meta.dirname, '..');

/** A line that each must print. */
const says: Readonly<Record<string, RegExp>> = {
  'compare-policies.ts':
    /^mp134a-mp185: -?\d+ households off supply \(95 % interval -?\d+ to -?\d+\)$/mu,
  'follow-a-household.ts': /^No failure: \d+ spells off supply, \d+\.\d hours in all$/mu,
  'without-files.ts':
    /^agent-acts: \d+ household-hours off supply\nmine\.yaml:\d+:\d+ {2}households\n {2}found {4}many$/mu,
  'write-files.ts': /^run\.json: \d+ bytes$/mu,
};

test('every example is tested', () => {
  expect(readdirSync(path.join(root, 'docs/examples')).sort()).toEqual(Object.keys(says).sort());
});

/** What each prints. All in one process: most of its time goes into reading the sources. */
const printed = new Map<string, string>();
beforeAll(() => {
  const importAll = Object.keys(says)
    .map((name) => `console.log('--- ${name}'); await import('./docs/examples/${name}');`)
    .join('\n');
  const words = ['--import', 'tsx', '--input-type', 'module', '--eval', importAll];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...words, '--', 'examples', temporaryFolder()],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  for (const part of stdout.split(/^--- /mu).slice(1)) {
    const end = part.indexOf('\n');
    printed.set(part.slice(0, end), part.slice(end + 1));
  }
}, 60_000);

test.each(Object.entries(says))('the example %s runs', (name, line) => {
  expect(printed.get(name)).toMatch(line);
});
