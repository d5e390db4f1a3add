// `--keep-runs`: a folder for the run of each point, which is what `offsupply run` writes.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { done, folderWithSmallScenario, textsOf } from '../support/cli/exploration.ts';
import { resultsIn } from '../support/cli/result-files.ts';
import { command } from '../support/cli/run-command.ts';

const small =
  'small.yaml --households 20 --replications 2 --horizon 5d --set warmUp=1d --workers 1';
const line = `sweep ${small} --vary agent.decision=0d,4d`;
const results = ['sweep.csv', 'sweep.html', 'datapackage.json'];

describe('--keep-runs', () => {
  it('keeps of each point the files that run writes, and the figures of the sweep are theirs', async () => {
    const cwd = folderWithSmallScenario();
    await done(`${line} --out without`, { cwd });
    await done(`${line} --out here --keep-runs`, { cwd });
    const here = path.join(cwd, 'here');
    expect(textsOf(results, here)).toEqual(textsOf(results, path.join(cwd, 'without')));
    expect(readdirSync(path.join(here, 'runs')).sort()).toEqual([
      'point-0',
      'point-1',
      'point-2',
      'runs.csv',
    ]);
    expect(readFileSync(path.join(here, 'runs/runs.csv'), 'utf8')).toBe(
      'point,folder,replications,settings\n0,runs/point-0,2,\n1,runs/point-1,2,agent.decision=0d\n2,runs/point-2,2,agent.decision=4d\n',
    );
    await done(`run ${small} --set agent.decision=4d --out alone`, { cwd });
    expect(resultsIn(path.join(here, 'runs/point-2'))).toEqual(resultsIn(path.join(cwd, 'alone')));
  });

  it('runs only what is missing, and takes points that were explored without it', async () => {
    const cwd = folderWithSmallScenario();
    await done(`${line} --out here --keep-runs summary,comparison`, { cwd });
    const whole = resultsIn(path.join(cwd, 'here'));
    expect(Object.keys(whole)).not.toContain('runs/point-1/report.html');
    rmSync(path.join(cwd, 'here/runs/point-1'), { recursive: true });
    const { stderr } = await command(`${line} --out here --keep-runs summary,comparison`, { cwd });
    expect(stderr).toContain('--keep-runs: 3 runs, a folder each in here/runs/');
    expect(resultsIn(path.join(cwd, 'here'))).toEqual(whole);
    await done(`${line} --out later`, { cwd });
    await done(`${line} --out later --keep-runs summary,comparison`, { cwd });
    expect(withoutKept(resultsIn(path.join(cwd, 'later')))).toEqual(withoutKept(whole));
  });

  it('keeps of a search the values that it tried, with as many replications as they took', async () => {
    const cwd = folderWithSmallScenario();
    const find =
      '--find agent.decision --in 0d..2d --step 1d --such-that held:households_off<61 ' +
      '--max-replications 10';
    await done(`solve ${small} ${find} --out here --keep-runs summary`, { cwd });
    const [, ...rows] = readFileSync(path.join(cwd, 'here/runs/runs.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    for (const [place, row] of rows.entries()) {
      expect(row).toMatch(new RegExp(`^${place},runs/point-${place},10,agent.decision=`, 'u'));
      expect(Object.keys(resultsIn(path.join(cwd, `here/runs/point-${place}`)))).toContain(
        'summary.csv',
      );
    }
  });
});

/** Figures are kept in the order in which they were made. */
const withoutKept = (files: Record<string, string>): Record<string, string> => ({
  ...files,
  'points.bin': '',
});
