// A run's queues, for the terminal: calls, abandoned calls, visits, and when each queue ends.
import { metricIndex, type MetricName } from '../experiment/metrics.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { summariseAt } from '../experiment/summary.ts';
import { outlookOf, type PolicyOutlook } from '../scenario/outlook.ts';
import type { Institutions, Scenario } from '../scenario/scenario.ts';
import { someText } from './list-text.ts';
import { numberText, shareText } from './number-text.ts';
import { whenText } from './outlook-text.ts';
import { hasDrawn } from './uncertainty-text.ts';

/**
 * A line on calls and visits, if there are any, and one on the ends of queues.
 * @param policies whose calls are shown
 */
export function queueLines(
  scenario: Scenario,
  store: RecordStore,
  ids: readonly string[],
  labelOf: (id: string) => string,
): readonly string[] {
  return [
    ...contactLine(scenario, store, ids, labelOf),
    ...(hasDrawn(scenario) ? [] : endLine(scenario, labelOf)),
  ];
}

function contactLine(
  { policies }: Scenario,
  store: RecordStore,
  ids: readonly string[],
  labelOf: (id: string) => string,
): readonly string[] {
  const told = ids.flatMap((id) => {
    const meanOf = (metric: MetricName): number =>
      summariseAt(store.metricsOf(id), metricIndex[metric]).mean;
    const calls = meanOf('calls');
    const { engineers } = policies.find((policy) => policy.id === id)!.institutions.support;
    const visits =
      engineers.visitsPerDay > 0 ? `, ${numberText(meanOf('visits'))} visits by engineers` : '';
    const given = `${shareText(meanOf('calls_abandoned') / calls)} of them given up`;
    return calls > 0 ? [`${labelOf(id)} ${numberText(calls)} calls, ${given}${visits}`] : [];
  });
  return told.length === 0 ? [] : [`Contact centre: ${told.join('; ')}.`];
}

interface Queue {
  readonly name: string;
  readonly of: (outlook: PolicyOutlook) => PolicyOutlook['agent'];
  /** Places per day; `unlimited` for a pace without a queue. */
  readonly perDay: (institutions: Institutions) => number | 'unlimited';
}

const perDayOf = (pace: Institutions['onboarding']['pace']): number | 'unlimited' =>
  pace.kind === 'queue' ? pace.perDay : 'unlimited';

const queues: readonly Queue[] = [
  { name: 'the agent’s commands', of: ({ agent }) => agent, perDay: ({ agent }) => agent.perDay },
  {
    name: 'onboarding',
    of: ({ onboarding }) => onboarding,
    perDay: ({ onboarding }) => perDayOf(onboarding.pace),
  },
  {
    name: 'exchange by visit',
    of: ({ exchange }) => exchange,
    perDay: ({ onboarding }) => perDayOf(onboarding.exchange),
  },
];

/**
 * The ends of queues by arithmetic, as in `validate`. Policies are named if the same queue ends on
 * different days.
 */
function endLine(scenario: Scenario, labelOf: (id: string) => string): readonly string[] {
  const outlooks = outlookOf(scenario).policies;
  const parts = queues.flatMap(({ name, of, perDay }) => {
    const byEnd = new Map<string, string[]>();
    for (const outlook of outlooks) {
      const queue = of(outlook);
      const { institutions } = scenario.policies.find(({ id }) => id === outlook.policy)!;
      if (queue === null || queue.meters === 0 || perDay(institutions) === 'unlimited') continue;
      const end = whenText(queue.ends);
      byEnd.set(end, [...(byEnd.get(end) ?? []), labelOf(outlook.policy)]);
    }
    if (byEnd.size === 0) return [];
    const ends = [...byEnd].map(([end, labels]) =>
      byEnd.size === 1 ? end : `${end} (${someText(labels, 3)})`,
    );
    return [`${name} ${ends.join(', ')}`];
  });
  return parts.length === 0
    ? []
    : [`Queues end, by arithmetic, first attempts alone: ${parts.join('; ')}.`];
}
