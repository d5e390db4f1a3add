// What the first page of the report and the terminal say of who acts when, of the price, and of
// policies aimed at a group.
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
      /MP134A \(.*?\) and MP185 \(.*?\) work only together\. MP134A without MP185 keeps nobody on supply, nor does MP185/u,
    );
    expect(page).toMatch(
      /What either adds once the other is in force: agent told 1 to 3 days after the failure, household-hours off supply go from [\d,]+ to [\d,]+, and households from [\d,.]+ to [\d,.]+; agent told 0 to 3 days after the appointment, household-hours off/u,
    );
    expect(page).toContain('is not to be counted twice.');
    expect(page).toMatch(
      /Without either change, agent told 1 to 3 days after the failure: the failure takes [\d,]+ household-hours/u,
    );
    expect(page).toMatch(
      /Without an agent, under both holds, household-hours off supply go from [\d,]+ to [\d,]+/u,
    );
  });

  it('has a table in which every agent has every cell, in the setting of the reference', () => {
    const [table] = readFileSync(path.join(folder, 'who/report.html'), 'utf8')
      .split('<h3>Who acts when</h3>')[1]!
      .split('</table>');
    const rows = table!
      .split('<tr>')
      .map((row) => row.replace(/<[^>]*>/gu, ' ').trim())
      .filter((row) => row.startsWith('as the reference'));
    const ofAgents = rows.filter((row) =>
      /agent told (?:1 to 3 days after the failure|0 to 3 days after the appointment)/u.test(row),
    );
    expect(ofAgents).toHaveLength(2);
    for (const row of ofAgents) expect(row).not.toContain('not run');
    expect(rows.filter((row) => row.includes('nobody acts'))).toHaveLength(1);
    expect(table).toContain('the failed supplier’s top-ups go on until onboarding');
  });

  it('says what it is without an agent, at what debt, and at what exposure of keys', () => {
    const page = firstPage('who');
    expect(page).toMatch(
      /Who acts, and when, in household-hours: nobody acts, neither hold: [\d,]+;/u,
    );
    expect(page).toMatch(
      /More owed a home at onboarding because of the failure: £[\d.]+ \(agent told 1 to 3 days after the failure\), £[\d.]+ \(/u,
    );
    expect(page).toMatch(
      /keys are valid: [\d,]+ \(.*?\), [\d,]+ \(.*?\), .*?0 \(nobody acts and nothing is held\)\./u,
    );
    expect(page).toContain('is a worst case, not what is expected');
  });

  it('says what a meter, and a home, in safe mode is left owing', () => {
    const page = readFileSync(path.join(folder, 'who/report.html'), 'utf8');
    const row = new RegExp(
      '<h3>What safe mode leaves owed</h3>.*?<tr>(<th[^>]*>Late agent with both ' +
        'holds</th>.*?)</tr>',
      'su',
    ).exec(page)![1]!;
    const [meters, owed, electricity, gas, both] = row
      .split('</td>')
      .map((cell) => Number(cell.replace(/^.*<\/th>|<[^>]*>|[£,]/gu, '')));
    const figures = readFileSync(path.join(folder, 'who/summary.csv'), 'utf8').split('\n');
    const mean = (metric: string, segment: string): number =>
      Number(
        figures.find((line) => line.startsWith(`both-short,${segment},${metric},`))!.split(',')[4],
      );
    const each = (segment: string): number =>
      mean('owed_after_safe_mode', segment) / mean('safe_mode_meters', segment);
    expect([meters, owed]).toEqual([
      Math.round(mean('safe_mode_meters', 'all')),
      expect.closeTo(mean('owed_after_safe_mode', 'all'), 1),
    ]);
    expect([electricity, gas]).toEqual([
      expect.closeTo(each('fuel=electricity'), 1),
      expect.closeTo(each('fuel=gas'), 1),
    ]);
    expect(both).toBeCloseTo(each('fuel=electricity') + each('fuel=gas'), 1);
  });

  it('names the winner of the reference’s exit too, and says that so small a run is not to be quoted', () => {
    expect(stdout).toMatch(
      /^Fewest hours off by the failure: Top-ups go on: (?:early|late) with both/mu,
    );
    expect(stdout).toMatch(
      /^Fewest where the supplier leaves as under the reference: (?!Top-ups (?:stop|go on))/mu,
    );
    for (const text of [stdout, firstPage('who')]) expect(text).toContain('A quick run');
    const first = firstPage('who');
    expect(first.indexOf('A quick run')).toBeLessThan(first.indexOf('household-hours'));
    expect(first).toContain(
      'Under Nobody acts, a worst case and not what is expected, the failure takes',
    );
  });

  it('compares in its titles what has one exit, and says before all else what the scenario is', () => {
    const page = readFileSync(path.join(folder, 'who/report.html'), 'utf8').replace(
      /<style.*?<\/style>/su,
      '',
    );
    const titles = [...page.matchAll(/<figcaption><h3>(.*?)<\/h3>/gu)].map(([, title]) => title!);
    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles.filter((one) => !one.includes('is owed on meters')))
      expect(title).not.toMatch(/Top-ups (?:stop|go on)/u);
    expect(page).toContain('The Change Board');
    expect(page.search(/The Change Board/u)).toBeLessThan(page.indexOf('<section'));
    expect(page).toContain(
      'Set by options: households = 60. Descriptions in this report were written without that.',
    );
  });
});

it('says of each change by itself what it adds, where the run cannot tell of both', async () => {
  await run(
    'reference-winter.yaml --policies no-intervention,mp134a,mp134a-mp185 --out winter ' +
      '--series none',
  );
  expect(firstPage('winter')).toMatch(
    /What MP185 \(its identifiers are held\) adds: with MP134A, agent told 0 to 3 days after the appointment, household-hours off supply go from [\d,]+ to [\d,]+, and households from [\d,.]+ to [\d,.]+\.\s*That gain takes both holds and is not MP185’s alone: no policy here has MP185 without MP134A\./u,
  );
});

it('a policy for vulnerable homes is judged on them, against the same queue in random order', async () => {
  const { stdout } = await run(
    'levers.yaml --policies queue-random,queue-vulnerable-first --out levers --series none',
  );
  const sentence =
    /Queue: vulnerable first is for vulnerable homes\. Against Queue: random order, vulnerable homes are off .*; the others are off .*; all homes together are off/u;
  expect(stdout).toMatch(sentence);
  expect(firstPage('levers')).toMatch(sentence);
  expect(existsSync(path.join(folder, 'levers/timeseries.csv'))).toBe(false);
  const before = readFileSync(path.join(folder, 'levers/report.html'), 'utf8');
  expect((await command('report levers', { cwd: folder })).exitCode).toBe(0);
  expect(readFileSync(path.join(folder, 'levers/report.html'), 'utf8')).toBe(before);
});
