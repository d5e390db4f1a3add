// Finds the minute by which every smart meter of the book that the agent can reach is protected: a
// policy may hold identifiers or certificates until then.
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
 * Closes the gates that policies hold until all are protected: from the minute after the last meter
 * that the agent can reach is, and never without an agent. Courses must be drawn and places in
 * queues set before, since both decide when the agent and the SoLR reach a meter.
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
 * The minute at which the last home of the book is protected, at the earliest the agent's
 * instruction; `never` without an agent.
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
