// The headline as text: a table of scenarios and policies with both intervals, and the sentence a working group could quote.
import { noFigure, numberText, shareText } from '../src/outputs/number-text.ts';

/** What the spread between replications holds: luck alone, or what is not known of the parameters as well. */
export type Uncertainty = 'luck' | 'full';

/** A figure of a policy over the replications of a run. Counts are of the whole book, hours household-hours, shares from 0 to 1. */
export interface HeadlineRow {
  readonly scenario: string;
  readonly uncertainty: Uncertainty;
  readonly policy: string;
  /** `households_off`, `excess_households_off`, `excess_hours_off`, or `spared_share`: the share of no-intervention's excess that is spared. */
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

type Find = (scenario: string, policy: string, figure: string, uncertainty: Uncertainty) => HeadlineRow | undefined;

export function headlineLines(rows: readonly HeadlineRow[]): readonly string[] {
  const find: Find = (scenario, policy, figure, uncertainty) =>
    rows.find(
      (row) => row.scenario === scenario && row.policy === policy && row.figure === figure && row.uncertainty === uncertainty,
    );
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  return [
    'Excess homes off: those that lose supply at least once under the policy and never without the failure. Counts are of the book that was run, whose number of homes and replications are in brackets.',
    '',
    '| scenario | policy | homes off supply | excess homes off | share of the book | mean, 95 % of luck | 5 to 95 %, luck only | 5 to 95 %, all that is not known |',
    '|---|---|---|---|---|---|---|---|',
    ...scenarios.flatMap((scenario) => policies.map((policy) => tableRow(find, scenario, policy))),
    '',
    'To quote, with the last sentence always:',
    '',
    ...scenarios.flatMap((scenario) => [`> ${sentence(find, scenario)}`, '>']),
    `> ${caveat}`,
  ];
}

function tableRow(find: Find, scenario: string, policy: string): string {
  const off = find(scenario, policy, 'households_off', 'luck')!;
  const luck = find(scenario, policy, 'excess_households_off', 'luck')!;
  const full = find(scenario, policy, 'excess_households_off', 'full');
  const cells =
    policy === 'no-failure'
      ? Array<string>(5).fill(noFigure)
      : [
          whole(luck.mean),
          shareText(luck.mean / luck.households),
          range(luck.ciLow, luck.ciHigh),
          range(luck.p05, luck.p95),
          full === undefined ? noFigure : range(full.p05, full.p95),
        ];
  return `| \`${scenario}\` (${whole(off.households)}; ${off.replications}) | \`${policy}\` | ${whole(off.mean)} | ${cells.join(' | ')} |`;
}

const whole = (value: number): string => numberText(value, 0);
const percent = (share: number): string => `${whole(100 * share)} %`;
const range = (low: number, high: number): string => `${whole(low)} to ${whole(high)}`;

const settings: Readonly<Record<string, string>> = {
  'reference-winter': 'In a stylised failure of a supplier in January',
  'omni-2021': "In a what-if at the date and size of Omni Energy's failure in November 2021",
  'together-2022': "In a what-if at the date of Together Energy's failure in January 2022",
};
const caveat =
  'The ranges hold 90 % of what luck, and where it says so what is not known of ordinary life, make of it, given that an agent exists. No count of homes off supply in a ' +
  'real event has been published, so these figures follow from stated assumptions and are not measurements.';

/** With the wider range where it was run. */
function sentence(find: Find, scenario: string): string {
  const widest = (policy: string, figure: string): HeadlineRow =>
    find(scenario, policy, figure, 'full') ?? find(scenario, policy, figure, 'luck')!;
  const excess = (policy: string): HeadlineRow => widest(policy, 'excess_households_off');
  const spared = widest('mp134a-mp185', 'spared_share');
  const span = (row: HeadlineRow): string => {
    const [mean, low, high] = [row.mean, row.p05, row.p95].map((value) => whole((1000 * value) / row.households));
    return `${mean!} (${low!} to ${high!})`;
  };
  const source = spared.uncertainty === 'full' ? 'luck and what is not known of ordinary life' : 'luck alone';
  return (
    `${settings[scenario]!}, ${span(excess('no-intervention'))} in every 1,000 prepayment homes lose supply within eight weeks that would otherwise have stayed on, if nobody acts ` +
    `with the failed supplier's keys, and ${span(excess('mp134a-mp185'))} if certificates and identifiers are held and an agent sets safe mode (MP134A with MP185): ` +
    `${percent(spared.mean)} fewer (${percent(spared.p05)} to ${percent(spared.p95)}; ranges of ${source}).`
  );
}
