// 9. The story of a household or two: credit through the event under two policies, by a stated rule.
import { sampleMost } from '../../../experiment/records.ts';
import { needsReachedHome, storyKinds } from '../../../experiment/stories.ts';
import { creditPanels, type CreditLine, type CreditPanel } from '../../charts/credit.ts';
import { noFailure } from '../../../scenario/scenario.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { listText } from '../../list-text.ts';
import type { Figure } from '../figure.ts';
import type { Row } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { dayOfHourText, hoursText } from '../words.ts';
import { seriesOf } from '../policy-styles.ts';
import { creditLines } from '../../vega-lite.ts';

export function stories(context: ReportContext): Section {
  const told = storyKinds.flatMap((kind) => storyOf(context, kind));
  return { id: 'stories', title: 'The story of two households', parts: [ruleText(context), ...told] };
}

function ruleText({ data, policyStyles }: ReportContext): Markup {
  const rule = `the first ${numberText(Math.min(sampleMost, data.facts.scenario.households), 0)} households of the first replication that are off for longer under ${policyStyles.reference?.label ?? 'a policy'} than in ordinary life`;
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
  { kind: 'median', text: 'The household in the middle' },
  { kind: 'worst', text: 'The household hit hardest' },
];

function storyOf({ data, policyStyles }: ReportContext, kind: (typeof storyKinds)[number]): readonly Figure[] {
  const rows = data.stories.filter((row) => row['story'] === kind);
  const [first] = rows;
  if (first === undefined) return [];
  const horizon = data.facts.scenario.horizonMinutes / 60;
  const told = [...new Set(rows.map((row) => row['policy']!))].map((policy) => {
    const own = rows.filter((row) => row['policy'] === policy);
    const lines = [...new Set(own.map((row) => row['fuel']!))].sort().map((fuel) =>
      creditLine(
        own.filter((row) => row['fuel'] === fuel),
        horizon,
      ),
    );
    const hours = unionHours(lines.flatMap(({ off }) => off));
    const label = policyStyles.all.find(({ id }) => id === policy)!.label;
    return { label, hours, lines, events: eventsOf(own) };
  });
  const panels = told.map(({ label, hours, lines, events }): CreditPanel => ({
    title: label,
    remark: hours === 0 ? 'It stays on supply.' : `Off supply for ${hoursText(hours)} in all: the black bars.`,
    lines,
    events,
  }));
  const name = names.find((one) => one.kind === kind)!.text;
  const same = new Set(told.map(({ hours }) => hours)).size === 1;
  const offText = (hours: number): string => (hours === 0 ? 'not off at all' : `${hoursText(hours)} off`);
  return [
    {
      chart: {
        name: `story-${kind}`,
        title: same
          ? `${name}: ${offText(told[0]!.hours)} under ${listText(told.map(({ label }) => label))} alike`
          : `${name}: ${told.map(({ label, hours }) => `${offText(hours)} under ${label}`).join(', ')}`,
        description: `Lines of credit in pounds through the event, electricity full and gas dashed, a panel a policy; black bars where the meter is off supply. Household ${first['household']!} of replication ${first['replication']!}, ${first['meter_kind']!} meters. ${panels
          .map(({ title, remark, events }) => `${title}: ${remark} ${events.map(({ label }) => label).join('; ')}.`)
          .join(' ')}`,
        draw: (canvas) => creditPanels(panels, horizon, canvas),
      },
      table: eventTable(rows, policyStyles.all),
      specification: creditLines(seriesOf(policyStyles.all.filter(({ id }) => rows.some((row) => row['policy'] === id))), kind),
      sources: ['stories.csv'],
      note: markup`Household ${first['household']} of replication ${first['replication']}: ${meterText(first['meter_kind']!)}, ${first['vulnerable'] === 'yes' ? 'vulnerable' : 'not vulnerable'}. Credit is the balance less emergency credit used and debt; lines run straight between events. The table shows the first of failed attempts that follow one another.`,
    },
  ];
}

function meterText(kind: string): string {
  const texts: Readonly<Record<string, string>> = {
    smets2: 'SMETS2 meters',
    'smets1-enrolled': 'SMETS1 meters enrolled in DCC',
    'smets1-unenrolled': 'SMETS1 meters not enrolled in DCC',
    legacy: 'key or card meters',
  };
  return texts[kind] ?? kind;
}

const credits = new Set(['vend', 'discretionary credit', 'pre-emptive credit']);

function creditLine(rows: readonly Row[], horizon: number): CreditLine {
  const net = (row: Row): number => Number(row['balance']) - Number(row['emergency_credit_used']) - Number(row['debt']);
  const points = rows.flatMap((row) => {
    const [hour, pounds] = [Number(row['hour']), net(row)];
    // A top-up is a jump: the line comes down to where credit stood before it.
    return credits.has(row['event']!)
      ? [
          { hour, pounds: pounds - Number(row['amount']) },
          { hour, pounds },
        ]
      : [{ hour, pounds }];
  });
  const off: { from: number; to: number }[] = [];
  const [first] = rows;
  let since = first !== undefined && (first['event'] === 'supply on' || first['event'] === 'armed') ? 0 : undefined;
  for (const row of rows) {
    const isOff = row['supply'] !== 'on';
    if (isOff && since === undefined) since = Number(row['hour']);
    if (!isOff && since !== undefined) {
      off.push({ from: since, to: Number(row['hour']) });
      since = undefined;
    }
  }
  if (since !== undefined) off.push({ from: since, to: horizon });
  return { fuel: first?.['fuel'] === 'gas' ? 'gas' : 'electricity', points, off };
}

function unionHours(intervals: readonly { readonly from: number; readonly to: number }[]): number {
  let [hours, until] = [0, -Infinity];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    hours += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return hours;
}

/** What institutions did to the meters, the first of each kind, and the first failed top-up. */
const telling: Readonly<Record<string, string>> = {
  'safe mode': 'safe mode set',
  onboarded: 'onboarded',
  'channel learnt': 'knows how to pay the SoLR',
  'no channel to top up by': 'first failed top-up',
  'emergency credit sent': 'SoLR sends emergency credit',
  'emergency credit limit raised': 'agent raises emergency credit',
  'protected all week': 'agent protects it all week',
  'pre-emptive credit': 'agent sends credit',
};

function eventsOf(rows: readonly Row[]): CreditPanel['events'] {
  const met = new Map<string, number>();
  for (const row of rows) {
    const text = telling[row['event']!];
    if (text !== undefined && !met.has(text)) met.set(text, Number(row['hour']));
  }
  return [...met]
    .map(([text, hour]) => ({ hour, label: `${text}, ${dayOfHourText(Math.round(hour / 2.4) * 2.4)}` }))
    .sort((a, b) => a.hour - b.hour);
}

const repeated = new Set(['no channel to top up by', 'top-up missed', 'code mistyped', 'recommencing failed']);

function eventTable(rows: readonly Row[], members: readonly { readonly id: string; readonly label: string }[]): Figure['table'] {
  const kept = rows.filter((row, index) => {
    const before = rows[index - 1];
    return !(repeated.has(row['event']!) && before?.['event'] === row['event'] && before?.['policy'] === row['policy']);
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
