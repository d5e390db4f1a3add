import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { Interruption } from '../../src/cli/host.ts';
import { runCli } from '../../src/cli/program.ts';
import { nodeFiles } from '../../src/files/file-operations.ts';
import { command } from '../support/cli/run-command.ts';
import { done, folderWithSmallScenario, textsOf } from '../support/cli/exploration.ts';

const results = ['datapackage.json', 'sensitivity.csv', 'sensitivity.html'];
/** The last acts only where homes are advised, and no policy of the book advises them. */
const chosen =
  '--factors ' +
  'agent.decision,agent.available,exit.vendingEnds,onboarding.starts,behaviour.adviceFactor.stock-up';

const resultsOf = (folder: string): Readonly<Record<string, string>> => textsOf(results, folder);

function rowsOf(folder: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(path.join(folder, 'sensitivity.csv'), 'utf8'), { columns: true });
}

describe('offsupply sensitivity', () => {
  test('by oat gives each value of each range, paired with the scenario as it stands, as run --set does', async () => {
    const cwd = folderWithSmallScenario();
    await done(`sensitivity small.yaml ${chosen} --out here --workers 1`, { cwd });
    const effects = rowsOf(path.join(cwd, 'here')).filter(
      ({ index, metric, policy, reference }) =>
        index === 'effect' &&
        metric === 'excess_hours_off' &&
        policy === 'held' &&
        reference === '',
    );
    const places = effects.map(({ factor, at }) => `${factor} ${at}`);
    expect(places).toEqual([
      ...['behaviour.adviceFactor.stock-up 1', 'behaviour.adviceFactor.stock-up 3'],
      ...[
        'exit.vendingEnds { uniform: [0d, 3d] }',
        'exit.vendingEnds { uniform: [0d, 14d] }',
        'exit.vendingEnds onboarding',
      ],
      ...['agent.available 0.3', 'agent.available 1', 'agent.decision 0d', 'agent.decision 10d'],
      ...['onboarding.starts 0d', 'onboarding.starts 28d'],
    ]);
    const meanAt = async (out: string, set: string): Promise<number> => {
      await done(`run small.yaml --workers 1 --files summary --out ${out}${set}`, { cwd });
      const rows: Record<string, string>[] = parse(
        readFileSync(path.join(cwd, out, 'summary.csv'), 'utf8'),
        { columns: true },
      );
      const row = rows.find(
        (one) =>
          one['policy'] === 'held' &&
          one['segment'] === 'all' &&
          one['metric'] === 'excess_hours_off',
      );
      return Number(row!['mean']);
    };
    const difference =
      (await meanAt('changed', ' --set agent.decision=10d')) - (await meanAt('standing', ''));
    expect(Number(effects[8]!['value'])).toBeCloseTo(difference, 2);
  });

  test('of a factor that does nothing is 0 by every method, and not told from chance', async () => {
    const cwd = folderWithSmallScenario();
    for (const method of ['oat', 'morris --trajectories 3', 'sobol --points 8']) {
      await done(
        `sensitivity small.yaml ${chosen} --method ${method} --replications 2 --out here ` +
          '--workers 1',
        { cwd },
      );
      const dead = rowsOf(path.join(cwd, 'here')).filter(
        ({ factor }) => factor === 'behaviour.adviceFactor.stock-up',
      );
      expect(dead.length).toBeGreaterThan(5);
      for (const { value, ci_low, ci_high, told } of dead) {
        expect(told).toBe('no');
        if (value !== '') expect([value, ci_low, ci_high].map(Number)).toEqual([0, 0, 0]);
      }
    }
  });

  test('by sobol screens by elementary effects first, and takes the ten strongest', async () => {
    const cwd = folderWithSmallScenario();
    const line =
      'sensitivity small.yaml --only institutions --method sobol --points 4 --trajectories ' +
      '2 --replications 2';
    const { exitCode, stderr } = await command(`${line} --workers 1 --out here`, { cwd });
    expect(exitCode, stderr).toBe(0);
    const factors = [...new Set(rowsOf(path.join(cwd, 'here')).map(({ factor }) => factor))];
    expect(factors.length).toBeGreaterThan(1);
    expect(factors.length).toBeLessThanOrEqual(10);
    expect(stderr).toContain(`strongest: ${factors.join(', ')}\n`);
    expect(readFileSync(path.join(cwd, 'here/sensitivity.html'), 'utf8')).toContain(
      `The ${factors.length} strongest of`,
    );
  }, 120_000);

  test.each(['oat', 'morris --trajectories 3', 'sobol --points 4'])(
    'by %s gives the same bytes for any number of workers, going on from kept points, and from three shards merged',
    async (method) => {
      const cwd = folderWithSmallScenario();
      const line = `sensitivity small.yaml ${chosen} --method ${method} --replications 2`;
      await done(`${line} --out one --workers 1`, { cwd });
      const whole = resultsOf(path.join(cwd, 'one'));
      await done(`${line} --out two --workers 2`, { cwd });
      expect(resultsOf(path.join(cwd, 'two'))).toEqual(whole);
      // Torn in the middle of a record, as a machine that lost its power may leave it.
      const kept = path.join(cwd, 'two/points.bin');
      truncateSync(kept, Math.floor(statSync(kept).size * 0.6));
      for (const name of results) rmSync(path.join(cwd, 'two', name));
      const { stderr } = await command(`${line} --out two --workers 3`, { cwd });
      expect(stderr).toContain('going on from');
      expect(resultsOf(path.join(cwd, 'two'))).toEqual(whole);
      for (const shard of [1, 2, 3])
        await done(`${line} --out parts --workers 1 --shard ${shard}/3`, { cwd });
      await done('merge parts/shard-3-of-3 parts/shard-1-of-3 parts/shard-2-of-3', { cwd });
      expect(resultsOf(path.join(cwd, 'parts'))).toEqual(whole);
    },
    120_000,
  );

  test('keeps what is finished when it is interrupted, and the same command goes on', async () => {
    const cwd = folderWithSmallScenario();
    const line =
      `sensitivity small.yaml ${chosen} --method morris --trajectories 4 --replications 2 ` +
      '--out here';
    const whole = folderWithSmallScenario();
    await done(`${line} --workers 1`, { cwd: whole });
    const stop = new AbortController();
    const running = command(`${line} --workers 2`, { cwd, signal: stop.signal });
    const kept = path.join(cwd, 'here/points.bin');
    while (!(existsSync(kept) && statSync(kept).size > 2000))
      await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort(new Interruption('SIGINT'));
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('the same command goes on from it: offsupply sensitivity small.yaml');
    expect(readdirSync(path.join(cwd, 'here'))).toEqual(['points.bin']);
    await done(`${line} --workers 1`, { cwd });
    expect(resultsOf(path.join(cwd, 'here'))).toEqual(resultsOf(path.join(whole, 'here')));
  }, 120_000);

  test('--dry-run says how many runs it takes, and writes nothing', async () => {
    const cwd = folderWithSmallScenario();
    const { exitCode, stdout, stderr } = await command(
      `sensitivity small.yaml ${chosen} --method morris --dry-run`,
      { cwd },
    );
    expect([exitCode, stdout]).toEqual([0, '']);
    // Ten trajectories of six points, and the scenario as it stands.
    expect(stderr).toMatch(
      /61 points × 4 replications × 3 policies: 732 simulated failures, about /u,
    );
    expect(readdirSync(cwd)).toEqual(['small.yaml']);
  });

  test('--of asks of the difference of two policies alone, and --json prints one document', async () => {
    const cwd = folderWithSmallScenario();
    let stdout = '';
    const stream = { columns: 100, write: () => true };
    const exitCode = await runCli({
      argv: `sensitivity small.yaml ${chosen} --replications 2 --workers 1 --json --of`
        .split(' ')
        .concat('held vs no-intervention'),
      ...{
        stdout: { ...stream, write: (text: string) => ((stdout += text), true) },
        stderr: stream,
        cwd,
        files: nodeFiles,
      },
      ...{ environment: {}, interruption: () => new AbortController().signal },
    });
    expect(exitCode).toBe(0);
    const document = JSON.parse(stdout) as {
      verdicts: { verdict: string }[];
      indices: { policy: string; reference: string }[];
    };
    expect(document.verdicts).toHaveLength(1);
    expect(
      new Set(document.indices.map(({ policy, reference }) => `${policy} vs ${reference}`)),
    ).toEqual(new Set(['held vs no-intervention']));
  });

  test("takes the ranges of the user's own scenario", async () => {
    const cwd = folderWithSmallScenario();
    const own =
      'title: Own\ndescription: Own\nextends: small.yaml\nranges:\n  tariff.gas.unitRate: ' +
      '{ from: 3, to: 12 }\n';
    writeFileSync(path.join(cwd, 'own.yaml'), own);
    await done(
      'sensitivity own.yaml --factors tariff.gas.unitRate --replications 2 --workers 1 --out here',
      { cwd },
    );
    expect(new Set(rowsOf(path.join(cwd, 'here')).map(({ factor }) => factor))).toEqual(
      new Set(['tariff.gas.unitRate']),
    );
  });

  test('of many policies simulates those of the question alone, the same whatever the way it is asked', async () => {
    const cwd = folderWithSmallScenario();
    const ids = Array.from({ length: 8 }, (_, place) => `late-${place + 1}`);
    const more = ids
      .map(
        (id, place) => `  ${id}: { label: Late ${place}, onboarding: { starts: ${place + 3}d } }`,
      )
      .join('\n');
    const file = path.join(cwd, 'small.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('reference:', `${more}\nreference:`));
    const line =
      'sensitivity small.yaml --factors agent.decision --replications 2 --horizon 7d --workers 1';
    const about = (words: string): Promise<string> =>
      command(`${line} --dry-run ${words}`, { cwd }).then(({ stderr }) => stderr);
    expect(await about('--policies all')).toContain('× 11 policies');
    expect(await about('--policies late-1')).toContain('× 3 policies');
    expect(await about('--of late-2')).toMatch(
      /^Simulated are no-intervention and late-2, the reference and what --of names: 2 of 10 policies\./mu,
    );
    const { stderr } = await command(`${line} --out here`, { cwd });
    expect(stderr).toMatch(
      /^Simulated are no-intervention and \S+, the reference and what does best in a trial/mu,
    );
    const best = /no-intervention and (\S+),/u.exec(stderr)![1]!;
    expect(new Set(rowsOf(path.join(cwd, 'here')).map(({ policy }) => policy))).toEqual(
      new Set(['no-intervention', best]),
    );
    for (const index of [1, 2]) await done(`${line} --out parts --shard ${index}/2`, { cwd });
    await done('merge parts/shard-1-of-2 parts/shard-2-of-2', { cwd });
    expect(resultsOf(path.join(cwd, 'parts'))).toEqual(resultsOf(path.join(cwd, 'here')));
    await done(`${line} --policies ${best} --out named`, { cwd });
    expect(rowsOf(path.join(cwd, 'named'))).toEqual(rowsOf(path.join(cwd, 'here')));
  });
});
