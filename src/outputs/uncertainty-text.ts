// The text on drawn assumptions before the table: the range of one failure, in how many worlds each
// policy is best, and the sources of the spread. The report uses the same words and cells.
import {
  bestRows,
  contests,
  judgedMetrics,
  type BestRow,
  type JudgedMetric,
} from '../experiment/best-in-worlds.ts';
import { drawnSources, isDrawn, type DrawnSource } from '../experiment/drawn-worlds.ts';
import { metricIndex } from '../experiment/metrics.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { meanOf } from '../experiment/statistics.ts';
import { levelSpread, type Spread } from '../experiment/uncertainty.ts';
import { noFailure, type Scenario, type Uncertainty } from '../scenario/scenario.ts';
import type { Json } from './json.ts';
import { escaped, markdownTable } from './markdown.ts';
import { noFigure, numberText, shareText } from './number-text.ts';
import { sourceWords } from './source-words.ts';
import { alignedLines, plainLabel, wrapped } from './text-columns.ts';

const width = 110;
const longestLabel = 60;

type DrawnScenario = Scenario & { readonly uncertainty: Uncertainty };

export function hasDrawn(scenario: Scenario): scenario is DrawnScenario {
  return scenario.uncertainty !== undefined;
}

/** Lines ending in a blank one; none where nothing was drawn. */
export function uncertaintyText(scenario: Scenario, store: RecordStore): readonly string[] {
  if (!hasDrawn(scenario)) return [];
  const { sentences, tables } = said(scenario, store);
  return [
    ...sentences.flatMap((sentence) => wrapped(sentence, width)),
    '',
    ...tables.flatMap(({ heads, rows }) => [...alignedLines([...heads, ...rows], width), '']),
  ];
}

/** The same as Markdown, a line each. */
export function uncertaintyMarkdown(scenario: Scenario, store: RecordStore): readonly string[] {
  if (!hasDrawn(scenario)) return [];
  const { sentences, tables } = said(scenario, store);
  return [
    ...sentences.flatMap((sentence) => [escaped(sentence), '']),
    ...tables.flatMap(({ heads, rows }) => [...markdownTable(headOf(heads), rows), '']),
  ];
}

interface TextTable {
  /** In one line or two. */
  readonly heads: Heads;
  readonly rows: readonly (readonly string[])[];
}
export type Heads = readonly (readonly string[])[];

/** All lines of heads as one, where a table has room for one alone. */
export function headOf(heads: Heads): readonly string[] {
  return heads[0]!.map((_, column) =>
    heads
      .map((line) => line[column]!)
      .join(' ')
      .trim(),
  );
}

function said(
  scenario: DrawnScenario,
  store: RecordStore,
): { readonly sentences: readonly string[]; readonly tables: readonly TextTable[] } {
  const { reference, uncertainty } = scenario;
  const failures = scenario.policies.filter(({ id }) => id !== noFailure);
  const rowsOf = new Map(scenario.policies.map(({ id }) => [id, store.metricsOf(id)]));
  const spread = (policy: string, metric: JudgedMetric): Spread =>
    levelSpread(scenario, rowsOf.get(policy)!, metricIndex[metric]);
  const households = meanOf(rowsOf.get(noFailure)!.map((row) => row[metricIndex.households]!));
  const best = bestRows(scenario, store);
  const labels = new Map(
    scenario.policies.map(({ id, label }) => [id, plainLabel(label, longestLabel)]),
  );
  const hasSameExit = best.some(({ contest }) => contest === 'same-exit');
  const main = failures.find(({ id }) => id === reference) ?? failures[0];
  return {
    sentences: [
      drawnSentence(uncertainty, worldsIn(best)),
      ...(main === undefined
        ? []
        : [
            rangeSentence(
              labels.get(main.id)!,
              spread(main.id, 'excess_hours_off'),
              spread(main.id, 'excess_households_off'),
              households,
            ),
          ]),
      ...bestSentences(best, labels),
    ],
    tables: [
      {
        heads: rangeHeads,
        rows: failures.map(({ id }) =>
          rangeCells(
            labels.get(id)!,
            spread(id, 'excess_hours_off'),
            spread(id, 'excess_households_off'),
          ),
        ),
      },
      {
        heads: bestHeads(hasSameExit),
        rows: failures.map(({ id }) => bestCells(labels.get(id)!, bestOf(best, id), hasSameExit)),
      },
      {
        heads: sourceHeads(uncertainty),
        rows: failures.map(({ id }) =>
          sourceCells(labels.get(id)!, uncertainty, spread(id, 'excess_hours_off').split),
        ),
      },
    ],
  };
}

/** Worlds that were drawn. */
function worldsIn(rows: readonly BestRow[]): number {
  return rows[0]?.worlds ?? 0;
}

/** A sentence on what was drawn, and what a range means. */
export function drawnSentence({ draws, sets, ranges }: Uncertainty, worlds: number): string {
  const habits =
    sets === 0 ? '' : `one of ${numberText(sets, 0)} sets of habits that fit about as well`;
  const count = drawnSources.reduce((sum, source) => sum + ranges[source].length, 0);
  const drawn =
    draws === 'habits'
      ? habits
      : [`${numberText(count, 0)} assumptions within their ranges`, habits]
          .filter((one) => one !== '')
          .join(' and ');
  return (
    `What is not known was drawn in ${numberText(worlds, 0)} worlds: each has ${drawn}. ` +
    rangeClaim(worlds)
  );
}

/** With fewer worlds a range cannot exclude 2.5 % on each side. */
const fewestWorlds = 40;

/** The meaning of a range from this many worlds. */
function rangeClaim(worlds: number): string {
  return worlds < fewestWorlds
    ? 'These are too few for a range that holds 95 % of the cases: those below are about the ' +
        `least and the most of ${numberText(worlds, 0)} worlds, and the next may well be ` +
        'outside. Not to be quoted.'
    : 'A range below holds one failure in 95 % of the cases, with neither random variation ' +
        'nor these known. It does not cover what was not drawn.';
}

/** A range to be shown: its ends, its median, and the range from random variation alone. */
export interface ShownRange {
  readonly median: number;
  readonly range: readonly [number, number];
  readonly luck: readonly [number, number];
}

/** A sentence on the ranges of homes and hours under one policy. */
export function rangeSentence(
  label: string,
  hours: ShownRange,
  homes: ShownRange,
  households: number,
): string {
  const [low, high] = homes.range;
  const share = `${shareText(low / households)} to ${shareText(high / households)}`;
  return (
    `Under ${label} the failure cuts off between ${count(low)} and ${count(high)} of ` +
    `${count(households)} homes that otherwise would not lose supply (${share}), half the ` +
    `time fewer than ${count(homes.median)}${luckWords(homes)}. It takes between ` +
    `${count(hours.range[0])} and ${count(hours.range[1])} household-hours of supply.`
  );
}

/** Empty if there are too few replications. */
function luckWords({ luck }: ShownRange): string {
  return Number.isNaN(luck[0]) ? '' : `; random variation alone is ± ${count(luckHalf(luck))}`;
}

const count = (value: number): string => numberText(value, 0);

/** Half the width of the range from random variation. */
const luckHalf = ([low, high]: readonly [number, number]): number => (high - low) / 2;

export const rangeHeads: Heads = [
  ['', 'hours off by', 'half', '', 'random', 'homes off by', 'half', '', 'random'],
  ['policy', 'failure from', 'below', 'to', 'alone', 'failure from', 'below', 'to', 'alone'],
];

/** A line of the table of ranges, here and in the report. */
export function rangeCells(label: string, hours: ShownRange, homes: ShownRange): readonly string[] {
  return [
    label,
    ...[hours, homes].flatMap(({ median, range, luck }) =>
      [range[0], median, range[1]].map(count).concat(`± ${count(luckHalf(luck))}`),
    ),
  ];
}

/** The part of a row of best-in-worlds.csv that is shown. */
export type ShownBest = Pick<
  BestRow,
  'policy' | 'metric' | 'contest' | 'worlds' | 'share' | 'regretMax'
>;

/**
 * Among all policies, by metric, and among those of the same exit by hours; undefined where a
 * policy is not in the contest.
 */
export type BestOfPolicy = Readonly<Record<JudgedMetric, ShownBest | undefined>> & {
  readonly sameExit: ShownBest | undefined;
};

/** The rows of a policy. */
export function bestOf(rows: readonly ShownBest[], policy: string): BestOfPolicy {
  const find = (metric: JudgedMetric, contest: ShownBest['contest']): ShownBest | undefined =>
    rows.find((row) => row.policy === policy && row.metric === metric && row.contest === contest);
  return {
    excess_hours_off: find('excess_hours_off', 'all'),
    excess_households_off: find('excess_households_off', 'all'),
    sameExit: find('excess_hours_off', 'same-exit'),
  };
}

/** @param hasSameExit whether policies with the same exit are also compared separately */
export function bestHeads(hasSameExit: boolean): Heads {
  const more = hasSameExit
    ? [
        ['of same exit', 'most hours'],
        ['best in', 'more than best'],
      ]
    : [[], []];
  return [
    ['', 'best by', 'most hours', 'best by', 'most homes', ...more[0]!],
    ['policy', 'hours in', 'more than best', 'homes in', 'more than best', ...more[1]!],
  ];
}

/** A line of the table of the number of worlds in which each policy is best. */
export function bestCells(
  label: string,
  best: BestOfPolicy,
  hasSameExit: boolean,
): readonly string[] {
  const cells = (one: ShownBest | undefined): readonly string[] =>
    one === undefined ? [noFigure, noFigure] : [shareText(one.share), count(one.regretMax)];
  return [
    label,
    ...cells(best.excess_hours_off),
    ...cells(best.excess_households_off),
    ...(hasSameExit ? cells(best.sameExit) : []),
  ];
}

/**
 * For each contest: the policy that is best by hours in most worlds, with equals, and what choosing
 * it may cost.
 * @param labels by id of the policy
 */
export function bestSentences(
  rows: readonly ShownBest[],
  labels: ReadonlyMap<string, string>,
): readonly string[] {
  return contests.flatMap((contest) => {
    const field = rows.filter(
      (row) => row.metric === 'excess_hours_off' && row.contest === contest,
    );
    return field.length < 2 ? [] : [bestSentence(field, labels)];
  });
}

/** @param field the rows of one contest */
function bestSentence(field: readonly ShownBest[], labels: ReadonlyMap<string, string>): string {
  const { contest, worlds } = field[0]!;
  const most = Math.max(...field.map(({ share }) => share));
  const winners = field.filter(({ share }) => share === most);
  const safest = field.reduce((one, other) => (other.regretMax < one.regretMax ? other : one));
  const among = contest === 'all' ? '' : ', where the supplier leaves as under the reference';
  const names = winners.map(({ policy }) => labels.get(policy)!).join('; ');
  const often = `${winners.length === 1 ? '' : 'each '}in ${shareText(most)} of ${count(worlds)}`;
  const next = Math.max(0, ...field.filter(({ share }) => share < most).map(({ share }) => share));
  const after =
    next === 0 ? '' : ` (the next, in ${shareText(next)}; policies that tie count each)`;
  const cost =
    `Where ${winners.length === 1 ? 'that choice' : 'the first'} is worst, it costs ` +
    `${count(winners[0]!.regretMax)} hours more than the best policy of that world`;
  const other =
    winners[0]!.regretMax === safest.regretMax
      ? ''
      : ` The least to regret: ${labels.get(safest.policy)!}, ${count(safest.regretMax)} ` +
        'hours at most.';
  return (
    `Fewest hours off in more of the worlds than any other${among}: ${names}, ` +
    `${often}${after}. ${cost}.${other}`
  );
}

/** Heads of the table of sources. */
export function sourceHeads(drawn: Uncertainty): Heads {
  const sources = drawnSources
    .filter((source) => isDrawn(source, drawn))
    .map((source) => sourceWords[source].name);
  const together = sources.length > 1 ? ['together'] : [];
  return [['spread of hours by', 'random variation', ...sources, ...together, 'error']];
}

/** Shares of the spread by source, from `splitVariance` or a row of uncertainty.csv. */
export interface ShownSplit {
  readonly luck: number;
  readonly shares: Readonly<Record<DrawnSource, number>>;
  readonly together: number;
  readonly error: number;
}

/** A line of the table of sources. */
export function sourceCells(
  label: string,
  drawn: Uncertainty,
  split: ShownSplit | undefined,
): readonly string[] {
  const sources = drawnSources.filter((source) => isDrawn(source, drawn));
  const percent = (share: number | undefined): string =>
    share === undefined || Number.isNaN(share) ? noFigure : `${numberText(100 * share, 0)} %`;
  return [
    label,
    percent(split?.luck),
    ...sources.map((source) => percent(split?.shares[source])),
    ...(sources.length > 1 ? [percent(split?.together)] : []),
    percent(split === undefined ? undefined : 2 * split.error),
  ];
}

/** For --json: null where nothing was drawn. */
export function uncertaintyJson(scenario: Scenario, store: RecordStore): Json {
  if (!hasDrawn(scenario)) return null;
  const best = bestRows(scenario, store);
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    ...{ draws: scenario.uncertainty.draws, worlds: worldsIn(best) },
    figures: scenario.policies
      .filter(({ id }) => id !== noFailure)
      .flatMap(({ id: policy }) => {
        const rows = store.metricsOf(policy);
        return judgedMetrics.map((metric) => {
          const { median, range, luck, split } = levelSpread(scenario, rows, metricIndex[metric]);
          return {
            ...{
              policy,
              metric,
              median: orNull(median),
              range: range.map(orNull),
              luck: luck.map(orNull),
            },
            shares:
              split === undefined
                ? null
                : {
                    luck: orNull(split.luck),
                    ...mapped(split.shares, orNull),
                    together: orNull(split.together),
                  },
          };
        });
      }),
    best: best.map(
      ({ policy, metric, contest, worlds, bestIn, share, regretMean, regretP95, regretMax }) => ({
        ...{ policy, metric, contest, worlds, best_in: bestIn, share },
        ...{ regret_mean: regretMean, regret_p95: regretP95, regret_max: regretMax },
      }),
    ),
  };
}

function mapped(
  shares: ShownSplit['shares'],
  of: (value: number) => number | null,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(Object.entries(shares).map(([source, share]) => [source, of(share)]));
}
