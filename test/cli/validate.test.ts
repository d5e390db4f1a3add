import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

function folderWith(texts: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  for (const [name, text] of Object.entries(texts)) putSmallScenario(folder, name, text);
  return folder;
}

describe('validate', () => {
  it('says what a scenario comes to', async () => {
    const { exitCode, stdout, stderr } = await command('validate small.yaml', {
      cwd: folderWith(),
    });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    // The cost depends on how many cores there are.
    const told = stdout
      .replace(/← .*/u, '← <defaults>')
      .replace(/about .* of memory and .* of disk/u, 'about <cost>');
    expect(told).toMatchSnapshot();
  });

  it('checks every file, and ends with 2 if one is wrong', async () => {
    const folder = folderWith({
      'bad.yaml': 'title: x\nhouseholds: none\nhorizon: 8\n',
      'worse.yaml': 'titel: x\n',
    });
    const { exitCode, stdout, stderr } = await command('validate bad.yaml small.yaml worse.yaml', {
      cwd: folder,
    });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('small.yaml: valid');
    expect(stderr).toMatch(/bad\.yaml: 2 problems\n\nbad\.yaml:2:13 {2}households/u);
    expect(stderr).toContain('worse.yaml:1:1  titel');
    expect(stderr).toMatch(/2 of 3 scenarios are wrong\n$/u);
  });

  it('prints the whole scenario, which loads as it is and comes to the same', async () => {
    const folder = folderWith();
    const { stdout } = await command('validate small.yaml --resolved', { cwd: folder });
    writeFileSync(path.join(folder, 'whole.yaml'), stdout);
    for (const name of ['small', 'whole'])
      await command(`run ${name}.yaml --replications 1 --workers 1 --out ${name}`, { cwd: folder });
    const hashOf = (name: string): unknown =>
      (
        JSON.parse(readFileSync(path.join(folder, name, 'run.json'), 'utf8')) as Record<
          string,
          unknown
        >
      )['scenarioSha256'];
    expect(hashOf('whole')).toBe(hashOf('small'));
  });

  it('is one JSON document with --json, right or wrong', async () => {
    const folder = folderWith({ 'bad.yaml': 'households: none\n' });
    const { exitCode, stdout } = await command('validate small.yaml bad.yaml --json --resolved', {
      cwd: folder,
    });
    expect(exitCode).toBe(2);
    const { files } = JSON.parse(stdout) as { files: Record<string, unknown>[] };
    expect(files[0]).toMatchObject({
      file: 'small.yaml',
      valid: true,
      households: 60,
      horizonDays: 21,
      resolved: { households: 60 },
      outlook: {
        meters: 105,
        policies: [{ policy: 'no-intervention', agent: null }, { policy: 'held' }],
      },
      cost: { memoryBytes: expect.any(Number) as unknown },
    });
    expect(files[1]).toMatchObject({
      file: 'bad.yaml',
      valid: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'households' }),
      ]) as unknown,
    });
  });
});
