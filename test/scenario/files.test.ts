// The same on a real disk: shipped scenarios are found from any folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';

describe('scenario files on disk', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'offsupply-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const loadText = (text: string) => {
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, text);
    return loadScenario(path, scenarioFilesOnDisk());
  };

  it('a shipped scenario and what it extends are found from any folder', () => {
    const { scenario, files } = loadText('extends: reference-winter.yaml\nhouseholds: 3');
    expect(scenario.households).toBe(3);
    expect(scenario.policies.length).toBeGreaterThan(2);
    expect(files.map((file) => file.replace(shippedScenarios, ''))).toEqual([
      join(folder, 'mine.yaml'),
      'reference-winter.yaml',
      'defaults.yaml',
    ]);
  });

  it('a shipped scenario may be loaded by its name alone', () => {
    expect(
      loadScenario('reference-winter.yaml', scenarioFilesOnDisk()).scenario.policies.length,
    ).toBeGreaterThan(2);
  });

  it.each([
    ['reference-wnter.yaml', 'reference-winter.yaml'],
    ['scenarios/present-dya.yml', 'present-day.yaml'],
    ['who-acts-when', 'who-acts-when.yaml'],
    ['calibration/clam.yaml', 'calibration/calm.yaml'],
  ])('a misspelt name is told which shipped scenario it may mean: %s', (written, meant) => {
    const load = () => loadScenario(written, scenarioFilesOnDisk());
    expect(load).toThrow(`check the name: did you mean ${meant}?`);
    expect(() => loadText(`extends: ${written}`)).toThrow(`check the name: did you mean ${meant}?`);
  });

  it('lines of a CSV file are counted as an editor counts them', () => {
    writeFileSync(join(folder, 'seen.csv'), '\uFEFFname,value\n"two\nlines",5\n\nx,ten\n');
    expect(() =>
      loadText('behaviour: { vendAmount: { empirical: { csv: seen.csv, column: value } } }'),
    ).toThrow('seen.csv:5 ');
  });
});
