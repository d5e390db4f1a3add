// One household's credit through the event: a panel a policy, a line a fuel, straight between events; bars along the bottom where a meter
// is off supply, and the events that decided it.
import { scaleLinear } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import type { Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { dayTicks, valueRules, type Plot } from './axes.ts';
import type { Canvas, Drawing } from './chart.ts';
import { box, brokenLines, fitted, line, stroke, textAt, textWidth } from './marks.ts';
import { axisColour, quietInk, seriesStyles, type SeriesStyle } from './palette.ts';

export interface CreditLine {
  readonly fuel: 'electricity' | 'gas';
  /** Pounds: balance less emergency credit used and debt. */
  readonly points: readonly { readonly hour: number; readonly pounds: number }[];
  readonly off: readonly { readonly from: number; readonly to: number }[];
}

export interface CreditPanel {
  readonly title: string;
  /** What became of it, under the title. */
  readonly remark: string;
  readonly lines: readonly CreditLine[];
  readonly events: readonly { readonly hour: number; readonly label: string }[];
}

const styles: Readonly<Record<CreditLine['fuel'], SeriesStyle>> = { electricity: seriesStyles[0], gas: seriesStyles[1] };
const eventHeight = 15;

export function creditPanels(panels: readonly CreditPanel[], horizonHours: number, { size, width }: Canvas): Drawing {
  const all = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ pounds }) => pounds)));
  const [least, most] = [Math.min(0, ...all), Math.max(5, ...all)];
  const left = 44;
  const marks: Markup[] = [];
  let top = 0;
  for (const { title, remark, lines, events } of panels) {
    marks.push(textAt(0, top + 14, fitted(title, width, 14), { bold: true, size: 14 }));
    const remarkLines = brokenLines(remark, width, 12);
    remarkLines.forEach((text, index) => marks.push(textAt(0, top + 31 + 15 * index, text, { size: 12, fill: quietInk })));
    const eventsTop = top + 28 + 15 * remarkLines.length;
    const plotTop = eventsTop + events.length * eventHeight + 6;
    const plot: Plot = { left, right: width - 8, top: plotTop, bottom: plotTop + (size === 'wide' ? 150 : 130) };
    const x = scaleLinear([0, horizonHours], [plot.left, plot.right]);
    const y = scaleLinear([least, most], [plot.bottom, plot.top]).nice(10);
    marks.push(...valueRules(y, plot, 4, (value) => `${value < 0 ? '−' : ''}£${numberText(Math.abs(value), 0)}`));
    events.forEach(({ hour, label }, index) => {
      const baseline = eventsTop + index * eventHeight + 11;
      const needed = textWidth(label, 12);
      const leftward = x(hour) + 6 + needed > width && x(hour) - 6 - needed > 0;
      marks.push(line(x(hour), baseline - 8, x(hour), plot.bottom, axisColour, 1, '2 2'));
      marks.push(
        textAt(leftward ? x(hour) - 5 : x(hour) + 5, baseline, fitted(label, leftward ? x(hour) - 6 : width - x(hour) - 6, 12), {
          ...{ anchor: leftward ? 'end' : 'start', size: 12, fill: quietInk, halo: true },
        }),
      );
    });
    const path = lineShape<CreditLine['points'][number]>(
      (point) => x(point.hour),
      (point) => y(point.pounds),
    ).digits(1);
    for (const { fuel, points } of lines) marks.push(stroke(path(points) ?? '', { ...styles[fuel], width: 1.6 }));
    let below = plot.bottom + 12;
    for (const { fuel, off } of lines) {
      marks.push(textAt(left - 6, below + 9, fuel === 'gas' ? 'gas' : 'elec', { anchor: 'end', size: 12, fill: quietInk }));
      marks.push(line(plot.left, below + 5, plot.right, below + 5, styles[fuel].colour, 1.5, styles[fuel].dash));
      for (const { from, to } of off) marks.push(box(x(from), below, Math.max(1.2, x(to) - x(from)), 10, '#1d1d1d'));
      below += 15;
    }
    marks.push(...dayTicks(x, { ...plot, bottom: below }, horizonHours));
    top = below + 38;
  }
  return { height: top - 14, marks };
}
