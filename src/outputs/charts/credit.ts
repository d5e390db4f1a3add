// One household's credit over time: one panel per policy, one line per fuel, straight between
// events; bars along the bottom while a meter is off supply, and the main events.
import { max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { dayTicks, valueRules, type Plot } from './axes.ts';
import type { Blocks, Canvas, Drawing } from './chart.ts';
import { eventLabels, type ChartEvent } from './event-labels.ts';
import { box, brokenLines, line, stroke, textAt } from './marks.ts';
import { ink, quietInk, seriesStyles, type SeriesStyle } from './palette.ts';

export interface CreditLine {
  readonly fuel: 'electricity' | 'gas';
  /** Pounds: balance less emergency credit used and debt. */
  readonly points: readonly { readonly hour: number; readonly pounds: number }[];
  readonly off: readonly { readonly from: number; readonly to: number }[];
}

export interface CreditPanel {
  readonly title: string;
  /** The outcome, shown under the title. */
  readonly remark: string;
  readonly lines: readonly CreditLine[];
  readonly events: readonly ChartEvent[];
}

const styles: Readonly<Record<CreditLine['fuel'], SeriesStyle>> = {
  electricity: seriesStyles[0],
  gas: seriesStyles[1],
};

export function creditPanels(
  panels: readonly CreditPanel[],
  horizonHours: number,
  canvas: Canvas,
): Blocks {
  const all = panels.flatMap(({ lines }) =>
    lines.flatMap(({ points }) => points.map(({ pounds }) => pounds)),
  );
  // Not Math.min(...all): a story may have more points than a call can have arguments.
  const range = [Math.min(0, min(all) ?? 0), Math.max(5, max(all) ?? 5)] as const;
  return panels.map((panel) => creditPanel(panel, range, horizonHours, canvas));
}

const left = 44;

function creditPanel(
  { title, remark, lines, events }: CreditPanel,
  range: readonly [least: number, most: number],
  horizonHours: number,
  canvas: Canvas,
): Drawing {
  const { size, width } = canvas;
  const x = scaleLinear([0, horizonHours], [left, width - 8]);
  const labels = eventLabels(events, x, canvas);
  const titleLines = brokenLines(title, width, 15);
  const remarkLines = brokenLines(remark, width, 12);
  const remarkTop = 13 + 18 * titleLines.length;
  const eventsTop = remarkTop + 15 * remarkLines.length - 3;
  const plotTop = eventsTop + labels.height + 6;
  const plot: Plot = {
    left,
    right: width - 8,
    top: plotTop,
    bottom: plotTop + (size === 'wide' ? 150 : 130),
  };
  const y = scaleLinear(range, [plot.bottom, plot.top]).nice(10);
  const path = lineShape<CreditLine['points'][number]>(
    (point) => x(point.hour),
    (point) => y(point.pounds),
  ).digits(1);
  const marks: Markup[] = [
    ...titleLines.map((text, index) => textAt(0, 14 + 18 * index, text, { bold: true, size: 14 })),
    ...remarkLines.map((text, index) =>
      textAt(0, remarkTop + 15 * index, text, { size: 12, fill: quietInk }),
    ),
    ...valueRules(
      y,
      plot,
      4,
      (value) => `${value < 0 ? '−' : ''}£${numberText(Math.abs(value), 0)}`,
    ),
    ...labels.marks(eventsTop, plot.bottom),
    ...lines.map(({ fuel, points }) => stroke(path(points) ?? '', { ...styles[fuel], width: 1.6 })),
  ];
  let below = plot.bottom + 12;
  for (const { fuel, off } of lines) {
    marks.push(
      textAt(left - 6, below + 9, fuel === 'gas' ? 'gas' : 'elec', {
        anchor: 'end',
        size: 12,
        fill: quietInk,
      }),
    );
    marks.push(
      line(
        plot.left,
        below + 5,
        plot.right,
        below + 5,
        styles[fuel].colour,
        1.5,
        styles[fuel].dash,
      ),
    );
    for (const { from, to } of off)
      marks.push(box(x(from), below, Math.max(1.2, x(to) - x(from)), 10, ink));
    below += 15;
  }
  marks.push(...dayTicks(x, { ...plot, bottom: below }, horizonHours));
  return { height: below + 34, marks };
}
