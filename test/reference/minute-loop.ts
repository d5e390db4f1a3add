// The order within a minute (O1): daily charges; acts of institutions; running out of credit; acts
// of consumers. Within a class the lower meter goes first (O2).
import { owedOn, postDailyCharges, spendCredit } from './account.ts';
import { postEnergyCost, startNewRate } from './burn.ts';
import { ContactCentre, endCallIfDue, fetchCreditIfDue } from './contact-centre.ts';
import { loseAndReplaceDevice } from './gates.ts';
import { creditGrantsIfDue } from './grants.ts';
import type { Home, Meter } from './home.ts';
import {
  agentIfDue,
  endSafeModeIfDue,
  onboardIfDue,
  protectAtExit,
  recommenceIfDue,
} from './institutions.ts';
import type { PolicyRun } from './policy-run.ts';
import { OnboardingQueue } from './queues.ts';
import {
  areChargesSuspended,
  curveOfRate,
  cutIfOutOfCredit,
  offerIfLow,
  rearmIfDue,
  selectIfDue,
} from './supply.ts';
import { actIfDue, learnIfDue, payDayIfDue, reviewNeed, setRationing } from './topping-up.ts';
import { dayOf, isMidnight, never } from './units.ts';

export class MinuteLoop {
  readonly #run: PolicyRun;
  readonly #queues: readonly OnboardingQueue[];
  readonly contactCentre: ContactCentre;

  constructor(run: PolicyRun) {
    this.#run = run;
    this.contactCentre = new ContactCentre(run);
    this.#queues = [new OnboardingQueue(run, 'over the air'), new OnboardingQueue(run, 'by visit')];
    for (const queue of this.#queues) queue.begin();
  }

  /** O1, O2, O3. */
  simulateMinute(minute: number): void {
    const run = this.#run;
    const { homes } = run;
    this.postEnergy(minute);
    if (isMidnight(minute)) {
      for (const home of homes)
        for (const meter of home.meters) this.#startDay(home, meter, minute);
      for (const queue of this.#queues) queue.rankAtMidnight(minute);
    }
    for (const home of homes) this.#letInstitutionsAct(home, minute);
    for (const home of homes) {
      for (const meter of home.meters) {
        offerIfLow(run, meter, minute);
        cutIfOutOfCredit(run, home, meter, minute);
      }
    }
    for (const home of homes) this.#letConsumersAct(home, minute);
    this.contactCentre.takeCalls(minute);
    for (const home of homes)
      for (const meter of home.meters) setRationing(run, home, meter, minute);
  }

  /** A1, A16, B4: the energy of the minute that has passed, of meters that are on. */
  postEnergy(minute: number): void {
    const { homes, environment } = this.#run;
    for (const { meters } of homes) {
      for (const { supply, burn, fuel, account, totals } of meters) {
        if (supply !== 'on' || minute === burn.rateSince) continue;
        const cost = postEnergyCost(burn, environment.curve(fuel, dayOf(burn.rateSince)), minute);
        totals.energyCost += cost;
        spendCredit(account, cost);
      }
    }
  }

  /** A2, B1: 00:00 UTC. */
  #startDay(home: Home, meter: Meter, minute: number): void {
    const { environment } = this.#run;
    startNewRate(meter.burn, curveOfRate(this.#run, meter), minute, meter.supply === 'on');
    meter.burn.costOfDay = environment.costOfDay(home, meter, dayOf(minute));
    postDailyCharges(
      meter.account,
      meter.totals,
      meter.terms.standingCharge,
      areChargesSuspended(meter),
    );
  }

  #letInstitutionsAct(home: Home, minute: number): void {
    const run = this.#run;
    for (const meter of home.meters) {
      if (minute === 0 && run.eventTimes.appointedAt !== never) protectAtExit(run, home, meter);
      agentIfDue(run, meter, minute);
      run.owedByMinute?.get(meter.index)!.push(owedOn(meter.account));
      onboardIfDue(run, home, meter, minute);
      endSafeModeIfDue(run, meter, minute);
      recommenceIfDue(run, home, meter, minute);
      endCallIfDue(run, this.contactCentre, home, meter, minute);
      fetchCreditIfDue(run, meter, minute);
      creditGrantsIfDue(run, home, meter, minute);
    }
    this.contactCentre.visitIfDue(home, minute);
  }

  #letConsumersAct(home: Home, minute: number): void {
    const run = this.#run;
    for (const meter of home.meters) {
      if (home.kind === 'legacy') loseAndReplaceDevice(run.scenario, run.random, meter, minute);
      rearmIfDue(run, meter, minute);
    }
    for (const meter of home.meters) selectIfDue(run, meter, minute);
    for (const meter of home.meters) learnIfDue(run, meter, minute);
    for (const meter of home.meters) reviewNeed(run, home, meter, minute, minute);
    payDayIfDue(run, home, minute);
    const hasActed = actIfDue(run, home, minute);
    // A meter armed in this minute may be switched on in it, unless it was cut in it (A12). O5: a
    // need that a vend leaves may not.
    for (const meter of home.meters) rearmIfDue(run, meter, minute);
    if (hasActed) for (const meter of home.meters) reviewNeed(run, home, meter, minute, minute + 1);
  }
}
