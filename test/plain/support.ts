// Support (section S): an off-supply household rings, waits for one of so many agents, and may be given credit or sent an engineer. Inside
// the contact centre time is continuous; what a call leads to takes effect in the next whole minute (S2).
import { purpose } from '../../src/model/purposes.ts';
import { grant } from './account.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { visit } from './institutions.ts';
import { afterCredit, rearm } from './supply.ts';
import { reviewNeed } from './topping-up.ts';
import { minutesPerDay, never, pounds } from './units.ts';
import type { World } from './world.ts';

/** S1: whether and when the household rings about a cut; outside opening hours it rings when the lines next open. */
export function drawCall(world: World, meter: Meter, minute: number): void {
  const { luck, institutions, clock } = world;
  const { contacts, callAfter, hours } = institutions.support;
  meter.ringsAt = never;
  if (!luck.happens(contacts, meter.index, purpose.contacts, meter.numbers.spell)) return;
  const instant = minute + luck.amount(callAfter, meter.index, purpose.callAfter, meter.numbers.spell);
  const opens = clock.nextWithin(hours, Math.floor(instant));
  meter.ringsAt = Math.max(instant, opens);
}

/** S3: the call is over; if the meter is still off, credit where a channel reaches it (the caller is told the SoLR's), else an engineer. */
export function endCallIfDue(world: World, support: Support, home: Home, meter: Meter, minute: number): void {
  if (minute < meter.callEndsAt) return;
  meter.callEndsAt = never;
  if (meter.supply !== 'off') return;
  const { institutions, course, luck } = world;
  const { share, amount } = institutions.support.discretionaryCredit;
  if (channelTo(home, meter, course, minute, true) === 'none') support.askForEngineer(home, meter, minute);
  else if (luck.happens(share, meter.index, purpose.discretionaryCredit, meter.numbers.spell)) {
    world.diary?.(minute, meter, 'discretionary credit');
    grant(meter.account, meter.totals, pounds(amount), meter.terms);
    afterCredit(world, meter, minute, 'discretionary-credit');
  }
}

/** What households share: the agents of the contact centre, and the engineers. */
export class Support {
  readonly #world: World;
  /** When each agent is next free. */
  readonly #freeAt: number[];
  /** When engineers were last idle, and the visits begun since. */
  #idleUntil = -Infinity;
  #visitsSince = 0;
  calls = 0;
  abandoned = 0;
  visits = 0;

  constructor(world: World) {
    this.#world = world;
    this.#freeAt = Array.from({ length: world.institutions.support.agents }, () => -Infinity);
  }

  /** Last in a minute: those who ring in it, in the order in which they do. */
  takeCalls(minute: number): void {
    if (!this.#world.homes.some(({ meters }) => meters.some(({ ringsAt }) => ringsAt <= minute))) return;
    const ringing = this.#world.homes
      .flatMap((home) => home.meters.map((meter) => ({ home, meter })))
      .filter(({ meter: { ringsAt } }) => ringsAt <= minute)
      .sort(({ meter: a }, { meter: b }) => a.ringsAt - b.ringsAt || a.index - b.index);
    for (const { meter } of ringing) {
      // Back on supply, or about to be, nobody rings.
      if (meter.supply === 'off') this.#takeCall(meter, meter.ringsAt);
      meter.ringsAt = never;
    }
    // Calls that are over within the minute: what they lead to goes by meter (O2).
    for (const { home, meter } of ringing.toSorted(({ meter: a }, { meter: b }) => a.index - b.index)) {
      endCallIfDue(this.#world, this, home, meter, minute);
      rearm(this.#world, meter, minute);
      reviewNeed(this.#world, home, meter, minute, minute + 1);
    }
  }

  /** S2: first come, first served. A caller gives up after their patience, or when the lines close. */
  #takeCall(meter: Meter, instant: number): void {
    const { luck, institutions, isWarmUp } = this.#world;
    const { patience, callLength } = institutions.support;
    const { spell } = meter.numbers;
    const length = luck.amount(callLength, meter.index, purpose.callLength, spell);
    if (isWarmUp) {
      meter.callEndsAt = Math.ceil(instant + length);
      return;
    }
    this.calls += 1;
    const firstFree = Math.min(...this.#freeAt);
    const answeredAt = Math.max(instant, firstFree);
    const waits = luck.amount(patience, meter.index, purpose.patience, spell);
    if (answeredAt - instant > waits || answeredAt >= this.#linesCloseAfter(instant)) {
      this.abandoned += 1;
      return;
    }
    this.#freeAt[this.#freeAt.indexOf(firstFree)] = answeredAt + length;
    meter.callEndsAt = Math.ceil(answeredAt + length);
  }

  #linesCloseAfter(instant: number): number {
    const { clock, institutions } = this.#world;
    const { hours } = institutions.support;
    if (hours.endMinute - hours.startMinute === minutesPerDay) return never;
    let minute = Math.floor(instant);
    while (clock.isWithin(hours, minute)) minute++;
    return minute;
  }

  /** S4: the next engineer. A smart meter can be visited once there is a SoLR. */
  askForEngineer(home: Home, meter: Meter, minute: number): void {
    const { institutions, course, isWarmUp, luck } = this.#world;
    const { visitsPerDay, visit: length } = institutions.support.engineers;
    if (isWarmUp || visitsPerDay === 0 || meter.visitAt !== never) return;
    if (home.kind !== 'legacy' && minute < course.appointedAt) return;
    // Visits begin no closer together than a day has room for.
    const begins = this.#idleUntil + this.#visitsSince * (minutesPerDay / visitsPerDay);
    if (minute >= begins) {
      this.#idleUntil = minute;
      this.#visitsSince = 0;
    }
    const begin = Math.max(minute, begins);
    this.#visitsSince += 1;
    const takes = luck.amount(length, meter.index, purpose.visit, meter.numbers.spell);
    meter.visitAt = Math.max(minute + 1, Math.ceil(begin + takes));
  }

  visitIfDue(home: Home, minute: number): void {
    if (!home.meters.some(({ visitAt }) => visitAt <= minute)) return;
    const asked = home.meters.filter(({ visitAt }) => visitAt <= minute);
    this.visits += asked.length;
    for (const meter of asked) meter.visitAt = never;
    visit(this.#world, home, minute);
  }
}
