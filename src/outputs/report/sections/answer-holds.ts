// Of "The answer": what each change of the code adds, given the other and given when the agent is told to act; at what debt and what
// exposure of keys; and what if nobody acts.
import { markup, type Markup } from '../../markup.ts';
import type { Member } from '../cast.ts';
import { tableElement } from '../figure.ts';
import { summaryOf, type RunData } from '../run-data.ts';
import type { ReportContext } from '../section.ts';
import { contrastsIn, holdColumns, holdWords, whoActsWhen, type Contrast, type TableLine } from '../who-acts-when.ts';
import { cellElement, poundsElement } from '../words.ts';

const meanOf = (data: RunData, { id }: Member, metric: 'excess_hours_off' | 'excess_households_off'): Markup =>
  cellElement('summary.csv', summaryOf(data, id, metric), 'mean');

const referenceLines = ({ data, cast }: ReportContext): readonly TableLine[] =>
  whoActsWhen(data, cast).filter(({ setting }) => setting === '');

/** What each hold adds. None where the run has no two policies that one hold alone tells apart. */
export function holdSentences(context: ReportContext): readonly Markup[] {
  const contrasts = referenceLines(context).flatMap(contrastsIn);
  const added = (['certificates', 'identifiers'] as const).flatMap((hold) =>
    addsSentence(
      context,
      contrasts.filter((contrast) => contrast.hold === hold),
    ),
  );
  const [one, other] = (['certificates', 'identifiers'] as const).map((hold) =>
    contrasts.find((contrast) => contrast.hold === hold && contrast.givenOther),
  );
  const isOneGain = one !== undefined && one.with === other?.with;
  if (isOneGain)
    return [...added, markup`That is one gain, which takes both holds and the agent. It is not to be counted twice.`];
  const equal = context.cast.verdict?.equal ?? [];
  const isGain = contrasts.some((contrast) => contrast.givenOther && !isEqual(equal, contrast));
  return isGain ? [...added, markup`That gain takes both holds and the agent.`] : added;
}

export function whoAndPriceSentences(context: ReportContext): readonly Markup[] {
  const lines = referenceLines(context);
  return [...toldSentence(context, lines), ...priceSentence(context, lines)];
}

/** What one hold adds, with the other and without it, wherever the run can tell. */
function addsSentence({ data, cast }: ReportContext, contrasts: readonly Contrast[]): readonly Markup[] {
  const [first] = contrasts;
  if (first === undefined) return [];
  const { code, words } = holdWords[first.hold];
  const other = holdWords[first.hold === 'certificates' ? 'identifiers' : 'certificates'].code;
  const parts = contrasts
    .toSorted((a, b) => Number(b.givenOther) - Number(a.givenOther))
    .map((contrast, place) => {
      const given = `${place === 0 ? '' : '; '}${contrast.givenOther ? 'with' : 'without'} ${other}, ${contrast.told}, `;
      if (isEqual(cast.verdict?.equal ?? [], contrast)) return markup`${given}nothing`;
      const change = (metric: 'excess_hours_off' | 'excess_households_off'): Markup =>
        markup`from ${meanOf(data, contrast.without, metric)} to ${meanOf(data, contrast.with, metric)}`;
      return markup`${given}it takes household-hours ${change('excess_hours_off')}, and households ${change('excess_households_off')}`;
    });
  return [markup`What <strong>${code}</strong> (${words}) adds: ${parts}.`];
}

const isEqual = (groups: readonly (readonly string[])[], { without, with: other }: Contrast): boolean =>
  groups.some((group) => group.includes(without.id) && group.includes(other.id));

/** What it matters whether, and when, somebody is told to act. */
function toldSentence({ data }: ReportContext, lines: readonly TableLine[]): readonly Markup[] {
  const cells = lines.flatMap(({ told, cells: [neither, , , both] }) => [
    ...(neither === undefined ? [] : [{ told, holds: 'neither hold', member: neither }]),
    ...(both === undefined ? [] : [{ told, holds: 'both holds', member: both }]),
  ]);
  if (cells.length < 2) return [];
  const parts = cells.map(
    ({ told, holds, member }, place) =>
      markup`${place === 0 ? '' : '; '}${told}, ${holds}: ${meanOf(data, member, 'excess_hours_off')}`,
  );
  return [
    markup`<strong>Who acts, and when</strong>, in household-hours: ${parts}. A hold lets an agent act; it sends nothing itself.`,
  ];
}

/** Debt and exposure under both holds, beside those under whoever has neither. */
function priceSentence({ data }: ReportContext, lines: readonly TableLine[]): readonly Markup[] {
  const withBoth = lines.flatMap(({ cells, told }) => (cells[3] === undefined ? [] : [{ told, member: cells[3] }]))[0];
  if (withBoth === undefined) return [];
  const { id } = withBoth.member;
  const without = lines.flatMap(({ cells, told }) => (cells[0] === undefined ? [] : [{ told, member: cells[0] }]));
  const compared = without.map(
    ({ told, member }, place) =>
      markup`${place === 0 ? ' With neither: ' : '; '}${told}, ${poundsElement('summary.csv', summaryOf(data, member.id, 'debt_excess_per_household'), 'mean')} and ${cellElement('summary.csv', summaryOf(data, member.id, 'exposed_meter_days'), 'mean')} meter-days`,
  );
  return [
    markup`<strong>The price</strong> of both holds, ${withBoth.told}: because of the failure ${poundsElement('summary.csv', summaryOf(data, id, 'debt_excess_per_household'), 'mean')} more is owed a home when meters are onboarded, ${poundsElement('summary.csv', summaryOf(data, id, 'owed_after_safe_mode_per_household'), 'mean')} a home is still owed when safe mode ends, and the failed supplier’s keys stay valid for ${cellElement('summary.csv', summaryOf(data, id, 'exposed_meter_days'), 'mean')} meter-days after the appointment.${compared}${compared.length === 0 ? '' : '.'} These are means over all homes of the book: a home in safe mode owes more.`,
  ];
}

/** Who acts when, by hold: hours and homes off because of the failure. */
export function whoActsWhenTable({ data, cast }: ReportContext): Markup {
  const lines = whoActsWhen(data, cast);
  if (lines.length === 0) return markup``;
  const settings = new Set(lines.map(({ setting }) => setting));
  const labelled = settings.size > 1;
  const cell = (member: Member | undefined): Markup =>
    member === undefined
      ? markup`not run`
      : markup`${meanOf(data, member, 'excess_hours_off')} h, ${meanOf(data, member, 'excess_households_off')} homes`;
  return markup`<h3>Who acts when</h3>
${tableElement(
  {
    head: [...(labelled ? ['Setting'] : []), 'Who acts', ...holdColumns.map(({ title }) => title)],
    rows: lines.map(({ setting, told, cells }) => [
      ...(labelled ? [setting === '' ? 'the reference’s' : setting] : []),
      told,
      ...cells.map(cell),
    ]),
    ...(labelled ? { words: new Set([1]) } : {}),
  },
  'who acts when',
)}
<p class="note">Household-hours and homes off supply because of the failure. MP134A holds the failed supplier’s certificates, MP185 its identifiers, until each meter is onboarded. “Not run”: this scenario has no such policy. Policies that differ in what the agent does, how fast it is, or whether it exists stand in the tables below alone.</p>
`;
}

/** What each policy gains and what it costs, side by side. */
export function gainAndPrice({ data, cast }: ReportContext): Markup {
  if (cast.failures.length === 0) return markup``;
  const cellOf = (id: string, metric: Parameters<typeof summaryOf>[2]): Markup =>
    cellElement('summary.csv', summaryOf(data, id, metric), 'mean');
  const pounds = (id: string, metric: Parameters<typeof summaryOf>[2]): Markup =>
    poundsElement('summary.csv', summaryOf(data, id, metric), 'mean');
  return markup`<h3>What each policy gains, and its price</h3>
${tableElement(
  {
    head: [
      'Policy',
      'Hours off by failure',
      'Homes off by failure',
      'More owed a home at onboarding',
      'Still owed a home after safe mode',
      'Meters in safe mode',
      'Meter-days of valid keys',
    ],
    rows: cast.failures.map(({ id, label }) => [
      label,
      cellOf(id, 'excess_hours_off'),
      cellOf(id, 'excess_households_off'),
      pounds(id, 'debt_excess_per_household'),
      pounds(id, 'owed_after_safe_mode_per_household'),
      cellOf(id, 'safe_mode_meters'),
      cellOf(id, 'exposed_meter_days'),
    ]),
  },
  'what each policy gains, and its price',
)}
<p class="note">Pounds are means over all homes of the book, not only those in safe mode. More owed: on the meters when onboarded, less what the same homes would owe had no supplier failed. Valid keys: days between the appointment and each meter’s onboarding on which the failed supplier’s certificates still work; the security price of a hold.</p>
`;
}
