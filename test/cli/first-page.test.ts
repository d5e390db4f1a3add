// What the first page of the report and the terminal say of who acts when, of the price, and of policies aimed at a group.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Outcome } from '../support/cli/run-command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
const small = '--households 60 --replications 2 --workers 1 --progress none';
const run = (line: string): Promise<Outcome> => command(`run ${line} ${small}`, { cwd: folder });
/** Of the report: its first section, without marks. */
const firstPage = (out: string): string =>
  readFileSync(path.join(folder, out, 'report.html'), 'utf8')
    .split('<section')[1]!
    .replace(/<[^>]*>/gu, '');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the first page of who-acts-when', () => {
  let stdout = '';
  beforeAll(async () => {
    stdout = (await run('who-acts-when.yaml --out who')).stdout;
  });

  it('says what each change adds, given the other and when the agent is told, and counts the gain once', () => {
    const page = firstPage('who');
    expect(page).toMatch(
      /What MP134A \(.*?\) adds: with MP185, agent told 0 to 3 days after the appointment, it takes household-hours/u,
    );
    expect(page).toContain('without MP185, agent told 1 to 3 days after the failure, nothing.');
    expect(page).toMatch(/What MP185 \(.*?\) adds: with MP134A, agent told 0 to 3 days after the appointment/u);
    expect(page).toContain('It is not to be counted twice.');
  });

  it('says what it is without an agent, at what debt, and at what exposure of keys', () => {
    const page = firstPage('who');
    expect(page).toMatch(/Who acts, and when, in household-hours: nobody acts, neither hold: [\d,]+;/u);
    expect(page).toMatch(/£[\d.]+ more is owed a home when meters are onboarded/u);
    expect(page).toMatch(/stay valid for [\d,]+ meter-days after the appointment/u);
    expect(page).toContain('is a worst case, not what is expected');
  });

  it('names the winner of the reference’s exit too, and says that so small a run is not to be quoted', () => {
    expect(stdout).toMatch(/^Fewest hours off by the failure: Kept: both holds/mu);
    expect(stdout).toMatch(/^Fewest where the supplier leaves as under the reference: Short: /mu);
    for (const text of [stdout, firstPage('who')]) expect(text).toContain('A quick run');
  });
});

it('a policy for vulnerable homes is judged on them, against the same queue in random order', async () => {
  const { stdout } = await run('levers.yaml --policies queue-random,queue-vulnerable-first --out levers --series none');
  const sentence =
    /Onboarding queue, vulnerable first is for vulnerable homes\. Against Onboarding queue, random order, vulnerable homes are off .*; the others are off .*; all homes together are off/u;
  expect(stdout).toMatch(sentence);
  expect(firstPage('levers')).toMatch(sentence);
  expect(existsSync(path.join(folder, 'levers/timeseries.csv'))).toBe(false);
  const before = readFileSync(path.join(folder, 'levers/report.html'), 'utf8');
  expect((await command('report levers', { cwd: folder })).exitCode).toBe(0);
  expect(readFileSync(path.join(folder, 'levers/report.html'), 'utf8')).toBe(before);
});
