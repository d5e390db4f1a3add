// The comparison table at the end of a run, for people, and the same figures as data for --json. At
// most 110 columns wide.
import { aimedHours, aimedPolicies } from '../experiment/aimed-policies.ts';
import { blockLengthOf } from '../experiment/drawn-worlds.ts';
import {
  metricIndex,
  placeOf,
  segmentNames,
  type MetricName,
  type Segment,
} from '../experiment/metrics.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { blockMeans, type Difference, type Summary } from '../experiment/statistics.ts';
import { differenceAt, summariseAt } from '../experiment/summary.ts';
import { isWorstCase, verdictOf, verdictOfSameExit, type Verdict } from '../experiment/verdict.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import { aimedSentence } from './aimed-text.ts';
import { someText } from './list-text.ts';
import { escaped, markdownTable } from './markdown.ts';
import { countOf, moneyText, noFigure, numberText, shareText, spreadText } from './number-text.ts';
import type { Json } from './json.ts';
import { queueLines } from './queue-text.ts';
import {
  hasDrawn,
  uncertaintyJson,
  uncertaintyMarkdown,
  uncertaintyText,
} from './uncertainty-text.ts';
import { alignedLines, plainLabel } from './text-columns.ts';

/** Figures of one policy over all households. */
export interface PolicyFigures {
  readonly policy: string;
  readonly label: string;
  readonly householdsOff: Summary;
  readonly householdsOffShare: Summary;
  readonly hoursPerAffected: Summary;
  readonly householdsOver24h: Summary;
  readonly peakHouseholdsOff: Summary;
  readonly excessHouseholdsOff: Summary;
  readonly excessHoursOff: Summary;
  /**
   * Difference of households off from the reference; absent for the reference itself, or if it was
   * not run.
   */
  readonly againstReference?: Difference;
  /** Difference of hours off, likewise. */
  readonly hoursAgainstReference?: Difference;
}

/** The figures in a line of the table. */
export interface ShownFigures extends Readonly<
  Record<
    'householdsOffShare' | 'householdsOver24h' | 'peakHouseholdsOff' | 'excessHouseholdsOff',
    { readonly mean: number }
  >
> {
  readonly policy: string;
  readonly label: string;
  readonly excessHoursOff: Pick<Summary, 'mean' | 'ciHigh'>;
  readonly hoursAgainstReference?: Pick<Difference, 'difference' | 'ciHigh'>;
}

/** Styles for parts of the table: colour in a terminal, none elsewhere. */
export interface TableStyle {
  readonly title: (text: string) => string;
  readonly head: (text: string) => string;
  readonly reference: (text: string) => string;
}

const unstyled: TableStyle = {
  title: (text) => text,
  head: (text) => text,
  reference: (text) => text,
};

const width = 110;

/** The figures of the comparison table, a policy each, in the scenario's order. */
export function tableFigures(scenario: Scenario, store: RecordStore): readonly PolicyFigures[] {
  const rows = new Map(scenario.policies.map(({ id }) => [id, store.metricsOf(id)]));
  const { reference } = scenario;
  const block = blockLengthOf(scenario);
  return scenario.policies.map(({ id, label }) => {
    const summaryOf = (metric: MetricName): Summary =>
      summariseAt(rows.get(id)!, metricIndex[metric], block);
    const differenceOf = (metric: MetricName): Difference =>
      differenceAt(rows.get(id)!, rows.get(reference)!, metricIndex[metric], block);
    const compared = rows.has(reference) && id !== reference;
    return {
      policy: id,
      label,
      householdsOff: summaryOf('households_off'),
      householdsOffShare: summaryOf('households_off_share'),
      hoursPerAffected: summaryOf('hours_off_per_affected'),
      householdsOver24h: summaryOf('households_off_24h'),
      peakHouseholdsOff: summaryOf('peak_households_off'),
      excessHouseholdsOff: summaryOf('excess_households_off'),
      excessHoursOff: summaryOf('excess_hours_off'),
      ...(compared
        ? {
            againstReference: differenceOf('households_off'),
            hoursAgainstReference: differenceOf('excess_hours_off'),
          }
        : {}),
    };
  });
}

/** Lines of text ending in a line feed. */
export function tableText(
  scenario: Scenario,
  store: RecordStore,
  style: TableStyle = unstyled,
): string {
  const figures = tableFigures(scenario, store);
  const lines = alignedLines([...heads, ...figures.map(tableCells)], width);
  const styled = lines.map((line, index) => {
    if (index < heads.length) return style.head(line);
    return figures[index - heads.length]!.policy === scenario.reference
      ? style.reference(line)
      : line;
  });
  const title = plainLabel(scenario.title, width);
  const closing = closingLines(scenario, store, figures);
  const first = [
    style.title(title),
    frameText(scenario, store),
    '',
    ...uncertaintyText(scenario, store),
  ];
  return [...first, ...styled, '', ...closing, ''].join('\n');
}

/** The table and the lines below it, as Markdown. */
export function tableMarkdown(scenario: Scenario, store: RecordStore): string {
  const figures = tableFigures(scenario, store);
  return [
    `## ${escaped(plainLabel(scenario.title, width))}`,
    '',
    frameText(scenario, store),
    '',
    ...uncertaintyMarkdown(scenario, store),
    ...markdownTable(tableHead(), figures.map(tableCells)),
    '',
    ...closingLines(scenario, store, figures).flatMap((line) => [escaped(line), '']),
  ].join('\n');
}

function frameText(scenario: Scenario, store: RecordStore): string {
  const replications = store.replications().length;
  return [
    `${numberText(scenario.households, 0)} households`,
    countOf(replications, 'replication'),
    `${numberText(scenario.horizonMinutes / 1440, 1).replace(/\.0$/u, '')} days from ` +
      scenario.start,
    hasDrawn(scenario)
      ? '± is the 95 % interval of the mean over worlds'
      : '± is the 95 % interval',
  ].join(' · ');
}

const heads = [
  ['', 'hours off', 'against', 'homes off', 'share off', 'over', 'most'],
  ['policy', 'by failure', 'reference', 'by failure', 'in all', '24 h', 'at once'],
] as const;

/** What its columns are, a line each. */
export function tableHead(): readonly string[] {
  return heads[1].map((below, column) => `${heads[0][column]!} ${below}`.trim());
}

/** A line of the table, here and in the report. */
export function tableCells(figures: ShownFigures): readonly string[] {
  const { excessHoursOff, hoursAgainstReference } = figures;
  const isTwin = figures.policy === noFailure;
  return [
    figures.label,
    isTwin
      ? noFigure
      : spreadText(excessHoursOff.mean, excessHoursOff.ciHigh - excessHoursOff.mean),
    hoursAgainstReference === undefined || isTwin
      ? noFigure
      : spreadText(
          hoursAgainstReference.difference,
          hoursAgainstReference.ciHigh - hoursAgainstReference.difference,
          true,
        ),
    isTwin ? noFigure : numberText(figures.excessHouseholdsOff.mean),
    shareText(figures.householdsOffShare.mean),
    numberText(figures.householdsOver24h.mean),
    numberText(figures.peakHouseholdsOff.mean),
  ];
}

const longestLabel = 60;

function closingLines(
  scenario: Scenario,
  store: RecordStore,
  figures: readonly PolicyFigures[],
): readonly string[] {
  const labelOf = (id: string): string =>
    plainLabel(figures.find(({ policy }) => policy === id)!.label, longestLabel);
  const failures = figures.filter(({ policy }) => policy !== noFailure);
  // Means of blocks if replications share draws.
  const independent = (place: number, policy: string): readonly number[] =>
    Array.from(
      blockMeans(
        store.metricsOf(policy).map((row) => row[place]!),
        blockLengthOf(scenario),
      ),
    );
  const hoursOf = (policy: string, segment: Segment): readonly number[] => {
    return independent(
      placeOf('excess_hours_off', segmentNames(scenario.segments).indexOf(segment)),
      policy,
    );
  };
  const contenders = failures.map(({ policy }) => ({
    id: policy,
    hours: hoursOf(policy, 'all'),
    households: independent(metricIndex.excess_households_off, policy),
  }));
  const policies = scenario.policies.filter(({ id }) => id !== noFailure);
  const verdict = verdictOf(contenders);
  const ofSameExit = verdictOfSameExit(contenders, policies, scenario.reference);
  const hasReference = policies.some(({ id }) => id === scenario.reference);
  // The price of the best policy and of the reference.
  const winner = ofSameExit ?? verdict;
  const told =
    winner === undefined
      ? []
      : [...new Set([winner.best, ...(hasReference ? [scenario.reference] : [])])];
  const aimed = hasReference ? aimedPolicies(policies, scenario.reference) : [];
  return [
    '“By failure”: hours and homes off supply that would have been on had no supplier failed.',
    '“Share off in all”, “over 24 h” and “most at once” count ordinary life too.',
    hasDrawn(scenario)
      ? '± is how well the mean over the drawn worlds is known; the ranges above are of one ' +
        'failure.'
      : '± covers random variation alone, not what the assumptions leave open (--uncertainty ' +
        'all draws it).',
    `Ids, from the top: ${figures.map(({ policy }) => policy).join(', ')}.`,
    ...referenceLine(scenario, figures),
    ...(verdict === undefined || failures.length < 2
      ? ['There is no other policy to compare with it.']
      : verdictLines(verdict, ofSameExit, labelOf)),
    ...priceLines(told, store, labelOf),
    ...queueLines(scenario, store, told, labelOf),
    ...policies
      .filter((policy) => policy.id === scenario.reference && isWorstCase(policy))
      .map(({ id }) => worstCaseLine(labelOf(id))),
    ...aimed.map((one) => aimedSentence(one, aimedHours(one, hoursOf), labelOf)),
    ...(isQuick(scenario.households, store.replications().length, scenario) ? [quickRun] : []),
  ];
}

function referenceLine(
  { reference }: Scenario,
  figures: readonly PolicyFigures[],
): readonly string[] {
  const shown = figures.find(({ policy }) => policy === reference);
  if (shown === undefined) return [`The reference, ${reference}, was not run.`];
  return [
    `The reference is ${plainLabel(shown.label, longestLabel)} (${reference}); differences ` +
      'are paired by replication.',
  ];
}

function verdictLines(
  verdict: Verdict,
  ofSameExit: Verdict | undefined,
  labelOf: (id: string) => string,
): readonly string[] {
  const winner = ({ best, tied }: Verdict): string =>
    `${labelOf(best)}${tied.length === 0 ? '' : `; not clearly worse: ${someText(tied.map(labelOf))}`}`;
  return [
    `Fewest hours off by the failure: ${winner(verdict)}.`,
    ...(ofSameExit === undefined
      ? []
      : [`Fewest where the supplier leaves as under the reference: ${winner(ofSameExit)}.`]),
    ...verdict.equal.map(
      (group) => `Equal hours and homes in every replication: ${someText(group.map(labelOf))}.`,
    ),
  ];
}

function priceLines(
  ids: readonly string[],
  store: RecordStore,
  labelOf: (id: string) => string,
): readonly string[] {
  if (ids.length === 0) return [];
  const meanOf = (id: string, metric: MetricName): number =>
    summariseAt(store.metricsOf(id), metricIndex[metric]).mean;
  const priceOf = (id: string): string =>
    `${moneyText(meanOf(id, 'debt_excess_per_household'))} a home and ` +
    `${numberText(meanOf(id, 'exposed_meter_days'))} meter-days`;
  return [
    'Owed at onboarding because of the failure, and days of valid keys: ' +
      `${ids.map((id) => `${labelOf(id)} ${priceOf(id)}`).join('; ')}.`,
  ];
}

function worstCaseLine(label: string): string {
  return (
    `${label} is a worst case: true only if nobody acts with the failed supplier’s keys and ` +
    'both gates shut at the appointment.'
  );
}

/** With fewer replications or homes than this, figures are only a demonstration. */
const leastReplications = 10;
const leastReplicationsOfWorlds = 50;
const leastHouseholds = 1000;

export const quickRun = 'A quick run: few replications or homes. Its figures are not to be quoted.';

/**
 * @param draws says which assumptions are drawn: a range with all of them takes more replications
 */
export function isQuick(
  households: number,
  replications: number,
  { uncertainty }: Pick<Scenario, 'uncertainty'> = {},
): boolean {
  const least = uncertainty?.draws === 'all' ? leastReplicationsOfWorlds : leastReplications;
  return replications < least || households < leastHouseholds;
}

/** The table's figures for --json: null where there is no figure. */
export function tableJson(scenario: Scenario, store: RecordStore): Json {
  return {
    title: scenario.title,
    start: scenario.start,
    horizonDays: scenario.horizonMinutes / 1440,
    households: scenario.households,
    replications: store.replications().length,
    reference: scenario.reference,
    uncertainty: uncertaintyJson(scenario, store),
    policies: tableFigures(scenario, store).map((figures) => ({
      policy: figures.policy,
      label: figures.label,
      households_off: numbersJson(figures.householdsOff),
      households_off_share: numbersJson(figures.householdsOffShare),
      hours_off_per_affected: numbersJson(figures.hoursPerAffected),
      households_off_24h: numbersJson(figures.householdsOver24h),
      peak_households_off: numbersJson(figures.peakHouseholdsOff),
      excess_households_off: numbersJson(figures.excessHouseholdsOff),
      households_off_against_reference:
        figures.againstReference === undefined ? null : numbersJson(figures.againstReference),
      excess_hours_off: numbersJson(figures.excessHoursOff),
      excess_hours_off_against_reference:
        figures.hoursAgainstReference === undefined
          ? null
          : numbersJson(figures.hoursAgainstReference),
    })),
  };
}

const jsonNames = { ciLow: 'ci_low', ciHigh: 'ci_high', shareLower: 'share_lower' } as const;

/** With the column names of the files, and null for NaN. */
function numbersJson(numbers: Summary | Difference): Json {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]: [string, number]) => [
      name in jsonNames ? jsonNames[name as keyof typeof jsonNames] : name,
      Number.isNaN(value) ? null : value,
    ]),
  );
}
