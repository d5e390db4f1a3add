// Policies that favour a group of homes, and what they do for that group and to everybody else.
import { onboardingOrders, type OnboardingOrder, type Policy } from '../scenario/scenario.ts';
import type { Segment } from './metrics.ts';
import { pairedDifference, type Difference } from './statistics.ts';

/** A group of homes, and all others. */
interface Aim {
  readonly group: Segment;
  readonly others: Segment;
  /** `vulnerable homes` */
  readonly words: string;
}

/** Whom an order of onboarding is for; undefined where it is for no group that homes belong to beforehand. */
const aims: Readonly<Record<OnboardingOrder, Aim | undefined>> = {
  random: undefined,
  fifo: undefined,
  'vulnerable-first': { group: 'vulnerable=yes', others: 'vulnerable=no', words: 'vulnerable homes' },
  'off-supply-first': undefined,
  'lowest-credit-first': undefined,
};

/** Segments in which policies are judged. */
export const aimedSegments: readonly Segment[] = onboardingOrders.flatMap((order) => {
  const aim = aims[order];
  return aim === undefined ? [] : [aim.group, aim.others];
});

export interface AimedPolicy extends Aim {
  readonly policy: string;
  /** The same policy in an order for nobody, where there is one; the reference otherwise. */
  readonly yardstick: string;
}

/** Policies aimed at a group, in the order given. */
export function aimedPolicies(policies: readonly Policy[], reference: string): readonly AimedPolicy[] {
  return policies.flatMap((policy) => {
    const aim = aims[policy.institutions.onboarding.order];
    const yardstick = sameInOrderForNobody(policy, policies) ?? reference;
    return aim === undefined || yardstick === policy.id ? [] : [{ ...aim, policy: policy.id, yardstick }];
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

/** Hours off because of the failure, less those under the yardstick. */
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
  const against = (segment: Segment): Difference => pairedDifference(hoursOf(policy, segment), hoursOf(yardstick, segment));
  return { group: against(group), others: against(others), all: against('all') };
}
