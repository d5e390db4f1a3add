// 1. The answer first: what the failure takes, who does best by hours, what comes to the same, where the harm sits; the picture of it,
// the table of all policies, and what it is not.
import type { BarPart, BarRow } from '../../charts/bars.ts';
import { stackedBars } from '../../charts/bars.ts';
import { categoryColours } from '../../charts/palette.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { isQuick, quickRun, tableCells, tableHead } from '../../table.ts';
import type { MetricName } from '../../../experiment/metrics.ts';
import { meterKinds, type MeterKind } from '../../../scenario/scenario.ts';
import type { Member } from '../cast.ts';
import { tableElement, type Figure } from '../figure.ts';
import { comparisonOf, figureIn, summaryOf } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText, cellElement, summaryFigure } from '../words.ts';

export function answer(context: ReportContext): Section {
  const { cast } = context;
  const { reference } = cast;
  const ordinary = ordinarySentence(context);
  const headline = reference === undefined ? [ordinary] : [referenceSentence(context, reference), ...bestSentence(context)];
  const more = [
    ...equalSentences(context),
    ...harmSentence(context),
    ...(reference === undefined ? [] : [ordinary]),
    ...quickSentence(context),
  ];
  return {
    id: 'answer',
    title: 'The answer',
    parts: [
      markup`<div class="headline">${headline.map((sentence) => markup`<p>${sentence}</p>\n`)}</div>\n`,
      ...(more.length === 0
        ? []
        : [markup`<ul class="answer">\n${more.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>\n`]),
      intervalNote(context),
      picture(context),
      sideBySide(context),
      scopeBox,
    ],
  };
}

function referenceSentence({ data }: ReportContext, { id, label }: Member): Markup {
  return markup`Under <strong>${label}</strong> the failure takes ${summaryFigure(data, id, 'excess_hours_off')} household-hours of supply, and cuts off ${summaryFigure(data, id, 'excess_households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households that would have stayed on.`;
}

/** The winner by hours, and whoever cannot be told from it. */
function bestSentence({ data, cast }: ReportContext): readonly Markup[] {
  const { verdict, reference, failures } = cast;
  if (verdict === undefined || failures.length < 2) return [];
  const best = failures.find(({ id }) => id === verdict.best)!;
  const tied = failures.filter(({ id }) => verdict.tied.includes(id));
  const ties = tied.length === 0 ? '' : markup` Not to be told from it: ${namesOf(tied)}.`;
  if (best === reference) return [markup`No other policy takes fewer hours.${ties}`];
  return [
    markup`<strong>${best.label}</strong> takes the fewest: ${summaryFigure(data, best.id, 'excess_hours_off')} household-hours, from ${summaryFigure(data, best.id, 'excess_households_off')} households.${ties}`,
  ];
}

/** Policies that come to the same in every replication: what the one adds to the other is nothing. */
function equalSentences({ cast }: ReportContext): readonly Markup[] {
  const { verdict, reference, failures } = cast;
  return (verdict?.equal ?? []).map((group) => {
    const members = failures.filter(({ id }) => group.includes(id));
    const others = members.filter((member) => member !== reference);
    if (others.length === members.length) return markup`${namesOf(members)} come to the same, home by home and hour by hour.`;
    return markup`${namesOf(others)} ${others.length === 1 ? 'changes' : 'change'} nothing: the same homes are off for the same hours as under <strong>${reference!.label}</strong>.`;
  });
}

const namesOf = (members: readonly Member[]): Markup => {
  const last = members.length - 1;
  return markup`${members.map(({ label }, place) => markup`${place === 0 ? '' : place === last ? ' and ' : ', '}<strong>${label}</strong>`)}`;
};

const kindWords: Readonly<Record<MeterKind, string>> = {
  smets2: 'with SMETS2 meters',
  'smets1-enrolled': 'with SMETS1 meters enrolled in DCC',
  'smets1-unenrolled': 'with SMETS1 meters that are not enrolled',
  legacy: 'with keys or cards',
};

/** Where the harm sits, as plain arithmetic: under the reference, by the kind of meter. */
function harmSentence({ data, cast }: ReportContext): readonly Markup[] {
  const { reference } = cast;
  if (reference === undefined) return [];
  const mean = (metric: MetricName, kind: MeterKind): Markup =>
    cellElement('summary.csv', summaryOf(data, reference.id, metric, `meter=${kind}`), 'mean');
  const there = meterKinds.filter(
    (kind) => figureIn(summaryOf(data, reference.id, 'households', `meter=${kind}`), 'mean').value > 0,
  );
  const parts = there.map(
    (kind, place) =>
      markup`${place === 0 ? '' : ', '}${mean('excess_households_off', kind)} of ${mean('households', kind)} ${kindWords[kind]}`,
  );
  return [markup`Where they live, under <strong>${reference.label}</strong>: the failure cuts off ${parts}.`];
}

function quickSentence({ data }: ReportContext): readonly Markup[] {
  const { replications, scenario } = data.facts;
  return isQuick(scenario.households, replications) ? [markup`${quickRun}`] : [];
}

function ordinarySentence({ data, cast }: ReportContext): Markup {
  const { id } = cast.ordinary;
  const days = data.facts.scenario.horizonMinutes / 1440;
  return markup`In <strong>ordinary life</strong>, had no supplier failed, ${summaryFigure(data, id, 'households_off')} of ${cellElement('summary.csv', summaryOf(data, id, 'households'), 'mean')} households lose supply at least once in these ${numberText(days, Number.isInteger(days) ? 0 : 1)} days. They are not counted among those that the failure cuts off.`;
}

function intervalNote({ data }: ReportContext): Markup {
  const { replications } = data.facts;
  const what =
    replications < 2
      ? 'One replication gives no interval.'
      : `In brackets: the 95 % interval over ${numberText(replications, 0)} replications, each with its own households, weather and luck. ${
          data.facts.scenario.parameterUncertainty === undefined
            ? 'It holds luck alone; what the assumptions leave open is not in it.'
            : 'It holds the drawn parameters too; section 8 tells luck and parameters apart.'
        }`;
  return markup`<p class="note">${what}</p>\n`;
}

const parts: readonly BarPart[] = [{ label: 'because of the failure', colour: categoryColours[0], dark: true }];

function picture({ data, cast }: ReportContext): Figure {
  const rows = (cast.failures.length === 0 ? cast.all : cast.failures).map((member): BarRow => {
    const row = summaryOf(data, member.id, 'excess_hours_off');
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
  const mean = (member: Member): string => countText(figureIn(summaryOf(data, member.id, 'excess_hours_off'), 'mean').value);
  const title =
    reference === undefined
      ? 'No failure was run'
      : best === undefined
        ? `The failure takes ${mean(reference)} household-hours of supply under ${reference.label}`
        : `The failure takes ${mean(reference)} household-hours under ${reference.label}, ${mean(best)} under ${best.label}`;
  const cells = (id: string, metric: 'excess_hours_off' | 'excess_households_off'): readonly string[] => {
    const row = summaryOf(data, id, metric);
    return ['mean', 'ci_low', 'ci_high'].map((column) => countText(figureIn(row, column).value));
  };
  return {
    chart: {
      name: 'answer',
      title,
      description: `Bars, one a policy: hours off supply because of the failure, over all households, with 95 % intervals. ${rows
        .map(({ label, total }) => `${label}: ${total}`)
        .join('; ')}.`,
      draw: (canvas) => stackedBars(parts, rows, canvas),
    },
    table: {
      head: ['Policy', 'Hours off by the failure', 'from', 'to', 'Households off by the failure', 'from', 'to'],
      rows: cast.failures.map(({ id, label }) => [
        label,
        ...cells(id, 'excess_hours_off'),
        ...cells(id, 'excess_households_off'),
      ]),
    },
    sources: ['summary.csv'],
    note: markup`Hours off supply, of all households together, less the same households’ hours had no supplier failed. Whiskers are 95 % intervals.`,
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
<p class="note">As the terminal prints it after the run. ± is the 95 % interval. “By failure” is what would not have been had no supplier failed; the columns after it count ordinary life too.</p>
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
