import { describe, expect, it } from 'vitest';
import { command } from '../support/cli/run-command.ts';

// prettier-ignore
const commands = [
  'web',
  'run',
  'merge',
  'report',
  'validate',
  'trace',
  'compare',
  'sweep',
  'solve',
  'calibrate',
  'check',
  'init',
  'schema',
  'completion',
];

describe('help', () => {
  it.each(['', ...commands])('of offsupply %s', async (name) => {
    const { exitCode, stdout, stderr } = await command(`${name} --help`.trim());
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatchSnapshot();
  });

  it('has examples for every command, each of that command', async () => {
    for (const name of commands) {
      const { stdout } = await command(`help ${name}`);
      expect(stdout.split('Examples:')[1]).toContain(`  offsupply ${name}`);
    }
  });

  it('tells the version, and the commit where there is a repository', async () => {
    expect((await command('--version')).stdout).toMatch(
      /^\d+\.\d+\.\d+(?: \(commit [0-9a-f]{40}(?:-changed)?\))?\n$/u,
    );
  });
});
