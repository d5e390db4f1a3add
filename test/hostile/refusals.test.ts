// H11, H17 to H19: numbers that a run cannot be made of are refused where they stand, before
// anything is run.
import { describe, expect, it, test } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ScenarioError } from '../../src/errors.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import { command } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const files = scenarioFilesOnDisk();

/** What the problems of a scenario say, or nothing. */
function problemsOf(text: string): string {
  try {
    parseScenario(`extends: reference-winter.yaml\n${text}\n`, 'mine.yaml', files);
    return '';
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

describe('H11: a law cut to probability 0', () => {
  it.each([
    [
      '{ lognormal: { median: 1h, sigma: 0.1 }, min: 3d }',
      'lower the min, or remove it: no value is above it',
    ],
    [
      '{ lognormal: { median: 10d, sigma: 0.2 }, max: 1h }',
      'raise the max, or remove it: no value is below it',
    ],
    [
      '{ gamma: { mean: 10d, cv: 0.05 }, max: 1d }',
      'raise the max, or remove it: no value is below it',
    ],
    [
      '{ gamma: { mean: 10d, cv: 0.05 }, min: 20d }',
      'lower the min, or remove it: no value is above it',
    ],
    ['{ exponential: { mean: 1h }, min: 3d }', 'lower the min, or remove it: no value is above it'],
    [
      '{ mixture: [{ weight: 1, of: { uniform: [1d, 2d] } }], max: 1h }',
      'widen min and max: no value lies between them',
    ],
  ])('is refused when the file is checked: %s', (law, fix) => {
    const text = problemsOf(`behaviour: { notice: ${law} }`);
    expect(text).toMatch(/^mine\.yaml:2:22 {2}behaviour\.notice\n {2}found/u);
    expect(text).toContain(`allowed  min and max that leave something to draw\n  fix      ${fix}`);
  });

  it.each([
    '{ lognormal: { median: 1h, sigma: 1 }, min: 3d }',
    '{ gamma: { mean: 10d, cv: 2 }, max: 1m }',
    '{ normal: { mean: 1d, sd: 6h }, min: 1d, max: 25h }',
  ])('but not one that still has something to draw: %s', (law) => {
    expect(problemsOf(`behaviour: { notice: ${law} }`)).toBe('');
  });
});

test.each([
  ['no prices', { electricity: 0, gas: 0 }, '[]'],
  [
    'nobody who tops up',
    { electricity: 20, gas: 4 },
    '{ never: 1, reactive: 0, pay-cycle: 0, emergency-only: 0 }',
  ],
])('H17: calibrate leaves a figure empty that does not exist: %s', async (_, rates, habits) => {
  const cwd = temporaryFolder();
  const tariff = Object.entries(rates).map(
    ([fuel, rate]) => `${fuel}: { unitRate: ${rate}, standingCharge: 0 }`,
  );
  const behaviour = habits === '[]' ? '' : `behaviour: { habits: ${habits} }\n`;
  writeFileSync(
    path.join(cwd, 'mine.yaml'),
    `extends: calibration/calm.yaml\ntariff: { ${tariff.join(', ')} }\n${behaviour}`,
  );
  const line =
    'calibrate mine.yaml --as calm --households 10 --replications 2 --out o --progress none';
  expect(await command(line, { cwd })).toMatchObject({ exitCode: 0 });
  expect(readFileSync(path.join(cwd, 'o/targets.csv'), 'utf8')).not.toMatch(/NaN|Infinity/u);
});

describe('H18: money that cannot be added up exactly', () => {
  it.each([
    [
      'behaviour: { vendFollowsBill: { exponent: 2, typical: 0.00001 } }',
      /^mine\.yaml:2:\d+ {2}behaviour\.vendFollowsBill\.typical\n {2}found {4}0\.00001\n {2}allowed {2}vends of a home of at most £4 billion\n {2}fix {6}write [\d.,]+ or more, the bill of a typical home: a home may buy £\S+$/u,
    ],
    [
      'behaviour: { vendAmount: 1000000, adviceFactor: { stock-up: 10 } }',
      /behaviour\.vendAmount\n.*\n.*\n {2}fix {6}lower it, or behaviour\.adviceFactor: a home may buy £[\d,]+$/u,
    ],
    [
      'behaviour: { vendAmount: { lognormal: { median: 10, sigma: 8 } } }',
      /behaviour\.vendAmount\n.*\n {2}allowed {2}a distribution of which all but one value in a billion are at most 1,000,000,000\n {2}fix {6}add a max, or narrow it: one value in a billion is beyond 7e\+21$/u,
    ],
    [
      'population: { initialBalance: { gas: { lognormal: { median: 5000, sigma: 3 } } } }',
      /initialBalance\.gas\n[^]*beyond 330,000,000,000$/u,
    ],
    [
      'consumption: { gas: { annual: { exponential: { mean: 1000000 } } } }\ntariff: { ' +
        'gas: { unitRate: 1000 } }\nwarmUp: 400d\nhorizon: 800d',
      /consumption\.gas\.annual\n.*\n {2}allowed {2}use that costs a home at most £4 billion in all\n {2}fix {6}add a max, or lower tariff\.gas\.unitRate: one home in a billion may use £[\d,]+$/u,
    ],
    [
      'households: 10000000\npopulation: { debt: { share: 1, amount: 9000 } }',
      /population\.debt\.amount\n.*\n {2}allowed {2}debts of at most £4 billion in all\n {2}fix {6}lower it, or households: 20,000,000 meters may owe £180,000,000,000$/u,
    ],
  ])('is refused with place, value, what is allowed and the fix: %s', (text, saying) => {
    expect(problemsOf(text)).toMatch(saying);
  });

  it.each([
    'behaviour: { vendAmount: { lognormal: { median: 10, sigma: 8 }, max: 500 } }',
    'behaviour: { vendAmount: 1000000 }',
    'behaviour: { vendFollowsBill: { exponent: 0, typical: 0.00001 } }',
  ])('but not what can: %s', (text) => {
    expect(problemsOf(text)).toBe('');
  });
});

test('H19: a folder for temporary files that is not there is told before anything is run', async () => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = path.join(temporaryFolder(), 'gone');
  try {
    const started = performance.now();
    const { exitCode, stderr } = await command('check levers.yaml');
    expect(stderr).toMatch(/^error: could not make a folder in .*gone: /u);
    expect(stderr).not.toContain('    at ');
    expect(exitCode).toBe(1);
    expect(performance.now() - started).toBeLessThan(20_000);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});

test('H25: what checksums are for is said, npm takes no package of this week, and every version is pinned', () => {
  const read = (file: string): string =>
    readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
  expect(read('docs/USING.md')).toMatch(
    /They find accidents: [^]*? They do not prove\swho made\sa file/u,
  );
  expect(read('docs/USING.md')).toContain('`npm sbom --sbom-format cyclonedx`');
  expect(read('.npmrc')).toMatch(/^min-release-age=7$/mu);
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const loose = Object.values({ ...dependencies, ...devDependencies }).filter(
    // Or under another name: `npm:package@1.2.3`.
    (version) => !/^(?:npm:[\w@/-]+@)?\d[\w.-]*$/u.test(version),
  );
  expect(loose).toEqual([]);
});
