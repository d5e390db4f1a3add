// No number of a page outlives the results it was made from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingLines, headlineLines, headlineRows } from '../../docs/headline-table.ts';
import { pageLines } from '../../docs/marked-block.ts';
import { movedSince, pageCommands } from '../../docs/made-on.ts';
import { root } from '../../docs/finished-runs.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { numberText } from '../../src/outputs/number-text.ts';
import { loadScenario } from '../../src/scenario/load.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const onOneLine = (text: string): string => text.replace(/\s+/gu, ' ');

describe('numbers in documents', () => {
  test.each(pageCommands)(
    'of npm run docs:%s are of the results as they are (else: run it)',
    (command) => {
      expect(movedSince(command), `run: npm run docs:${command}`).toEqual([]);
    },
  );

  test('stand in blocks that a command writes, by name', () => {
    const written: Readonly<Record<string, readonly string[]>> = {
      'README.md': ['headline', 'example'],
      'docs/STUDY.md': ['headline', 'range', 'safe-mode'],
      'docs/VALIDATION.md': ['calibration', 'trade-off', 'closed-forms', 'book-sizes'],
    };
    for (const [page, names] of Object.entries(written))
      for (const name of names)
        expect(read(page), `${page} ${name}`).toMatch(
          new RegExp(`<!-- ${name} -->\n[^]+<!-- /${name} -->`, 'u'),
        );
  });

  test('of the headline are those of headline.csv (else: npm run docs:headline -- --page)', () => {
    const rows = headlineRows(read('docs/headline.csv'));
    expect(read('README.md')).toContain(pageLines(findingLines(rows)).join('\n'));
    expect(read('docs/STUDY.md')).toContain(pageLines(headlineLines(rows)).join('\n'));
  });

  test('that README.md and STUDY.md say of a scenario are its own', () => {
    const { scenario } = loadScenario('reference-winter.yaml', scenarioFilesOnDisk());
    const [homes, policies] = [numberText(scenario.households, 0), scenario.policies.length - 1];
    expect(policies).toBe(7);
    expect(onOneLine(read('README.md'))).toContain(
      `: ${homes} homes, a supplier that fails in January, seven policies`,
    );
    const study = onOneLine(read('docs/STUDY.md'));
    expect(study).toContain(`A warm-up of ${scenario.warmUpMinutes / 1440} days of ordinary life`);
    expect(study).toContain(
      `**4.2 Run length.** ${scenario.horizonMinutes / 1440} days from day 0`,
    );
    expect(study).toContain(`Seed \`${scenario.seed}\` throughout`);
  });
});
