// The headline as text: the finding in three sentences for the README, and a table of scenarios and
// policies for the study.
import { parse } from 'csv-parse/sync';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { noFigure, numberText } from '../src/outputs/number-text.ts';
import { loadScenario } from '../src/scenario/load.ts';

/**
 * What the spread between replications holds: luck alone, or all that is drawn of what is not known
 * as well.
 */
export type Uncertainty = 'luck' | 'full';

/**
 * A figure of a policy over the replications of a run. Counts are of the whole book, hours
 * household-hours.
 */
export interface HeadlineRow {
  readonly scenario: string;
  readonly uncertainty: Uncertainty;
  readonly policy: string;
  /** `households_off`, `excess_households_off` or `excess_hours_off`. */
  readonly figure: string;
  readonly households: number;
  readonly mean: number;
  /** 95 % interval of the mean. */
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Of single replications. */
  readonly p05: number;
  readonly p95: number;
  readonly replications: number;
}

/** The rows of headline.csv. */
export function headlineRows(text: string): readonly HeadlineRow[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  const texts = new Set(['scenario', 'uncertainty', 'policy', 'figure']);
  const typed = (row: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, texts.has(name) ? value : Number(value)]),
    );
  return rows.map((row) => typed(row) as HeadlineRow);
}

type Find = (policy: string, figure: string, uncertainty?: Uncertainty) => HeadlineRow | undefined;

function finder(rows: readonly HeadlineRow[], scenario: string): Find {
  return (policy, figure, uncertainty = 'luck') =>
    rows.find(
      (row) =>
        row.scenario === scenario &&
        row.policy === policy &&
        row.figure === figure &&
        row.uncertainty === uncertainty,
    );
}

const whole = (value: number): string => numberText(value, 0);
const range = (low: number, high: number): string => `${whole(low)} to ${whole(high)}`;

/**
 * `321 (290 to 350)`: of each 1,000 homes, the mean and the 5 to 95 % range of single replications.
 */
function perThousand({ mean, p05, p95, households }: HeadlineRow): string {
  const [middle, low, high] = [mean, p05, p95].map((value) => whole((1000 * value) / households));
  return `${middle!} (${low!} to ${high!})`;
}

/** The finding in three sentences, from who-acts-when.yaml. */
export function findingLines(rows: readonly HeadlineRow[]): readonly string[] {
  const find = finder(rows, 'who-acts-when');
  const homes = (policy: string): string => perThousand(find(policy, 'excess_households_off')!);
  const hours = (policy: string): number => find(policy, 'excess_hours_off')!.mean;
  const isSame = (policy: string): boolean => hours(policy) === hours('none-short');
  const alone = isSame('mp134a-short') && isSame('mp185-short') ? 'does anything' : 'does much';
  return [
    '> If a supplier failed in January and nobody at all acted for its customers, ' +
      `${homes('none-short')} in every 1,000 ` +
      'prepayment homes would lose supply within eight weeks that would otherwise have ' +
      'stayed on. That is a worst case: ' +
      'nothing of that size has been reported.',
    '>',
    `> Neither code change ${alone} alone. With both, and an agent told to act up to three ` +
      'days after the appointment, it is ' +
      `${homes('both-short')}. An agent told to act before the appointment needs no change ` +
      `of the code: ${homes('early-agent-short')}. ` +
      `If top-up codes go on until each meter is the new supplier's, it is ` +
      `${homes('both-kept')} with both changes and an agent, and ` +
      `${homes('holds-only-kept')} with both and no agent.`,
    '>',
    '> These figures follow from stated assumptions. They are not measurements: no count ' +
      'of homes off supply in a real event has ' +
      'been published, and whether an agent would exist is not known.',
    '',
    'Nine in ten simulated failures fall in the ranges in brackets, if the assumptions ' +
      'hold. From ' +
      '[`who-acts-when.yaml`](scenarios/who-acts-when.yaml), by `npm run docs:headline`.',
  ];
}

export function headlineLines(rows: readonly HeadlineRow[]): readonly string[] {
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  return [
    'By the failure: what would not have been had no supplier failed. Counts are of the book that was run, whose number ' +
      'of homes and replications are in brackets; the last column has replications of its own.',
    '',
    '| scenario | policy | household-hours off by the failure | homes off by the failure | ' +
      '5 to 95 %, random variation only | 5 to 95 %, with what is not known |',
    '|---|---|---|---|---|---|',
    ...scenarios.flatMap((scenario) => {
      const policies = [
        ...new Set(rows.filter((row) => row.scenario === scenario).map(({ policy }) => policy)),
      ];
      return policies
        .filter((policy) => policy !== 'no-failure')
        .map((policy) =>
          tableRow(finder(rows, scenario), scenario, policy, labelOf(scenario, policy)),
        );
    }),
  ];
}

function labelOf(scenario: string, policy: string): string {
  const { policies } = loadScenario(`${scenario}.yaml`, scenarioFilesOnDisk()).scenario;
  return policies.find(({ id }) => id === policy)!.label;
}

function tableRow(find: Find, scenario: string, policy: string, label: string): string {
  const hours = find(policy, 'excess_hours_off')!;
  const luck = find(policy, 'excess_households_off')!;
  const full = find(policy, 'excess_households_off', 'full');
  const cells = [
    whole(hours.mean),
    whole(luck.mean),
    range(luck.p05, luck.p95),
    full === undefined ? noFigure : `${range(full.p05, full.p95)} (${full.replications})`,
  ];
  return (
    `| \`${scenario}\` (${whole(luck.households)}; ${luck.replications}) | ${label} | ` +
    `${cells.join(' | ')} |`
  );
}
