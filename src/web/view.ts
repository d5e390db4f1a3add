// What the page says and draws of results, as markup and charts: nothing here touches the page.
import { verdictOf } from '../experiment/verdict.ts';
import type { MetricName, Segment } from '../experiment/metrics.ts';
import { measurePanels, type Measure } from '../outputs/charts/bars.ts';
import type { Chart } from '../outputs/charts/chart.ts';
import { dotRows } from '../outputs/charts/dots.ts';
import { otherStyle, seriesStyles, type SeriesStyle } from '../outputs/charts/palette.ts';
import { timeLines } from '../outputs/charts/time-lines.ts';
import { listText } from '../outputs/list-text.ts';
import { markup, type Markup } from '../outputs/markup.ts';
import { differenceText, figureText, numberText, shareText } from '../outputs/number-text.ts';
import { metricText } from '../outputs/metric-words.ts';
import { tableElement, type DataTable } from '../outputs/report/figure.ts';
import { plainLabel } from '../outputs/text-columns.ts';
import { noFailure } from '../scenario/scenario.ts';
import { figureTitle, type FigureName } from './figures.ts';
import type { Figure, Results } from './results.ts';
import { differenceBetween } from './results.ts';
import { ownPolicy, shownPolicies } from './setting.ts';

export interface Member {
  readonly id: string;
  readonly label: string;
  readonly style: SeriesStyle;
}

const longestLabel = 80;

/** Orange is kept for the user's own policy, so that no other changes its colour when it comes. */
const [ofReference, ofOwn, ...ofNext] = seriesStyles;

/**
 * Policies in the order they are told of, with a colour for the reference, the user's own, and the
 * next.
 */
export function membersOf({ scenario }: Results): readonly Member[] {
  const policies = shownPolicies(scenario);
  const next = policies
    .map(({ id }) => id)
    .filter((id) => id !== scenario.reference && id !== ownPolicy);
  const styleOf = (id: string): SeriesStyle => {
    if (id === ownPolicy) return ofOwn;
    return id === scenario.reference ? ofReference : (ofNext[next.indexOf(id)] ?? otherStyle);
  };
  return policies.map(({ id, label }) => ({
    id,
    label: plainLabel(label, longestLabel) || id,
    style: styleOf(id),
  }));
}

/** A figure as text that says which cell it is. @param end which of its three numbers */
function cellOf(figure: Figure, end: 'mean' | 'low' | 'high'): Markup {
  const column = { mean: 'mean', low: 'ci_low', high: 'ci_high' }[end];
  const { policy, segment, metric } = figure;
  const title = `summary.csv: policy=${policy};segment=${segment};metric=${metric}, ${column}`;
  return markup`<data value="${figure.cells[end]}" title="${title}">${figureText(figure[end], figure.unit)}</data>`;
}

/** `50.6 % (48.2 % to 53.0 %)` */
function withInterval(figure: Figure): Markup {
  if (figure.cells.low === '') return cellOf(figure, 'mean');
  return markup`${cellOf(figure, 'mean')} (${cellOf(figure, 'low')} to ${cellOf(figure, 'high')})`;
}

/** A sentence a policy. */
export function sentences(results: Results): Markup {
  return markup`${membersOf(results).map(({ id, label, style }, place) => {
    const off = results.figure(id, 'excess_households_off_share');
    const long = results.figure(id, 'excess_households_off_24h_share');
    return markup`<li${id === ownPolicy ? markup` class="own"` : undefined}><svg class="key" width="26" height="12" aria-hidden="true"><line x1="0" y1="6" x2="26" y2="6" stroke="${style.colour}" stroke-width="3"${style.dash === undefined ? undefined : markup` stroke-dasharray="${style.dash}"`}/></svg><strong>${label}</strong> (line ${place + 1}): ${withInterval(long)} of homes are off supply for a day or more at a time because of the failure. ${withInterval(off)} would otherwise not have been off at all.</li>\n`;
  })}`;
}

/** Which policy has the fewest hours off, and which cannot be told from it. */
export function bestSentence(results: Results): Markup {
  const members = membersOf(results);
  const contenders = members.map(({ id }) => ({
    id,
    hours: results.valuesOf(id, 'excess_hours_off'),
    households: results.valuesOf(id, 'excess_households_off'),
  }));
  const verdict = verdictOf(contenders);
  const labelOf = (id: string): string => members.find((one) => one.id === id)!.label;
  if (verdict === undefined)
    return markup`No supplier fails in this scenario: all homes live their ordinary life.`;
  const ties = verdict.tied.map(labelOf);
  const tied = ties.length === 0 ? '' : ` Not clearly worse: ${listText(ties)}.`;
  return markup`Fewest hours off supply: <strong>${labelOf(verdict.best)}</strong>.${tied}`;
}

export interface Drawn {
  readonly chart: Chart;
  readonly table: DataTable;
}

/**
 * Largest share on the axis of time: it stays where it is while replications come in, unless a line
 * leaves it.
 */
export function topOfAxis(results: Results, before: number): number {
  const most = Math.max(
    0.02,
    ...membersOf(results).flatMap(({ id }) => results.offThroughTime(id).map(({ value }) => value)),
  );
  if (most <= before) return before;
  return (
    [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1].find((step) => step >= Math.min(1, most * 1.15)) ??
    1
  );
}

export function timePicture(results: Results, most: number): Drawn {
  const members = membersOf(results);
  const lines = members.map(({ id, label, style }) => ({
    label,
    style,
    points: results.offThroughTime(id),
  }));
  const ordinary = results.offThroughTime(noFailure);
  const horizonHours = Math.floor(results.scenario.horizonMinutes / 60);
  const format = (value: number): string => `${numberText(value * 100, 0)} %`;
  const daily = (
    points: readonly { readonly hour: number; readonly value: number }[],
  ): readonly string[] =>
    points.filter(({ hour }) => hour % 168 === 0).map(({ value }) => shareText(value));
  const columns = lines.map(({ points }) => daily(points));
  return {
    chart: {
      name: 'through-time',
      title: figureTitle('through-time'),
      description: `A line a policy: the mean share of homes off supply, from the failure on day 0. ${members
        .map(
          ({ label }, place) =>
            `${label}: ` +
            `${shareText(Math.max(...lines[place]!.points.map(({ value }) => value)))} at ` +
            'most.',
        )
        .join(' ')}`,
      draw: (canvas) => timeLines({ lines, ordinary, horizonHours, most, format }, canvas),
    },
    table: {
      head: ['Day', ...members.map(({ label }) => label), 'Ordinary life'],
      rows: daily(ordinary).map((text, week) => [
        `${week * 7}`,
        ...columns.map((column) => column[week]!),
        text,
      ]),
    },
  };
}

const kinds: readonly {
  readonly title: string;
  readonly rows: readonly (readonly [Segment, string])[];
}[] = [
  {
    title: 'Fuel',
    rows: [
      ['fuel=electricity', 'electricity'],
      ['fuel=gas', 'gas'],
    ],
  },
  {
    title: 'Meter',
    rows: [
      ['meter=smets2', 'SMETS2'],
      ['meter=smets1-enrolled', 'SMETS1, enrolled'],
      ['meter=smets1-unenrolled', 'SMETS1, not enrolled'],
      ['meter=legacy', 'key or card'],
    ],
  },
  {
    title: 'Household',
    rows: [
      ['vulnerable=yes', 'child or long-term condition'],
      ['vulnerable=no', 'neither'],
      ['psr=yes', 'on the Priority Services Register'],
      ['medical=yes', 'relies on electricity for health'],
    ],
  },
];

/** Shapes of marks that can be told apart. */
const mostSeries = 3;

function who(results: Results): Drawn {
  const members = membersOf(results);
  const series = members
    .toSorted((a, b) => seriesRank(a.style) - seriesRank(b.style))
    .slice(0, mostSeries)
    .map(({ id, label, style }) => ({ id, label, colour: style.colour }));
  const metric = 'excess_households_off_24h_share';
  const groups = kinds.map(({ title, rows }) => ({
    title,
    rows: rows.map(([segment, label]) => ({
      label,
      values: series.map(({ id }) => results.figure(id, metric, segment).mean),
    })),
  }));
  const format = (value: number): string => `${numberText(value * 100, 0)} %`;
  return {
    chart: {
      name: 'who',
      title: figureTitle('who'),
      description:
        'Share of homes of each kind that are off supply for a day or more because of the ' +
        `failure, under ${listText(series.map(({ label }) => label))}.`,
      draw: (canvas) => dotRows(series, groups, format, canvas),
    },
    table: {
      head: ['Homes', ...members.map(({ label }) => label)],
      rows: kinds.flatMap(({ rows }) =>
        rows.map(([segment, label]) => [
          label,
          ...members.map(({ id }) => withInterval(results.figure(id, metric, segment))),
        ]),
      ),
    },
  };
}

function seriesRank(style: SeriesStyle): number {
  const place = seriesStyles.findIndex((one) => one === style);
  return place === -1 ? seriesStyles.length : place;
}

type Measured = readonly (readonly [metric: MetricName, title: string])[];

const howLongMeasures: Measured = [
  ['households_off_3h_share', 'Off for 3 hours or more'],
  ['households_off_24h_share', 'Off for a day or more'],
  ['households_off_72h_share', 'Off for 3 days or more'],
  ['hours_off_per_affected', 'Hours off per affected home'],
];
const owedMeasures: Measured = [
  ['debt_excess_per_household', 'Owed at onboarding because of the failure'],
  ['owed_after_safe_mode_per_household', 'Owed when safe mode ends'],
  ['written_off_per_household', 'Written off'],
  ['cost_total', 'What the acts cost in all'],
];
const exposureMeasures: Measured = [
  ['exposed_meter_days', 'Meter-days under the failed supplier’s keys'],
  ['agent_commands_peak_day', 'Most commands the agent sends in a day'],
];

function measured(results: Results, name: FigureName, measures: Measured): Drawn {
  const members = membersOf(results);
  const panels = measures.map(([metric, title]): Measure => ({
    title,
    rows: members.map(({ id, label, style }) => {
      const { mean, low, high, unit, cells } = results.figure(id, metric);
      const interval = cells.low === '' ? {} : { interval: [low, high] as const };
      return {
        label,
        value: mean,
        ...interval,
        text: figureText(mean, unit),
        colour: style.colour,
      };
    }),
  }));
  return {
    chart: {
      ...{ name, title: figureTitle(name) },
      description:
        'Bars with 95 % intervals, a panel each for: ' +
        `${measures.map(([metric]) => metricText(metric)).join('; ')}.`,
      draw: (canvas) => measurePanels(panels, canvas),
    },
    table: {
      head: ['Policy', ...measures.map(([, title]) => title)],
      rows: members.map(({ id, label }) => [
        label,
        ...measures.map(([metric]) => withInterval(results.figure(id, metric))),
      ]),
    },
  };
}

/** How each picture is drawn. @param topOfTime largest share on the axis of time */
export const pictures: Readonly<
  Record<FigureName, (results: Results, topOfTime: number) => Drawn>
> = {
  'through-time': timePicture,
  who,
  'how-long': (results) => measured(results, 'how-long', howLongMeasures),
  owed: (results) => measured(results, 'owed', owedMeasures),
  exposure: (results) => measured(results, 'exposure', exposureMeasures),
};

/**
 * What a pinned setting and this one come to.
 * @param like the policy that the user's own starts from, held against it where none was pinned
 */
export function whatChanged(now: Results, pinned: Results, like: string): Markup {
  const before = new Map(membersOf(pinned).map((member) => [member.id, member]));
  const pairs = membersOf(now).flatMap(({ id, label }) => {
    const other = before.get(id) ?? (id === ownPolicy ? before.get(like) : undefined);
    if (other === undefined) return [];
    return [
      { id, other: other.id, label: other.id === id ? label : `${label} (pinned: ${other.label})` },
    ];
  });
  const rows = pairs.flatMap(({ id, other, label }) =>
    comparedMetrics.flatMap(([metric, words]) => {
      const { difference, ciLow, ciHigh } = differenceBetween([now, id], [pinned, other], metric);
      const half = (ciHigh - ciLow) / 2;
      if (difference === 0 && !(half > 0)) return [];
      const isClear = Number.isNaN(half) || ciLow > 0 || ciHigh < 0;
      const points = differenceText(difference, half, 'share');
      const [was, is] = [pinned.figure(other, metric).mean, now.figure(id, metric).mean];
      return [
        [
          `${label}: ${words}`,
          shareText(was),
          shareText(is),
          isClear ? points : `${points}: no clear change`,
        ],
      ];
    }),
  );
  if (rows.length === 0)
    return markup`<p>Every policy has the same figures as in the pinned setting.</p>`;
  const table = {
    head: ['Homes off supply because of the failure', 'Pinned', 'Now', 'Change'],
    rows,
  };
  return markup`${tableElement(table, 'the pinned setting and this one')}<p class="note">Policies that are not named have the same figures in both. ± is the 95 % interval of the change.</p>`;
}

const comparedMetrics = [
  ['excess_households_off_24h_share', 'for a day or more'],
  ['excess_households_off_share', 'that would not have been off at all'],
] as const;
