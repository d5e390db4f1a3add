// A population's life, minute by minute. Within a minute (O1): daily charges; acts of institutions; exhaustion and window edges; acts of
// consumers, which are re-arm, select emergency credit, learn the channel, vend, call. Within a class the lower meter goes first (O2).
import { chargeDay, debit } from './account.ts';
import { beginRate, post } from './burn.ts';
import { loseAndReplaceDevice } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { agentIfDue, onboardIfDue, protectAtExit, recommenceIfDue } from './institutions.ts';
import { OnboardingQueue } from './queues.ts';
import { curveUntil, cutIfExhausted, offerIfLow, rearm, selectIfDue, suspendsCharges } from './supply.ts';
import { endCallIfDue, Support } from './support.ts';
import { actIfDue, learnIfDue, payDayIfDue, reviewNeed, setRation } from './topping-up.ts';
import { dayOf, isMidnight, never } from './units.ts';
import type { World } from './world.ts';

export class Life {
  readonly #world: World;
  readonly #queues: readonly OnboardingQueue[];
  readonly support: Support;

  constructor(world: World) {
    this.#world = world;
    this.support = new Support(world);
    this.#queues = [new OnboardingQueue(world, 'over the air'), new OnboardingQueue(world, 'by visit')];
    for (const queue of this.#queues) queue.begin();
  }

  live(minute: number): void {
    const { homes } = this.#world;
    this.useEnergy(minute);
    if (isMidnight(minute)) {
      for (const home of homes) for (const meter of home.meters) this.#charge(home, meter, minute);
      for (const queue of this.#queues) queue.rankAtMidnight(minute);
    }
    for (const home of homes) this.#institutionsAct(home, minute);
    for (const home of homes) {
      for (const meter of home.meters) {
        offerIfLow(this.#world, meter, minute);
        cutIfExhausted(this.#world, home, meter, minute);
      }
    }
    for (const home of homes) this.#consumersAct(home, minute);
    this.support.takeCalls(minute);
    for (const home of homes) for (const meter of home.meters) setRation(this.#world, home, meter, minute);
  }

  /** The energy of the minute that has passed. */
  useEnergy(minute: number): void {
    for (const { meters } of this.#world.homes) {
      for (const { supply, burn, fuel, account, totals } of meters) {
        if (supply !== 'on' || minute === burn.since) continue;
        const cost = post(burn, this.#world.surroundings.curve(fuel, dayOf(burn.since)), minute);
        totals.energyCost += cost;
        debit(account, cost);
      }
    }
  }

  /** The turn of the day. */
  #charge(home: Home, meter: Meter, minute: number): void {
    beginRate(meter.burn, curveUntil(this.#world, meter), minute, meter.supply === 'on');
    meter.burn.costToday = this.#world.surroundings.costOfDay(home, meter, dayOf(minute));
    chargeDay(meter.account, meter.totals, meter.terms.standingCharge, suspendsCharges(meter));
  }

  #institutionsAct(home: Home, minute: number): void {
    const world = this.#world;
    for (const meter of home.meters) {
      if (minute === 0 && world.course.appointedAt !== never) protectAtExit(world, home, meter);
      agentIfDue(world, meter, minute);
      onboardIfDue(world, home, meter, minute);
      recommenceIfDue(world, home, meter, minute);
      endCallIfDue(world, this.support, home, meter, minute);
    }
    this.support.visitIfDue(home, minute);
  }

  #consumersAct(home: Home, minute: number): void {
    const world = this.#world;
    for (const meter of home.meters) {
      if (home.kind === 'legacy') loseAndReplaceDevice(world.scenario, world.luck, meter, minute);
      rearm(world, meter, minute);
    }
    for (const meter of home.meters) selectIfDue(world, meter, minute);
    for (const meter of home.meters) learnIfDue(world, meter, minute);
    for (const meter of home.meters) reviewNeed(world, home, meter, minute, minute);
    payDayIfDue(world, home, minute);
    const acted = actIfDue(world, home, minute);
    // What has been armed in this minute may be turned on in it; what a vend left wanting is not seen to in it.
    for (const meter of home.meters) rearm(world, meter, minute);
    if (acted) for (const meter of home.meters) reviewNeed(world, home, meter, minute, minute + 1);
  }
}
