import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from '../support/cli/run-command.ts';

const scriptOf = async (shell: string): Promise<string> =>
  (await command(`completion ${shell}`)).stdout;
const shell = (program: string, script: string): string =>
  spawnSync(program, ['-c', script], { encoding: 'utf8' }).stdout;
const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash offers after these words, the last of them begun. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = await scriptOf('bash');
  const set =
    `COMP_WORDS=(offsupply ${words.map((word) => `'${word}'`).join(' ')}); ` +
    `COMP_CWORD=${words.length}`;
  return shell('bash', `${script}\n${set}\n_offsupply\nprintf '%s\\n' "\${COMPREPLY[@]}"`)
    .split('\n')
    .filter((word) => word !== '');
}

describe.skipIf(!hasBash)('completion in bash', () => {
  it('offers the commands of the help', async () => {
    const { stdout } = await command('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[| <| {2}).*$/gmu)]
      .map(([, name]) => name)
      .filter((name) => name !== 'offsupply');
    expect(commands).toContain('completion');
    expect(await offered('')).toEqual(commands);
    expect(await offered('comp')).toEqual(['compare', 'completion']);
  });

  it('offers every option that the help of a command has', async () => {
    for (const name of ['run', 'trace', 'check', 'sweep']) {
      const { stdout } = await command(`${name} --help`);
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gmu)].map(
        ([, option]) => option,
      );
      expect((await offered(name, '--')).toSorted()).toEqual(options.toSorted());
    }
  });

  it('offers the few values of an option, shipped scenarios, and else leaves it to files', async () => {
    expect(await offered('run', 'mine.yaml', '--progress', '')).toEqual(['text', 'json', 'none']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('run', 'reference-')).toEqual([
      'reference-summer.yaml',
      'reference-winter.yaml',
    ]);
    expect(await offered('run', '--out', '')).toEqual([]);
    expect(await offered('report', '')).toEqual([]);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])(
    'of %s has every command, and every shipped scenario',
    async (name) => {
      const script = await scriptOf(name);
      expect(script).not.toMatch(/--resume\b.*fresh/u);
      const folder = fileURLToPath(new URL('../../src/cli/commands', import.meta.url));
      const commands = readdirSync(folder).map((file) => file.replace(/\.ts$/u, ''));
      for (const one of commands) expect(script).toMatch(new RegExp(`\\b${one}\\b`, 'u'));
      expect(script).toContain('omni-2021.yaml');
    },
  );

  it.each(['zsh', 'fish'])(
    'of %s is one that the shell reads, where there is one',
    async (name) => {
      const { status, error } = spawnSync(name, ['-n'], { input: await scriptOf(name) });
      if (error === undefined) expect(status).toBe(0);
    },
  );

  it('is refused for another shell', async () => {
    const { exitCode, stderr } = await command('completion csh');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Allowed choices are bash, zsh, fish.');
  });
});
