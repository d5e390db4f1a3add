// 5. Who is affected: counts and shares by fuel, meter, vulnerability, register and medical need.
import type { Segment } from '../../../experiment/metrics.ts';
import { dotRows, type DotGroup } from '../../charts/dots.ts';
import { markup } from '../../markup.ts';
import { shareText } from '../../number-text.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import type { Figure } from '../figure.ts';
import { figureIn, summaryOf } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText } from '../words.ts';
import { dotsOfKinds } from '../../vega-lite.ts';

const groups: readonly {
  readonly title: string;
  readonly rows: readonly (readonly [Segment, string])[];
}[] = [
  {
    title: 'Fuel',
    rows: [
      ['fuel=electricity', 'Electricity'],
      ['fuel=gas', 'Gas'],
    ],
  },
  {
    title: 'Meter',
    rows: [
      ['meter=smets2', 'SMETS2'],
      ['meter=smets1-enrolled', 'SMETS1, enrolled'],
      ['meter=smets1-unenrolled', 'SMETS1, not enrolled'],
      ['meter=legacy', 'Key or card (legacy)'],
    ],
  },
  {
    title: 'A child, or a long-term condition',
    rows: [
      ['vulnerable=yes', 'Yes: vulnerable'],
      ['vulnerable=no', 'No'],
    ],
  },
  {
    title: 'Priority Services Register',
    rows: [
      ['psr=yes', 'On the register'],
      ['psr=no', 'Not on it'],
    ],
  },
  {
    title: 'Depends on powered medical equipment',
    rows: [
      ['medical=yes', 'Yes'],
      ['medical=no', 'No'],
    ],
  },
];

const inTitle: Readonly<Record<string, string>> = {
  SMETS2: 'SMETS2 homes',
  'SMETS1, enrolled': 'Homes with enrolled SMETS1 meters',
  'SMETS1, not enrolled': 'Homes with SMETS1 meters not enrolled',
  'Key or card (legacy)': 'Homes with a key or card',
};

export function who(context: ReportContext): Section {
  return { id: 'who', title: 'Who loses supply', parts: [figure(context)] };
}

function figure({ data, policyStyles }: ReportContext): Figure {
  const shown: readonly StyledPolicy[] = [
    policyStyles.reference,
    policyStyles.best,
    policyStyles.ordinary,
  ].filter((member) => member !== undefined);
  const others = policyStyles.all.filter((member) => !shown.includes(member));
  const value = (member: StyledPolicy, segment: Segment): number => {
    const households = figureIn(summaryOf(data, member.id, 'households', segment), 'mean').value;
    return households === 0
      ? NaN
      : figureIn(summaryOf(data, member.id, 'households_off_share', segment), 'mean').value;
  };
  const drawn = groups.map(({ title, rows }): DotGroup => ({
    title,
    rows: rows.map(([segment, label]) => ({
      label,
      values: shown.map((member) => value(member, segment)),
      others: others.map((member) => value(member, segment)),
    })),
  }));
  const [first] = shown;
  const kinds = groups[1]!.rows
    .map(([segment, label]) => ({
      label,
      share: value(first!, segment),
      ordinary: value(policyStyles.ordinary, segment),
    }))
    .filter(({ share }) => !Number.isNaN(share));
  const most = kinds.reduce(
    (high, one) => (one.share > high.share ? one : high),
    kinds[0] ?? { label: 'Nobody', share: NaN, ordinary: NaN },
  );
  const wholeShare = (share: number): string => shareText(share).replace(/\.\d/u, '');
  const beside =
    first === policyStyles.ordinary ? '' : `, ${wholeShare(most.ordinary)} had no supplier failed`;
  return {
    chart: {
      name: 'who',
      title:
        `${inTitle[most.label] ?? most.label} fare worst: ${wholeShare(most.share)} lose ` +
        `supply under ${first!.label}${beside}`,
      description: `Dots on lines, a line for each kind of household: the share of its households off supply at least once. ${drawn
        .flatMap(({ rows }) => rows)
        .map(
          ({ label, values }) =>
            `${label}: ` +
            `${values.map((share, index) => `${shown[index]!.label} ${shareText(share)}`).join(', ')}.`,
        )
        .join(' ')}`,
      draw: (canvas) =>
        dotRows(
          shown.map(({ label, style }) => ({ label, colour: style.colour })),
          drawn,
          (share) => `${Math.round(share * 100)} %`,
          canvas,
        ),
    },
    table: {
      head: ['Households', ...policyStyles.all.map(({ label }) => label)],
      rows: [
        ['All', ...policyStyles.all.map(({ id }) => cellOf(data, id, 'all'))],
        ...groups.flatMap(({ title, rows }) =>
          rows.map(([segment, label]) => [
            `${title}: ${label}`,
            ...policyStyles.all.map(({ id }) => cellOf(data, id, segment)),
          ]),
        ),
      ],
    },
    specification: dotsOfKinds(
      seriesOf(policyStyles.all),
      groups.flatMap(({ title, rows }) =>
        rows.map(([id, label]) => ({ id, label: `${title}: ${label}` })),
      ),
    ),
    sources: ['summary.csv'],
    note: markup`Share of the households of each kind that are off supply at least once, in ordinary life too. By fuel only the meter of that fuel counts. ${independenceText(data.facts.scenario.behaviour.shortOfMoney.share)}`,
  };
}

/** Text on why groups can differ in the model. */
function independenceText({
  vulnerable,
  others,
}: {
  readonly vulnerable: number;
  readonly others: number;
}): string {
  return vulnerable === others
    ? 'Vulnerability, the register and medical need are drawn independently of one another ' +
        'and of everything else: unless a policy favours a group, differences between these ' +
        'groups are random variation.'
    : `Vulnerable homes are assumed to be ${vulnerable > others ? 'more' : 'less'} often ` +
        `short of money: at ${shareText(vulnerable)} of the times they need to top up, others ` +
        `at ${shareText(others)}. The register and medical need are drawn independently of ` +
        'everything else, so differences between those groups are random variation.';
}

function cellOf(data: ReportContext['data'], id: string, segment: Segment): string {
  const count = figureIn(summaryOf(data, id, 'households_off', segment), 'mean').value;
  return (
    `${countText(count)} ` +
    `(${shareText(figureIn(summaryOf(data, id, 'households_off_share', segment), 'mean').value)})`
  );
}
