import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../src/files/scenario-files.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command } from '../support/cli/run-command.ts';

describe('init', () => {
  it('writes a scenario that is valid and runs, with the schema it names beside it', async () => {
    const folder = temporaryFolder();
    const { exitCode, stdout } = await command('init study', { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stdout).toMatchSnapshot();
    expect(readdirSync(path.join(folder, 'study')).sort()).toEqual([
      'scenario.schema.json',
      'starter.yaml',
    ]);
    expect(readFileSync(path.join(folder, 'study/starter.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=scenario\.schema\.json\n/u,
    );
    expect((await command('validate study/starter.yaml', { cwd: folder })).exitCode).toBe(0);
  });

  it('writes over nothing unless told to', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'starter.yaml'), 'title: mine\n');
    const { exitCode, stderr } = await command('init', { cwd: folder });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'error: starter.yaml is there already: name another folder, or write over with --force\n',
    );
    expect(readdirSync(folder)).toEqual(['starter.yaml']);
    expect((await command('init --force', { cwd: folder })).exitCode).toBe(0);
    expect(readFileSync(path.join(folder, 'starter.yaml'), 'utf8')).not.toContain('mine');
  });
});

describe('schema', () => {
  it('is the one committed beside the scenarios, on stdout or in a file', async () => {
    const folder = temporaryFolder();
    const committed = readFileSync(`${shippedScenarios}scenario.schema.json`, 'utf8');
    expect((await command('schema')).stdout === committed).toBe(true);
    const { stdout, stderr } = await command('schema --out made/schema.json', { cwd: folder });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'wrote made/schema.json\n' });
    expect(readFileSync(path.join(folder, 'made/schema.json'), 'utf8') === committed).toBe(true);
  });
});
