// Part of "The answer": the effect of each change of the code, with and without the other and by
// when the agent is told to act; its price in debt and exposure of keys; and the result if nobody
// acts.
import { markup, type Markup } from '../../markup.ts';
import type { StyledPolicy } from '../policy-styles.ts';
import { tableElement } from '../figure.ts';
import { summaryOf, type RunData } from '../run-data.ts';
import type { ReportContext } from '../section.ts';
import {
  contrastsIn,
  holdColumns,
  holdWords,
  nobodyActs,
  whoActsWhen,
  type Contrast,
  type TableLine,
} from '../who-acts-when.ts';
import { cellElement, poundsElement } from '../words.ts';

const meanOf = (
  data: RunData,
  { id }: StyledPolicy,
  metric: 'excess_hours_off' | 'excess_households_off',
): Markup => cellElement('summary.csv', summaryOf(data, id, metric), 'mean');

const referenceLines = ({ data, policyStyles }: ReportContext): readonly TableLine[] =>
  whoActsWhen(data, policyStyles).filter(({ setting }) => setting === '');

/**
 * Sentences on the effect of each hold. None if no two policies of the run differ in one hold
 * alone.
 */
export function holdSentences(context: ReportContext): readonly Markup[] {
  const lines = referenceLines(context);
  const contrasts = lines.flatMap(contrastsIn);
  if (contrasts.length === 0) return [];
  return [
    ...(togetherSentences(context, contrasts) ?? apartSentences(context, contrasts)),
    ...noHoldSentence(context, lines),
    ...holdsOnlySentence(context),
  ];
}

/**
 * Sentences if neither hold has an effect without the other: one gain for each agent. Undefined
 * otherwise, or if that was not run.
 */
function togetherSentences(
  context: ReportContext,
  contrasts: readonly Contrast[],
): readonly Markup[] | undefined {
  const equal = context.policyStyles.verdict?.equal ?? [];
  const [given, alone] = [
    contrasts.filter(({ givenOther }) => givenOther),
    contrasts.filter(({ givenOther }) => !givenOther),
  ];
  const ofCertificates = given.filter(({ hold }) => hold === 'certificates');
  const ofIdentifiers = given.filter(({ hold }) => hold === 'identifiers');
  const isOneGain =
    ofCertificates.length > 0 &&
    ofCertificates.length === ofIdentifiers.length &&
    ofCertificates.every((one, place) => isSame(equal, one.without, ofIdentifiers[place]!.without));
  if (
    !isOneGain ||
    !(['certificates', 'identifiers'] as const).every((hold) =>
      alone.some((one) => one.hold === hold),
    )
  )
    return undefined;
  if (!alone.every((contrast) => isEqual(equal, contrast))) return undefined;
  const { certificates, identifiers } = holdWords;
  const gains = ofCertificates.map(
    (contrast, place) =>
      markup`${place === 0 ? '' : '; '}${contrast.told}, ${gainText(context, contrast)}`,
  );
  return [
    markup`<strong>${certificates.code}</strong> (${certificates.words}) and <strong>${identifiers.code}</strong> (${identifiers.words}) work only together. ${certificates.code} without ${identifiers.code} keeps nobody on supply, nor does ${identifiers.code} without ${certificates.code}, whenever the agent is told to act.`,
    markup`What either adds once the other is in force: ${gains}. That is one gain of both holds and is not to be counted twice.`,
  ];
}

/** Sentences on the effect of each hold separately. */
function apartSentences(context: ReportContext, contrasts: readonly Contrast[]): readonly Markup[] {
  const added = (['certificates', 'identifiers'] as const).flatMap((hold) =>
    addsSentence(
      context,
      contrasts.filter((contrast) => contrast.hold === hold),
    ),
  );
  const given = contrasts.filter(({ givenOther }) => givenOther);
  const isToldTwice = given.some((one) =>
    given.some((other) => other.hold !== one.hold && other.with === one.with),
  );
  if (isToldTwice)
    return [
      ...added,
      markup`Of one agent both sentences tell the same gain, which takes both holds. It is not to be counted twice.`,
    ];
  const equal = context.policyStyles.verdict?.equal ?? [];
  const gain = given.find((contrast) => !isEqual(equal, contrast));
  return gain === undefined ? added : [...added, ...bothSentence(gain, contrasts)];
}

/** A sentence on a gain that a run shows for one hold alone. */
function bothSentence({ hold }: Contrast, contrasts: readonly Contrast[]): readonly Markup[] {
  const [own, other] = [
    holdWords[hold].code,
    holdWords[hold === 'certificates' ? 'identifiers' : 'certificates'].code,
  ];
  if (contrasts.some((contrast) => contrast.hold === hold && !contrast.givenOther))
    return [markup`That gain takes both holds.`];
  return [
    markup`That gain takes both holds and is not ${own}’s alone: no policy here has ${own} without ${other}. <code>who-acts-when.yaml</code> has every combination.`,
  ];
}

/** A sentence on the effect of an agent without any hold, which is not due to a hold. */
function noHoldSentence(
  { data, policyStyles }: ReportContext,
  lines: readonly TableLine[],
): readonly Markup[] {
  const equal = policyStyles.verdict?.equal ?? [];
  const { reference } = policyStyles;
  return lines.flatMap(({ told, cells: [neither] }) =>
    neither === undefined ||
    told === nobodyActs ||
    reference === undefined ||
    isSame(equal, neither, reference)
      ? []
      : [
          markup`<strong>Without either change</strong>, ${told}: the failure takes ${meanOf(data, neither, 'excess_hours_off')} household-hours of supply, and cuts off ${meanOf(data, neither, 'excess_households_off')} households.`,
        ],
  );
}

/** The change of figures from one policy to another. */
function gainText(
  { data }: ReportContext,
  { without, with: withHold }: Pick<Contrast, 'without' | 'with'>,
): Markup {
  const change = (metric: 'excess_hours_off' | 'excess_households_off'): Markup =>
    markup`from ${meanOf(data, without, metric)} to ${meanOf(data, withHold, metric)}`;
  return markup`household-hours off supply go ${change('excess_hours_off')}, and households ${change('excess_households_off')}`;
}

/** A sentence on both holds without an agent: the part of the gain that needs none. */
function holdsOnlySentence(context: ReportContext): readonly Markup[] {
  const { policyStyles } = context;
  return referenceLines(context).flatMap(({ told, cells: [without, , , both] }) => {
    if (told !== nobodyActs || without === undefined || both === undefined) return [];
    if (isSame(policyStyles.verdict?.equal ?? [], without, both))
      return [markup`<strong>Without an agent</strong> both holds together add nothing.`];
    return [
      markup`<strong>Without an agent</strong>, under both holds, ${gainText(context, { without, with: both })}: top-ups that the failed supplier still sells go on reaching smart meters over the air.`,
    ];
  });
}

export function whoAndPriceSentences(context: ReportContext): readonly Markup[] {
  const lines = referenceLines(context);
  return [...toldSentence(context, lines), ...priceSentence(context, lines)];
}

/** A sentence on the effect of one hold, with and without the other, if the run has both. */
function addsSentence(context: ReportContext, contrasts: readonly Contrast[]): readonly Markup[] {
  const [first] = contrasts;
  if (first === undefined) return [];
  const { code, words } = holdWords[first.hold];
  const other = holdWords[first.hold === 'certificates' ? 'identifiers' : 'certificates'].code;
  const parts = contrasts
    .toSorted((a, b) => Number(b.givenOther) - Number(a.givenOther))
    .map((contrast, place) => {
      const given =
        `${place === 0 ? '' : '; '}${contrast.givenOther ? 'with' : 'without'} ${other}, ` +
        `${contrast.told}, `;
      if (isEqual(context.policyStyles.verdict?.equal ?? [], contrast))
        return markup`${given}nothing`;
      return markup`${given}${gainText(context, contrast)}`;
    });
  return [markup`What <strong>${code}</strong> (${words}) adds: ${parts}.`];
}

const isSame = (
  groups: readonly (readonly string[])[],
  one: StyledPolicy,
  other: StyledPolicy,
): boolean => groups.some((group) => group.includes(one.id) && group.includes(other.id));
const isEqual = (
  groups: readonly (readonly string[])[],
  { without, with: other }: Contrast,
): boolean => isSame(groups, without, other);

/** A sentence on the effect of whether, and when, an agent is told to act. */
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
    markup`<strong>Who acts, and when</strong>, in household-hours: ${parts}. A hold sends nothing itself: it lets an agent act, and lets top-ups that are still sold reach the meters.`,
  ];
}

/**
 * A sentence on debt and exposure under both holds with each agent, compared with neither agent nor
 * hold.
 */
function priceSentence({ data }: ReportContext, lines: readonly TableLine[]): readonly Markup[] {
  const agents = lines.flatMap(({ told, cells: [, , , both] }) =>
    both === undefined || told === nobodyActs ? [] : [{ told, member: both }],
  );
  if (agents.length === 0) return [];
  const nobody = lines.find(({ told }) => told === nobodyActs)?.cells[0];
  const all = [
    ...agents,
    ...(nobody === undefined ? [] : [{ told: 'nobody acts and nothing is held', member: nobody }]),
  ];
  const pounds =
    (metric: 'debt_excess_per_household' | 'owed_after_safe_mode_per_household') => (id: string) =>
      poundsElement('summary.csv', summaryOf(data, id, metric), 'mean');
  const days = (id: string): Markup =>
    cellElement('summary.csv', summaryOf(data, id, 'exposed_meter_days'), 'mean');
  const each = (figure: (id: string) => Markup): readonly Markup[] =>
    all.map(
      ({ told, member: { id } }, place) =>
        markup`${place === 0 ? '' : ', '}${figure(id)} (${told})`,
    );
  return [
    markup`<strong>The price</strong> of both holds. More owed a home at onboarding because of the failure: ${each(pounds('debt_excess_per_household'))}. Still owed a home when safe mode ends: ${each(pounds('owed_after_safe_mode_per_household'))}. Meter-days after the appointment on which the failed supplier’s keys are valid: ${each(days)}. Pounds are means over all homes of the book: a home in safe mode owes more.`,
  ];
}

/** Who acts when, by hold: hours and homes off because of the failure. */
export function whoActsWhenTable({ data, policyStyles }: ReportContext): Markup {
  const lines = whoActsWhen(data, policyStyles);
  if (lines.length === 0) return markup``;
  const settings = new Set(lines.map(({ setting }) => setting));
  const labelled = settings.size > 1;
  const cell = (member: StyledPolicy | undefined): Markup =>
    member === undefined
      ? markup`not run`
      : markup`${meanOf(data, member, 'excess_hours_off')} h, ${meanOf(data, member, 'excess_households_off')} homes`;
  return markup`<h3>Who acts when</h3>
${tableElement(
  {
    head: [...(labelled ? ['Setting'] : []), 'Who acts', ...holdColumns.map(({ title }) => title)],
    rows: lines.map(({ setting, told, cells }) => [
      ...(labelled ? [setting === '' ? 'as the reference' : setting] : []),
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
