import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

function small(): { readonly folder: string; readonly run: (options: string) => Promise<Outcome> } {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  return {
    folder,
    run: (options) => command(`run small.yaml --households 20 ${options}`, { cwd: folder }),
  };
}

/** All files of a run by name; of run.json what does not differ between equal runs. */
function filesIn(folder: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return [
        name,
        name === 'run.json' ? { ...(JSON.parse(text) as object), environment: null } : text,
      ];
    }),
  );
}

describe('run --abort-on-fail', () => {
  const hopeless = 'no-intervention:households_off_share<1%';

  it('stops at a fixed number of replications when a threshold cannot be met, with the same files for any number of workers', async () => {
    const { folder, run } = small();
    for (const workers of [1, 2]) {
      const { exitCode, stdout } = await run(
        `--replications 12 --threshold ${hopeless} --abort-on-fail --workers ${workers} ` +
          `--out of-${workers}`,
      );
      expect(exitCode).toBe(3);
      expect(stdout).toContain(
        `Stopped after 4 of 12 replications: ${hopeless} cannot be met any more, since the ` +
          'whole 95 % interval is beyond the limit.',
      );
    }
    const [one, two] = ['of-1', 'of-2'].map((name) => filesIn(path.join(folder, name)));
    expect(two).toEqual(one);
    expect(one!['run.json']).toMatchObject({
      replications: 4,
      stopped: { replications: 4, of: 12, hopeless: [hopeless] },
    });
    expect(one!['report.html']).toContain('Stopped after 4 of 12 replications');
    await command('report of-1', { cwd: folder });
    expect(filesIn(path.join(folder, 'of-1'))).toEqual(one);
  });

  it('goes on to the end while a threshold may be met, and gives the files of a run without it', async () => {
    const { folder, run } = small();
    const options = '--replications 6 --threshold held:excess_households_off<19 --files summary';
    const { exitCode } = await run(`${options} --abort-on-fail --out with`);
    expect(exitCode).toBe(0);
    await run(`${options} --out without`);
    expect(filesIn(path.join(folder, 'with'))).toEqual(filesIn(path.join(folder, 'without')));
  });

  it.each([
    ['', 'there is no threshold to look at'],
    [`--threshold ${hopeless} --precision 5%`, 'goes with a fixed number of replications'],
  ])('is refused where it cannot act: %s', async (options, message) => {
    const { run } = small();
    const { exitCode, stderr } = await run(`--abort-on-fail ${options}`.trim());
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
