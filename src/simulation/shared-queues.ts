// What the households of one policy share, served in the order of time: calls, engineers' visits,
// and the daily ranking of an onboarding queue. A household waits for its turn as a record.
import { assert } from '../errors.ts';
import { stoppedAtMinute } from '../kernel/codes.ts';
import {
  instantOf,
  recordHeaderLength,
  recordHousehold,
  recordInstant,
  recordIsVisit,
  recordMeter,
} from '../kernel/record.ts';
import type { PolicySettings } from '../kernel/settings.ts';
import { minutesPerDay, never } from '../kernel/time.ts';
import type { Policy } from '../scenario/scenario.ts';
import { ContactCentre } from './contact-centre.ts';
import { DailyRanking, type GivenPlace } from './daily-ranking.ts';
import { EngineerFleet } from './engineer-fleet.ts';
import { EventQueue } from './event-queue.ts';
import type { Kernel } from './kernel-interface.ts';
import type { RecordStore } from './record-store.ts';
import type { RecordReader } from './reports.ts';

/** A household that waits, as its record's heading tells. */
interface Waiting {
  readonly record: number;
  readonly isVisit: boolean;
  readonly instant: number;
  readonly meter: number;
}

export class SharedQueues {
  readonly #kernel: Kernel;
  readonly #records: RecordStore;
  readonly #reader: RecordReader;
  /** Place of the policy in the plan. */
  readonly #policy: number;
  readonly #horizon: number;
  readonly #centre: ContactCentre;
  readonly #fleet: EngineerFleet;
  readonly #queue: EventQueue;
  readonly #ranking: DailyRanking | undefined;
  /** Records of households that stand at the midnight in hand, by household. */
  #standing = new Map<number, number>();
  /** Households that stop at midnights, since a meter of theirs waits for a place. */
  readonly #ranked = new Set<number>();
  readonly #heading = new Int32Array(recordHeaderLength);
  /** How far households are simulated ahead. */
  #until: number;

  constructor(
    { kernel, records, reader }: { kernel: Kernel; records: RecordStore; reader: RecordReader },
    policy: number,
    { institutions }: Policy,
    settings: PolicySettings,
    horizonMinute: number,
  ) {
    const { agents, hours, engineers } = institutions.support;
    this.#kernel = kernel;
    this.#records = records;
    this.#reader = reader;
    this.#policy = policy;
    this.#horizon = horizonMinute;
    this.#centre = new ContactCentre(agents, hours, settings.supportOpensAt);
    this.#fleet = new EngineerFleet(engineers.visitsPerDay);
    this.#queue = new EventQueue(0, horizonMinute);
    this.#until = horizonMinute;
    if (!settings.isRankedDaily) return;
    this.#ranking = new DailyRanking(settings, institutions.onboarding.order);
    this.#until = Math.min(horizonMinute, this.#ranking.firstMidnight);
  }

  /** A household waits for its turn, which comes at a minute; below 0, for the first ranking. */
  wait(record: number, minute: number): void {
    if (minute >= 0) this.#queue.add(minute, record);
    else {
      const household = this.#headingOf(record)[recordHousehold]!;
      this.#standing.set(household, record);
      this.#ranked.add(household);
    }
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
      this.#takeUp(record);
      for (const { meter, place } of placesOf.get(household) ?? [])
        this.#kernel.giveOnboardingPlace((meter & 1) === 1, place);
      if (places !== undefined && !this.#isWaitingForPlace(household))
        this.#ranked.delete(household);
      this.#goOn(household);
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
    this.#records.peek(record, this.#heading);
    return this.#heading;
  }

  #serveOne({ record, isVisit, instant, meter }: Waiting): void {
    const kernel = this.#kernel;
    this.#takeUp(record);
    if (isVisit) {
      const asked = kernel.waitMinute();
      kernel.endWaitForVisit(Math.min(never, this.#fleet.request(asked, kernel.engineerLength())));
    } else {
      const patience = kernel.callerPatience();
      kernel.endWaitForCall(this.#centre.call(instant, patience, kernel.callerLength()));
    }
    this.#goOn(meter >> 1);
  }

  #takeUp(record: number): void {
    this.#records.takeUp(record, this.#kernel.recordWords(this.#records.lengthOf(record)));
    this.#kernel.takeUp(this.#policy);
  }

  /** The household taken up is simulated on, until it waits again, stands, or is at the horizon. */
  #goOn(household: number): void {
    const kernel = this.#kernel;
    const until = this.#ranked.has(household) ? this.#until : this.#horizon;
    const stopped = kernel.goOn(until);
    if (stopped !== stoppedAtMinute) {
      this.wait(this.#keep(), kernel.waitMinute());
      return;
    }
    if (until >= this.#horizon) return;
    kernel.standAtMidnight();
    this.#stand(household);
    this.wait(this.#keep(), -1);
  }

  #keep(): number {
    const length = this.#kernel.recordLength();
    return this.#records.keep(this.#kernel.recordWords(length), length);
  }

  #isWaitingForPlace(household: number): boolean {
    const ranking = this.#ranking!;
    return ranking.isWaiting(2 * household) || ranking.isWaiting(2 * household + 1);
  }

  /** Tells the ranking how the meters of the household that stands are. */
  #stand(household: number): void {
    const kernel = this.#kernel;
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
