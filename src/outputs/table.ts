// The comparison table at the end of a run, for people, and the same figures as data for --json. At most 110 columns wide.
import { metricIndex, type MetricName } from '../experiment/metrics.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { pairedDifference, summarise, type Difference, type Summary } from '../experiment/statistics.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import { escaped, markdownTable } from './markdown.ts';
import { noFigure, numberText, shareText, spreadText } from './number-text.ts';
import type { Json } from './json.ts';
import { uncertaintyJson, uncertaintyMarkdown, uncertaintyText } from './uncertainty-text.ts';
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
  /** Of households off, against the reference; absent for the reference itself, or when it was not run. */
  readonly againstReference?: Difference;
}

/** What a line of the table shows. */
export interface ShownFigures extends Readonly<
  Record<
    'householdsOffShare' | 'hoursPerAffected' | 'householdsOver24h' | 'peakHouseholdsOff' | 'excessHouseholdsOff',
    { readonly mean: number }
  >
> {
  readonly policy: string;
  readonly label: string;
  readonly householdsOff: Pick<Summary, 'mean' | 'ciHigh'>;
  readonly againstReference?: Pick<Difference, 'difference' | 'ciHigh'>;
}

/** How parts of the table are marked: colour in a terminal, nothing elsewhere. */
export interface TableStyle {
  readonly title: (text: string) => string;
  readonly head: (text: string) => string;
  readonly reference: (text: string) => string;
}

const unstyled: TableStyle = { title: (text) => text, head: (text) => text, reference: (text) => text };

const width = 110;

/** The figures of the comparison table, a policy each, in the scenario's order. */
export function tableFigures(scenario: Scenario, store: RecordStore): readonly PolicyFigures[] {
  const rows = new Map(scenario.policies.map(({ id }) => [id, store.metricsOf(id)]));
  const valuesOf = (policy: string, metric: MetricName): number[] => rows.get(policy)!.map((row) => row[metricIndex[metric]]!);
  const { reference } = scenario;
  const referenceOff = rows.has(reference) ? valuesOf(reference, 'households_off') : undefined;
  return scenario.policies.map(({ id, label }) => {
    const summaryOf = (metric: MetricName): Summary => summarise(valuesOf(id, metric));
    const compared = referenceOff !== undefined && id !== reference;
    return {
      policy: id,
      label,
      householdsOff: summaryOf('households_off'),
      householdsOffShare: summaryOf('households_off_share'),
      hoursPerAffected: summaryOf('hours_off_per_affected'),
      householdsOver24h: summaryOf('households_off_24h'),
      peakHouseholdsOff: summaryOf('peak_households_off'),
      excessHouseholdsOff: summaryOf('excess_households_off'),
      ...(compared ? { againstReference: pairedDifference(valuesOf(id, 'households_off'), referenceOff) } : {}),
    };
  });
}

/** Lines of text ending in a line feed. */
export function tableText(scenario: Scenario, store: RecordStore, style: TableStyle = unstyled): string {
  const figures = tableFigures(scenario, store);
  const lines = alignedLines([...heads, ...figures.map(tableCells)], width);
  const styled = lines.map((line, index) => {
    if (index < heads.length) return style.head(line);
    return figures[index - heads.length]!.policy === scenario.reference ? style.reference(line) : line;
  });
  const title = plainLabel(scenario.title, width);
  const uncertain = uncertaintyText(scenario, store);
  const closing = [...closingLines(scenario, figures), ...(uncertain === '' ? [] : ['', uncertain.trimEnd()])];
  return [style.title(title), frameText(scenario, store), '', ...styled, '', ...closing, ''].join('\n');
}

/** The table and what is said below it, as Markdown. */
export function tableMarkdown(scenario: Scenario, store: RecordStore): string {
  const figures = tableFigures(scenario, store);
  return [
    `## ${escaped(plainLabel(scenario.title, width))}`,
    '',
    frameText(scenario, store),
    '',
    ...markdownTable(tableHead(), figures.map(tableCells)),
    '',
    ...closingLines(scenario, figures).flatMap((line) => [escaped(line), '']),
    ...uncertaintyMarkdown(scenario, store),
  ].join('\n');
}

function frameText(scenario: Scenario, store: RecordStore): string {
  const replications = store.replications().length;
  return [
    `${numberText(scenario.households, 0)} households`,
    `${numberText(replications, 0)} ${replications === 1 ? 'replication' : 'replications'}`,
    `${numberText(scenario.horizonMinutes / 1440, 1).replace(/\.0$/u, '')} days from ${scenario.start}`,
    '± is the 95 % interval',
  ].join(' · ');
}

const heads = [
  ['', 'households', 'share', 'hours off', 'over', 'most', 'excess over', 'households off'],
  ['policy', 'off supply', 'off', 'each', '24 h', 'at once', 'no-failure', 'against reference'],
] as const;

/** What its columns are, a line each. */
export function tableHead(): readonly string[] {
  return heads[1].map((below, column) => `${heads[0][column]!} ${below}`.trim());
}

/** A line of the table, here and in the report. */
export function tableCells(figures: ShownFigures): readonly string[] {
  const { householdsOff, againstReference } = figures;
  return [
    figures.label,
    spreadText(householdsOff.mean, householdsOff.ciHigh - householdsOff.mean),
    shareText(figures.householdsOffShare.mean),
    numberText(figures.hoursPerAffected.mean),
    numberText(figures.householdsOver24h.mean),
    numberText(figures.peakHouseholdsOff.mean),
    figures.policy === noFailure ? noFigure : numberText(figures.excessHouseholdsOff.mean),
    againstReference === undefined
      ? noFigure
      : spreadText(againstReference.difference, againstReference.ciHigh - againstReference.difference, true),
  ];
}

function closingLines(scenario: Scenario, figures: readonly PolicyFigures[]): readonly string[] {
  const reference = figures.find((figure) => figure.policy === scenario.reference);
  if (reference === undefined) return [`The reference, ${scenario.reference}, was not run.`];
  const label = plainLabel(reference.label, 60);
  return [
    `The reference is ${label} (${reference.policy}); differences are paired by replication.`,
    sentence(label, reference.policy === noFailure, figures),
  ];
}

/** The policy with the largest effect on households off, in words. */
function sentence(reference: string, isCounterfactual: boolean, figures: readonly PolicyFigures[]): string {
  const others = figures.filter((figure) => figure.policy !== noFailure && figure.againstReference !== undefined);
  const best = others.reduce<PolicyFigures | undefined>(
    (least, figure) => (least === undefined || effect(figure) < effect(least) ? figure : least),
    undefined,
  );
  if (best === undefined) return 'There is no other policy to compare with it.';
  const { difference, ciLow, ciHigh } = best.againstReference!;
  const label = plainLabel(best.label, 60);
  if (Number.isNaN(difference)) return 'No difference can be given.';
  if (difference >= 0 && !isCounterfactual) return `No policy leaves fewer households off supply than ${reference}.`;
  const amount = `${numberText(Math.abs(difference))} ${difference < 0 ? 'fewer' : 'more'} households off supply than ${reference}`;
  if (Number.isNaN(ciLow)) return `${label} leaves ${amount}; one replication gives no interval.`;
  const limits = [Math.abs(ciLow), Math.abs(ciHigh)].sort((a, b) => a - b).map((limit) => numberText(limit));
  if (ciLow <= 0 && ciHigh >= 0)
    return `${label} leaves ${amount}, which cannot be told from no difference (95 % interval includes 0).`;
  return `${label} leaves ${amount} (95 % interval ${limits.join(' to ')}).`;
}

function effect(figures: PolicyFigures): number {
  return figures.againstReference?.difference ?? NaN;
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
      households_off_against_reference: figures.againstReference === undefined ? null : numbersJson(figures.againstReference),
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
