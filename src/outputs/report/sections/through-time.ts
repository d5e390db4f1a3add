// 3. Homes off supply over time: one panel per policy, with the failure's events, and ordinary life
// behind.
import { bandPanels, type BandPoint, type Panel } from '../../charts/panels.ts';
import { medianThinned, thinned } from '../../charts/thinned.ts';
import { markup } from '../../markup.ts';
import { listText } from '../../list-text.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import type { Figure } from '../figure.ts';
import { figureIn, summaryOf, type Row, type RunData } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText, dayOfHourText } from '../words.ts';
import { bandsThroughTime } from '../../vega-lite.ts';

export function throughTime(context: ReportContext): Section {
  return {
    id: 'through-time',
    title: 'Homes off supply over time',
    parts:
      context.data.timeseries.length === 0
        ? [
            markup`<p>This run wrote no hours (<code>--series none</code>), so there is nothing to draw.</p>\n`,
          ]
        : [figure(context)],
  };
}

function figure({ data, policyStyles }: ReportContext): Figure {
  const horizonHours = Math.floor(data.facts.scenario.horizonMinutes / 60);
  const points = seriesByPolicy(data, 'households_off');
  const onboarded = seriesByPolicy(data, 'meters_onboarded');
  const height = Math.max(
    ...policyStyles.all.flatMap(({ id }) => points.get(id)!.map(({ high }) => high)),
  );
  const panels = policyStyles.failures.map(({ id, label, style }): Panel => ({
    ...{ title: label, style, points: thinned(points.get(id)!, height) },
    events: eventsOf(data, id, onboarded.get(id)!),
  }));
  const shown =
    policyStyles.failures.length === 0
      ? [
          {
            title: policyStyles.ordinary.label,
            style: policyStyles.ordinary.style,
            points: thinned(points.get(policyStyles.ordinary.id)!, height),
            events: [],
          },
        ]
      : panels;
  const peak = (member: StyledPolicy): string =>
    countText(figureIn(summaryOf(data, member.id, 'peak_households_off'), 'mean').value);
  const { reference, best } = policyStyles;
  const title =
    reference === undefined
      ? `${peak(policyStyles.ordinary)} households are off supply at the worst moment of ` +
        'ordinary life'
      : best === undefined
        ? `At the worst moment ${peak(reference)} households are off supply at once`
        : `At the worst moment ${peak(reference)} households are off at once under ` +
          `${reference.label}, ${peak(best)} under ${best.label}`;
  return {
    chart: {
      name: 'through-time',
      title,
      description: `Panels, one a policy: households off supply at each hour, the median over replications with the band that holds nine in ten of them, and ordinary life as a dashed grey line. ${shown
        .map(({ title: label, points: own, events }) => describePanel(label, own, events))
        .join(' ')}`,
      draw: (canvas) =>
        bandPanels(
          {
            panels: shown,
            ordinary: medianThinned(points.get(policyStyles.ordinary.id)!, height),
            horizonHours,
          },
          canvas,
        ),
    },
    table: {
      head: ['Day', ...policyStyles.all.map(({ label }) => label)],
      rows: Array.from({ length: Math.floor(horizonHours / 24) + 1 }, (_, day) => [
        `${day}`,
        ...policyStyles.all.map(({ id }) =>
          bandText(points.get(id)!.find(({ hour }) => hour === day * 24)),
        ),
      ]),
    },
    specification: bandsThroughTime(seriesOf(policyStyles.all)),
    sources: ['timeseries.csv', 'timeline.csv'],
    note: markup`Households off supply at each hour. Grey dashed: the same households had no supplier failed. The table gives each midnight (UTC) as median (5th to 95th percentile). Events are medians over replications; onboarding ends where nine in ten of the meters onboarded by the horizon are.`,
  };
}

function describePanel(
  label: string,
  points: readonly BandPoint[],
  events: Panel['events'],
): string {
  const most = points.reduce(
    (high, point) => (point.middle > high.middle ? point : high),
    points[0]!,
  );
  const said =
    events.length === 0 ? '' : ` Events: ${events.map((event) => event.label).join('; ')}.`;
  return (
    `${label}: the median is highest, ${countText(most.middle)}, on ` +
    `${dayOfHourText(most.hour)}.${said}`
  );
}

function bandText(point: BandPoint | undefined): string {
  return point === undefined
    ? '—'
    : `${countText(point.middle)} (${countText(point.low)} to ${countText(point.high)})`;
}

/** One metric of timeseries.csv by policy, at the hours in the file. */
function seriesByPolicy(
  { timeseries }: RunData,
  metric: string,
): ReadonlyMap<string, readonly BandPoint[]> {
  const byPolicy = new Map<string, BandPoint[]>();
  for (const { policy, metric: own, hour, p05, median, p95 } of timeseries) {
    if (own !== metric) continue;
    const points = byPolicy.get(policy) ?? [];
    if (points.length === 0) byPolicy.set(policy, points);
    points.push({ hour, low: p05, middle: median, high: p95 });
  }
  return byPolicy;
}

const eventNames: Readonly<Record<string, string>> = {
  appointment: 'SoLR appointed',
  'vending-ends': 'vending ends',
  'identifiers-move': 'identifiers move',
  'certificates-revoked': 'certificates revoked',
  'agent-instructed': 'agent instructed',
  'onboarding-begins': 'onboarding begins',
};

/**
 * Median times of events, in order. Events in the same hour share a label. The failure itself is
 * day 0.
 */
function eventsOf(
  { timeline }: RunData,
  policy: string,
  onboarded: readonly BandPoint[],
): Panel['events'] {
  const happened = timeline
    .filter((row) => row['policy'] === policy)
    .map((row: Row) => ({ hour: Number(row['median']), name: eventNames[row['event']!]! }));
  const most = onboarded.at(-1)?.middle ?? 0;
  const over = most > 0 ? onboarded.find(({ middle }) => middle >= 0.9 * most) : undefined;
  const all = [
    ...happened,
    { hour: 0, name: 'supplier fails' },
    ...(over === undefined ? [] : [{ hour: over.hour, name: 'onboarding ends' }]),
  ];
  const byHour = new Map<number, string[]>();
  for (const { hour, name } of all.sort((a, b) => a.hour - b.hour)) {
    const near = [...byHour.keys()].find((known) => Math.abs(known - hour) < 3);
    byHour.set(near ?? hour, [...(byHour.get(near ?? hour) ?? []), name]);
  }
  return [...byHour].map(([hour, names]) => ({
    hour,
    label: `${listText(names)}, ${dayOfHourText(Math.round(hour * 10) / 10)}`,
  }));
}
