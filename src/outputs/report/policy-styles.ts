// The policies of a report, and how each is drawn in all charts: the reference, the policy that
// helps most, and the others.
import { blockLengthOf } from '../../experiment/drawn-worlds.ts';
import type { MetricName } from '../../experiment/metrics.ts';
import { blockMeans } from '../../experiment/statistics.ts';
import { noFailure, type Policy } from '../../scenario/scenario.ts';
import {
  ordinaryFill,
  ordinaryStyle,
  otherStyle,
  seriesStyles,
  type SeriesStyle,
} from '../charts/palette.ts';
import { plainLabel } from '../text-columns.ts';
import type { Series } from '../vega-lite.ts';
import { figureIn, valuesByReplication, type RunData } from './run-data.ts';
import {
  sameExitAs,
  verdictOf,
  verdictOfSameExit,
  type Verdict,
} from '../../experiment/verdict.ts';

export interface StyledPolicy {
  readonly id: string;
  /** As a scenario names it, on one line. */
  readonly label: string;
  readonly policy: Policy;
  readonly style: SeriesStyle;
  /** Whether it is one of the four drawn in colour. */
  readonly coloured: boolean;
}

export interface PolicyStyles {
  /** Every policy that is shown, in the scenario's order, `no-failure` among them. */
  readonly all: readonly StyledPolicy[];
  /** Number of further policies that were run: a report of hundreds would be too long. */
  readonly folded: number;
  /** Policies under which the supplier fails. */
  readonly failures: readonly StyledPolicy[];
  readonly ordinary: StyledPolicy;
  /**
   * The scenario's reference, or where that did not run, or is `no-failure`, the first policy;
   * undefined where only `no-failure` ran.
   */
  readonly reference: StyledPolicy | undefined;
  /**
   * The policy with the fewest hours off because of the failure, without the reference: among those
   * with the reference's exit, or among all if there is none. Undefined if only the reference ran.
   * Titles compare it with the reference.
   */
  readonly best: StyledPolicy | undefined;
  /** The verdict on all policies under which the supplier fails (experiment/verdict.ts). */
  readonly verdict: Verdict | undefined;
  /**
   * The verdict on policies with the reference's exit; undefined if the best of all is one of them.
   */
  readonly verdictOfSameExit: Verdict | undefined;
}

/** Policies as a specification for Vega-Lite draws them. */
export function seriesOf(members: readonly StyledPolicy[]): readonly Series[] {
  return members.map(({ id, label, style }) => ({
    id,
    label,
    colour: id === noFailure ? ordinaryFill : style.colour,
  }));
}

const longestLabel = 80;

/**
 * The label on one line. The id is used if there is no label, and added if another label looks the
 * same.
 */
function labelOf({ id, label }: Policy, all: readonly Policy[]): string {
  const short = (text: string): string => plainLabel(text, longestLabel);
  const own = short(label);
  if (own === '') return id;
  return all.filter((other) => short(other.label) === own).length > 1
    ? `${plainLabel(label, longestLabel - id.length)} (${id})`
    : own;
}

/** Policies beside `no-failure` that a report shows. */
const mostShown = 40;

/**
 * All policies if they are few; otherwise the reference, those of the stories, and those with the
 * fewest hours off because of the failure.
 */
function shownPolicies(data: RunData): readonly Policy[] {
  const { policies, reference } = data.facts.scenario;
  const others = policies.filter(({ id }) => id !== noFailure);
  if (others.length <= mostShown) return policies;
  const always = new Set([noFailure, reference, ...data.stories.map((row) => row['policy']!)]);
  const hours = new Map<string, number>();
  for (const row of data.replications)
    if (row['segment'] === 'all')
      hours.set(
        row['policy']!,
        (hours.get(row['policy']!) ?? 0) + figureIn(row, 'excess_hours_off').value,
      );
  const byHours = others.toSorted(
    (a, b) => (hours.get(a.id) ?? Infinity) - (hours.get(b.id) ?? Infinity),
  );
  const first = byHours.filter(({ id }) => !always.has(id)).map(({ id }) => id);
  const shown = new Set([...always, ...first.slice(0, mostShown + 1 - always.size)]);
  return policies.filter(({ id }) => shown.has(id));
}

export function policyStylesOf(data: RunData): PolicyStyles {
  const { reference } = data.facts.scenario;
  const policies = shownPolicies(data);
  const ids = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  const main = ids.includes(reference) ? reference : ids[0];
  const block = blockLengthOf(data.facts.scenario);
  const figures = (id: string, metric: MetricName): readonly number[] =>
    Array.from(blockMeans(valuesByReplication(data, id, metric), block));
  const contenders = ids.map((id) => ({
    id,
    hours: figures(id, 'excess_hours_off'),
    households: figures(id, 'excess_households_off'),
  }));
  // Colours go to the reference, the best, and the next in the scenario's order.
  const others = contenders.filter(({ id }) => id !== main);
  const isRival = main === undefined ? () => false : sameExitAs(main, policies);
  const rivals = others.filter(({ id }) => isRival(id));
  const best = verdictOf(rivals.length > 0 ? rivals : others)?.best;
  const coloured = [main, best, ...ids.filter((id) => id !== main && id !== best)].slice(
    0,
    seriesStyles.length,
  );
  const all = policies.map((policy): StyledPolicy => {
    const place = coloured.indexOf(policy.id);
    const style = policy.id === noFailure ? ordinaryStyle : (seriesStyles[place] ?? otherStyle);
    return { id: policy.id, label: labelOf(policy, policies), policy, style, coloured: place >= 0 };
  });
  const member = (id: string | undefined): StyledPolicy | undefined =>
    all.find((one) => one.id === id);
  return {
    all,
    folded: data.facts.scenario.policies.length - policies.length,
    failures: all.filter(({ id }) => id !== noFailure),
    ordinary: member(noFailure)!,
    reference: member(main),
    best: member(best),
    verdict: verdictOf(contenders),
    verdictOfSameExit:
      main === undefined ? undefined : verdictOfSameExit(contenders, policies, main),
  };
}
