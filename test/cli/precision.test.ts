import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

function folderWithScenario(more = ''): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  writeFileSync(
    path.join(folder, 'short.yaml'),
    `title: Short\nextends: small.yaml\nhouseholds: 30\nhorizon: 7d\nwarmUp: 0d\n${more}`,
  );
  return folder;
}

describe('a run to a precision', () => {
  it(
    'adds replications until it holds twice, the same bytes for any number of workers',
    { timeout: 300_000 },
    async () => {
      const folder = folderWithScenario();
      const texts = [];
      for (const workers of [1, 3]) {
        const line = `run short.yaml --precision 90% --workers ${workers} --out by-${workers}`;
        const { exitCode, stdout, stderr } = await command(line, { cwd: folder });
        expect(exitCode).toBe(0);
        expect(stdout).toMatch(/\nPrecise to 90 % after \d+ replications: /u);
        expect(stderr).toMatch(
          /^after \d+ replications: within 90 %; \d+ more to see that it holds$/mu,
        );
        const names = readdirSync(path.join(folder, `by-${workers}`)).filter(
          (name) => name !== 'run.json',
        );
        texts.push(
          Object.fromEntries(
            names.map((name) => [
              name,
              readFileSync(path.join(folder, `by-${workers}`, name), 'utf8'),
            ]),
          ),
        );
      }
      expect(texts[1]).toEqual(texts[0]);
      const record = JSON.parse(readFileSync(path.join(folder, 'by-3/run.json'), 'utf8')) as {
        replications: number;
        scenario: { replications: number };
        precision: unknown;
      };
      expect(record.scenario.replications).toBe(4);
      expect(record.replications).toBeGreaterThanOrEqual(15);
      expect(record.precision).toMatchObject({
        target: 0.9,
        atLeast: 10,
        reached: true,
        stillWide: [],
      });
    },
  );

  it('ends at the most replications allowed, and says what is wide and how many more it would take', async () => {
    const folder = folderWithScenario();
    const line = 'run short.yaml --precision 1% --max-replications 12 --workers 1';
    const { exitCode, stdout } = await command(line, { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /Not precise to 1 % after 12 replications, the most allowed. Still wide:\n {2}\w+ of /u,
    );
    expect(stdout).toMatch(
      /^ {2}excess_hours_off of held vs no-intervention: .*, to be within .*; about [\d,]+ more replications$/mu,
    );
    const json = JSON.parse((await command(`${line} --json`, { cwd: folder })).stdout) as {
      replications: number;
      precision: { stillWide: { moreReplications: number }[] };
    };
    expect(json.replications).toBe(12);
    expect(json.precision).toMatchObject({
      maxReplications: 12,
      replications: 12,
      reached: false,
    });
    expect(json.precision.stillWide[0]!.moreReplications).toBeGreaterThan(100);
  });
});

describe('a run with thresholds', () => {
  it('ends with 3 when one is not met at the limit of its interval, a tick or a cross for each', async () => {
    const folder = folderWithScenario(
      'thresholds: ["held:households<31", "held vs no-intervention:spells<100000"]\n',
    );
    const met = await command('run short.yaml --workers 1', { cwd: folder });
    expect(met.exitCode).toBe(0);
    expect(met.stdout).toMatch(
      /\n✓ held:households<31 +30\.0, upper limit 30\.0\n✓ held vs no-intervention:spells<100000 /u,
    );
    const line =
      'run short.yaml --workers 1 --threshold held:households>30 --threshold ' +
      'no-failure:households_off_share<=100%';
    const missed = await command(line, { cwd: folder });
    expect(missed.exitCode).toBe(3);
    expect(missed.stdout).toMatch(/^✗ held:households>30 +30\.0, lower limit 30\.0$/mu);
    expect(missed.stdout).toMatch(/^✓ no-failure:households_off_share<=100% /mu);
    expect(missed.stderr).toMatch(/^1 of 4 thresholds not met$/mu);
    // The results are whole all the same.
    expect(readdirSync(path.join(folder, 'output/short'))).toContain('run.json');
    const json = await command(`${line} --json`, { cwd: folder });
    expect(json.exitCode).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      thresholds: [
        {
          policy: 'held',
          metric: 'households',
          segment: 'all',
          comparison: '<',
          limit: 31,
          mean: 30,
          ci_high: 30,
          met: true,
        },
        { policy: 'held', reference: 'no-intervention', met: true },
        { threshold: 'held:households>30', met: false },
        { limit: 1, met: true },
      ],
    });
  });

  it('leaves those of the scenario that name a policy which is not run, and says so', async () => {
    const folder = folderWithScenario('thresholds: ["held:households>30"]\n');
    const { exitCode, stdout } = await command(
      'run short.yaml --workers 1 --policies no-intervention',
      { cwd: folder },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '\n– held:households>30  not judged: it names a policy that was not run\n',
    );
  });

  it('is not begun when one of the scenario makes no sense, told by file and line', async () => {
    const folder = folderWithScenario(
      'thresholds:\n  - "hold:households<31"\n  - "held:housholds_off<31"\n',
    );
    for (const line of ['run short.yaml', 'validate short.yaml']) {
      const { exitCode, stderr } = await command(line, { cwd: folder });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('short.yaml:7:5  thresholds[0]\n  found    "hold:households<31"\n');
      expect(stderr).toContain('  fix      write held for hold\n');
      expect(stderr).toContain('short.yaml:8:5  thresholds[1]');
      expect(stderr).toContain('2 problems');
    }
    expect(readdirSync(folder)).not.toContain('output');
  });
});
