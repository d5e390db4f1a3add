// The one minute for the whole book by which every smart meter that the agent can reach is protected:
// what a hold of identifiers or certificates may last to.
import { closeWhenAllProtected, homeProtectedAt } from '../kernel/course.ts';
import { gateWhenAllProtected } from '../kernel/codes.ts';
import { isReachedByDcc } from '../kernel/gates.ts';
import { home } from '../kernel/household.ts';
import { sketchHousehold, sketchMeters } from '../kernel/population.ts';
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
 * Closes the gates that policies hold until all are protected. Courses must be drawn and places
 * given: both say when the agent and the SoLR reach a meter. It never comes without an agent.
 */
export function closeGatesWhenAllProtected(to: ReplicationSettings, households: number): void {
  setReplication(to);
  for (const policy of to.policies) {
    if (!isHeldUntilAllProtected(policy)) continue;
    setPolicy(policy);
    const hasAgent = policy.instructedAt !== never;
    closeWhenAllProtected(policy, hasAgent ? allProtectedAt(households, policy.isRankedDaily) : never);
  }
}

function allProtectedAt(households: number, isRanked: boolean): number {
  const lastPlace = isRanked ? metersReached(households) : 0;
  let minute = 0;
  for (let household = 0; household < households && minute < never; household++) {
    sketchMeters(household);
    minute = Math.max(minute, homeProtectedAt(lastPlace));
  }
  return minute;
}

function metersReached(households: number): number {
  let count = 0;
  for (let household = 0; household < households; household++) {
    sketchHousehold(household);
    if (!isReachedByDcc(home.kind, home.hasWan)) continue;
    count += (home.hasElectricity ? 1 : 0) + (home.hasGas ? 1 : 0);
  }
  return count;
}
