// The table that `offsupply calibrate` prints: published and simulated figure of each target; and
// the same as data for --json.
import type { TargetResult } from '../calibration/results.ts';
import { toleranceText } from './calibration-columns.ts';
import type { Json } from './json.ts';
import { noFigure } from './number-text.ts';
import { alignedLines } from './text-columns.ts';

const width = 110;

/** Lines of text ending in a line feed. */
export function calibrationText(results: readonly TargetResult[]): string {
  const head = ['', 'published', 'tolerance', 'simulated', '95 % interval', 'unit', 'met'];
  const rows = results.map(({ target, simulated, met }) => [
    `${target.id.padEnd(4)}${target.what} (${target.setting})`,
    figureText(target.published),
    toleranceText(target),
    figureText(simulated.mean),
    Number.isNaN(simulated.ciLow)
      ? noFigure
      : `${figureText(simulated.ciLow)} to ${figureText(simulated.ciHigh)}`,
    target.unit,
    met ? 'yes' : 'no',
  ]);
  const missed = results.filter(({ met }) => !met);
  const met = `${results.length - missed.length} of ${results.length} published figures are met.`;
  const reasons = missed.map(({ target }) => `  ${target.id.padEnd(4)}${target.obstacle}`);
  return [...alignedLines([head, ...rows], width), '', met, ...reasons, ''].join('\n');
}

/** Three significant digits, as published figures have at most. */
function figureText(value: number): string {
  return Number.isNaN(value) ? noFigure : String(Number(value.toPrecision(3)));
}

export function calibrationJson(results: readonly TargetResult[]): Json {
  return results.map(({ target, simulated, met }) => ({
    ...{
      target: target.id,
      setting: target.setting,
      figure: target.what,
      unit: target.unit,
      published: target.published,
    },
    tolerance: toleranceText(target),
    ...{
      simulated: orNull(simulated.mean),
      ci_low: orNull(simulated.ciLow),
      ci_high: orNull(simulated.ciHigh),
    },
    ...{
      replications: simulated.replications,
      met,
      source: target.source,
      obstacle: met ? null : target.obstacle,
    },
  }));
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
