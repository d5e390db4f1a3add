// Part of "How sure": the assumptions that were drawn, the range of one failure, in how many worlds
// each policy is best, and the sources of the spread. Words and cells are those of the terminal.
import type { JudgedMetric } from '../../../experiment/best-in-worlds.ts';
import { drawnSources, isDrawn, type DrawnSource } from '../../../experiment/drawn-worlds.ts';
import type { Uncertainty } from '../../../scenario/scenario.ts';
import { stackedBars, type BarPart } from '../../charts/bars.ts';
import { categoryColours, ordinaryFill, quietInk } from '../../charts/palette.ts';
import { markup, type Markup } from '../../markup.ts';
import { shareText } from '../../number-text.ts';
import {
  bestCells,
  bestHeads,
  bestOf,
  bestSentences,
  drawnSentence,
  headOf,
  rangeCells,
  rangeHeads,
  rangeSentence,
  sourceCells,
  sourceHeads,
  type ShownBest,
  type ShownRange,
  type ShownSplit,
} from '../../uncertainty-text.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import { tableElement, type Figure } from '../figure.ts';
import { figureIn, summaryOf, uncertaintyOf, type Row, type RunData } from '../run-data.ts';
import type { ReportContext } from '../section.ts';
import { sourceWords } from '../../source-words.ts';
import { barsOfShares } from '../../vega-lite.ts';

/** Text on the assumptions that the run drew, or how to draw them if it did not. */
export function worldsText({ facts: { scenario }, bestInWorlds }: RunData): Markup {
  const { uncertainty } = scenario;
  if (uncertainty === undefined)
    return markup`<p><strong>Assumptions:</strong> the intervals do <strong>not</strong> cover what the assumptions leave open; this run did not vary them. <code>offsupply run --uncertainty all</code>, with the same scenario, draws every entry of its <code>ranges</code> and the habits that were fitted to published figures, and says between which figures one failure lies. The list at the end says which assumptions are guesses.</p>\n`;
  return markup`<p><strong>Assumptions:</strong> ${drawnSentence(uncertainty, worldsIn(bestInWorlds))}${uncertainty.draws === 'all' ? undefined : markup` What is assumed of the failure itself was not varied: <code>--uncertainty all</code> does.`} Spans are drawn evenly between their ends; of lists each value is as likely. Events through time and the two stories are those of the scenario as it stands.</p>\n`;
}

const worldsIn = (rows: readonly Row[]): number =>
  rows[0] === undefined ? 0 : figureIn(rows[0], 'worlds').value;

/**
 * The first lines of the report: the range under the reference, and the best policy in most worlds.
 * Undefined if nothing was drawn.
 */
export function rangeLines({ data, policyStyles }: ReportContext): readonly string[] | undefined {
  const { reference } = policyStyles;
  if (data.facts.scenario.uncertainty === undefined || reference === undefined) return undefined;
  const households = figureIn(summaryOf(data, reference.id, 'households'), 'mean').value;
  const [hours, homes] = (['excess_hours_off', 'excess_households_off'] as const).map((metric) =>
    shownRange(data, reference, metric),
  );
  const labels = new Map(policyStyles.all.map(({ id, label }) => [id, label]));
  return [
    rangeSentence(reference.label, hours!, homes!, households),
    ...bestSentences(shownBests(data), labels),
  ];
}

/** Tables and picture about the drawn assumptions; none if nothing was drawn. */
export function worlds(context: ReportContext): readonly (Markup | Figure)[] {
  const { data, policyStyles } = context;
  const { uncertainty } = data.facts.scenario;
  if (uncertainty === undefined || policyStyles.failures.length === 0) return [];
  const { failures } = policyStyles;
  const best = shownBests(data);
  const hasSameExit = best.some(({ contest }) => contest === 'same-exit');
  return [
    markup`<h3>The range of one failure</h3>
<p class="note">Hours and homes off supply because of the failure. “From” and “to” are the ends of the range, as said above; half of the failures are below the middle figure; “luck alone” is what the assumptions, if they were known, would leave.</p>
${tableElement(
  {
    head: headOf(rangeHeads),
    rows: failures.map((member) =>
      rangeCells(
        member.label,
        shownRange(data, member, 'excess_hours_off'),
        shownRange(data, member, 'excess_households_off'),
      ),
    ),
  },
  'range of one failure',
)}
<p class="files">Data: <a href="uncertainty.csv">uncertainty.csv</a>, which has every figure; what was drawn is in <a href="worlds.csv">worlds.csv</a></p>
<h3>Which policy is best in how many worlds</h3>
<p class="note">Equals count each. “More than best”: what choosing the policy costs in the world where it costs most.</p>
${tableElement(
  {
    head: headOf(bestHeads(hasSameExit)),
    rows: failures.map(({ id, label }) => bestCells(label, bestOf(best, id), hasSameExit)),
  },
  'best in how many worlds',
)}
<p class="files">Data: <a href="best-in-worlds.csv">best-in-worlds.csv</a></p>
`,
    sources(data, failures, uncertainty),
  ];
}

const partColours: Readonly<Record<DrawnSource, string>> = {
  habits: categoryColours[0],
  population: categoryColours[1],
  institutions: categoryColours[3],
};

/** Columns of uncertainty.csv, in the order of the parts of a bar. */
const partColumns = (named: readonly DrawnSource[]): readonly string[] => [
  'share_luck',
  ...named.map((source) => `share_${source}`),
  'share_together',
];

/** Picture of the sources of the spread in hours. */
function sources(data: RunData, failures: readonly StyledPolicy[], drawn: Uncertainty): Figure {
  const named = drawnSources.filter((source) => isDrawn(source, drawn));
  const splits = failures.map((member) => ({ member, split: shownSplit(data, member) }));
  const parts: readonly BarPart[] = [
    { label: 'luck', colour: ordinaryFill, dark: false },
    ...named.map((source) => ({
      label: sourceWords[source].name,
      colour: partColours[source],
      dark: source !== 'population',
    })),
    ...(named.length > 1
      ? [{ label: 'only together', colour: quietInk, dark: true, striped: true }]
      : []),
  ];
  const sharesOf = ({ luck, shares, together }: ShownSplit): readonly number[] => [
    luck,
    ...named.map((source) => shares[source]),
    ...(named.length > 1 ? [together] : []),
  ];
  const [first] = splits;
  const largest = first === undefined ? undefined : largestOf(first.split, named);
  return {
    chart: {
      name: 'sources',
      title:
        first === undefined || largest === undefined
          ? 'Nothing varies'
          : `Under ${first.member.label}, ${largest.words} make ${shareText(largest.share)} ` +
            'of the spread of hours',
      description: `Bars, one a policy: shares of the variance of the hours off because of the failure. ${splits
        .map(({ member, split }) => `${member.label}: ${sharesOf(split).map(shareText).join(', ')}`)
        .join('; ')}.`,
      draw: (canvas) =>
        stackedBars(
          parts,
          splits.map(({ member, split }) => ({
            label: member.label,
            values: sharesOf(split).map((share) => (Number.isNaN(share) ? 0 : 100 * share)),
            total: '',
          })),
          canvas,
        ),
    },
    table: {
      head: headOf(sourceHeads(drawn)),
      rows: splits.map(({ member, split }) => sourceCells(member.label, drawn, split)),
    },
    specification: barsOfShares(
      seriesOf(failures),
      parts.map(({ label, colour }, place) => ({ id: partColumns(named)[place]!, label, colour })),
    ),
    sources: ['uncertainty.csv'],
    note: markup`Shares in per cent of the variance of hours off because of the failure, over all that was drawn. “Only together” is what sources make in each other’s company and not alone. A share may be off by the last column of the table.`,
  };
}

function largestOf(
  split: ShownSplit,
  named: readonly DrawnSource[],
): { readonly words: string; readonly share: number } | undefined {
  const all = [
    { words: 'chance events', share: split.luck },
    ...named.map((source) => ({
      words: sourceWords[source].subject,
      share: split.shares[source],
    })),
  ].filter(({ share }) => !Number.isNaN(share));
  return all.length === 0
    ? undefined
    : all.reduce((one, other) => (other.share > one.share ? other : one));
}

function shownRange(data: RunData, { id }: StyledPolicy, metric: JudgedMetric): ShownRange {
  const row = uncertaintyOf(data, id, metric);
  const value = (column: string): number => figureIn(row, column).value;
  return {
    median: value('median'),
    range: [value('range_low'), value('range_high')],
    luck: [value('luck_low'), value('luck_high')],
  };
}

function shownSplit(data: RunData, { id }: StyledPolicy): ShownSplit {
  const row = uncertaintyOf(data, id, 'excess_hours_off');
  const value = (column: string): number => figureIn(row, column).value;
  return {
    luck: value('share_luck'),
    shares: {
      habits: value('share_habits'),
      population: value('share_population'),
      institutions: value('share_institutions'),
    },
    together: value('share_together'),
    error: value('share_error'),
  };
}

function shownBests({ bestInWorlds }: RunData): readonly ShownBest[] {
  return bestInWorlds.map((row) => ({
    policy: row['policy']!,
    metric: row['metric'] as JudgedMetric,
    contest: row['contest'] as ShownBest['contest'],
    worlds: figureIn(row, 'worlds').value,
    share: figureIn(row, 'share').value,
    regretMax: figureIn(row, 'regret_max').value,
  }));
}
