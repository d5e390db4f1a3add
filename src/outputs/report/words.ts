// Numbers and names in the report's sentences. Every figure in a sentence is a `data` element with
// the exact text of its cell, and the cell and file it comes from.
import type { MetricName } from '../../experiment/metrics.ts';
import { markup, type Markup } from '../markup.ts';
import { noFigure, numberText, moneyText } from '../number-text.ts';
import { figureIn, summaryOf, uncertaintyOf, type Row, type RunData } from './run-data.ts';

/** Counts of households in words: whole from ten on. */
export function countText(value: number): string {
  if (Number.isNaN(value)) return noFigure;
  return numberText(value, Math.abs(value) < 9.95 && !Number.isInteger(value) ? 1 : 0);
}

/** A figure in a sentence, from one cell. */
export function cellElement(file: string, row: Row | undefined, column: string): Markup {
  return dataElement(file, row, column, countText);
}

/** An amount of money in a sentence, from one cell: `£15.96`, without pence from £100 on. */
export function poundsElement(file: string, row: Row | undefined, column: string): Markup {
  return dataElement(file, row, column, moneyText);
}

function dataElement(
  file: string,
  row: Row | undefined,
  column: string,
  textOf: (value: number) => string,
): Markup {
  const { text, value } = figureIn(row, column);
  if (row === undefined || text === '') return markup`${noFigure}`;
  const name = ['policy', 'reference', 'segment', 'metric']
    .flatMap((key) => (key in row ? [`${key}=${row[key]!}`] : []))
    .join(';');
  return markup`<data value="${text}" title="${file}: ${name}, ${column}">${textOf(value)}</data>`;
}

/**
 * The cells of a figure's interval: the range of one failure if assumptions were drawn; otherwise
 * the interval of the mean.
 */
function intervalCells(data: RunData, policy: string, metric: MetricName) {
  const drawn = uncertaintyOf(data, policy, metric);
  return drawn === undefined
    ? ({
        file: 'summary.csv',
        row: summaryOf(data, policy, metric),
        ends: ['ci_low', 'ci_high'],
      } as const)
    : ({ file: 'uncertainty.csv', row: drawn, ends: ['range_low', 'range_high'] } as const);
}

/** Both ends of the interval; NaN if there is none. */
export function bracketOf(
  data: RunData,
  policy: string,
  metric: MetricName,
): readonly [low: number, high: number] {
  const { row, ends } = intervalCells(data, policy, metric);
  return [figureIn(row, ends[0]).value, figureIn(row, ends[1]).value];
}

/** A mean with its interval, ` (1,180 to 1,300)`; without one for a single replication. */
export function summaryFigure(data: RunData, policy: string, metric: MetricName): Markup {
  const { file, row, ends } = intervalCells(data, policy, metric);
  const mean = cellElement('summary.csv', summaryOf(data, policy, metric), 'mean');
  if (Number.isNaN(figureIn(row, ends[0]).value)) return mean;
  return markup`${mean} (${cellElement(file, row, ends[0])} to ${cellElement(file, row, ends[1])})`;
}

/** `3 h`, `2 days` */
export function hoursText(hours: number): string {
  if (Number.isNaN(hours)) return noFigure;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48
    ? `${numberText(hours, Number.isInteger(hours) ? 0 : 1)} h`
    : `${numberText(hours / 24, hours % 24 === 0 ? 0 : 1)} days`;
}

/** `day 5.2` */
export function dayOfHourText(hours: number): string {
  return `day ${numberText(hours / 24, hours % 24 === 0 ? 0 : 1)}`;
}

/** A key path that may be broken after any dot. */
export function brokenAtDots(path: string): Markup {
  return markup`${path.split('.').map((key, place) => (place === 0 ? markup`${key}` : markup`.<wbr>${key}`))}`;
}
