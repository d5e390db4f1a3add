// A chart of every kind, of made-up figures that no run can move, so that how they look can be
// stored.
import { measurePanels, stackedBars } from '../../../src/outputs/charts/bars.ts';
import type { Blocks, Canvas, Chart } from '../../../src/outputs/charts/chart.ts';
import { creditPanels } from '../../../src/outputs/charts/credit.ts';
import { curves } from '../../../src/outputs/charts/curves.ts';
import { dotRows, forest } from '../../../src/outputs/charts/dots.ts';
import { categoryColours, otherStyle, seriesStyles } from '../../../src/outputs/charts/palette.ts';
import { bandPanels, type BandPoint } from '../../../src/outputs/charts/panels.ts';

const names = [
  'No intervention',
  'MP134A',
  'MP134A with MP185, and a name that goes on for longer than a line on a telephone',
  'Delayed onboarding',
  'Another policy',
] as const;
const styles = [...seriesStyles, otherStyle];

/** Up from day 7, down from day 25, with a band about it. */
function wave(height: number): readonly BandPoint[] {
  return Array.from({ length: 57 }, (_, day) => {
    const middle = height * Math.max(0.02, Math.min(1, (day - 7) / 12, (45 - day) / 20));
    return { hour: day * 24, low: middle * 0.7, middle, high: middle * 1.2 };
  });
}

const events = [
  { hour: 0, label: 'supplier fails, day 0' },
  { hour: 43, label: 'agent instructed, day 1.8' },
  {
    hour: 108,
    label: 'SoLR appointed, identifiers move, certificates revoked and onboarding begins, day 4.5',
  },
  { hour: 168, label: 'vending ends, day 7' },
  { hour: 775, label: 'onboarding ends, day 32.3' },
  { hour: 1290, label: 'a late event, day 53.8' },
];

const draws: Readonly<Record<string, (canvas: Canvas) => Blocks>> = {
  bars: (canvas) =>
    stackedBars(
      [
        {
          label: 'no channel: nobody could sell it credit',
          colour: categoryColours[0],
          dark: true,
        },
        { label: 'no money: waiting for it', colour: categoryColours[1], dark: false },
        {
          label: 'not noticed in time, and all else',
          colour: categoryColours[3],
          dark: true,
          striped: true,
        },
      ],
      names.map((label, index) => ({
        ...{
          label,
          bold: index === 0,
          values: [900 - 180 * index, 40, 300],
          interval: [1150 - 180 * index, 1330 - 180 * index],
        },
        total: `${1240 - 180 * index}`,
      })),
      canvas,
    ),
  measures: (canvas) =>
    measurePanels(
      [
        'Households off 3 hours or more',
        'Households off 24 hours or more',
        'Most households off at once',
        'Visits',
      ].map((title, place) => ({
        title,
        rows: names.map((label, index) => ({
          ...{ label, value: place === 3 ? 0 : 500 - 90 * index, text: `${500 - 90 * index}` },
          ...{ interval: [470 - 90 * index, 530 - 90 * index], colour: styles[index]!.colour },
        })),
      })),
      canvas,
    ),
  curves: (canvas) =>
    curves(
      names.map((label, index) => ({
        ...{ label, style: styles[index]! },
        points: [0, 1, 3, 6, 12, 24, 72, 168, 336, 672].map((hours, step) => ({
          hours,
          count: Math.max(0, (1000 - 170 * index) * (1 - step / 9)),
        })),
      })),
      'spells that last at least so long',
      canvas,
    ),
  dots: (canvas) =>
    dotRows(
      names.slice(0, 3).map((label, index) => ({ label, colour: styles[index]!.colour })),
      [
        {
          title: 'Meter',
          rows: [
            { label: 'SMETS2', values: [0.9, 0.2, 0.3] },
            { label: 'Key or card (legacy)', values: [0.31, 0.3, 0.3] },
            { label: 'SMETS1, not enrolled', values: [NaN, NaN, NaN] },
          ],
        },
        {
          title: 'Depends on powered medical equipment',
          rows: [{ label: 'Yes', values: [0.7, 0.25, 0.3] }],
        },
      ],
      (share) => `${Math.round(share * 100)} %`,
      canvas,
    ),
  forest: (canvas) =>
    forest(
      names.slice(1).map((label, index) => ({
        ...{ label, colour: styles[index + 1]!.colour, difference: -500 + 190 * index },
        ...{
          interval: [-540 + 190 * index, -460 + 190 * index],
          fullInterval: [-600 + 190 * index, -400 + 190 * index],
        },
        text: `${-500 + 190 * index} (−540 to −460; parameters too −600 to −400)`,
      })),
      ['fewer off', 'more off'],
      canvas,
    ),
  panels: (canvas) =>
    bandPanels(
      {
        panels: names.map((title, index) => ({
          title,
          style: styles[index]!,
          points: wave(900 - 180 * index),
          events,
        })),
        ordinary: wave(60),
        horizonHours: 56 * 24,
      },
      canvas,
    ),
  credit: (canvas) =>
    creditPanels(
      names.slice(0, 2).map((title, index) => ({
        ...{ title, remark: 'Off supply for 7.6 days in all: the black bars.', events },
        lines: (['electricity', 'gas'] as const).map((fuel, place) => ({
          fuel,
          points: [0, 7, 7, 20, 20, 40, 56].map((day, step) => ({
            hour: day * 24,
            pounds: [20, 5, 25, -10, -10, 15, 2][step]! - 6 * place,
          })),
          off: index === 0 && fuel === 'gas' ? [{ from: 400, to: 580 }] : [],
        })),
      })),
      56 * 24,
      canvas,
    ),
};

export const exampleCharts: readonly Chart[] = Object.entries(draws).map(([name, draw]) => ({
  ...{
    name,
    draw,
    title: `An example of ${name}`,
    description: `An example of ${name}, of figures made up for tests.`,
  },
}));
