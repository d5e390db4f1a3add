// Until when a home lives the same under two policies, whatever it does, as long as it does not ring. No draw is made here: the times at
// which institutions act are given, and luck is the same under every policy.
import { channelAt, nextChange } from '../model/gates.ts';
import { never } from '../model/money.ts';
import { meterKinds } from '../scenario/scenario.ts';
import type { InstitutionTimes } from './policy-start.ts';
import type { PolicyRun } from './policy-run.ts';

interface Pair {
  /** Alike in all that can tell from day 0: advice, whether and when a home rings, and no ranking that hangs on everybody. */
  readonly fromDay0: boolean;
  /** What an agent's command does. */
  readonly agent: boolean;
  /** What follows an onboarding. */
  readonly onboarding: boolean;
  /** Minute from which a meter not yet onboarded has another channel, by 2 × meter kind + WAN. */
  readonly channelUntil: Int32Array;
}

export class Alikeness {
  readonly #policies: readonly PolicyRun[];
  readonly #pairs: Pair[] = [];

  constructor(policies: readonly PolicyRun[]) {
    this.#policies = policies;
    for (const a of policies) for (const b of policies) this.#pairs.push(compare(a, b));
  }

  /** The first minute at which a home may live otherwise under policy `b` than under `a`; `never` where it will not. */
  until(a: number, b: number, { kind, wan, times }: { kind: number; wan: number; times: readonly InstitutionTimes[] }): number {
    if (a === b) return never;
    const pair = this.#pairs[a * this.#policies.length + b]!;
    if (!pair.fromDay0) return 0;
    const timesA = times[a]!;
    const timesB = times[b]!;
    const isOnboardingAlike = pair.onboarding && timesA.learnMinutes === timesB.learnMinutes;
    let until = pair.channelUntil[2 * kind + wan]!;
    for (let fuel = 0; fuel <= 1; fuel++) {
      until = Math.min(
        until,
        differAt(timesA.protectAt[fuel]!, timesB.protectAt[fuel]!, true),
        differAt(timesA.agentAt[fuel]!, timesB.agentAt[fuel]!, pair.agent),
        differAt(timesA.onboardAt[fuel]!, timesB.onboardAt[fuel]!, isOnboardingAlike),
      );
    }
    return until;
  }
}

/** When two acts first tell: at the earlier of different times; at the same time only where they are not the same act. */
function differAt(a: number, b: number, sameAct: boolean): number {
  return a === b && sameAct ? never : Math.min(a, b);
}

function compare(a: PolicyRun, b: PolicyRun): Pair {
  const [one, other] = [a.run.institutions.source, b.run.institutions.source];
  return {
    fromDay0:
      !a.isRankedDaily &&
      !b.isRankedDaily &&
      a.run.adviceFactor === b.run.adviceFactor &&
      same(one.support.contacts, other.support.contacts) &&
      same(one.support.callAfter, other.support.callAfter) &&
      same(one.support.hours, other.support.hours),
    agent: same([one.agent.does, one.agent.amount], [other.agent.does, other.agent.amount]),
    onboarding: same(
      [one.onboarding.recommence, one.onboarding.retryAfter],
      [other.onboarding.recommence, other.onboarding.retryAfter],
    ),
    channelUntil: Int32Array.from({ length: 2 * meterKinds.length }, (_, index) => channelsDifferAt(a, b, index >> 1, index & 1)),
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The first minute from day 0 at which a meter not yet onboarded has another channel under one policy than under the other. */
function channelsDifferAt(a: PolicyRun, b: PolicyRun, kind: number, wan: number): number {
  const meter = { kind, wan, hasDevice: true, onboardedAt: never, channelFrom: never };
  for (let minute = 0; minute < never; minute = Math.min(nextChange(a.run.gates, minute), nextChange(b.run.gates, minute)))
    if (channelAt(a.run.gates, minute, meter) !== channelAt(b.run.gates, minute, meter)) return minute;
  return never;
}
