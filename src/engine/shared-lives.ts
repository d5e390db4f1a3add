// A home lives once for all policies under which it lives alike, and parts ways where they do: at the first gate that stands otherwise,
// command or onboarding that comes at another time, or call, since what a call meets hangs on everybody (decision 0012).
import { assert } from '../errors.ts';
import { closeBooks } from './books.ts';
import { never } from '../model/money.ts';
import { Alikeness } from './alikeness.ts';
import { advance, meterInNeed, stop } from './household-run.ts';
import { Broadcast } from './listener.ts';
import { layTimes, type InstitutionTimes } from './policy-start.ts';
import type { PolicyRun } from './policy-run.ts';
import { firstMeter, lastMeter, Run, type Replication } from './run.ts';

export class SharedLives {
  readonly #replication: Replication;
  readonly #policies: readonly PolicyRun[];
  readonly #alikeness: Alikeness;
  readonly #everyPolicy: readonly number[];
  /** A run for each set of policies that has lived as one, by their positions. */
  readonly #runs = new Map<string, Run>();
  /** By policy: what is in store for the home under way, and until when it lives as under the first of those it now lives for. */
  #times: readonly InstitutionTimes[] = [];
  readonly #alikeUntil: Int32Array;

  constructor(replication: Replication, policies: readonly PolicyRun[]) {
    this.#replication = replication;
    this.#policies = policies;
    this.#alikeness = new Alikeness(policies);
    this.#everyPolicy = policies.map((_, position) => position);
    this.#alikeUntil = new Int32Array(policies.length);
  }

  /** A home at day 0 lives on under every policy, as far as it can go. Uses up the slot it came out of the warm-up in. */
  live(slot: number): void {
    this.#times = this.#policies.map((policy) => policy.timesOf(slot));
    const { meters } = this.#replication.slots;
    const run = this.#policies[0]!.run;
    // A conversation that day 0 interrupts ends as each policy's contact centre has it.
    const talking = meters.answerAt(firstMeter(run, slot)) !== never || meters.answerAt(lastMeter(run, slot)) !== never;
    layTimes(run, slot, this.#times[0]!, 0);
    if (talking) this.#partAll(slot);
    else this.#liveOn(this.#everyPolicy, slot, 0);
  }

  /** Lives on from `minute` under policies that have been alike so far. Uses up the slot, in which the first of them has its times. */
  #liveOn(members: readonly number[], slot: number, minute: number): void {
    const leader = members[0]!;
    if (members.length === 1) {
      this.#policies[leader]!.admit(slot, null);
      return;
    }
    const { horizonMinute } = this.#replication.rules;
    const until = this.#findAlike(members, slot);
    if (until > minute) {
      const run = this.#runOf(members);
      run.events = 0;
      const why = advance(run, slot, Math.min(until, horizonMinute));
      for (const member of members) this.#policies[member]!.livedElsewhere(run.events);
      if (why !== stop.reached) {
        this.#ring(run, members, slot, { why, until });
        return;
      }
      if (until >= horizonMinute) {
        closeBooks(run, slot);
        for (const member of members) this.#policies[member]!.tell(slot);
        this.#replication.slots.giveBack(slot);
        return;
      }
    }
    this.#part(members, slot, Math.max(until, minute), until);
  }

  /** Until when the first member's life is that of each of the others, and of all of them. */
  #findAlike(members: readonly number[], slot: number): number {
    const { households } = this.#replication.slots;
    const home = { kind: households.kind(slot), wan: households.wan(slot), times: this.#times };
    let until: number = never;
    for (const member of members) {
      const end = this.#alikeness.until(members[0]!, member, home);
      this.#alikeUntil[member] = end;
      if (end < until) until = end;
    }
    return until;
  }

  /** The first member and those that are like it for longer than `until` live on in the slot, the others in a copy. */
  #part(members: readonly number[], slot: number, minute: number, until: number): void {
    const staying: number[] = [];
    const leaving: number[] = [];
    for (const member of members) (this.#alikeUntil[member]! > until ? staying : leaving).push(member);
    const other = this.#copyFor(leaving[0]!, slot, minute);
    this.#liveOn(staying, slot, minute);
    this.#liveOn(leaving, other, minute);
  }

  /** Every policy lives the home by itself from day 0. */
  #partAll(slot: number): void {
    const copies = this.#everyPolicy.map((member) => (member === 0 ? slot : this.#copyFor(member, slot, 0)));
    copies.forEach((copy, member) => {
      this.#policies[member]!.admit(copy, null);
    });
  }

  /** The household rings: under each policy it waits its turn. */
  #ring(run: Run, members: readonly number[], slot: number, { why, until }: { why: number; until: number }): void {
    assert(why === stop.call, 'a visit is only asked for in a call');
    const minute = run.meters.callAt(meterInNeed(run, slot, why));
    for (const member of members) this.#policies[member]!.admitCaller(this.#copyFor(member, slot, until), minute);
    this.#replication.slots.giveBack(slot);
  }

  #copyFor(member: number, slot: number, from: number): number {
    const { slots } = this.#replication;
    const copy = slots.take();
    slots.copy(slot, copy);
    layTimes(this.#policies[member]!.run, copy, this.#times[member]!, from);
    return copy;
  }

  #runOf(members: readonly number[]): Run {
    const name = members.join();
    let run = this.#runs.get(name);
    if (run === undefined) {
      const policies = members.map((member) => this.#policies[member]!);
      const { institutions, gates, appointedAt, adviceFactor } = policies[0]!.run;
      const listener = new Broadcast(policies.map(({ observations }) => observations));
      run = new Run(this.#replication, { institutions, gates, appointedAt, adviceFactor, listener });
      this.#runs.set(name, run);
    }
    return run;
  }
}
