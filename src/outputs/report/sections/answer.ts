// 1. The answer first: one sentence a policy with its interval, the picture of it, and what it is not.
import type { BarPart, BarRow } from '../../charts/bars.ts';
import { stackedBars } from '../../charts/bars.ts';
import { categoryColours } from '../../charts/palette.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { tableCells, tableHead } from '../../table.ts';
import type { MetricName } from '../../../experiment/metrics.ts';
import { noFailure } from '../../../scenario/scenario.ts';
import type { Member } from '../cast.ts';
import { tableElement, type Figure } from '../figure.ts';
import { comparisonOf, figureIn, summaryOf } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText, differenceFigure, cellElement, summaryFigure } from '../words.ts';

export function answer(context: ReportContext): Section {
  const { cast } = context;
  const { reference, best } = cast;
  const rest = cast.failures.filter((member) => member !== best && member !== reference);
  const ordinary = ordinarySentence(context);
  const headline = [
    ...(reference === undefined ? [ordinary] : [referenceSentence(context, reference)]),
    ...(best === undefined ? [] : [effectSentence(context, best)]),
  ];
  const caution = best === undefined ? undefined : hoursSentence(context, best);
  const others = [...rest.map((member) => effectSentence(context, member)), ...(reference === undefined ? [] : [ordinary])];
  return {
    id: 'answer',
    title: 'The answer',
    parts: [
      markup`<div class="headline">${headline.map((sentence) => markup`<p>${sentence}</p>\n`)}</div>\n${caution === undefined ? undefined : markup`<p class="caution">${caution}</p>\n`}`,
      ...(others.length === 0
        ? []
        : [markup`<ul class="answer">\n${others.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>\n`]),
      intervalNote(context),
      scopeBox,
      picture(context),
      sideBySide(context),
    ],
  };
}

function referenceSentence({ data }: ReportContext, { id, label }: Member): Markup {
  return markup`Under <strong>${label}</strong> the failure cuts off ${summaryFigure(data, id, 'excess_households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households that would have stayed on supply.`;
}

/** A policy against the reference: how many of those the failure would cut off it keeps on. */
function effectSentence(context: ReportContext, member: Member): Markup {
  const { data, cast } = context;
  const reference = cast.reference!;
  const row = comparisonOf(data, member.id, reference.id, 'excess_households_off');
  const { value: difference } = figureIn(row, 'difference');
  const [low, high] = [figureIn(row, 'ci_low').value, figureIn(row, 'ci_high').value];
  const name = markup`<strong>${member.label}</strong>`;
  if (row === undefined || Number.isNaN(difference))
    return markup`Under ${name}, ${summaryFigure(data, member.id, 'excess_households_off')} households lose supply that would have stayed on in ordinary life.`;
  const of = cellElement('summary.csv', summaryOf(data, reference.id, 'excess_households_off'), 'mean');
  const kept = differenceFigure(data, member.id, reference.id, 'excess_households_off', true);
  if (low === 0 && high === 0) return markup`${name} changes nothing in how many the failure cuts off: ${of} households.`;
  const untold = low <= 0 && high >= 0 ? ' makes no difference that can be told from luck: it' : '';
  if (difference > 0)
    return markup`${name}${untold} cuts off ${differenceFigure(data, member.id, reference.id, 'excess_households_off')} households more than the ${of} under ${reference.label}.`;
  return markup`${name}${untold} keeps ${kept} of ${of} households on supply.`;
}

/** Fewest homes off is not always least time off: where another policy has that, it is said at once. */
function hoursSentence({ data, cast }: ReportContext, best: Member): Markup | undefined {
  const hours = (id: string): number => figureIn(summaryOf(data, id, 'excess_hours_off'), 'mean').value;
  const [least] = cast.failures.toSorted((a, b) => hours(a.id) - hours(b.id));
  if (least === undefined || !(hours(least.id) < hours(best.id))) return undefined;
  const figure = (id: string): Markup => cellElement('summary.csv', summaryOf(data, id, 'excess_hours_off'), 'mean');
  return markup`By hours another policy does best: under <strong>${least.label}</strong> the failure costs ${figure(least.id)} household-hours of supply, under ${best.label} ${figure(best.id)}.`;
}

function ordinarySentence({ data, cast }: ReportContext): Markup {
  const { id } = cast.ordinary;
  const days = data.facts.scenario.horizonMinutes / 1440;
  return markup`In <strong>ordinary life</strong>, had no supplier failed, ${summaryFigure(data, id, 'households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households lose supply at least once in these ${numberText(days, Number.isInteger(days) ? 0 : 1)} days. They are not counted above.`;
}

function intervalNote({ data, cast }: ReportContext): Markup {
  const { replications } = data.facts;
  const what =
    replications < 2
      ? 'One replication gives no interval.'
      : `In brackets: the 95 % interval over ${numberText(replications, 0)} replications, each with its own households, weather and luck. ${
          data.facts.scenario.parameterUncertainty === undefined
            ? 'It holds luck alone; what the assumptions leave open is not in it.'
            : 'It holds the drawn parameters too; section 8 tells luck and parameters apart.'
        }`;
  const against = cast.reference === undefined ? '' : ` “Keeps on supply” is against ${cast.reference.label}.`;
  return markup`<p class="note">${what}${cast.best === undefined ? '' : against}</p>\n`;
}

const parts: readonly BarPart[] = [{ label: 'because of the failure', colour: categoryColours[0], dark: true }];

function picture({ data, cast }: ReportContext): Figure {
  const rows = (cast.failures.length === 0 ? cast.all : cast.failures).map((member): BarRow => {
    const row = summaryOf(data, member.id, 'excess_households_off');
    const mean = figureIn(row, 'mean').value;
    const [low, high] = [figureIn(row, 'ci_low').value, figureIn(row, 'ci_high').value];
    return {
      label: member.label,
      bold: member === cast.reference || member === cast.best,
      values: [mean],
      ...(Number.isNaN(low) ? {} : { interval: [Math.max(0, low), high] as const }),
      total: countText(mean),
    };
  });
  const { reference, best } = cast;
  const mean = (member: Member): string => countText(figureIn(summaryOf(data, member.id, 'excess_households_off'), 'mean').value);
  const title =
    reference === undefined
      ? 'No failure was run'
      : best === undefined
        ? `${mean(reference)} households lose supply because of the failure under ${reference.label}`
        : `The failure cuts off ${mean(reference)} households under ${reference.label}, ${mean(best)} under ${best.label}`;
  const cells = (id: string, metric: 'excess_households_off' | 'households_off'): readonly string[] => {
    const row = summaryOf(data, id, metric);
    return ['mean', 'ci_low', 'ci_high'].map((column) => countText(figureIn(row, column).value));
  };
  return {
    chart: {
      name: 'answer',
      title,
      description: `Bars, one a policy: households off supply at least once that would have stayed on had no supplier failed, with 95 % intervals. ${rows
        .map(({ label, total }) => `${label}: ${total}`)
        .join('; ')}.`,
      draw: (canvas) => stackedBars(parts, rows, canvas),
    },
    table: {
      head: ['Policy', 'Because of the failure', 'from', 'to', 'All households off', 'from', 'to'],
      rows: cast.all.map(({ id, label }) => [
        label,
        ...(id === noFailure ? ['—', '—', '—'] : cells(id, 'excess_households_off')),
        ...cells(id, 'households_off'),
      ]),
    },
    sources: ['summary.csv'],
    note: markup`Households off supply at least once that would have stayed on had no supplier failed. Whiskers are 95 % intervals.`,
  };
}

/** The table that the terminal prints after a run. */
function sideBySide({ data, cast }: ReportContext): Markup {
  const { reference } = data.facts.scenario;
  const figure = (id: string, metric: MetricName): { readonly mean: number; readonly ciHigh: number } => {
    const row = summaryOf(data, id, metric);
    return { mean: figureIn(row, 'mean').value, ciHigh: figureIn(row, 'ci_high').value };
  };
  const rows = cast.all.map(({ id, label }) => {
    const against = comparisonOf(data, id, reference, 'households_off');
    return tableCells({
      ...{ policy: id, label, householdsOff: figure(id, 'households_off') },
      householdsOffShare: figure(id, 'households_off_share'),
      hoursPerAffected: figure(id, 'hours_off_per_affected'),
      householdsOver24h: figure(id, 'households_off_24h'),
      peakHouseholdsOff: figure(id, 'peak_households_off'),
      excessHouseholdsOff: figure(id, 'excess_households_off'),
      ...(against === undefined || id === reference
        ? {}
        : {
            againstReference: { difference: figureIn(against, 'difference').value, ciHigh: figureIn(against, 'ci_high').value },
          }),
    });
  });
  return markup`<h3>All policies side by side</h3>
${tableElement({ head: tableHead(), rows }, 'all policies side by side')}
<p class="note">As the terminal prints it after the run. ± is the 95 % interval; all households off supply are counted, in ordinary life too, but for the column “excess over no-failure”, which the sentences above are about.</p>
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
