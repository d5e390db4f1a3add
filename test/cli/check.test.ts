import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

interface Study {
  readonly check: (options?: string) => Promise<Outcome>;
  readonly edit: (file: string, change: (text: string) => string) => void;
  readonly folder: string;
}

/** A scenario with a baseline beside it. */
async function study(replications = 3): Promise<Study> {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  const check = (options = ''): Promise<Outcome> =>
    command(`check small.yaml ${options}`.trim(), { cwd: folder });
  const { exitCode, stdout } = await check(
    `--update --households 40 --replications ${replications}`,
  );
  expect([exitCode, stdout]).toEqual([0, '']);
  return {
    folder,
    check,
    edit(file, change) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const changed = change(text);
      expect(changed).not.toBe(text);
      writeFileSync(path.join(folder, file), changed);
    },
  };
}

const metricsFile = 'baselines/small.metrics.csv';
const runFile = 'baselines/small.run.csv';

describe('a check', () => {
  it('finds that nothing moved when a scenario is only written differently, whatever the number of workers', async () => {
    const { check, edit } = await study();
    edit('small.yaml', (text) => `# A remark\n${text.replace('horizon: 21d', 'horizon: 3w')}`);
    for (const options of ['', '--workers 2']) {
      const { exitCode, stdout } = await check(options);
      expect(stdout).toMatch(/^small: nothing moved \(\d+ figures\)\n$/u);
      expect(exitCode).toBe(0);
    }
  });

  it('tells of a parameter changed by 1 %: policy, metric, and every file whose bytes moved', async () => {
    const { check, edit } = await study(12);
    edit('small.yaml', (text) => `${text}tariff: { electricity: { unitRate: 25.1692 } }\n`);
    const { exitCode, stdout, stderr } = await check();
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^small: MOVED, [1-9]\d* of \d+ figures beyond their Monte Carlo noise, [1-9]\d* within\n/u,
    );
    expect(stdout).toMatch(
      /Bytes moved in summary\.csv, comparison\.csv, replications\.csv, [^]*meters\.csv/u,
    );
    expect(stdout).toMatch(
      /^ {2}(?:no-failure|no-intervention|held) {2}\w+ .*[+−][\d.]+ ± [\d.]+ .*%$/mu,
    );
    expect(stdout).toMatch(/Within noise\n {4}no-failure: [^]*\w+ [+−]£?[\d.]+(?: points)?, /u);
    expect(stderr).toContain('--update');
  });

  it('names inputs that moved though no result did', async () => {
    const { check, edit } = await study();
    edit('small.yaml', (text) => text.replace('A small book', 'A smaller book'));
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^small: MOVED, but in its inputs only, none of \d+ figures\n {2}The scenario as resolved is not the one of the baseline\.\n/u,
    );
  });

  it('tells which policies are new and which are gone, and what moved in a segment or in a file alone', async () => {
    const { check, edit } = await study();
    edit('small.yaml', (text) => text.replace('  held:', '  kept:'));
    edit(metricsFile, (text) => text.replace(/^(no-failure,vends,.*),\w{8}$/mu, '$1,00000000'));
    edit(runFile, (text) => text.replace(/^spells\.csv,\w/mu, 'spells.csv,x'));
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(3);
    expect(stdout).toContain('In some segment only\n    no-failure: vends\n');
    expect(stdout).toMatch(/New\n {4}kept: households, /u);
    expect(stdout).toMatch(/Gone\n {4}held: households, /u);
    expect(stdout).toMatch(/Bytes moved in .*spells\.csv/u);
  });

  it('is settled by --update, which keeps the size of the baseline', async () => {
    const { check, edit, folder } = await study();
    edit('small.yaml', (text) => text.replace('seed: small', 'seed: other'));
    const updated = await check('--update');
    expect(updated.exitCode).toBe(0);
    expect(updated.stdout).toContain('small: MOVED');
    expect(readFileSync(path.join(folder, runFile), 'utf8')).toMatch(
      /^item,value\nhouseholds,40\nreplications,3\nscenario sha256,\w{64}\n/u,
    );
    expect((await check()).exitCode).toBe(0);
  });

  it('is one JSON document with --json', async () => {
    const { check, edit } = await study();
    edit(metricsFile, (text) =>
      text.replace(/^held,vends,vends,.*$/mu, 'held,vends,vends,1,1,1,1,1,1,00000000'),
    );
    const { exitCode, stdout } = await check('--json');
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      scenarios: [
        {
          scenario: 'small',
          moved: true,
          same_inputs: true,
          files: [],
          movements: [{ policy: 'held', metric: 'vends', baseline: 1 }],
        },
      ],
    });
  });

  it('keeps what a baseline did with the capacities', async () => {
    const { check, edit, folder } = await study();
    edit('small.yaml', (text) => text.replace('agents: 1', 'agents: 12'));
    await check('--update --keep-capacities');
    expect(readFileSync(path.join(folder, runFile), 'utf8')).toMatch(
      /^replications,3\ncapacities,kept$/mu,
    );
    expect((await check()).exitCode).toBe(0);
    // Whoever takes the line out checks with 12 agents scaled to 40 of 60 homes.
    edit(runFile, (text) => text.replace('capacities,kept\n', ''));
    expect((await check()).stdout).toContain(
      'The scenario as resolved is not the one of the baseline.',
    );
  });

  it('is a summary for CI with --format markdown', async () => {
    const { check, edit } = await study(4);
    const still = await check('--format markdown');
    expect(still.stdout).toMatch(
      /^## offsupply check: nothing moved\n\n\| scenario \|.*\n.*\n\| small \| nothing moved \| same \| 0 \|/u,
    );
    edit('small.yaml', (text) => `${text}tariff: { electricity: { unitRate: 90 } }\n`);
    const { exitCode, stdout } = await check('--format markdown');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^## offsupply check: 1 of 1 scenario moved\n/u);
    expect(stdout).toMatch(
      /^\| held \| \w+(?:\\_\w+)* \| £?[\d.,]+(?: %)? \| .* ± [\d.,]+ \| [+−][\d.,]+ % \|$/mu,
    );
    expect(stdout).toMatch(
      /^<details><summary>\d+ figures moved within noise<\/summary>\n\n- `no-failure`: `\w+` [+−]/mu,
    );
    expect(stdout).toMatch(/`households_off_share` [+−][\d.]+ points/u);
  });

  it('keeps baselines elsewhere with --baselines, and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    await command('check small.yaml --update --baselines there --households 20 --replications 2', {
      cwd: folder,
    });
    expect(readdirSync(folder).sort()).toEqual(['small.yaml', 'there']);
    expect((await command('check small.yaml --baselines there', { cwd: folder })).exitCode).toBe(0);
  });
});

describe('a mistake about baselines', () => {
  it('is told before anything is run: none there', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const { exitCode, stderr } = await command('check small.yaml', { cwd: folder });
    expect([exitCode, stderr]).toEqual([
      2,
      'error: there is no baseline baselines/small.*.csv: make it with --update\n',
    ]);
    const markdown = await command('check small.yaml --format markdown', { cwd: folder });
    expect(markdown).toEqual({
      ...{ exitCode, stderr },
      stdout: [
        '## offsupply check: a baseline is not there, nothing was compared',
        '',
        '| baseline |  | what to do |',
        '| --- | --- | ---: |',
        '| baselines/small.\\*.csv | not there | run offsupply check --update, and commit it |',
        '',
      ].join('\n'),
    });
    expect(existsSync(path.join(folder, 'baselines'))).toBe(false);
  });

  it('is told: something else there', async () => {
    const { check, edit } = await study();
    edit(runFile, () => 'item,value\nhouseholds,many\n');
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /small\.run\.csv and .*small\.metrics\.csv are not a baseline: it does not say how many replications; /u,
    );
  });

  it('is told: a size without --update', async () => {
    const { check } = await study();
    const { exitCode, stderr } = await check('--households 10');
    expect([exitCode, stderr]).toEqual([
      2,
      'error: a check is run at the size of the baseline: give --households, ' +
        '--replications and --keep-capacities with --update\n',
    ]);
  });
});
