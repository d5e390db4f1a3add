// The walk of a newcomer says what the program says: the days of the home that it follows, and
// where each function stands.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../support/cli/run-command.ts';
import { root } from '../support/tidy/source-files.ts';

const page = readFileSync(path.join(root, 'docs/WALKTHROUGH.md'), 'utf8');

test('the days of the home that the walk follows are those of its trace', async () => {
  const said = /The paragraph "([^"]+)" answers:(.*?)\n\n/su.exec(page)!;
  const days = Array.from(said[2]!.matchAll(/\bday (\d+\.\d)/gu), ([day]) => day);
  expect(days.length).toBeGreaterThan(1);
  const { stdout } = await command(
    'trace reference-winter.yaml --households 300 --household 17 --policies no-intervention',
  );
  const [paragraph] = stdout.slice(stdout.indexOf(said[1]!)).replace(/\s+/gu, ' ').split('Kept on');
  for (const text of [said[1]!, ...days]) expect(paragraph).toContain(text);
  expect(stdout.split('\n')[1]).toMatch(/^smets1-unenrolled meters/u);
});

test('each function that the walk names stands in the file that it links', () => {
  const named = page.matchAll(/`(\w+)`\s+in\s+\[[^\]]+\]\(\.\.\/([^)]+)\)/gu);
  const places = Array.from(named, ([, name, file]) => ({ name: name!, file: file! }));
  expect(places.length).toBeGreaterThan(5);
  const astray = places.filter(
    ({ name, file }) => !readFileSync(path.join(root, file), 'utf8').includes(`function ${name}(`),
  );
  expect(astray).toEqual([]);
});
