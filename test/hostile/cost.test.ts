// H23: what a run will cost is told before it begins, and one that does not fit is refused.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { remarksOnCost } from '../../src/cli/cost-guard.ts';
import { costOf } from '../../src/experiment/run-cost.ts';
import { nodeFiles, type FileOperations } from '../../src/files/file-operations.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { command } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const winter = (...overrides: readonly (readonly [string, string])[]) =>
  loadScenario('reference-winter.yaml', scenarioFilesOnDisk(), {
    overrides: overrides.map(([key, value]) => ({ path: key, value, option: `--${key}` })),
  }).scenario;
const ample = { memoryBytes: 64e9, diskBytes: 1e12 };

function filesWith(free: number): FileOperations {
  return { ...nodeFiles, statfsSync: () => ({ bavail: free / 4096, bsize: 4096 }) };
}

describe('H23: a run whose files do not fit on the disk', () => {
  const words = ['run', 'mine.yaml', '--meters', '--progress', 'none', '--out', 'new/o'];
  const inFolder = (): string => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, 'mine.yaml'), 'extends: reference-winter.yaml\n');
    return cwd;
  };

  it('is refused before anything is run or made', async () => {
    const cwd = inFolder();
    const large = [...words, '--households', '200000'];
    const { exitCode, stderr } = await command('', { cwd, words: large, files: filesWith(1e9) });
    expect(stderr).toMatch(
      /^error: this run would take about [\d.]+ \w+, [\d.]+ GB of memory and [\d.]+ GB of disk, and there is .*1 GB of disk: nothing was run\./u,
    );
    expect(exitCode).toBe(2);
    expect(readdirSync(cwd)).toEqual(['mine.yaml']);
  });

  it('is begun with --force, and where they fit', async () => {
    const small = [
      ...words,
      '--households',
      '20',
      '--replications',
      '1',
      '--horizon',
      '2d',
      '--no-report',
    ];
    const cwd = inFolder();
    expect(await command('', { cwd, words: small, files: filesWith(1e4) })).toMatchObject({
      exitCode: 2,
    });
    const { exitCode, stderr } = await command('', {
      cwd,
      words: [...small, '--force'],
      files: filesWith(1e4),
    });
    expect(stderr).toMatch(
      /^This run will take about [\d.]+ s, [\d.]+ MB of memory and [\d.]+ MB of disk\.$/mu,
    );
    expect(exitCode).toBe(0);
  });
});

describe('H23: the cost of a run', () => {
  const size = { replications: 30, workers: 2, spells: false, meters: false };

  it('is told where it is much, and refused where memory would not do', () => {
    const cost = costOf({ ...size, scenario: winter(['households', '200000']), meters: true });
    expect(remarksOnCost(cost, ample, false)).toEqual([
      expect.stringMatching(/^This run will take about [\d.]+ minutes, /u),
    ]);
    expect(() => remarksOnCost(cost, { ...ample, memoryBytes: 4e9 }, false)).toThrow(
      /and there is 4 GB of memory/u,
    );
    expect(remarksOnCost(costOf({ ...size, scenario: winter() }), ample, false)).toEqual([]);
  });

  it('is near what the files of a run come to', async () => {
    const cwd = temporaryFolder();
    const line =
      '--households 300 --replications 2 --spells --meters --workers 1 --progress none ' +
      '--no-report --out o';
    expect(await command(`run reference-winter.yaml ${line}`, { cwd })).toMatchObject({
      exitCode: 0,
    });
    const folder = path.join(cwd, 'o');
    const bytes = readdirSync(folder).reduce(
      (sum, name) => sum + statSync(path.join(folder, name)).size,
      0,
    );
    const { diskBytes } = costOf({
      ...{
        scenario: winter(['households', '300']),
        replications: 2,
        workers: 1,
        spells: true,
        meters: true,
      },
    });
    // What is kept of replications on the way is in it.
    expect(diskBytes / bytes).toBeGreaterThan(1);
    expect(diskBytes / bytes).toBeLessThan(3);
  });
});

describe('H23: a sweep, a sensitivity analysis and a search', () => {
  const small = [
    '--households',
    '20',
    '--replications',
    '2',
    '--horizon',
    '2d',
    '--workers',
    '1',
    '--progress',
    'text',
  ];
  const commands: Readonly<Record<string, readonly string[]>> = {
    sweep: ['--vary', 'onboarding.starts=7d,14d'],
    sensitivity: ['--factors', 'agent.decision', '--method', 'oat'],
    'coarse scan': [
      '--find',
      'onboarding.starts',
      '--in',
      '0d..1d',
      '--such-that',
      'no-intervention:households_off<21',
    ],
  };

  it.each(Object.entries(commands))(
    '%s: is refused where it does not fit, before anything is made',
    async (what, own) => {
      const cwd = temporaryFolder();
      const words = [
        what === 'coarse scan' ? 'solve' : what,
        'reference-winter.yaml',
        ...own,
        ...small,
        '--out',
        'o',
      ];
      const { exitCode, stderr } = await command('', { cwd, words, files: filesWith(0) });
      expect(stderr).toMatch(
        new RegExp(
          `^error: this ${what} would take about .* and there is 0 MB of disk: nothing was ` +
            `run\\. Give fewer points`,
          'mu',
        ),
      );
      expect(exitCode).toBe(2);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  it('is begun with --force, and says what it takes, as --dry-run does', async () => {
    const cwd = temporaryFolder();
    const words = ['sweep', 'reference-winter.yaml', ...commands['sweep']!, ...small, '--out', 'o'];
    const takes =
      /^This sweep will take about [\d.]+ s, [\d.]+ MB of memory and [\d.]+ MB of disk\.$/mu;
    for (const option of ['--dry-run', '--force']) {
      const { exitCode, stderr } = await command('', {
        cwd,
        words: [...words, option],
        files: filesWith(0),
      });
      expect(stderr).toMatch(takes);
      expect(exitCode).toBe(0);
    }
  });
});
