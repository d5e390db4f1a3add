// The one minute for the whole book by which every smart meter that the agent can reach is
// protected: what a hold of identifiers or certificates may last to.
import { closeWhenAllProtected, homeProtectedFrom } from '../kernel/course.ts';
import { gateWhenAllProtected } from '../kernel/codes.ts';
import { sketchMeters } from '../kernel/population.ts';
import {
  setPolicy,
  setReplication,
  type PolicySettings,
  type ReplicationSettings,
} from '../kernel/settings.ts';
import { never } from '../kernel/time.ts';

/** Whether a policy holds identifiers or certificates until all are protected. */
export function isHeldUntilAllProtected(policy: PolicySettings): boolean {
  const holds = [policy.identifiersMove, policy.certificatesRevoked];
  return policy.hasFailure && holds.includes(gateWhenAllProtected);
}

/**
 * Closes the gates that policies hold until all are protected: from the minute after the last of
 * the meters that the agent can reach is, and never without an agent. Courses must be drawn and
 * places given: both say when the agent and the SoLR reach a meter.
 */
export function closeGatesWhenAllProtected(to: ReplicationSettings, households: number): void {
  setReplication(to);
  for (const policy of to.policies) {
    if (!isHeldUntilAllProtected(policy)) continue;
    setPolicy(policy);
    closeWhenAllProtected(policy, allProtectedFrom(policy.instructedAt, households));
  }
}

/**
 * One minute for the whole book: when the last home of it is protected, but not before the agent is
 * instructed; never without an agent.
 * @rule E10
 */
function allProtectedFrom(instructedAt: number, households: number): number {
  let minute = instructedAt;
  for (let household = 0; household < households && minute < never; household++) {
    sketchMeters(household);
    minute = Math.max(minute, homeProtectedFrom());
  }
  return minute;
}
