// What households share, served in the order of time: calls, engineers' visits, and the daily
// ranking of an onboarding queue. Each policy has a contact centre and engineers of its own; a
// household waits once, as one record, for all policies under which its course is the same.
import { assert } from '../errors.ts';
import {
  instantOf,
  recordHeaderLength,
  recordHousehold,
  recordInstant,
  recordIsVisit,
  recordMeter,
} from '../kernel/record.ts';
import { minutesPerDay, never } from '../kernel/time.ts';
import { ContactCentre } from './contact-centre.ts';
import { DailyRanking, type GivenPlace } from './daily-ranking.ts';
import { EngineerFleet } from './engineer-fleet.ts';
import { EventQueue } from './event-queue.ts';
import type { Kernel } from './kernel-interface.ts';
import type { Plan } from './plan.ts';
import type { RecordStore } from './record-store.ts';
import type { RecordReader } from './reports.ts';
import type { WaitingRoom } from './waiting-households.ts';

/** A household that waits, from the heading of its record. */
interface Waiting {
  readonly record: number;
  readonly isVisit: boolean;
  readonly instant: number;
  readonly meter: number;
}

/** What the queues of a policy are made from. */
type QueuePolicy = Plan['policies'][number];

export class SharedQueues implements WaitingRoom {
  readonly records: RecordStore;
  readonly #kernel: Kernel;
  readonly #reader: RecordReader;
  readonly #horizon: number;
  /** By place of the policy in the plan. */
  readonly #centres: ReadonlyMap<number, ContactCentre>;
  readonly #fleets: ReadonlyMap<number, EngineerFleet>;
  readonly #queue: EventQueue;
  readonly #ranking: DailyRanking | undefined;
  /** Records of households that wait at the current midnight, by household. */
  #waitingForRanking = new Map<number, number>();
  /** Households that stop at each midnight, because one of their meters waits for a place. */
  readonly #ranked = new Set<number>();
  readonly #heading = new Int32Array(recordHeaderLength);
  /** Minute up to which households are simulated. */
  #until: number;

  /** @param policies by place: either one policy that ranks daily, or any number of others */
  constructor(
    { kernel, records, reader }: { kernel: Kernel; records: RecordStore; reader: RecordReader },
    policies: ReadonlyMap<number, QueuePolicy>,
    horizonMinute: number,
  ) {
    this.#kernel = kernel;
    this.records = records;
    this.#reader = reader;
    this.#horizon = horizonMinute;
    this.#centres = mapValues(policies, ({ policy, settings }) => {
      const { agents, hours } = policy.institutions.support;
      return new ContactCentre(agents, hours, settings.supportOpensAt);
    });
    this.#fleets = mapValues(
      policies,
      ({ policy }) => new EngineerFleet(policy.institutions.support.engineers.visitsPerDay),
    );
    this.#queue = new EventQueue(0, horizonMinute);
    this.#until = horizonMinute;
    const served = kernel.servedPolicies();
    served.fill(0);
    for (const place of policies.keys()) served[place] = 1;
    const ranked = [...policies.values()].find(({ settings }) => settings.isRankedDaily);
    if (ranked === undefined) return;
    assert(policies.size === 1, 'a policy that ranks daily is served alone');
    const { order } = ranked.policy.institutions.onboarding;
    this.#ranking = new DailyRanking(ranked.settings, order);
    this.#until = Math.min(horizonMinute, this.#ranking.firstMidnight);
  }

  wait(record: number, minute: number): void {
    if (minute >= 0) this.#queue.add(minute, record);
    else {
      const household = this.#headingOf(record)[recordHousehold]!;
      this.#waitingForRanking.set(household, record);
      this.#ranked.add(household);
    }
  }

  /** The outcome of a call under a policy: see `ContactCentre.call`. */
  call(policy: number, instant: number, patience: number, length: number): number {
    return this.#centres.get(policy)!.call(instant, patience, length);
  }

  /** The minute at which a visit ends that is asked for under a policy. */
  visit(policy: number, minute: number, length: number): number {
    return Math.min(never, this.#fleets.get(policy)!.request(minute, length));
  }

  /** Serves all waiting households, until each is at the horizon. */
  finish(): void {
    const ranking = this.#ranking;
    if (ranking !== undefined) {
      this.#resumeRanked(undefined);
      while (this.#until < this.#horizon) {
        this.#serve();
        const midnight = this.#until;
        const places = ranking.giveOut(midnight);
        this.#until = ranking.isOver
          ? this.#horizon
          : Math.min(this.#horizon, midnight + minutesPerDay);
        this.#resumeRanked(places);
      }
    }
    this.#serve();
    assert(this.#waitingForRanking.size === 0, 'everybody reaches the horizon');
  }

  /**
   * Gives households that wait at a midnight their places, and resumes them. No places before the
   * first ranking.
   */
  #resumeRanked(places: readonly GivenPlace[] | undefined): void {
    const placesOf = new Map<number, GivenPlace[]>();
    for (const given of places ?? []) {
      const household = given.meter >> 1;
      placesOf.set(household, [...(placesOf.get(household) ?? []), given]);
    }
    const waiting = this.#waitingForRanking;
    this.#waitingForRanking = new Map();
    for (const [household, record] of waiting) {
      this.#copyOut(record);
      this.#kernel.loadTurn();
      for (const { meter, place } of placesOf.get(household) ?? [])
        this.#kernel.giveOnboardingPlace((meter & 1) === 1, place);
      if (places !== undefined && !this.#isWaitingForPlace(household))
        this.#ranked.delete(household);
      if (this.#kernel.simulateTo(this.#untilOf(household))) this.#passMidnight(household);
    }
  }

  /** Serves calls and visits before the minute households are simulated to. */
  #serve(): void {
    const due: Waiting[] = [];
    const records: number[] = [];
    // Sorted in reverse, so that the next to be served is at the end.
    const add = (): void => {
      for (const record of records) due.push(this.#waitingOf(record));
      records.length = 0;
      due.sort((a, b) => byTurn(b, a));
    };
    for (
      let minute = this.#queue.take(this.#until, records);
      minute !== never;
      minute = this.#queue.take(this.#until, records)
    ) {
      add();
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        this.#serveOne(next);
        // A household that was served may need something again in the same minute.
        if (this.#queue.takeOf(minute, records)) add();
      }
    }
  }

  #waitingOf(record: number): Waiting {
    const heading = this.#headingOf(record);
    return {
      record,
      isVisit: heading[recordIsVisit] === 1,
      instant: instantOf(heading[recordInstant]!, heading[recordInstant + 1]!),
      meter: heading[recordMeter]!,
    };
  }

  #headingOf(record: number): Int32Array {
    this.records.peek(record, this.#heading);
    return this.#heading;
  }

  #serveOne({ record, meter }: Waiting): void {
    const household = meter >> 1;
    const until = this.#untilOf(household);
    this.#copyOut(record);
    if (this.#kernel.serveTurn(until)) this.#passMidnight(household);
  }

  #copyOut(record: number): void {
    this.records.takeOut(record, this.#kernel.recordWords(this.records.lengthOf(record)));
  }

  /** Minute up to which a household is simulated: the next ranking, if it waits for one. */
  #untilOf(household: number): number {
    return this.#ranked.has(household) ? this.#until : this.#horizon;
  }

  #isWaitingForPlace(household: number): boolean {
    const ranking = this.#ranking!;
    return ranking.isWaiting(2 * household) || ranking.isWaiting(2 * household + 1);
  }

  /** Simulates the midnight, and updates the ranking with the states of the household's meters. */
  #passMidnight(household: number): void {
    const kernel = this.#kernel;
    kernel.passRankingMidnight();
    const { kind, hasWan } = this.#reader.read(kernel.recordWords(kernel.recordLength()));
    for (const isGas of [false, true]) {
      if (!kernel.hasMeter(isGas)) continue;
      const meter = 2 * household + (isGas ? 1 : 0);
      if (kernel.isOnboarded(isGas)) this.#ranking!.leave(meter);
      else
        this.#ranking!.setState(meter, kind, hasWan, {
          isOnSupply: kernel.isOnSupply(isGas),
          creditLeft: kernel.creditLeft(isGas),
        });
    }
  }
}

/**
 * Calls by their instant, then visits; ties go to the lower meter number.
 * @rule O2
 */
function byTurn(a: Waiting, b: Waiting): number {
  if (a.isVisit !== b.isVisit) return a.isVisit ? 1 : -1;
  const instants = a.isVisit ? 0 : a.instant - b.instant;
  return instants !== 0 ? instants : a.meter - b.meter;
}

function mapValues<Key, From, To>(
  map: ReadonlyMap<Key, From>,
  to: (value: From) => To,
): ReadonlyMap<Key, To> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
