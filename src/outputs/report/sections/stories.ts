// 9. The story of a household or two: credit through the event under two policies, by a stated
// rule.
import { sampleMost } from '../../../experiment/records.ts';
import { needsReachedHome, storyKinds } from '../../../experiment/stories.ts';
import { creditPanels } from '../../charts/credit.ts';
import { noFailure } from '../../../scenario/scenario.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { listText } from '../../list-text.ts';
import { creditPanelOf, meterText } from '../credit-panel.ts';
import type { Figure } from '../figure.ts';
import type { Row } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { hoursText } from '../words.ts';
import { seriesOf } from '../policy-styles.ts';
import { creditLines } from '../../vega-lite.ts';

export function stories(context: ReportContext): Section {
  const told = storyKinds.flatMap((kind) => storyOf(context, kind));
  return {
    id: 'stories',
    title: 'The story of two households',
    parts: [ruleText(context), ...told],
  };
}

function ruleText({ data, policyStyles }: ReportContext): Markup {
  const rule =
    `the first ${numberText(Math.min(sampleMost, data.facts.scenario.households), 0)} ` +
    'households of the first replication that are off for longer under ' +
    `${policyStyles.reference?.label ?? 'a policy'} than in ordinary life`;
  if (data.stories.length === 0)
    return markup`<p>There is no story to tell: none of ${rule} could be followed alone, which needs a policy with a failure, a household that never rings the contact centre, and onboarding that is not ranked day by day. <code>offsupply trace</code> follows any household.</p>\n`;
  const told = [...new Set(data.stories.map((row) => row['policy']!))].map((id) =>
    policyStyles.all.find((member) => member.id === id)!,
  );
  const [main, other] = told;
  const beside =
    other!.id === noFailure
      ? markup`, and had no supplier failed`
      : markup` and under <strong>${other!.label}</strong>, which has the fewest hours off of the policies under which the supplier leaves in the same way`;
  const reached = needsReachedHome(told.map(({ policy }) => policy))
    ? ' Only homes are chosen that commands of an agent can reach, through DCC.'
    : '';
  const drawn =
    data.facts.scenario.uncertainty === undefined
      ? ''
      : ' They are simulated by the scenario as it stands, not in a drawn world.';
  return markup`<p>Two of ${rule}: the one in the middle by extra hours off, and the one with most. Each is followed under <strong>${main!.label}</strong>${beside}.${reached} Homes that call the contact centre are not chosen: the call queue affects them. <code>offsupply trace</code> follows any household event by event.${drawn}</p>\n`;
}

interface Named {
  readonly kind: 'median' | 'worst';
  readonly text: string;
}
const names: readonly Named[] = [
  { kind: 'median', text: 'The one of these homes in the middle' },
  { kind: 'worst', text: 'The one of these homes hit hardest' },
];

function storyOf(
  { data, policyStyles }: ReportContext,
  kind: (typeof storyKinds)[number],
): readonly Figure[] {
  const rows = data.stories.filter((row) => row['story'] === kind);
  const [first] = rows;
  if (first === undefined) return [];
  const horizon = data.facts.scenario.horizonMinutes / 60;
  const told = [...new Set(rows.map((row) => row['policy']!))].map((policy) => {
    const label = policyStyles.all.find(({ id }) => id === policy)!.label;
    const own = rows.filter((row) => row['policy'] === policy);
    return { label, ...creditPanelOf(own, label, horizon) };
  });
  const panels = told.map(({ panel }) => panel);
  const name = names.find((one) => one.kind === kind)!.text;
  const same = new Set(told.map(({ hours }) => hours)).size === 1;
  const offText = (hours: number): string =>
    hours === 0 ? 'not off at all' : `${hoursText(hours)} off`;
  return [
    {
      chart: {
        name: `story-${kind}`,
        title: same
          ? `${name}: ${offText(told[0]!.hours)} under ` +
            `${listText(told.map(({ label }) => label))} alike`
          : `${name}: ` +
            told.map(({ label, hours }) => `${offText(hours)} under ${label}`).join(', '),
        description: `Lines of credit in pounds through the event, electricity full and gas dashed, a panel a policy; black bars where the meter is off supply. Household ${first['household']!} of replication ${first['replication']!}, ${first['meter_kind']!} meters. ${panels
          .map(
            ({ title, remark, events }) =>
              `${title}: ${remark} ${events.map(({ label }) => label).join('; ')}.`,
          )
          .join(' ')}`,
        draw: (canvas) => creditPanels(panels, horizon, canvas),
      },
      table: eventTable(rows, policyStyles.all),
      specification: creditLines(
        seriesOf(policyStyles.all.filter(({ id }) => rows.some((row) => row['policy'] === id))),
        kind,
      ),
      sources: ['stories.csv'],
      note: markup`Household ${first['household']} of replication ${first['replication']}: ${meterText(first['meter_kind']!)}, ${first['vulnerable'] === 'yes' ? 'vulnerable' : 'not vulnerable'}. Credit is the balance less emergency credit used and debt; lines run straight between events. The table shows the first of failed attempts that follow one another.`,
    },
  ];
}

const repeated = new Set([
  'no channel to top up by',
  'top-up missed',
  'code mistyped',
  'recommencing failed',
]);

function eventTable(
  rows: readonly Row[],
  members: readonly { readonly id: string; readonly label: string }[],
): Figure['table'] {
  const kept = rows.filter((row, index) => {
    const before = rows[index - 1];
    return !(
      repeated.has(row['event']!) &&
      before?.['event'] === row['event'] &&
      before?.['policy'] === row['policy']
    );
  });
  return {
    head: ['Time (UTC)', 'Policy', 'Fuel', 'Event', 'Amount', 'Balance', 'Debt', 'Supply'],
    rows: kept.map((row) => [
      row['time']!.slice(0, 16).replace('T', ' '),
      members.find(({ id }) => id === row['policy'])!.label,
      row['fuel']!,
      row['event']!,
      poundsText(row['amount']!),
      poundsText(row['balance']!),
      poundsText(row['debt']!),
      row['safe_mode'] === 'yes' ? `${row['supply']!}, safe mode` : row['supply']!,
    ]),
    words: new Set([1, 2, 3, 7]),
  };
}

function poundsText(cell: string): string {
  if (cell === '') return '—';
  const value = Number(cell);
  const text = numberText(Math.abs(value), 2);
  return value < 0 && /[1-9]/u.test(text) ? `−£${text}` : `£${text}`;
}
