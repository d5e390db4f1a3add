import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command } from '../support/cli/run-command.ts';

describe('without a scenario', () => {
  it.each(['', 'run --households 40 --replications 1 --no-report'])(
    'there is a demo that says so, and what to type next: offsupply %s',
    async (line) => {
      const folder = temporaryFolder();
      const { exitCode, stdout, stderr } = await command(line, { cwd: folder });
      expect(exitCode).toBe(0);
      const homes = line === '' ? 500 : 40;
      expect(stderr).toMatch(
        new RegExp(
          `^No scenario was named, so this is a demo: .* with ${homes} homes and \\d ` +
            `replications\\.`,
          'u',
        ),
      );
      expect(stdout).toContain(`${homes} households`);
      const next = stderr.slice(stderr.indexOf('Next:'));
      expect(next).toMatch(/^ {2}offsupply init study {3}/mu);
      const record = JSON.parse(
        readFileSync(path.join(folder, 'output/demo/run.json'), 'utf8'),
      ) as { replications: number };
      expect(record.replications).toBe(line === '' ? 4 : 1);
      // What it says next can be typed.
      const trace = /^ {2}offsupply (trace \S+ \S+ --household \d+) /mu.exec(next)![1]!;
      expect((await command(trace, { cwd: folder })).exitCode).toBe(0);
      expect(existsSync(path.join(folder, 'output/demo/report.html'))).toBe(line === '');
    },
  );
});
