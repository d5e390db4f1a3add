// Charts as Vega-Lite specifications, for analysts who want to change them: each names a CSV file
// of the run, and says how its rows and columns are drawn. They resemble the report's pictures,
// with Vega-Lite's own axes and legends.
import { axisColour } from './charts/palette.ts';
import type { Json } from './json.ts';

/** A specification without its title. */
export type Specification = Readonly<Record<string, Json>>;

/** A policy, or a part of a bar: its name in the file, its label, and its colour. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly colour: string;
}

const version = 'https://vega.github.io/schema/vega-lite/v6.json';

/** Labels of policies are long: they are shown whole, above their panels. */
const config: Json = {
  axis: { labelLimit: 500 },
  legend: { labelLimit: 500 },
  header: { labelAngle: 0, labelAnchor: 'start', labelLimit: 500, labelOrient: 'top' },
};

/** @param chart the chart, for its title and its text alternative */
export function specificationJson(
  { title, description }: { readonly title: string; readonly description: string },
  specification: Specification,
): Json {
  return {
    $schema: version,
    title: { text: title, anchor: 'start' },
    description,
    ...specification,
    config,
  };
}

const only = (field: string, values: readonly string[]): Json => ({
  filter: { field, oneOf: values },
});

/** Words for ids, joined from a small table in the specification itself. */
function named(field: string, as: string, series: readonly Pick<Series, 'id' | 'label'>[]): Json {
  const values = series.map(({ id, label }) => ({ [field]: id, [as]: label }));
  return { lookup: field, from: { data: { values }, key: field, fields: [as] } };
}

const ofPolicies = (policies: readonly Series[]): readonly Json[] => [
  only(
    'policy',
    policies.map(({ id }) => id),
  ),
  named('policy', 'label', policies),
];

const labelsOf = (series: readonly Series[]): readonly string[] => series.map(({ label }) => label);

function coloured(field: string, series: readonly Series[], legend = true): Json {
  const scale = { domain: labelsOf(series), range: series.map(({ colour }) => colour) };
  return { field, type: 'nominal', title: null, scale, ...(legend ? {} : { legend: null }) };
}

const number = (field: string, title: string | null = null): Json => ({
  field,
  type: 'quantitative',
  title,
});
const wordsIn = (field: string, sort: readonly string[], title: string | null = null): Json => ({
  field,
  type: 'nominal',
  title,
  sort,
});
const whiskers: Json = {
  mark: 'rule',
  encoding: { x: number('ci_low'), x2: { field: 'ci_high' } },
};

/** Bars of summary.csv with 95 % intervals: one panel per measure, one bar per policy. */
export function barsOfMeasures(
  policies: readonly Series[],
  measures: readonly { readonly metric: string; readonly title: string }[],
): Specification {
  const titles = measures.map(({ title }) => title);
  return {
    data: { url: 'summary.csv' },
    transform: [
      only('segment', ['all']),
      only(
        'metric',
        measures.map(({ metric }) => metric),
      ),
      ...ofPolicies(policies),
      named(
        'metric',
        'measure',
        measures.map(({ metric, title }) => ({ id: metric, label: title })),
      ),
    ],
    facet: { row: wordsIn('measure', titles) },
    spec: {
      encoding: { y: wordsIn('label', labelsOf(policies)) },
      layer: [
        { mark: 'bar', encoding: { x: number('mean'), color: coloured('label', policies, false) } },
        whiskers,
      ],
    },
    resolve: { scale: { x: 'independent' } },
  };
}

/** Stacked bars: one bar per policy, one colour per part. @param by the column of the parts */
export function barsOfParts(
  policies: readonly Series[],
  parts: readonly Series[],
  { url, by, title }: { readonly url: string; readonly by: string; readonly title: string },
): Specification {
  return {
    data: { url },
    transform: [
      ...(url === 'summary.csv' ? [only('segment', ['all'])] : []),
      only(
        by,
        parts.map(({ id }) => id),
      ),
      ...ofPolicies(policies),
      named(by, 'part', parts),
    ],
    mark: 'bar',
    encoding: {
      y: wordsIn('label', labelsOf(policies)),
      x: { aggregate: 'sum', ...(number('mean', title) as object) },
      color: coloured('part', distinct(parts)),
    },
  };
}

/** Several ids may be one part. */
const distinct = (parts: readonly Series[]): readonly Series[] => [
  ...new Map(parts.map((part) => [part.label, part])).values(),
];

/** Shares of the variance in uncertainty.csv. @param parts ids are its columns */
export function barsOfShares(policies: readonly Series[], parts: readonly Series[]): Specification {
  return {
    data: { url: 'uncertainty.csv' },
    transform: [
      only('segment', ['all']),
      only('metric', ['excess_hours_off']),
      { filter: '!datum.reference' },
      ...ofPolicies(policies),
      { fold: parts.map(({ id }) => id), as: ['source', 'share'] },
      named('source', 'part', parts),
    ],
    mark: 'bar',
    encoding: {
      y: wordsIn('label', labelsOf(policies)),
      x: { ...(number('share', 'Share of the variance') as object), axis: { format: '%' } },
      color: coloured('part', parts),
    },
  };
}

/**
 * Homes off at each hour of timeseries.csv: the median and the band of nine in ten replications;
 * one panel per policy.
 */
export function bandsThroughTime(policies: readonly Series[]): Specification {
  const color = coloured('label', policies, false);
  return {
    data: { url: 'timeseries.csv' },
    transform: [
      only('metric', ['households_off']),
      ...ofPolicies(policies),
      { calculate: 'datum.hour / 24', as: 'day' },
    ],
    facet: { row: wordsIn('label', labelsOf(policies)) },
    spec: {
      height: 120,
      encoding: { x: number('day', 'Day') },
      layer: [
        {
          mark: { type: 'area', opacity: 0.3 },
          encoding: { y: number('p05', 'Households off'), y2: { field: 'p95' }, color },
        },
        { mark: 'line', encoding: { y: number('median'), color } },
      ],
    },
  };
}

/** Number of interruptions of at least each length, from spell-lengths.csv. */
export function survivalCurves(policies: readonly Series[]): Specification {
  return {
    data: { url: 'spell-lengths.csv' },
    transform: [...ofPolicies(policies)],
    mark: 'line',
    encoding: {
      x: { ...(number('hours', 'Hours or longer') as object), scale: { type: 'symlog' } },
      y: number('mean', 'Interruptions'),
      color: coloured('label', policies),
    },
  };
}

/** Shares of homes off supply by kind of home, of summary.csv. @param kinds ids are segments */
export function dotsOfKinds(
  policies: readonly Series[],
  kinds: readonly Pick<Series, 'id' | 'label'>[],
): Specification {
  return {
    data: { url: 'summary.csv' },
    transform: [
      only('metric', ['households_off_share']),
      only(
        'segment',
        kinds.map(({ id }) => id),
      ),
      ...ofPolicies(policies),
      named('segment', 'kind', kinds),
    ],
    mark: { type: 'point', filled: true, size: 80 },
    encoding: {
      y: wordsIn(
        'kind',
        kinds.map(({ label }) => label),
      ),
      x: { ...(number('mean', 'Share off supply at least once') as object), axis: { format: '%' } },
      color: coloured('label', policies),
    },
  };
}

/** Differences from the reference with 95 % intervals, of comparison.csv. */
export function dotsOfDifferences(policies: readonly Series[], reference: string): Specification {
  return {
    data: { url: 'comparison.csv' },
    transform: [
      only('reference', [reference]),
      only('segment', ['all']),
      only('metric', ['excess_households_off']),
      ...ofPolicies(policies),
    ],
    layer: [
      { mark: { type: 'rule', color: axisColour }, encoding: { x: { datum: 0 } } },
      {
        encoding: { y: wordsIn('label', labelsOf(policies)) },
        layer: [
          {
            mark: { type: 'point', filled: true },
            encoding: { x: number('difference', 'Households off, more or fewer') },
          },
          whiskers,
        ],
      },
    ],
  };
}

/** Credit of a household at each event of stories.csv: one panel per policy, one dash per fuel. */
export function creditLines(policies: readonly Series[], story: string): Specification {
  return {
    data: { url: 'stories.csv' },
    transform: [
      only('story', [story]),
      ...ofPolicies(policies),
      { calculate: 'datum.hour / 24', as: 'day' },
      { calculate: 'datum.balance - datum.emergency_credit_used - datum.debt', as: 'credit' },
    ],
    facet: { row: wordsIn('label', labelsOf(policies)) },
    spec: {
      height: 160,
      mark: { type: 'line', point: true },
      encoding: {
        x: number('day', 'Day'),
        y: number('credit', 'Credit, £'),
        strokeDash: { field: 'fuel', type: 'nominal', title: 'Fuel' },
        tooltip: [
          { field: 'event', type: 'nominal' },
          { field: 'time', type: 'nominal' },
          { field: 'supply', type: 'nominal' },
        ],
      },
    },
  };
}
