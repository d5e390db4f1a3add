// What the terminal prints after a run and what its report says are the same figures: the table,
// both intervals, precision, thresholds.
import { mkdirSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const posterior = path.join(import.meta.dirname, '../../scenarios/calibration/posterior.csv');
const scenario = `title: A run with everything
extends: small.yaml
households: 30
horizon: 10d
thresholds: ["held:households_off<1000", "held vs no-intervention:excess_households_off<-500"]
`;
let cwd = '';
let stdout = '';

const line =
  'run all.yaml --parameter-uncertainty --precision 1% --max-replications 10 --threshold ' +
  'held:calls<100000 --workers 1 --progress none';

beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'offsupply-agrees-'));
  putSmallScenario(cwd);
  putSmallScenario(cwd, 'all.yaml', scenario);
  mkdirSync(path.join(cwd, 'calibration'));
  copyFileSync(posterior, path.join(cwd, 'calibration', 'posterior.csv'));
  const told = await command(`${line} --out out`, { cwd });
  expect(told.exitCode, told.stderr).toBe(3);
  ({ stdout } = told);
}, 300_000);

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const report = (): string => readFileSync(path.join(cwd, 'out', 'report.html'), 'utf8');

/** Texts of the cells of a table of the report, by its label. */
function tableOf(label: string): readonly (readonly string[])[] {
  const [, table] = report().split(`aria-label="Table: ${label}"`);
  const rows = table!.slice(0, table!.indexOf('</table>')).split('<tr>').slice(2);
  return rows.map((row) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gu)].map(([, cell]) => plain(cell!)),
  );
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Cells of lines of the terminal: two blanks or more part them. */
function printed(from: RegExp): readonly (readonly string[])[] {
  const lines = stdout.split('\n');
  const start = lines.findIndex((one) => from.test(one)) + 1;
  const after = lines.slice(start);
  const end = after.findIndex((one) => one === '');
  return after.slice(0, end < 0 ? undefined : end).map((one) => one.trim().split(/\s{2,}/u));
}

describe('the report and the terminal', () => {
  it('say the same of every policy', () => {
    const table = tableOf('all policies side by side');
    expect(table).toHaveLength(3);
    expect(table).toEqual(printed(/^policy +by failure /u));
  });

  it('say the same of what was drawn: ranges, who is best, and where the spread comes from', () => {
    const drawn = [
      ['range of one failure', /^policy +failure from +below /u],
      ['best in how many worlds', /^policy +hours in +more than best /u],
      [/id="sources".*?aria-label="Table: ([^"]*)"/su.exec(report())![1]!, /^spread of hours by /u],
    ] as const;
    for (const [label, heads] of drawn) {
      expect(tableOf(label), label).toHaveLength(2);
      expect(tableOf(label), label).toEqual(printed(heads));
    }
    const sentence = /^Under (.*?)\n/mu.exec(stdout)![1]!;
    expect(report().replaceAll(/<[^>]*>/gu, '')).toContain(`Under ${sentence}`);
  });

  it('say the same of precision', () => {
    const verdict =
      /^Not precise to 1 % after 10 replications, the most allowed\. Still wide:$/mu.exec(
        stdout,
      )![0];
    expect(report()).toContain(`<p>${verdict}</p>`);
    const wide = stdout.split(verdict)[1]!.split('\n\n')[0]!.trim().split('\n');
    expect(wide.length).toBeGreaterThan(2);
    for (const one of wide) expect(report()).toContain(`<li>${one.trim()}</li>`);
  });

  it('say the same of thresholds, those of the scenario and those of the command', () => {
    const table = tableOf('thresholds');
    expect(table.map(([text, verdict]) => `${verdict!.slice(0, 1)} ${text!}`)).toEqual([
      '✓ held:households_off<1000',
      '✗ held vs no-intervention:excess_households_off<-500',
      '✓ held:calls<100000',
    ]);
    for (const [text, , figure] of table)
      expect(stdout.replace(/ {2,}/gu, ' | ')).toContain(`${text!} | ${figure!}`);
  });

  it('agree in Markdown too', async () => {
    const { stdout: markdown } = await command(`${line} --markdown --out markdown`, { cwd });
    for (const [text, verdict, figure] of tableOf('thresholds'))
      expect(markdown.replaceAll('\\', '')).toContain(`| ${text!} | ${verdict!} | ${figure!} |`);
    for (const cells of tableOf('range of one failure'))
      expect(markdown).toContain(`| ${cells.join(' | ')} |`);
    expect(markdown).toContain('Not precise to 1 % after 10 replications');
  }, 300_000);

  it('rest on the files alone: the report is made again to the same bytes', async () => {
    const before = resultsIn(path.join(cwd, 'out'));
    expect((await command('report out', { cwd })).exitCode).toBe(0);
    expect(resultsIn(path.join(cwd, 'out'))).toEqual(before);
  });
});
