// One policy of one replication: takes households in as they come out of the warm-up, runs them ahead, and serves what they share in
// the order of time: calls, engineers' visits, and the daily ranking of an onboarding queue.
import { assert } from '../errors.ts';
import { minutesPerDay, never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import { closeBooks } from './books.ts';
import { ContactCentre } from './contact-centre.ts';
import { DailyRanking } from './daily-ranking.ts';
import { refreshInstitution } from './due.ts';
import { EngineerFleet } from './engineer-fleet.ts';
import { EventQueue } from './event-queue.ts';
import { advance, meterInNeed, passMidnight, stop } from './household-run.ts';
import type { Ledger } from './ledger.ts';
import type { Observations } from './observations.ts';
import type { ParkedHomes } from './parked-homes.ts';
import { institutionTimes, isRankedDaily, type Failure, type InstitutionTimes } from './policy-start.ts';
import { meterEntity, note, type Run } from './run.ts';
import { callLength, patience } from './support.ts';

export class PolicyRun {
  readonly policy: string;
  readonly observations: Observations;
  readonly run: Run;
  readonly #failure: Failure | null;
  readonly #centre: ContactCentre;
  readonly #fleet: EngineerFleet;
  readonly #ranking: DailyRanking | null;
  readonly #queue: EventQueue;
  /** Where homes wait for their turn; null where they wait in their slots, since a ranking hangs on all of them. */
  readonly #parked: ParkedHomes | null;
  /** By household. */
  readonly #ledgers = new Map<number, Ledger>();
  /** Slots of everybody, kept only where a ranking hangs on all of them. */
  readonly #everybody: number[] = [];
  #finished = 0;
  /** How far households run ahead. */
  #until: number;

  constructor(policy: string, run: Run, observations: Observations, failure: Failure | null) {
    const { calendar, horizonMinute } = run.rules;
    const { agents, hours, engineers } = run.institutions.source.support;
    this.policy = policy;
    this.observations = observations;
    this.run = run;
    this.#failure = failure;
    this.#centre = new ContactCentre(calendar, agents, hours);
    this.#fleet = new EngineerFleet(engineers.visitsPerDay);
    this.#queue = new EventQueue(0, horizonMinute);
    this.#ranking = failure !== null && isRankedDaily(failure.institutions.source) ? new DailyRanking(run, failure) : null;
    this.#parked = this.#ranking === null ? run.replication.parked : null;
    this.#until = this.#ranking === null ? horizonMinute : Math.min(horizonMinute, this.#ranking.firstMidnight);
  }

  /** Whether its onboarding is ranked on everybody's state, day by day. */
  get isRankedDaily(): boolean {
    return this.#ranking !== null;
  }

  /** What is in store under this policy for a home at day 0. */
  timesOf(warmSlot: number): InstitutionTimes {
    return institutionTimes(this.run, warmSlot, this.#failure);
  }

  /** A household that has lived to here, its times laid down, is run ahead as far as it can go. The slot is this policy's from now on. */
  admit(slot: number, ledger: Ledger | null): void {
    if (ledger !== null) this.#ledgers.set(this.run.households.household(slot), ledger);
    if (this.#ranking !== null) {
      this.#everybody.push(slot);
      this.#ranking.add(slot);
    }
    this.#proceed(slot);
  }

  /** As `admit`, for a household that rings at a minute and waits its turn. */
  admitCaller(slot: number, minute: number): void {
    this.#wait(slot, minute);
  }

  /** State changes of a life lived for several policies at once. */
  livedElsewhere(events: number): void {
    this.run.events += events;
  }

  /** Everybody is in, so many households: serves what is shared, in order of time, to the horizon. */
  finish(households: number): void {
    const run = this.run;
    const { horizonMinute } = run.rules;
    while (this.#until < horizonMinute) {
      this.#serve();
      const midnight = this.#until;
      for (const slot of this.#everybody) passMidnight(run, slot);
      this.#ranking!.giveOut(midnight);
      this.#until = this.#ranking!.isOver ? horizonMinute : Math.min(horizonMinute, midnight + minutesPerDay);
      for (const slot of this.#everybody) this.#proceed(slot);
    }
    this.#serve();
    assert(this.#finished === households, 'everybody reaches the horizon');
  }

  /** Serves calls and visits before the minute households run ahead to. */
  #serve(): void {
    const due: number[] = [];
    const waited: number[] = [];
    for (let minute = this.#queue.take(this.#until, waited); minute !== never; minute = this.#queue.take(this.#until, waited)) {
      this.#takeUp(waited, due);
      // Last first, so that serving takes from the end; somebody served may want something more within the minute.
      const inOrder = (): number[] => due.sort((a, b) => this.#order(b, a));
      inOrder();
      for (let slot = due.pop(); slot !== undefined; slot = due.pop()) {
        if (this.#wantsVisit(slot)) this.#sendEngineer(slot);
        else this.#takeCall(slot);
        this.#proceed(slot);
        if (this.#queue.takeOf(minute, waited)) {
          this.#takeUp(waited, due);
          inOrder();
        }
      }
    }
  }

  /** A household waits for its turn, which comes at a minute. */
  #wait(slot: number, minute: number): void {
    this.#queue.add(minute, this.#parked === null ? slot : this.#parked.park(slot));
  }

  /** Moves those whose turn has come to `due`, in slots. */
  #takeUp(waited: number[], due: number[]): void {
    for (const one of waited) due.push(this.#parked === null ? one : this.#parked.takeUp(one));
    waited.length = 0;
  }

  /** Calls by their instant, then visits; ties by meter. */
  #order(a: number, b: number): number {
    const [visitA, visitB] = [this.#wantsVisit(a), this.#wantsVisit(b)];
    if (visitA !== visitB) return visitA ? 1 : -1;
    const [meterA, meterB] = [this.#meter(a), this.#meter(b)];
    const instants = visitA ? 0 : this.run.meters.callInstant(meterA) - this.run.meters.callInstant(meterB);
    return instants !== 0 ? instants : meterEntity(this.run, meterA) - meterEntity(this.run, meterB);
  }
  #wantsVisit(slot: number): boolean {
    const { meters } = this.run;
    return meters.visitWanted(2 * slot) === 1 || meters.visitWanted(2 * slot + 1) === 1;
  }
  #meter(slot: number): number {
    return meterInNeed(this.run, slot, this.#wantsVisit(slot) ? stop.visit : stop.call);
  }

  #takeCall(slot: number): void {
    const run = this.run;
    const { meters } = run;
    const i = this.#meter(slot);
    const ended = this.#centre.call(meters.callInstant(i), patience(run, i), callLength(run, i));
    const abandoned = Number.isNaN(ended);
    meters.setCalls(i, meters.calls(i) + 1);
    if (abandoned) meters.setCallsAbandoned(i, meters.callsAbandoned(i) + 1);
    this.#listen(slot);
    note(run, i, meters.callAt(i), abandoned ? 'call abandoned' : 'call answered');
    meters.setCallAt(i, never);
    // Giving up does not end a conversation about an earlier spell.
    if (!abandoned) meters.setAnswerAt(i, ended >= never ? never : Math.ceil(ended));
    refreshInstitution(run, i);
  }

  #sendEngineer(slot: number): void {
    const run = this.run;
    const { meters } = run;
    const i = this.#meter(slot);
    meters.setVisitWanted(i, 0);
    const length = run.institutions.visit.quantile(run.streams.uniform(meterEntity(run, i), purpose.visit, meters.spellKey(i)));
    const asked = meters.visitAskedAt(i);
    meters.setVisitAt(i, Math.min(never, Math.max(asked + 1, this.#fleet.request(asked, length))));
    refreshInstitution(run, i);
  }

  /** Runs a household ahead; at the horizon its books are closed and its slot is free. */
  #proceed(slot: number): void {
    const run = this.run;
    this.#listen(slot);
    const why = advance(run, slot, this.#until);
    if (why !== stop.reached) {
      const i = meterInNeed(run, slot, why);
      this.#wait(slot, why === stop.visit ? run.meters.visitAskedAt(i) : run.meters.callAt(i));
      return;
    }
    if (this.#until < run.rules.horizonMinute) return;
    closeBooks(run, slot);
    this.tell(slot);
    this.#ledgers.delete(run.households.household(slot));
    run.replication.slots.giveBack(slot);
  }

  /** A household whose books are closed. */
  tell(slot: number): void {
    this.observations.add(this.run, slot);
    this.#finished++;
  }

  #listen(slot: number): void {
    this.run.ledger = this.#ledgers.size === 0 ? null : (this.#ledgers.get(this.run.households.household(slot)) ?? null);
  }
}
