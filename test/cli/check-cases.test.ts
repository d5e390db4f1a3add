import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedCaseNames, shippedScenarios } from '../../src/files/scenario-files.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, type Outcome } from '../support/cli/run-command.ts';

/** A folder with a case of its own beside the plain meter. */
function caseOf(text: string): {
  readonly folder: string;
  readonly check: (options?: string) => Promise<Outcome>;
} {
  const folder = temporaryFolder();
  copyFileSync(
    path.join(shippedScenarios, 'cases/plain-meter.yaml'),
    path.join(folder, 'plain-meter.yaml'),
  );
  writeFileSync(path.join(folder, 'my.case.yaml'), text);
  return {
    folder,
    check: (options = '') => command(`check my.case.yaml ${options}`.trim(), { cwd: folder }),
  };
}

const depletion = readFileSync(path.join(shippedScenarios, 'cases/depletion.case.yaml'), 'utf8');

describe('a worked case', () => {
  it.each(shippedCaseNames())('that is shipped is as its closed form says: %s', async (name) => {
    const { exitCode, stdout } = await command(`check ${name}`);
    expect(stdout).toMatch(new RegExp(`^${name}: (\\d) of \\1 figures as expected\n$`, 'u'));
    expect(exitCode).toBe(0);
  });

  it('that is not as expected is told with what was simulated, in text, Markdown and JSON', async () => {
    const { check } = caseOf(depletion.replace('value: 80,', 'value: 72,'));
    const { exitCode, stdout, stderr } = await check();
    expect([exitCode, stderr]).toEqual([3, '1 of 1 cases not as expected\n']);
    expect(stdout).toMatch(/^my\.case\.yaml: NOT AS EXPECTED, 2 of 3 figures as expected\n/u);
    expect(stdout).toMatch(/^ {2}nothing:first_off_hour +72 +0\.02 +80 +—$/mu);
    expect((await check('--format markdown')).stdout).toContain(
      '| 72 | 0.02 | 80 | — | NOT AS EXPECTED |',
    );
    expect(JSON.parse((await check('--json')).stdout)).toMatchObject({
      scenarios: [],
      cases: [
        {
          case: 'my.case.yaml',
          as_expected: false,
          figures: [{ expected: 72, simulated: 80, as_expected: false }, {}, {}],
        },
      ],
    });
  });

  it('may set values over a file, hold a scenario itself, expect differences and percentages', async () => {
    const expected =
      'expect: [{ figure: "nothing vs no-failure:households_off_share", value: 0%, margin: 0.1% }]';
    for (const scenario of [
      'scenario: plain-meter.yaml\nset: { horizon: 2d, households: 3 }',
      'scenario: { extends: plain-meter.yaml, horizon: 2d, households: 3 }',
    ]) {
      const { check } = caseOf(`title: A case\n${scenario}\n${expected}\n`);
      expect((await check()).stdout).toBe('my.case.yaml: 1 of 1 figures as expected\n');
    }
  });
});

describe('a mistake in a worked case', () => {
  const plain = 'title: A case\nscenario: plain-meter.yaml\n';
  const expected = 'expect: [{ figure: nothing:households_off, value: 1, margin: 0 }]\n';
  it.each([
    ['', 'my.case.yaml:1:1  (whole file)', 'a map with title, scenario and expect'],
    [
      `title: A case\nscenario: none.yaml\n${expected}`,
      'my.case.yaml:2:11  scenario',
      'check the name',
    ],
    [`${plain}expects: []\n${expected}`, 'my.case.yaml:3:1  expects', 'remove expects'],
    [
      `${plain}set: { onboarding.strts: 4d }\n${expected}`,
      'my.case.yaml:3:8  onboarding.strts',
      'write starts',
    ],
    [
      `title: A\nscenario: { extends: plain-meter.yaml,\n  hoizon: 3d }\n${expected}`,
      'my.case.yaml:3:3  hoizon',
      'write horizon',
    ],
    [
      `${plain}${expected.replace('households', 'housholds')}`,
      'my.case.yaml:3:20  expect[0].figure',
      'write households_off for housholds_off',
    ],
    [
      `${plain}${expected.replace('1,', '"1%",')}`,
      'my.case.yaml:3:51  expect[0].value',
      'leave out the %',
    ],
    [
      `${plain}${expected.replace('0 }', '-1 }')}`,
      'my.case.yaml:3:62  expect[0].margin',
      'write 0 or more',
    ],
    [
      `${plain}${expected.replace(', margin: 0', '')}`,
      'my.case.yaml:3:10  expect[0]',
      'add margin',
    ],
    [`${plain}expect: []\n`, 'my.case.yaml:3:9  expect', 'write 1 to 100 entries'],
  ])(
    'is told with place, what is allowed and the fix, before anything runs: %j',
    async (text, place, fix) => {
      const { exitCode, stdout, stderr } = await caseOf(text).check();
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr.split('\n')[0]).toBe(place);
      expect(stderr).toMatch(/^ {2}found .*\n {2}allowed .*\n {2}fix /mu);
      expect(stderr).toContain(fix);
      expect(stderr).toContain('nothing was run');
    },
  );

  it('is told: no such file', async () => {
    const { stderr } = await command('check none.case.yaml', { cwd: temporaryFolder() });
    expect(stderr).toContain('none.case.yaml  (whole file)\n  found    no such file');
  });
});
