// What the printed table says below itself when parameters were drawn: the headline figures with both intervals.
import type { RecordStore } from '../experiment/record-store.ts';
import { uncertaintyRows, type UncertaintyRow } from '../experiment/uncertainty.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import type { Json } from './json.ts';
import { markdownTable } from './markdown.ts';
import { noFigure, numberText } from './number-text.ts';
import { alignedLines } from './text-columns.ts';

const width = 110;

/** Empty where parameters were not drawn. */
export function uncertaintyText(scenario: Scenario, store: RecordStore): string {
  if (scenario.parameterUncertainty === undefined) return '';
  return [openingLine(scenario), '', ...alignedLines([head, ...cells(scenario, store)], width), ''].join('\n');
}

/** The same as Markdown, a line each; none where parameters were not drawn. */
export function uncertaintyMarkdown(scenario: Scenario, store: RecordStore): readonly string[] {
  if (scenario.parameterUncertainty === undefined) return [];
  return [openingLine(scenario), '', ...markdownTable(head, cells(scenario, store)), ''];
}

const head = ['', 'mean', 'random variation', 'parameters too'] as const;

function openingLine({ parameterUncertainty }: Scenario): string {
  return `Each pair of replications has one of ${parameterUncertainty!.sets} sets of habits that fit about as well. 95 % intervals; only these columns cover that:`;
}

function cells(scenario: Scenario, store: RecordStore): readonly (readonly string[])[] {
  const labels = new Map(scenario.policies.map(({ id, label }) => [id, label]));
  return headline(scenario, store).map(({ policy, reference, ...figures }) =>
    uncertaintyLine(labels.get(policy)!, reference !== undefined, figures),
  );
}

/** Households off, as a level and against the reference; only of policies with a failure. */
function headline(scenario: Scenario, store: RecordStore): readonly UncertaintyRow[] {
  return uncertaintyRows(scenario, store).filter(
    ({ policy, reference, metric }) => metric === 'households_off' && (reference === undefined || policy !== noFailure),
  );
}

export type BothIntervals = Pick<UncertaintyRow, 'mean' | 'luck' | 'full'>;

/** Name, mean, interval of luck, interval with parameters: the cells of a line, here and in the report. */
export function uncertaintyLine(label: string, isDifference: boolean, { mean, luck, full }: BothIntervals): readonly string[] {
  const name = `${label}: ${isDifference ? 'against reference' : 'households off'}`;
  return [name, numberText(mean), rangeText(luck), rangeText(full)];
}

function rangeText([low, high]: readonly [number, number]): string {
  return Number.isNaN(low) ? noFigure : `${numberText(low)} to ${numberText(high)}`;
}

export function uncertaintyJson(scenario: Scenario, store: RecordStore): Json {
  if (scenario.parameterUncertainty === undefined) return null;
  return headline(scenario, store).map(({ policy, reference, metric, mean, luck, full }) => ({
    ...{ policy, reference: reference ?? null, metric, mean },
    luck: Number.isNaN(luck[0]) ? null : luck,
    full: Number.isNaN(full[0]) ? null : full,
  }));
}
