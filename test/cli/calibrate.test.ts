// offsupply calibrate, run on few homes: what is printed and written. The figures themselves are
// scenarios/calibration.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { targets } from '../../src/calibration/targets.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command } from '../support/cli/run-command.ts';

const few = '--households 30 --replications 2 --out out';

describe('offsupply calibrate', () => {
  it('compares every setting with every published figure', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await command(`calibrate ${few}`, { cwd });
    expect(exitCode).toBe(0);
    for (const { id, what } of targets)
      expect(stdout).toContain(`${id.padEnd(4)}${what.slice(0, 20)}`);
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .slice(0, targets.length + 1)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(110);
    const [header, ...rows] = readFileSync(path.join(cwd, 'out', 'targets.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(header).toContain(
      'target,setting,figure,unit,published,tolerance,simulated,ci_low,ci_high',
    );
    expect(rows).toHaveLength(targets.length);
  });
  it('gives the same figures as one JSON document', async () => {
    const { stdout } = await command(`calibrate calibration/calm.yaml ${few} --json`, {
      cwd: temporaryFolder(),
    });
    const { targets: told } = JSON.parse(stdout) as {
      targets: { target: string; setting: string; met: boolean }[];
    };
    expect(told.map(({ target }) => target)).toEqual(['1a', '1b', '2', '6a', '6b', '9a']);
  });
  it('takes a scenario of ordinary life of one’s own, and asks which figures it is held against', async () => {
    const cwd = temporaryFolder();
    const asked = await command(`calibrate smets2-only.yaml ${few}`, { cwd });
    expect(asked.exitCode).toBe(2);
    expect(asked.stderr).toContain('--as calm, --as hard, --as specialist');
    expect((await command(`calibrate smets2-only.yaml --as hard ${few}`, { cwd })).exitCode).toBe(
      0,
    );
  });
  it('gives the same bytes for the same seed', async () => {
    const run = async (): Promise<string> => {
      const cwd = temporaryFolder();
      await command(`calibrate calibration/calm.yaml ${few}`, { cwd });
      return readFileSync(path.join(cwd, 'out', 'targets.csv'), 'utf8');
    };
    expect(await run()).toBe(await run());
  });
});
