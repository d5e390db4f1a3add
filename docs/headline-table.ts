// The headline as text: a table of scenarios and policies with both intervals, and the sentence a working group could quote.
import { numberText, shareText } from '../src/outputs/number-text.ts';

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

type Find = (scenario: string, policy: string, figure: string, uncertainty: Uncertainty) => HeadlineRow;

export function headlineLines(rows: readonly HeadlineRow[]): readonly string[] {
  const find: Find = (scenario, policy, figure, uncertainty) =>
    rows.find(
      (row) => row.scenario === scenario && row.policy === policy && row.figure === figure && row.uncertainty === uncertainty,
    )!;
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  return [
    'Excess households off supply: homes that lose supply at least once under the policy and never without the failure, in homes of the book.',
    '',
    '| scenario | policy | homes off supply | excess homes off | share of the book | mean, 95 % of luck | 5 to 95 %, luck only | 5 to 95 %, all that is not known |',
    '|---|---|---|---|---|---|---|---|',
    ...scenarios.flatMap((scenario) => policies.map((policy) => tableRow(find, scenario, policy))),
    '',
    ...scenarios.map((scenario) => `> ${sentence(find, scenario)}\n`),
  ];
}

function tableRow(find: Find, scenario: string, policy: string): string {
  const off = find(scenario, policy, 'households_off', 'luck');
  const luck = find(scenario, policy, 'excess_households_off', 'luck');
  const full = find(scenario, policy, 'excess_households_off', 'full');
  const cells =
    policy === 'no-failure'
      ? ['—', '—', '—', '—', '—']
      : [
          whole(luck.mean),
          shareText(luck.mean / luck.households),
          range(luck.ciLow, luck.ciHigh),
          range(luck.p05, luck.p95),
          range(full.p05, full.p95),
        ];
  return `| \`${scenario}\` (${whole(off.households)}) | \`${policy}\` | ${whole(off.mean)} | ${cells.join(' | ')} |`;
}

const whole = (value: number): string => numberText(value, 0);
const range = (low: number, high: number): string => `${whole(low)} to ${whole(high)}`;

const settings: Readonly<Record<string, string>> = {
  'reference-winter': 'In a stylised failure of a supplier in January',
  'omni-2021': "In a what-if at the date and size of Omni Energy's failure",
  'together-2022':
    "In a what-if at the date of Together Energy's failure, the number of its prepayment homes being an assumption",
};

function sentence(find: Find, scenario: string): string {
  const nothing = find(scenario, 'no-intervention', 'excess_households_off', 'full');
  const both = find(scenario, 'mp134a-mp185', 'excess_households_off', 'full');
  const spared = find(scenario, 'mp134a-mp185', 'spared_share', 'full');
  const per1000 = (row: HeadlineRow, value: number): string => whole((1000 * value) / row.households);
  const span = (row: HeadlineRow): string =>
    `${per1000(row, row.mean)} (${per1000(row, row.p05)} to ${per1000(row, row.p95)}) in 1,000`;
  return (
    `${settings[scenario]!}, ${span(nothing)} prepayment homes that would otherwise have stayed on lose supply at least once in eight weeks ` +
    `if nobody acts with the failed supplier's keys, and ${span(both)} if certificates and identifiers are held and an agent sets safe mode ` +
    `(MP134A with MP185): ${shareText(spared.mean)} fewer (${shareText(spared.p05)} to ${shareText(spared.p95)}). The ranges hold 90 % of what luck and the ` +
    'unknown parameters of ordinary life make of it, given that an agent exists. No count of homes off supply in a real event has been published, so this follows from stated assumptions and is not a measurement.'
  );
}
