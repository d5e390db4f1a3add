import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPaths } from '../../src/outputs/file-names.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

let cwd = '';
const inRun = (name: string): string => path.join(cwd, 'out', name);

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  putSmallScenario(cwd);
  const { exitCode } = await command('run small.yaml --workers 1 --progress none --out out', {
    cwd,
  });
  expect(exitCode).toBe(0);
}, 60_000);

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

describe('the report of a run', () => {
  it('is made again from the files alone, byte for byte, whatever became of it', async () => {
    const before = resultsIn(path.join(cwd, 'out'));
    for (const name of reportPaths) rmSync(inRun(name), { force: true });
    writeFileSync(inRun('report.html'), 'spoilt');
    const { exitCode, stdout, stderr } = await command('report out', { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe('out/report.html, with 11 pictures beside it\n');
    expect(resultsIn(path.join(cwd, 'out'))).toEqual(before);
  });

  it('is one page of at most 2 MB that says what it is not', () => {
    const page = readFileSync(inRun('report.html'), 'utf8');
    expect(statSync(inRun('report.html')).size).toBeLessThan(2_000_000);
    expect(page).toContain(
      'No count of homes off supply in a real Supplier of Last Resort event has been published',
    );
    expect(page).not.toContain('<script');
  });

  it('names the source of a parameter, and what an option set', async () => {
    await command(
      'run small.yaml --workers 1 --progress none --out set --households 20 --set agent.perDay=100',
      { cwd },
    );
    const lines = readFileSync(path.join(cwd, 'set', 'assumptions.csv'), 'utf8').split('\n');
    expect(lines.find((line) => line.startsWith('households,'))).toBe(
      'households,20,homes,set,option --households,,,,set for this run',
    );
    expect(lines.find((line) => line.startsWith('agent.perDay,'))).toBe(
      'agent.perDay,100,commands a day,set,option --set,,,"500 to 20000 for 10,000 ' +
        'homes",set for this run',
    );
    expect(lines.find((line) => line.startsWith('population.meterKinds,'))).toBe(
      'population.meterKinds,"{ smets2: 0.7, smets1-enrolled: 0.1, smets1-unenrolled: 0.1, ' +
        'legacy: 0.1 }",share,unsaid,small.yaml,,,{ legacy: 0.1 } to { legacy: 0.9 },',
    );
    expect(lines.find((line) => line.startsWith('exit.vendingEnds,'))).toMatch(
      /,time,assumption,defaults\.yaml,.*https:/u,
    );
  });

  it('is refused of a folder without a run, and of files that changed since', async () => {
    const none = await command('report .', { cwd });
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toMatch(
      /holds no finished run: there is no run\.json in it\. Give the folder that offsupply run wrote/u,
    );
    appendFileSync(inRun('summary.csv'), 'x');
    const changed = await command('report out', { cwd });
    expect(changed.exitCode).toBe(2);
    expect(changed.stderr).toMatch(
      /summary\.csv has changed since the run wrote it .*: make the run again/u,
    );
  });
});
