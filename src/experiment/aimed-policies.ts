// Policies that favour a group of homes, and their effect on that group and on all others.
import { onboardingOrders, type OnboardingOrder, type Policy } from '../scenario/scenario.ts';
import type { Segment } from './metrics.ts';
import { pairedDifference, type Difference } from './statistics.ts';

/** A group of homes, and all others. */
interface TargetGroup {
  readonly group: Segment;
  readonly others: Segment;
  /** `vulnerable homes` */
  readonly words: string;
}

/**
 * The group that an order of onboarding favours; undefined where it favours none that homes belong
 * to from the start.
 */
const targetGroups: Readonly<Record<OnboardingOrder, TargetGroup | undefined>> = {
  random: undefined,
  fifo: undefined,
  'vulnerable-first': {
    group: 'vulnerable=yes',
    others: 'vulnerable=no',
    words: 'vulnerable homes',
  },
  'off-supply-first': undefined,
  'lowest-credit-first': undefined,
};

/** Segments in which policies are judged. */
export const aimedSegments: readonly Segment[] = onboardingOrders.flatMap((order) => {
  const aim = targetGroups[order];
  return aim === undefined ? [] : [aim.group, aim.others];
});

export interface AimedPolicy extends TargetGroup {
  readonly policy: string;
  /**
   * Policy it is compared with: the same policy with an order that favours no group, if there is
   * one; otherwise the reference.
   */
  readonly yardstick: string;
}

/** Policies aimed at a group, in the order given. */
export function aimedPolicies(
  policies: readonly Policy[],
  reference: string,
): readonly AimedPolicy[] {
  return policies.flatMap((policy) => {
    const aim = targetGroups[policy.institutions.onboarding.order];
    const yardstick = sameInOrderForNobody(policy, policies) ?? reference;
    return aim === undefined || yardstick === policy.id
      ? []
      : [{ ...aim, policy: policy.id, yardstick }];
  });
}

function sameInOrderForNobody(policy: Policy, policies: readonly Policy[]): string | undefined {
  const withoutOrder = ({ institutions: { onboarding, ...others } }: Policy): string =>
    JSON.stringify({ ...others, onboarding: { ...onboarding, order: '' } });
  return policies.find((other) => {
    const { order } = other.institutions.onboarding;
    return (order === 'random' || order === 'fifo') && withoutOrder(other) === withoutOrder(policy);
  })?.id;
}

/** Household-hours off because of the failure, minus those under the yardstick. */
export interface AimedHours {
  readonly group: Difference;
  readonly others: Difference;
  readonly all: Difference;
}

/** @param hoursOf excess_hours_off by replication */
export function aimedHours(
  { policy, yardstick, group, others }: AimedPolicy,
  hoursOf: (policy: string, segment: Segment) => readonly number[],
): AimedHours {
  const against = (segment: Segment): Difference =>
    pairedDifference(hoursOf(policy, segment), hoursOf(yardstick, segment));
  return { group: against(group), others: against(others), all: against('all') };
}
