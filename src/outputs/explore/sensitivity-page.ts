// sensitivity.html: which assumptions decide, for the level and for the ranking of policies; one
// offline page without script.
import { listText } from '../list-text.ts';
import { markup, type Markup } from '../markup.ts';
import { metricText } from '../metric-words.ts';
import { countOf, numberText, shareText } from '../number-text.ts';
import { tableElement } from '../report/figure.ts';
import { pageText, type PageSection } from '../report/page.ts';
import { plainLabel } from '../text-columns.ts';
import { chartOf, tableOf } from './sensitivity-charts.ts';
import { sensitivityTable } from './sensitivity-columns.ts';
import type { SensitivityReport } from './sensitivity-report.ts';
import {
  amountText,
  effectText,
  indexOf,
  decisiveFactors,
  outcomeText,
  policyLabel,
  shortName,
  verdictText,
} from './sensitivity-words.ts';

export const sensitivityPagePath = 'sensitivity.html';

type Outcome = SensitivityReport['outcomes'][number];
/**
 * @param sha256 of a text's UTF-8, in base64: the page allows its own style sheet by it, and no
 * other
 */
export function sensitivityPage(
  report: SensitivityReport,
  sha256: (text: string) => string,
): string {
  const title = plainLabel(report.title, 200);
  const sections = [
    answer(report),
    ...pictures(report),
    findOut(report),
    policies(report),
    made(report),
  ].filter((section) => section !== undefined);
  return pageText(
    {
      documentTitle: `${title}: which assumptions decide`,
      kicker: 'Which assumptions decide the answer',
      heading: title,
      lead:
        `${countOf(report.factors.length, 'assumption')} varied over their plausible ` +
        `ranges: ${countOf(report.points, 'point')}, ` +
        `each simulated with ${countOf(report.replications, 'replication')} of ` +
        `${countOf(report.households, 'home')}.`,
      sections,
      skip: 'Skip to the answer',
      footer:
        `Made by offsupply ${report.version}. It holds no script and asks nothing of any ` +
        'network.',
    },
    sha256,
  );
}

function answer(report: SensitivityReport): PageSection {
  const asked = [report.level, report.ranking].flatMap((place) =>
    place === undefined ? [] : [report.outcomes[place]!],
  );
  const parts = asked.map(
    (
      outcome,
    ) => markup`<div class="headline"><p>${verdictText(outcome.sensitivity, report)}</p></div>
<p>As the scenario stands, ${outcomeText(outcome.sensitivity.outcome, report)}: ${baseText(outcome)}.</p>
${leaderList(outcome, report)}`,
  );
  return { id: 'answer', title: 'The answer', parts: [markup`${parts}${bestText(report)}`] };
}

function baseText({ base, sensitivity: { outcome } }: Outcome): string {
  const limits = Number.isNaN(base.ciLow)
    ? ''
    : ` (95 % interval ${numberText(base.ciLow)} to ${numberText(base.ciHigh)})`;
  return `${amountText(base.value, outcome.unit)}${limits}`;
}

function leaderList({ sensitivity }: Outcome, report: SensitivityReport): Markup | undefined {
  const items = decisiveFactors(sensitivity).map((one) => {
    const facts = report.factors[one.factor]!;
    return markup`<li>${shortName(facts)}: ${effectText(one, sensitivity.outcome, facts, report.method)}.</li>\n`;
  });
  return items.length === 0 ? undefined : markup`<ul class="answer">\n${items}</ul>\n`;
}

function bestText(report: SensitivityReport): Markup | undefined {
  if (report.best.length === 0) return undefined;
  const parts = report.best
    .slice(0, 4)
    .map(({ policy, share }) => `“${policyLabel(policy, report)}” in ${shareText(share)}`);
  return markup`<p>Fewest hours off, of all points simulated: ${listText(parts)}.</p>\n`;
}

function pictures(report: SensitivityReport): readonly PageSection[] {
  return [
    { place: report.level, id: 'level', title: 'What decides the level' },
    { place: report.ranking, id: 'ranking', title: 'What decides the ranking of policies' },
  ].flatMap(({ place, id, title }) => {
    if (place === undefined) return [];
    const outcome = report.outcomes[place]!;
    const chart = chartOf(outcome, report, `${id}-chart`);
    const sources = [sensitivityTable.path];
    const figure = {
      chart,
      table: tableOf(outcome, report),
      sources,
      hasFile: false,
      note: markup`${notes[report.method]}`,
    };
    return [{ id, title, parts: [figure] }];
  });
}

const notes: Readonly<Record<SensitivityReport['method'], string>> = {
  oat:
    'One assumption is moved at a time; the others stay as the scenario has them. Orange ' +
    'raises the figure, blue lowers it. One at a time says nothing about assumptions that ' +
    'act together.',
  morris:
    'Right: strong. High: how strong depends on other assumptions, or on where in its ' +
    'range it is. Effects are of moving over the whole range, from many places of the ' +
    'ranges of the others. Grey: the other assumptions.',
  sobol:
    'Shares of the variance of the expected figure when every assumption is anywhere in ' +
    'its range, each place as likely. What assumptions do together is in the bar of each, ' +
    'so bars may add up to more than 100 %. Whiskers: 95 % interval of the whole bar.',
};

/** Sobol' indices tell what knowing would gain; the others tell what to look at next. */
function findOut(report: SensitivityReport): PageSection | undefined {
  const outcome = report.outcomes[report.level ?? report.ranking ?? 0];
  if (outcome === undefined) return undefined;
  const { sensitivity } = outcome;
  const title = 'What to find out next';
  if (report.method !== 'sobol') {
    const names = decisiveFactors(sensitivity).map(({ factor }) => report.factors[factor]!.name);
    if (names.length === 0) return undefined;
    return {
      ...{ id: 'next', title },
      parts: [
        markup`<p>Begin with ${listText(names)}: a better source for each narrows the answer most. How much narrower, <code>--method sobol</code> tells.</p>\n`,
      ],
    };
  }
  const sd = Math.sqrt(Math.max(0, sensitivity.variance));
  const { unit } = sensitivity.outcome;
  const rows = sensitivity.factors
    .map((one) => ({
      facts: report.factors[one.factor]!,
      knowing: indexOf(one, 'knowing')!,
      first: indexOf(one, 'first')!,
    }))
    .toSorted((one, other) => other.first.value - one.first.value)
    .map(({ facts, knowing, first }) => [
      facts.label,
      facts.name,
      `${shareText(first.value)} (${shareText(first.ciLow)} to ${shareText(first.ciHigh)})`,
      numberText(knowing.value, 0),
      numberText(sd * Math.sqrt(Math.min(1, Math.max(0, 1 - first.value)))),
    ]);
  const head = [
    'assumption',
    'key',
    'expected fall in variance, share',
    `in squares of ${unit}`,
    `standard deviation left, ${unit}`,
  ];
  return {
    ...{ id: 'next', title },
    parts: [
      markup`<p>With none of these known, ${outcomeText(sensitivity.outcome, report)} has a standard deviation of ${amountText(sd, unit)}. The table says what knowing one of them exactly would leave of it, on average.</p>
${tableElement({ head, rows, words: new Set([1]) }, title)}
`,
    ],
  };
}

/** The leaders of every outcome. */
function policies(report: SensitivityReport): PageSection {
  const rows = report.outcomes.map(({ sensitivity, base }) => {
    const { policy, reference, metric, segment, unit } = sensitivity.outcome;
    const against = reference === undefined ? '' : ` minus ${policyLabel(reference, report)}`;
    const names = decisiveFactors(sensitivity).map(({ factor }) => report.factors[factor]!.name);
    return [
      `${policyLabel(policy, report)}${against}`,
      metricText(metric, segment),
      amountText(base.value, unit),
      names.length === 0 ? 'none told from chance' : names.join(', '),
    ];
  });
  return {
    ...{ id: 'policies', title: 'Under each policy' },
    parts: [
      tableElement(
        {
          head: ['policy', 'figure', 'as it stands', 'strongest three'],
          rows,
          words: new Set([1, 3]),
        },
        'Under each policy',
      ),
    ],
  };
}

const methodsInWords: Readonly<Record<SensitivityReport['method'], string>> = {
  oat:
    'Each end of each range, and each value of each list, one at a time. Differences from ' +
    'the scenario as it stands are paired by replication; 95 % intervals by Student’s t.',
  morris:
    'Morris’s elementary effects on trajectories of a grid of four levels, spread as far ' +
    'apart as can be (Campolongo and others, 2007). 95 % intervals by Student’s t over ' +
    'trajectories and replications. Where random variation hides which way an effect goes, ' +
    'μ* is rather too low, and its interval is wide enough to hold the true one all the ' +
    'same.',
  sobol:
    'Sobol’ indices from Saltelli’s scheme by Jansen’s estimators. 95 % intervals over ' +
    'independent rows, with the variation that all points share: by bootstrap-t for total ' +
    'indices, by Student’s t and the jackknife for the others.',
};

function made(report: SensitivityReport): PageSection {
  const remarks = report.remarks.map((remark) => markup`<li>${remark}</li>\n`);
  return {
    ...{ id: 'made', title: 'How this was made' },
    parts: [
      markup`<p>${methodsInWords[report.method]}</p>
<p>Every point meets the same homes, weather and random variation, so that what is common to them cancels. What is left is estimated from the ${countOf(report.replications, 'replication')} and taken off${report.replications === 1 ? ': one replication is too few for that, and figures hold random variation' : ''}. About one in twenty of the small effects here is chance.</p>
${remarks.length === 0 ? undefined : markup`<ul>\n${remarks}</ul>\n`}<p>Reproduce this:</p>
<pre>${report.command}</pre>
<p>Seed ${report.seed}. Every index with its interval is in <a href="${sensitivityTable.path}">${sensitivityTable.path}</a>.</p>
`,
    ],
  };
}
