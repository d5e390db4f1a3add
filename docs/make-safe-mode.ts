// Writes into STUDY.md what the end of safe mode does to hours and homes off by the failure and to
// what is owed: the reference winter, with safe mode ending once all is repaid, at the meter's
// onboarding, or so many days after it. `npm run docs:safe-mode`, some minutes of two processors.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metricIndex, metrics, type MetricName } from '../src/experiment/metrics.ts';
import { mostOf } from '../src/experiment/summary.ts';
import { pairedDifference, summarise, type Difference } from '../src/experiment/statistics.ts';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { numberText } from '../src/outputs/number-text.ts';
import { loadScenario } from '../src/scenario/load.ts';
import { offsupply, replicationsIn, root, valuesOf, type CsvRow } from './finished-runs.ts';
import { recordMade } from './made-on.ts';
import { withBlock } from './marked-block.ts';

const page = join(root, 'docs/STUDY.md');
const scenario = 'reference-winter.yaml';
const ends = ['repaid', 'onboarding', '1d', '2d', '3d', '5d', '7d', '14d'];
/** No meter is put in safe mode under the first two: when it ends does not matter to them. */
const unprotected = ['no-intervention', 'delayed-onboarding'];
const inSafeMode = ['mp134a-mp185', 'delayed-onboarding-mp134a-mp185'];
/** Each policy with a delay, and the same without. */
const delays = [
  ['delayed-onboarding', 'no-intervention'],
  ['delayed-onboarding-mp134a-mp185', 'mp134a-mp185'],
] as const;

const { policies } = loadScenario(scenario, scenarioFilesOnDisk()).scenario;
const labelOf = (id: string): string => policies.find((policy) => policy.id === id)!.label;

function run(folder: string, end: string): readonly CsvRow[] {
  const out = join(folder, end);
  const setting = [
    '--set',
    `onboarding.safeMode.ends=${end}`,
    '--policies',
    [...unprotected, ...inSafeMode].join(','),
  ];
  offsupply(
    'run',
    `scenarios/${scenario}`,
    '--out',
    out,
    '--files',
    'replications',
    '--progress',
    'text',
    ...setting,
  );
  return replicationsIn(out);
}

/** `1,160 (1,050 to 1,270)`: the mean and its 95 % interval. */
function figureText(
  rows: readonly CsvRow[],
  policy: string,
  metric: MetricName,
  decimals: number,
): string {
  const { mean, ciLow, ciHigh } = summarise(
    valuesOf(rows, policy, metric),
    mostOf(metrics[metricIndex[metric]]!, Number(rows[0]!['households'])),
  );
  const [middle, low, high] = [mean, ciLow, ciHigh].map((value) => numberText(value, decimals));
  return `${middle!} (${low!} to ${high!})`;
}

const endText = (end: string): string => {
  if (end === 'repaid') return 'once all is repaid';
  if (end === 'onboarding') return 'at onboarding';
  return `${end.replace('d', '')} ${end === '1d' ? 'day' : 'days'} after onboarding`;
};

function rowOf(end: string, rows: readonly CsvRow[], policy: string): string {
  const cells = [
    figureText(rows, policy, 'excess_hours_off', 0),
    figureText(rows, policy, 'excess_households_off', 0),
    figureText(rows, policy, 'debt_excess_per_household', 2),
    figureText(rows, policy, 'owed_after_safe_mode_per_household', 2),
  ];
  return `| ${end} | ${labelOf(policy)} | ${cells.join(' | ')} |`;
}

/** Whether no figure of a policy moves with the end of safe mode. */
function isTheSame(runs: ReadonlyMap<string, readonly CsvRow[]>, policy: string): boolean {
  const texts = Array.from(runs.values(), (rows) =>
    JSON.stringify(rows.filter((row) => row['policy'] === policy)),
  );
  return new Set(texts).size === 1;
}

/** Policies with a delay less those without, in pairs: under each end of safe mode, both kinds. */
function addedByDelay(
  runs: ReadonlyMap<string, readonly CsvRow[]>,
  metric: MetricName,
): readonly Added[] {
  return Array.from(runs).flatMap(([end, rows]) =>
    delays.map(([delay, without]) => {
      const [values, others] = [delay, without].map((policy) => valuesOf(rows, policy, metric));
      return {
        end: endText(end),
        isHeld: delay !== unprotected[1],
        ...pairedDifference(values!, others!),
      };
    }),
  );
}

interface Added extends Difference {
  readonly end: string;
  /** Under both holds. */
  readonly isHeld: boolean;
}

/**
 * Whether a delay has the fewer hours off under any end of safe mode, and how homes off go with it.
 */
function delayText(runs: ReadonlyMap<string, readonly CsvRow[]>): string {
  const hours = addedByDelay(runs, 'excess_hours_off');
  const better = hours.filter(({ difference }) => difference < 0);
  const least = Math.min(...hours.map(({ ciLow }) => ciLow));
  const byHours =
    better.length === 0
      ? 'By hours, delay is best in no row: it adds to them under every end of safe mode, ' +
        `with both holds and without, by ${numberText(least, 0)} household-hours at the ` +
        'least (lower end of the 95 % interval of the paired difference).'
      : 'By hours, delay is better than the same policy without it where safe mode ends ' +
        `${better.map(({ end }) => end).join(', ')}: a home in safe mode stays on, and the ` +
        'later its onboarding the longer it does.';
  const homes = addedByDelay(runs, 'excess_households_off').filter(({ isHeld }) => isHeld);
  const [from, to] = [
    Math.min(...homes.map(({ ciLow }) => ciLow)),
    Math.max(...homes.map(({ ciHigh }) => ciHigh)),
  ];
  const [low, high] = [numberText(Math.abs(from), 0), numberText(Math.abs(to), 0)];
  const crossing = `up to ${low} fewer and up to ${high} more`;
  const byHomes =
    to < 0 ? `${high} to ${low} fewer` : from > 0 ? `${low} to ${high} more` : crossing;
  return (
    `${byHours} Counted in homes, delay under both holds leaves ${byHomes} off (all rows, ` +
    'the same intervals): a home in safe mode stays on until it ends.'
  );
}

function lines(runs: ReadonlyMap<string, readonly CsvRow[]>): readonly string[] {
  const moving = unprotected.filter((policy) => !isTheSame(runs, policy));
  if (moving.length > 0)
    throw new Error(`${moving.join(', ')}: moves with the end of safe mode, which nobody sets`);
  const [first] = runs.values();
  const rows = [...first!];
  const size =
    `${numberText(Number(rows[0]!['households']), 0)} homes, ` +
    `${new Set(rows.map((row) => row['replication'])).size} replications`;
  return [
    `\`${scenario}\`, ${size}; in brackets the 95 % interval of the mean. *Owed at ` +
      'onboarding* is what meters owe then beyond what the same meters owe without the ' +
      'failure; safe mode has not ended by then, so its end does not move it. *Owed at the ' +
      'end of safe mode* is what moves to a plan of weekly instalments; it is nothing where ' +
      `safe mode ends only by repaying. Both are for each home of the book. The defaults' ` +
      'end is a uniform time of 1 to 14 days.',
    '',
    '| safe mode ends | policy | household-hours off by the failure | homes off by the ' +
      'failure | £ a home owed at onboarding | £ a home owed at the end of safe mode |',
    '|---|---|---|---|---|---|',
    ...unprotected.map((policy) => rowOf('(no safe mode)', rows, policy)),
    ...inSafeMode.flatMap((policy) =>
      Array.from(runs, ([end, own]) => rowOf(endText(end), own, policy)),
    ),
    '',
    delayText(runs),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'safe-mode-'));
try {
  const runs = new Map(ends.map((end) => [end, run(folder, end)] as const));
  writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'safe-mode', lines(runs)));
  recordMade('safe-mode');
} finally {
  rmSync(folder, { recursive: true });
}
