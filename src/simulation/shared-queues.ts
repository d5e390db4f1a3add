// What households share, served in the order of time: calls, engineers' visits, and the daily
// ranking of an onboarding queue. Each policy has a contact centre and engineers of its own; a
// household waits for its turn once for all policies under which it fares the same. It waits as a
// record.
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

/** A household that waits, as its record's heading tells. */
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
  /** Records of households that stand at the midnight in hand, by household. */
  #standing = new Map<number, number>();
  /** Households that stop at midnights, since a meter of theirs waits for a place. */
  readonly #ranked = new Set<number>();
  readonly #heading = new Int32Array(recordHeaderLength);
  /** How far households are simulated ahead. */
  #until: number;

  /** @param policies by place: one that ranks daily, or any that do not */
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
      this.#standing.set(household, record);
      this.#ranked.add(household);
    }
  }

  /** What comes of a call under a policy: see `ContactCentre.call`. */
  call(policy: number, instant: number, patience: number, length: number): number {
    return this.#centres.get(policy)!.call(instant, patience, length);
  }

  /** When the visit ends that is asked for under a policy. */
  visit(policy: number, minute: number, length: number): number {
    return Math.min(never, this.#fleets.get(policy)!.request(minute, length));
  }

  /** Every household has been simulated as far as it goes alone: serves all, to the horizon. */
  finish(): void {
    const ranking = this.#ranking;
    if (ranking !== undefined) {
      this.#resumeStanding(undefined);
      while (this.#until < this.#horizon) {
        this.#serve();
        const midnight = this.#until;
        const places = ranking.giveOut(midnight);
        this.#until = ranking.isOver
          ? this.#horizon
          : Math.min(this.#horizon, midnight + minutesPerDay);
        this.#resumeStanding(places);
      }
    }
    this.#serve();
    assert(this.#standing.size === 0, 'everybody reaches the horizon');
  }

  /**
   * Those that stand at a midnight get their places and go on; none yet before the first ranking.
   */
  #resumeStanding(places: readonly GivenPlace[] | undefined): void {
    const placesOf = new Map<number, GivenPlace[]>();
    for (const given of places ?? []) {
      const household = given.meter >> 1;
      placesOf.set(household, [...(placesOf.get(household) ?? []), given]);
    }
    const standing = this.#standing;
    this.#standing = new Map();
    for (const [household, record] of standing) {
      this.#copyOut(record);
      this.#kernel.takeUp();
      for (const { meter, place } of placesOf.get(household) ?? [])
        this.#kernel.giveOnboardingPlace((meter & 1) === 1, place);
      if (places !== undefined && !this.#isWaitingForPlace(household))
        this.#ranked.delete(household);
      if (this.#kernel.goOnTo(this.#untilOf(household))) this.#stand(household);
    }
  }

  /** Serves calls and visits before the minute households are simulated to. */
  #serve(): void {
    const due: Waiting[] = [];
    const records: number[] = [];
    // Last first, so that serving takes from the end.
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
        // Somebody served may want something more within the minute.
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
    if (this.#kernel.serveTurn(until)) this.#stand(household);
  }

  #copyOut(record: number): void {
    this.records.takeUp(record, this.#kernel.recordWords(this.records.lengthOf(record)));
  }

  /** How far a household goes on: it may have to stand for a ranking. */
  #untilOf(household: number): number {
    return this.#ranked.has(household) ? this.#until : this.#horizon;
  }

  #isWaitingForPlace(household: number): boolean {
    const ranking = this.#ranking!;
    return ranking.isWaiting(2 * household) || ranking.isWaiting(2 * household + 1);
  }

  /** Passes the midnight, and tells the ranking how the meters of the household are. */
  #stand(household: number): void {
    const kernel = this.#kernel;
    kernel.standAtMidnight();
    const { kind, hasWan } = this.#reader.read(kernel.recordWords(kernel.recordLength()));
    for (const isGas of [false, true]) {
      if (!kernel.hasMeter(isGas)) continue;
      const meter = 2 * household + (isGas ? 1 : 0);
      if (kernel.isOnboarded(isGas)) this.#ranking!.leave(meter);
      else
        this.#ranking!.stand(meter, kind, hasWan, {
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
