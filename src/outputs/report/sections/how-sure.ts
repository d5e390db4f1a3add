// 8. How sure: what the intervals mean, differences from the reference with intervals, how often
// the ranking changes, and whether the run reached its precision and met its thresholds. Drawn
// assumptions are in how-sure-worlds.ts.
import { forest, type ForestRow } from '../../charts/dots.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText, shareText } from '../../number-text.ts';
import { precisionLines } from '../../precision-text.ts';
import { reasonText, stoppedText, thresholdText, verdictWord } from '../../threshold-text.ts';
import { hasDrawn } from '../../uncertainty-text.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import { tableElement, type Figure } from '../figure.ts';
import { comparisonOf, figureIn, uncertaintyOf, type RunData } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText } from '../words.ts';
import { worlds, worldsText } from './how-sure-worlds.ts';
import { ranking } from './ranking.ts';
import { dotsOfDifferences } from '../../vega-lite.ts';

export function howSure(context: ReportContext): Section {
  const { data, policyStyles } = context;
  const others = policyStyles.failures.filter((member) => member !== policyStyles.reference);
  const compared = policyStyles.reference !== undefined && others.length > 0;
  return {
    id: 'how-sure',
    title: 'How sure this is',
    parts: [
      luckText(data),
      worldsText(data),
      ...(compared ? [differences(context, policyStyles.reference, others)] : []),
      ...worlds(context),
      // Left out if worlds were drawn, since their table of best policies shows it.
      ...(compared && !hasDrawn(data.facts.scenario) ? [ranking(context)] : []),
      precision(data),
      thresholds(data),
    ],
  };
}

function luckText({ facts: { replications, scenario } }: RunData): Markup {
  if (hasDrawn(scenario))
    return markup`<p><strong>Random variation:</strong> each replication has its own households, weather and chance events, and those of one world differ by these alone. Brackets in this report are the range of one failure; ± is how well the mean over the worlds is known.</p>\n`;
  return replications < 2
    ? markup`<p><strong>Random variation:</strong> there is one replication, so nothing can be said of it. <code>--replications 20</code> gives intervals.</p>\n`
    : markup`<p><strong>Random variation:</strong> the intervals cover which households are in the book, the weather, when top-up codes end within the law assumed for it, who notices. They come from ${numberText(replications, 0)} replications; four times as many, ${numberText(4 * replications, 0)}, would make them about half as wide.</p>\n`;
}

function differences(
  { data }: ReportContext,
  reference: StyledPolicy,
  others: readonly StyledPolicy[],
): Figure {
  const rows = others.map((member) => differenceRow(data, member, reference));
  const apart = hasDrawn(data.facts.scenario);
  const judged = rows.map(({ interval, fullInterval }) => fullInterval ?? interval);
  const clear = judged.filter(
    (limits) => limits !== undefined && (limits[0] > 0 || limits[1] < 0),
  ).length;
  const than = apart ? 'random variation and what is not known' : 'random variation';
  return {
    chart: {
      name: 'differences',
      title:
        clear === rows.length
          ? `Every difference from ${reference.label} is larger than ${than}`
          : clear === 0
            ? `No difference from ${reference.label} is clearly larger than ${than}`
            : `${numberText(clear, 0)} of ${numberText(rows.length, 0)} differences from ` +
              `${reference.label} are larger than ${than}`,
      description: `Dots with 95 % intervals about a line of no difference: households off supply because of the failure, less those under ${reference.label}. ${rows
        .map(({ label, text }) => `${label}: ${text}.`)
        .join(' ')}`,
      draw: (canvas) => forest(rows, ['fewer off', 'more off'], canvas),
    },
    table: {
      head: ['Policy', 'Difference', 'from', 'to', 'Lower in share of replications'],
      rows: others.map(({ id, label }) => {
        const row = comparisonOf(data, id, reference.id, 'excess_households_off');
        return [
          label,
          ...['difference', 'ci_low', 'ci_high'].map((column) =>
            countText(figureIn(row, column).value),
          ),
          shareText(figureIn(row, 'share_lower').value),
        ];
      }),
    },
    specification: dotsOfDifferences(seriesOf(others), reference.id),
    sources: ['comparison.csv', ...(apart ? ['uncertainty.csv'] : [])],
    note: markup`Households off supply because of the failure, against ${reference.label}; differences are paired, since both have the same households, weather and chance events.${apart ? ' Thick: what luck alone makes of one failure. Thin: the range of one failure with the ' + 'drawn assumptions not known.' : ' Whiskers are 95 % intervals of random variation.'}`,
  };
}

function differenceRow(data: RunData, member: StyledPolicy, reference: StyledPolicy): ForestRow {
  const { label, style } = member;
  const row = comparisonOf(data, member.id, reference.id, 'excess_households_off');
  const apart = uncertaintyOf(data, member.id, 'excess_households_off', reference.id);
  const limits = (
    source: typeof row,
    low: string,
    high: string,
  ): readonly [number, number] | undefined => {
    const pair = [figureIn(source, low).value, figureIn(source, high).value] as const;
    return pair.some(Number.isNaN) ? undefined : pair;
  };
  const text = (pair: readonly [number, number]): string =>
    `${countText(pair[0])} to ${countText(pair[1])}`;
  const full = limits(apart, 'range_low', 'range_high');
  const interval =
    full === undefined ? limits(row, 'ci_low', 'ci_high') : limits(apart, 'luck_low', 'luck_high');
  const difference = figureIn(row, 'difference').value;
  const brackets = [
    interval === undefined ? '' : text(interval),
    full === undefined ? '' : `one failure ${text(full)}`,
  ];
  const said = brackets.filter((one) => one !== '').join('; ');
  return {
    ...{ label, colour: style.colour, difference },
    ...(interval === undefined ? {} : { interval }),
    ...(full === undefined ? {} : { fullInterval: full }),
    text: `${countText(difference)}${said === '' ? '' : ` (${said})`}`,
  };
}

function precision({ facts }: RunData): Markup {
  const heading = markup`<h3>Was it precise enough?</h3>\n`;
  if (facts.precision === undefined)
    return markup`${heading}<p>No precision was asked for: the number of replications was given. <code>--precision 5%</code> adds replications until the intervals of the headline are within 5 % of its figures.</p>\n`;
  const [verdict, ...wide] = precisionLines(facts.precision);
  return markup`${heading}<p>${verdict}</p>\n${wide.length === 0 ? undefined : markup`<ul>\n${wide.map((line) => markup`<li>${line}</li>\n`)}</ul>\n`}`;
}

function thresholds({ facts: { thresholds: all = [], stopped } }: RunData): Markup {
  const heading = markup`<h3>Was it good enough?</h3>\n`;
  if (all.length === 0)
    return markup`${heading}<p>No threshold was set. The scenario’s <code>thresholds:</code>, or <code>--threshold</code>, make a run say whether a policy meets a limit.</p>\n`;
  const judged = all.filter(({ met }) => met !== null);
  const missed = judged.filter(({ met }) => met === false).length;
  const verdict =
    judged.length === 0
      ? 'No threshold could be judged.'
      : missed === 0
        ? `${judged.length === 1 ? 'The threshold is' : `All ${numberText(judged.length, 0)} thresholds are`} ` +
          'met.'
        : `${numberText(missed, 0)} of ${numberText(judged.length, 0)} thresholds ` +
          `${missed === 1 ? 'is' : 'are'} not met.`;
  return markup`${heading}${stopped && markup`<p>${stoppedText(stopped)}</p>\n`}<p>${verdict} One is met when the whole 95 % interval is on the right side of its limit.</p>
${tableElement(
  {
    head: ['Threshold', 'Verdict', 'Figure, and the limit it was judged by'],
    rows: all.map((one) => [
      markup`<span class="breaks">${thresholdText(one)}</span>`,
      verdictWord(one),
      reasonText(one),
    ]),
    words: new Set([1, 2]),
  },
  'thresholds',
)}
`;
}
