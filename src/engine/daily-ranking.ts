// Onboarding served off-supply-first or lowest-credit-first: at the start of each day the meters still waiting are ranked on the state of
// that day, and the day's places given to the first of them.
import { supply } from '../model/columns.ts';
import { onboardingCompletes, placeCompletes, type CompiledPace } from '../model/institutions.ts';
import { dayOf, minutesPerDay, never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import { refreshInstitution } from './due.ts';
import type { Failure } from './policy-start.ts';
import { reachOf } from './ranks.ts';
import { firstMeter, lastMeter, meterEntity, type Run } from './run.ts';

class RankedQueue {
  readonly #pace: CompiledPace;
  /** Meter slots still without a place. */
  #waiting: number[] = [];
  #given = 0;

  constructor(pace: CompiledPace) {
    this.#pace = pace;
  }

  add(i: number): void {
    this.#waiting.push(i);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Gives out the places that complete in (midnight, midnight + one day]. */
  giveOut(run: Run, failure: Failure, midnight: number, first: (a: number, b: number) => number): void {
    const { calendar } = run.rules;
    const { perDay, workingDaysOnly } = this.#pace;
    const completions: number[] = [];
    for (;;) {
      const minute = placeCompletes(
        calendar,
        failure.course.onboardingStartsAt,
        this.#given + completions.length + 1,
        perDay,
        workingDaysOnly,
      );
      if (minute > midnight + minutesPerDay || completions.length === this.#waiting.length) break;
      completions.push(minute);
    }
    if (completions.length === 0) return;
    // A meter an engineer has exchanged meanwhile needs no place.
    this.#waiting = this.#waiting.filter((i) => run.meters.onboardedAt(i) === never).sort(first);
    for (const minute of completions) {
      const i = this.#waiting.shift();
      if (i === undefined) break;
      this.#given++;
      run.meters.setOnboardAt(i, onboardingCompletes(failure.institutions, run.streams, meterEntity(run, i), minute));
      refreshInstitution(run, i);
    }
  }
}

export class DailyRanking {
  readonly #run: Run;
  readonly #failure: Failure;
  readonly #overTheAir: RankedQueue;
  readonly #byVisit: RankedQueue;

  constructor(run: Run, failure: Failure) {
    this.#run = run;
    this.#failure = failure;
    this.#overTheAir = new RankedQueue(failure.institutions.pace);
    this.#byVisit = new RankedQueue(failure.institutions.exchange);
  }

  /** Puts a household's smart meters in their queues, where those are queues. */
  add(slot: number): void {
    const { households } = this.#run;
    const reach = reachOf(households.kind(slot), households.wan(slot));
    if (reach === null) return;
    const { institutions } = this.#failure;
    if ((reach === 'over-the-air' ? institutions.pace : institutions.exchange).time !== null) return;
    const queue = reach === 'over-the-air' ? this.#overTheAir : this.#byVisit;
    for (let i = firstMeter(this.#run, slot); i <= lastMeter(this.#run, slot); i++) queue.add(i);
  }

  /** Whether anybody still waits for a place. */
  get isOver(): boolean {
    return this.#overTheAir.isEmpty && this.#byVisit.isEmpty;
  }

  /** First midnight at which places may be given out: the start of the day on which the queue starts. */
  get firstMidnight(): number {
    return Math.max(0, dayOf(this.#failure.course.onboardingStartsAt) * minutesPerDay);
  }

  /** At the start of a day, after its charges: ranks those waiting and gives out the day's places. */
  giveOut(midnight: number): void {
    const first = this.#order();
    this.#overTheAir.giveOut(this.#run, this.#failure, midnight, first);
    this.#byVisit.giveOut(this.#run, this.#failure, midnight, first);
  }

  #order(): (a: number, b: number) => number {
    const { meters, streams } = this.#run;
    const key =
      this.#failure.institutions.source.onboarding.order === 'off-supply-first'
        ? (i: number): number => (meters.supply(i) === supply.on ? 1 : 0)
        : (i: number): number => meters.balance(i) + (meters.selected(i) === 1 ? meters.emergencyCreditLeft(i) : 0);
    const random = (i: number): number => streams.uniform(meterEntity(this.#run, i), purpose.onboardingOrder, 0);
    return (a, b) => key(a) - key(b) || random(a) - random(b) || a - b;
  }
}
