// Every example of docs/examples is run as a reader would run it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
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

test.each(Object.entries(says))('the example %s runs', (name, line) => {
  const words = ['--import', 'tsx', path.join('docs/examples', name), temporaryFolder()];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(line);
});
