// 1. The answer: the harm of the failure, the best policy by hours, policies with equal results,
// and who is harmed; a picture, the table of all policies, and caveats.
import type { BarPart, BarRow } from '../../charts/bars.ts';
import { stackedBars } from '../../charts/bars.ts';
import { categoryColours } from '../../charts/palette.ts';
import { aimedSentence } from '../../aimed-text.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { isQuick, quickRun, tableCells, tableHead } from '../../table.ts';
import { plainLabel } from '../../text-columns.ts';
import { hasDrawn } from '../../uncertainty-text.ts';
import { aimedHours, aimedPolicies } from '../../../experiment/aimed-policies.ts';
import type { MetricName, Segment } from '../../../experiment/metrics.ts';
import { isWorstCase, type Verdict } from '../../../experiment/verdict.ts';
import { fuels, meterKinds, type Fuel, type MeterKind } from '../../../scenario/scenario.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import { tableElement, type Figure } from '../figure.ts';
import { comparisonOf, figureIn, summaryOf, valuesByReplication } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText, cellElement, bracketOf, summaryFigure } from '../words.ts';
import { rangeLines } from './how-sure-worlds.ts';
import { holdSentences, whoActsWhenTable, whoAndPriceSentences } from './answer-holds.ts';
import { gainAndPrice } from './answer-prices.ts';
import { barsOfMeasures } from '../../vega-lite.ts';

export function answer(context: ReportContext): Section {
  const { policyStyles } = context;
  const { reference } = policyStyles;
  const ordinary = ordinarySentence(context);
  const adds = holdSentences(context);
  const best = bestSentence(context);
  // The effect of a change of the code comes before the best policy, which may be best for another
  // reason.
  const headline =
    reference === undefined
      ? [ordinary]
      : [
          // Warns that figures of a quick run are not reliable.
          ...quickSentence(context),
          ...(rangeLines(context)?.map((line) => markup`${line}`) ?? [
            referenceSentence(context, reference),
          ]),
          ...(adds.length > 0 ? adds : best),
        ];
  const more = [
    ...foldedSentence(context),
    ...whoAndPriceSentences(context),
    ...(adds.length > 0 && reference !== undefined ? best : []),
    ...equalSentences(context),
    ...aimedSentences(context),
    ...worstCaseSentence(context),
    ...harmSentences(context),
    ...(reference === undefined ? [] : [ordinary]),
  ];
  return {
    id: 'answer',
    title: 'The answer',
    parts: [
      markup`<div class="headline">${headline.map((sentence) => markup`<p>${sentence}</p>\n`)}</div>\n`,
      ...(more.length === 0
        ? []
        : [
            markup`<ul class="answer">\n${more.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>\n`,
          ]),
      intervalNote(context),
      whoActsWhenTable(context),
      picture(context),
      gainAndPrice(context),
      sideBySide(context),
      scopeBox,
    ],
  };
}

function foldedSentence({ policyStyles: { folded, failures } }: ReportContext): readonly Markup[] {
  if (folded === 0) return [];
  const [shown, all] = [failures.length, failures.length + folded].map((count) =>
    numberText(count, 0),
  ) as [string, string];
  return [
    markup`This page shows ${shown} of ${all} policies: the reference and those with the fewest hours off because of the failure. The others are in <code>summary.csv</code> and <code>comparison.csv</code>; <code>offsupply run --policies</code> runs some of them.`,
  ];
}

function referenceSentence({ data }: ReportContext, { id, label, policy }: StyledPolicy): Markup {
  const worst = isWorstCase(policy) ? ', a worst case and not what is expected,' : '';
  return markup`Under <strong>${label}</strong>${worst} the failure takes ${summaryFigure(data, id, 'excess_hours_off')} household-hours of supply, and cuts off ${summaryFigure(data, id, 'excess_households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households that would have stayed on.`;
}

/**
 * The best policy by hours, and those that do not differ clearly from it; and the best among
 * policies with the reference's exit.
 */
function bestSentence(context: ReportContext): readonly Markup[] {
  const { policyStyles } = context;
  const { verdict, verdictOfSameExit, reference, failures } = policyStyles;
  if (verdict === undefined || failures.length < 2) return [];
  const overall = winnerSentence(context, verdict, 'takes the fewest');
  if (verdictOfSameExit === undefined) return [overall];
  return [
    markup`${overall} There the supplier also leaves in another way than under <strong>${reference!.label}</strong>, which no agent and no code decides.`,
    winnerSentence(context, verdictOfSameExit, 'takes the fewest where it leaves in the same way'),
  ];
}

function winnerSentence(
  { data, policyStyles: { failures, reference } }: ReportContext,
  { best, tied }: Verdict,
  does: string,
): Markup {
  const winner = failures.find(({ id }) => id === best)!;
  const others = failures.filter(({ id }) => tied.includes(id));
  const ties =
    others.length === 0 ? '' : markup` Not clearly worse in this run: ${namesOf(others)}.`;
  if (winner === reference) return markup`No other policy takes fewer hours.${ties}`;
  const row = summaryOf(data, winner.id, 'excess_hours_off');
  const below =
    figureIn(row, 'mean').value < 0
      ? ' (fewer hours off than had no supplier failed, so less than none)'
      : '';
  return markup`<strong>${winner.label}</strong> ${does}: ${summaryFigure(data, winner.id, 'excess_hours_off')} household-hours${below}, from ${summaryFigure(data, winner.id, 'excess_households_off')} households.${ties}`;
}

/** Policies with the same results in every replication. */
function equalSentences({ policyStyles }: ReportContext): readonly Markup[] {
  const { verdict, reference, failures } = policyStyles;
  return (verdict?.equal ?? []).map((group) => {
    const members = failures.filter(({ id }) => group.includes(id));
    const others = members.filter((member) => member !== reference);
    if (others.length === members.length)
      return markup`${namesOf(members)} have the same hours and homes in every replication.`;
    return markup`${namesOf(others)} ${others.length === 1 ? 'changes' : 'change'} nothing: as many homes are off for as many hours, in every replication, as under <strong>${reference!.label}</strong>.`;
  });
}

/** Most policies named in a sentence; more are counted. */
const mostNamed = 12;

const namesOf = (members: readonly StyledPolicy[]): Markup => {
  const last = members.length - 1;
  if (members.length > mostNamed)
    return markup`${members.slice(0, mostNamed).map(({ label }) => markup`<strong>${label}</strong>, `)}and ${numberText(members.length - mostNamed, 0)} more`;
  return markup`${members.map(({ label }, place) => markup`${place === 0 ? '' : place === last ? ' and ' : ', '}<strong>${label}</strong>`)}`;
};

/** The effect of policies aimed at a group, on that group and on the others. */
function aimedSentences({ data, policyStyles }: ReportContext): readonly Markup[] {
  const { reference, failures } = policyStyles;
  if (reference === undefined) return [];
  const labelOf = (id: string): string => failures.find((member) => member.id === id)!.label;
  const policies = failures.map(({ policy }) => policy);
  return aimedPolicies(policies, reference.id).map((aimed) => {
    const hours = aimedHours(aimed, (policy, segment) =>
      valuesByReplication(data, policy, 'excess_hours_off', segment),
    );
    return markup`${aimedSentence(aimed, hours, labelOf)}`;
  });
}

/**
 * For a reference without an agent, in which both gates shut at the appointment: what would have to
 * be true for it.
 */
function worstCaseSentence({
  data,
  policyStyles: { reference },
}: ReportContext): readonly Markup[] {
  if (reference === undefined || !isWorstCase(reference.policy)) return [];
  const vendingEnds =
    reference.policy.changes.find(({ path }) => path === 'exit.vendingEnds')?.to ??
    data.assumptions.find((row) => row['parameter'] === 'exit.vendingEnds')?.['value'] ??
    '';
  return [
    markup`<strong>${reference.label}</strong> is a worst case, not what is expected. It is true only if nobody at all acts with the failed supplier’s keys, before or after the appointment, and its top-up codes end as assumed (<code>exit.vendingEnds</code>: ${plainLabel(vendingEnds, 80)}, counted from the failure). With nobody acting, a hold does no more than let top-ups that are still sold reach the meters. No report of a real failure describes such a loss.`,
  ];
}

const kindWords: Readonly<Record<MeterKind, string>> = {
  smets2: 'with SMETS2 meters',
  'smets1-enrolled': 'with SMETS1 meters enrolled in DCC',
  'smets1-unenrolled': 'with SMETS1 meters that are not enrolled',
  legacy: 'with keys or cards',
};
const fuelWords: Readonly<Record<Fuel, string>> = { electricity: 'electricity', gas: 'gas' };

/**
 * Who is harmed under the reference: by kind of meter, which adds up to the total, and by fuel,
 * which does not.
 */
function harmSentences({ data, policyStyles }: ReportContext): readonly Markup[] {
  const { reference } = policyStyles;
  if (reference === undefined) return [];
  const mean = (metric: MetricName, segment: Segment): Markup =>
    cellElement('summary.csv', summaryOf(data, reference.id, metric, segment), 'mean');
  const isThere = (segment: Segment): boolean =>
    figureIn(summaryOf(data, reference.id, 'households', segment), 'mean').value > 0;
  const kinds = meterKinds.filter((kind) => isThere(`meter=${kind}`));
  const byKind = kinds.map(
    (kind, place) =>
      markup`${place === 0 ? '' : ', '}${mean('excess_households_off', `meter=${kind}`)} of ${mean('households', `meter=${kind}`)} ${kindWords[kind]}`,
  );
  const byFuel = fuels
    .filter((fuel) => isThere(`fuel=${fuel}`))
    .map(
      (fuel, place) =>
        markup`${place === 0 ? '' : ', '}${mean('excess_households_off', `fuel=${fuel}`)} of ${mean('households', `fuel=${fuel}`)} homes lose ${fuelWords[fuel]}`,
    );
  const keysAreAssumed = kinds.includes('legacy')
    ? ' Top-ups by key or card are assumed to go on as before: that they are spared is no finding.'
    : '';
  return [
    markup`<strong>Which meters</strong>, under <strong>${reference.label}</strong>: of the ${mean('excess_households_off', 'all')} homes that the failure cuts off, ${byKind}.${keysAreAssumed}`,
    markup`<strong>Which fuel</strong>: because of the failure ${byFuel}. A home that loses both is in both, and one that loses the other fuel in ordinary life too is here and not among the ${mean('excess_households_off', 'all')}: these do not add up.`,
  ];
}

function quickSentence({ data }: ReportContext): readonly Markup[] {
  const { replications, scenario } = data.facts;
  return isQuick(scenario.households, replications, scenario) ? [markup`${quickRun}`] : [];
}

function ordinarySentence({ data, policyStyles }: ReportContext): Markup {
  const { id } = policyStyles.ordinary;
  const { reference } = policyStyles;
  const aDay = (policy: string): Markup =>
    cellElement('summary.csv', summaryOf(data, policy, 'households_off_24h'), 'mean');
  const longer =
    reference === undefined
      ? ''
      : markup` They are not counted among those that the failure cuts off, though many are off far longer because of it: ${aDay(reference.id)} households are off for a day at a time or more under <strong>${reference.label}</strong>, ${aDay(id)} in ordinary life.`;
  const days = data.facts.scenario.horizonMinutes / 1440;
  return markup`In <strong>ordinary life</strong>, had no supplier failed, ${summaryFigure(data, id, 'households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households lose supply at least once in these ${numberText(days, Number.isInteger(days) ? 0 : 1)} days.${longer}`;
}

function intervalNote({ data }: ReportContext): Markup {
  const { replications } = data.facts;
  const what =
    replications < 2
      ? 'One replication gives no interval.'
      : hasDrawn(data.facts.scenario)
        ? 'Figures are means over the drawn worlds. In brackets: the range of one failure, ' +
          'with neither random variation nor the drawn assumptions known; “How sure this is” ' +
          'says what it holds.'
        : `In brackets: the 95 % interval over ${numberText(replications, 0)} replications, ` +
          'each with its own households, weather and chance events. It covers random ' +
          'variation alone, not what the assumptions leave open: that may be far more.';
  return markup`<p class="note">${what}</p>\n`;
}

const parts: readonly BarPart[] = [
  { label: 'because of the failure', colour: categoryColours[0], dark: true },
];

function picture({ data, policyStyles }: ReportContext): Figure {
  const rows = (policyStyles.failures.length === 0 ? policyStyles.all : policyStyles.failures).map(
    (member): BarRow => {
      const row = summaryOf(data, member.id, 'excess_hours_off');
      const mean = figureIn(row, 'mean').value;
      const [low, high] = bracketOf(data, member.id, 'excess_hours_off');
      return {
        label: member.label,
        bold: member === policyStyles.reference || member === policyStyles.best,
        values: [mean],
        ...(Number.isNaN(low) ? {} : { interval: [Math.max(0, low), high] as const }),
        total: countText(mean),
      };
    },
  );
  const { reference, best } = policyStyles;
  const whiskers = hasDrawn(data.facts.scenario) ? 'ranges of one failure' : '95 % intervals';
  const mean = (member: StyledPolicy): string =>
    countText(figureIn(summaryOf(data, member.id, 'excess_hours_off'), 'mean').value);
  const title =
    reference === undefined
      ? 'No failure was run'
      : best === undefined
        ? `The failure takes ${mean(reference)} household-hours of supply under ${reference.label}`
        : `The failure takes ${mean(reference)} household-hours under ${reference.label}, ` +
          `${mean(best)} under ${best.label}`;
  const cells = (
    id: string,
    metric: 'excess_hours_off' | 'excess_households_off',
  ): readonly string[] => {
    const row = summaryOf(data, id, metric);
    return [figureIn(row, 'mean').value, ...bracketOf(data, id, metric)].map(countText);
  };
  return {
    chart: {
      name: 'answer',
      title,
      description: `Bars, one a policy: hours off supply because of the failure, over all households, with ${whiskers}. ${rows
        .map(({ label, total }) => `${label}: ${total}`)
        .join('; ')}.`,
      draw: (canvas) => stackedBars(parts, rows, canvas),
    },
    table: {
      head: [
        'Policy',
        'Hours off by the failure',
        'from',
        'to',
        'Households off by the failure',
        'from',
        'to',
      ],
      rows: policyStyles.failures.map(({ id, label }) => [
        label,
        ...cells(id, 'excess_hours_off'),
        ...cells(id, 'excess_households_off'),
      ]),
    },
    specification: barsOfMeasures(
      seriesOf(policyStyles.failures.length === 0 ? policyStyles.all : policyStyles.failures),
      [{ metric: 'excess_hours_off', title: 'Hours off by the failure' }],
    ),
    sources: ['summary.csv'],
    note: markup`Hours off supply, of all households together, less the same households’ hours had no supplier failed. Whiskers are ${whiskers}.`,
  };
}

/** The table that the terminal prints after a run. */
function sideBySide({ data, policyStyles }: ReportContext): Markup {
  const { reference } = data.facts.scenario;
  const figure = (
    id: string,
    metric: MetricName,
  ): { readonly mean: number; readonly ciHigh: number } => {
    const row = summaryOf(data, id, metric);
    return { mean: figureIn(row, 'mean').value, ciHigh: figureIn(row, 'ci_high').value };
  };
  const rows = policyStyles.all.map(({ id, label }) => {
    const against = comparisonOf(data, id, reference, 'excess_hours_off');
    return tableCells({
      ...{ policy: id, label },
      excessHoursOff: figure(id, 'excess_hours_off'),
      excessHouseholdsOff: figure(id, 'excess_households_off'),
      householdsOffShare: figure(id, 'households_off_share'),
      householdsOver24h: figure(id, 'households_off_24h'),
      peakHouseholdsOff: figure(id, 'peak_households_off'),
      ...(against === undefined || id === reference
        ? {}
        : {
            hoursAgainstReference: {
              difference: figureIn(against, 'difference').value,
              ciHigh: figureIn(against, 'ci_high').value,
            },
          }),
    });
  });
  return markup`<h3>All policies side by side</h3>
${tableElement({ head: tableHead(), rows }, 'all policies side by side')}
<p class="note">As the terminal prints it after the run. ± is the 95 % interval${hasDrawn(data.facts.scenario) ? ' of the mean over worlds' : ''}. “By failure” is what would not have been had no supplier failed; the columns after it count ordinary life too.</p>
<p class="files">Data: <a href="summary.csv">summary.csv</a>, <a href="comparison.csv">comparison.csv</a></p>
`;
}

const scopeBox = markup`<aside class="scope" aria-labelledby="scope-title">
<h3 id="scope-title">What this is not</h3>
<ul>
<li><strong>Not a count of what happened.</strong> No count of homes off supply in a real Supplier of Last Resort event has been published, so the event itself cannot be calibrated.</li>
<li><strong>Not a forecast.</strong> It says what follows from the assumptions listed at the end. Many have no published source; each is marked.</li>
<li><strong>Not legal advice</strong>, and no judgement of any firm. A scenario named after a real supplier takes its dates and size; the rest is a what-if.</li>
<li><strong>Not a range of all that could be.</strong> Compare policies with one another rather than quote one number alone.</li>
</ul>
</aside>
`;
