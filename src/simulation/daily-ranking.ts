// Onboarding in an order that is ranked daily: at the start of each day the meters that still wait
// are ranked by their state at that time, and the first of them get the day's places. The
// simulation of their households stops at each midnight, after the day's charges.
import { isReachedByDcc } from '../kernel/gates.ts';
import { completionOfPlace } from '../kernel/course.ts';
import * as purpose from '../kernel/purposes.ts';
import { uniform } from '../kernel/random.ts';
import type { Pace, PolicySettings } from '../kernel/settings.ts';
import { dayOf, minutesPerDay } from '../kernel/time.ts';
import type { OnboardingOrder } from '../scenario/scenario.ts';
import { ordersOfOnboarding, type RankedMeterState } from './onboarding-orders.ts';

/** A meter without a place. `key` is from its state at the latest midnight. */
interface Waiting {
  readonly meter: number;
  readonly random: number;
  key: number;
}

/** A place that was given: the k-th of its queue, 1 first. */
export interface GivenPlace {
  readonly meter: number;
  readonly place: number;
}

/** One of the two queues: over the air, and exchanges by visit. */
class RankedQueue {
  readonly #pace: Pace;
  readonly #waiting = new Map<number, Waiting>();
  /** Meters that have been given a place. */
  readonly #given = new Set<number>();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  setState(meter: number, key: number): void {
    if (this.#given.has(meter)) return;
    const known = this.#waiting.get(meter);
    if (known !== undefined) known.key = key;
    else {
      const random = uniform(meter, purpose.onboardingOrder, 0);
      this.#waiting.set(meter, { meter, random, key });
    }
  }

  has(meter: number): boolean {
    return this.#waiting.has(meter);
  }

  /** Removes a meter that needs no place, such as one that an engineer has exchanged. */
  leave(meter: number): void {
    this.#waiting.delete(meter);
  }

  /**
   * Gives out the places that complete after a midnight and not after the next.
   * @rule O6
   */
  giveOut(startsAt: number, midnight: number): readonly GivenPlace[] {
    let count = 0;
    while (
      count < this.#waiting.size &&
      completionOfPlace(startsAt, this.#given.size + count + 1, this.#pace) <=
        midnight + minutesPerDay
    )
      count++;
    if (count === 0) return [];
    const first = [...this.#waiting.values()]
      .sort((a, b) => a.key - b.key || a.random - b.random || a.meter - b.meter)
      .slice(0, count);
    return first.map(({ meter }) => {
      this.#waiting.delete(meter);
      this.#given.add(meter);
      return { meter, place: this.#given.size };
    });
  }
}

export class DailyRanking {
  readonly #startsAt: number;
  readonly #keyOf: (meter: RankedMeterState) => number;
  readonly #overTheAir: RankedQueue;
  readonly #byVisit: RankedQueue;

  constructor(policy: PolicySettings, order: OnboardingOrder) {
    const ranked = ordersOfOnboarding[order];
    this.#startsAt = policy.onboardingStartsAt;
    this.#keyOf = ranked.kind === 'daily' ? ranked.keyOf : () => 0;
    this.#overTheAir = new RankedQueue(policy.onboarding);
    this.#byVisit = new RankedQueue(policy.exchange);
  }

  /** Whether no meter waits for a place any more. */
  get isOver(): boolean {
    return this.#overTheAir.isEmpty && this.#byVisit.isEmpty;
  }

  /** First midnight at which places may be given out: of the day on which the queue starts. */
  get firstMidnight(): number {
    return Math.max(0, dayOf(this.#startsAt) * minutesPerDay);
  }

  /**
   * Updates the state of a meter at a midnight. `kind` and `hasWan` decide which queue it is in.
   */
  setState(meter: number, kind: number, hasWan: boolean, state: RankedMeterState): void {
    this.#queueOf(kind, hasWan).setState(meter, this.#keyOf(state));
  }

  /** Removes a meter that has been onboarded without a place. */
  leave(meter: number): void {
    this.#overTheAir.leave(meter);
    this.#byVisit.leave(meter);
  }

  isWaiting(meter: number): boolean {
    return this.#overTheAir.has(meter) || this.#byVisit.has(meter);
  }

  #queueOf(kind: number, hasWan: boolean): RankedQueue {
    return isReachedByDcc(kind, hasWan) ? this.#overTheAir : this.#byVisit;
  }

  giveOut(midnight: number): readonly GivenPlace[] {
    return [
      ...this.#overTheAir.giveOut(this.#startsAt, midnight),
      ...this.#byVisit.giveOut(this.#startsAt, midnight),
    ];
  }
}
