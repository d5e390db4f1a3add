// Counts requests that the agent and the SoLR sent to the meters of a household, under each of its
// policies, once it has reached the horizon. These are requests that leave no trace on the meter,
// such as failed attempts.
import {
  firstCommandAt,
  firstOnboardingAttempt,
  isCommandDone,
  isOnboardingFailed,
  nextCommand,
  nextOnboardingAttempt,
} from './course.ts';
import { commandsRefusedAt, isReachedByDcc } from './gates.ts';
import { home } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { i32, type f64 } from './platform.ts';
import { policies, policy, setPolicy, settings, type PolicySettings } from './settings.ts';
import { requestOfAgent, requestOfSolr, tallies, type Tally } from './tally.ts';
import { earlier, minuteAfter } from './time.ts';

/** Counts the requests sent to the current household. */
export function countRequests(): void {
  if (!isReachedByDcc(home.kind, home.hasWan)) return;
  const before: PolicySettings = policy;
  for (let member: i32 = members.first; member < members.end; member++) {
    const place: i32 = members.order[member]!;
    if (!policies[place]!.hasFailure) continue;
    setPolicy(policies[place]!);
    countRequestsTo(home.first, tallies[place]!);
    if (home.last !== home.first) countRequestsTo(home.last, tallies[place]!);
  }
  setPolicy(before);
}

function countRequestsTo(meter: Meter, tally: Tally): void {
  // A request in the minute of the onboarding is sent before it.
  const end: i32 = earlier(settings.horizonMinute, minuteAfter(meter.onboardedAt, 1));
  countCommands(meter, tally, earlier(end, commandsRefusedAt(policy)));
  countOnboardingAttempts(meter, tally, end);
}

/**
 * The agent's attempts at a command, up to the one that succeeds: while DCC takes them and the
 * meter is not the SoLR's.
 */
function countCommands(meter: Meter, tally: Tally, end: i32): void {
  let minute: i32 = firstCommandAt(meter);
  for (let attempt: i32 = 0; minute < end; attempt++) {
    tally.addRequest(requestOfAgent, meter, minute);
    if (isCommandDone(meter, attempt)) return;
    minute = nextCommand(meter, attempt, minute);
  }
}

/** The SoLR's attempts to onboard a meter over the air, up to the one that succeeds. */
function countOnboardingAttempts(meter: Meter, tally: Tally, end: i32): void {
  let minute: f64 = firstOnboardingAttempt(meter);
  for (let attempt: i32 = 0; minute < end; attempt++) {
    tally.addRequest(requestOfSolr, meter, i32(minute));
    if (!isOnboardingFailed(meter, attempt)) return;
    minute = nextOnboardingAttempt(meter, attempt, minute);
  }
}
