// The program as a process of its own: streams, exit codes, signals.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { program } from '../support/cli/program.ts';
import { putSmallScenario, type Outcome } from '../support/cli/run-command.ts';

interface Process extends Outcome {
  /** Milliseconds from the signal to the end. */
  readonly stoppedIn: number;
}

/** @param stop a signal to send once something has been said on stderr */
function offsupply(words: readonly string[], cwd: string, stop?: NodeJS.Signals): Promise<Process> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...words], { cwd });
    const written = { stdout: '', stderr: '' };
    let asked = NaN;
    child.stdout.on('data', (data: Buffer) => (written.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => {
      written.stderr += data.toString();
      if (stop === undefined || !Number.isNaN(asked)) return;
      asked = Date.now();
      child.kill(stop);
      // As from a wrapper that passes on what the whole group has had.
      setTimeout(() => child.kill(stop), 20);
    });
    child.on('close', (code, killedBy) => {
      // While Node ends it no longer listens: the second signal can end the process then. A shell
      // reports the same code.
      const exitCode = code ?? 128 + constants.signals[killedBy!];
      resolve({ exitCode, ...written, stoppedIn: Date.now() - asked });
    });
  });
}

describe('the program', () => {
  it('runs with workers from a folder of its own and keeps messages off stdout', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const { exitCode, stdout, stderr } = await offsupply(
      ['run', 'small.yaml', '--workers', '2', '--json'],
      folder,
    );
    expect(stderr).toMatch(/^26 files in /mu);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'A small book' });
    expect(readdirSync(path.join(folder, 'output/small'))).toHaveLength(26);
  });

  it.each([
    ['--version', 0],
    ['run none.yaml', 2],
    ['fly', 2],
  ])('ends with the exit code of what happened: %s', async (line, code) => {
    expect((await offsupply(line.split(' '), temporaryFolder())).exitCode).toBe(code);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'stops within two seconds of %s, and keeps what is finished alone',
    async (signal, code) => {
      const folder = temporaryFolder();
      putSmallScenario(folder);
      const words = [
        'run',
        'small.yaml',
        '--replications',
        '5000',
        '--households',
        '3000',
        '--workers',
        '2',
        '--progress',
        'json',
      ];
      const { exitCode, stderr, stoppedIn } = await offsupply(words, folder, signal);
      expect(stderr).toContain(`interrupted by ${signal} after`);
      expect(exitCode).toBe(code);
      expect(stoppedIn).toBeLessThan(2000);
      expect(readdirSync(folder)).toEqual(['output', 'small.yaml']);
      const kept = readdirSync(path.join(folder, 'output'), { recursive: true, encoding: 'utf8' });
      expect(
        kept.filter((name) => !/^small(\/\.replications(\/replication-\d{6}\.bin)?)?$/u.test(name)),
      ).toEqual([]);
    },
  );
});
