// The contact centre and the engineers (section S). A household off supply calls, waits for an
// agent and may get credit or a visit. Inside the contact centre time is continuous (S2).
import { grantCredit } from './account.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { visitHome } from './institutions.ts';
import { afterCredit, cutIfOutOfCredit, nextWakingMinute, rearmIfDue } from './supply.ts';
import { reviewNeed } from './topping-up.ts';
import { minutesPerDay, never, pounds } from './units.ts';
import type { PolicyRun } from './policy-run.ts';

/** S1: whether and when the household calls about a cut, within opening hours. */
export function drawCall(run: PolicyRun, meter: Meter, minute: number): void {
  const { random, institutions, calendar } = run;
  const { contacts, callAfter, hours } = institutions.support;
  meter.callsAt = never;
  if (!random.drawBernoulli(contacts, meter.index, 'contacts', meter.drawNumbers.spell)) return;
  const instant =
    minute + random.drawAmount(callAfter, meter.index, 'callAfter', meter.drawNumbers.spell);
  const opens = calendar.nextWithin(hours, Math.floor(instant));
  meter.callsAt = Math.max(instant, opens);
}

/**
 * S3: the call has ended. If the meter is still off it gets credit where a channel could reach it
 * (the caller is told the SoLR's channel), else an engineer.
 */
export function endCallIfDue(
  run: PolicyRun,
  contactCentre: ContactCentre,
  home: Home,
  meter: Meter,
  minute: number,
): void {
  if (minute < meter.callEndsAt) return;
  meter.callEndsAt = never;
  if (meter.supply !== 'off') return;
  const { institutions, eventTimes, random } = run;
  const { share } = institutions.support.discretionaryCredit;
  if (channelTo(home, meter, eventTimes, minute, true) === 'none')
    contactCentre.requestVisit(home, meter, minute);
  else if (
    random.drawBernoulli(share, meter.index, 'discretionaryCredit', meter.drawNumbers.spell)
  ) {
    if (home.kind !== 'legacy') creditDiscretionary(run, meter, minute);
    else if (meter.creditArrivesAt === never)
      meter.creditArrivesAt = drawArrival(run, meter, minute);
  }
}

function creditDiscretionary(run: PolicyRun, meter: Meter, minute: number): void {
  const { amount } = run.institutions.support.discretionaryCredit;
  run.logEvent?.(minute, meter, 'discretionary credit');
  grantCredit(meter.account, meter.totals, pounds(amount), meter.terms);
  afterCredit(run, meter, minute, 'discretionary-credit');
}

/** S3: a legacy meter takes no remote command, so that its household has to fetch the credit. */
function drawArrival(run: PolicyRun, meter: Meter, minute: number): number {
  const { legacyDelay } = run.institutions.support.discretionaryCredit;
  const { spell } = meter.drawNumbers;
  const delay = run.random.drawMinutes(legacyDelay, meter.index, 'fetchCredit', spell);
  return nextWakingMinute(run, minute + delay);
}

/**
 * S3: it comes whatever the meter's supply is by then. No second one is granted while one is to
 * come.
 */
export function fetchCreditIfDue(run: PolicyRun, meter: Meter, minute: number): void {
  if (minute < meter.creditArrivesAt) return;
  meter.creditArrivesAt = never;
  creditDiscretionary(run, meter, minute);
}

/** S5: what households share, with or without a failure. Engineers are asked for through it. */
export class ContactCentre {
  readonly #run: PolicyRun;
  /** When each agent is next free. */
  readonly #freeAt: number[];
  /** When engineers were last idle, and the visits begun since. */
  #idleUntil = -Infinity;
  #visitsSince = 0;
  calls = 0;
  abandoned = 0;
  visits = 0;

  constructor(run: PolicyRun) {
    this.#run = run;
    this.#freeAt = Array.from({ length: run.institutions.support.agents }, () => -Infinity);
  }

  /** Last in a minute: those who call in it, first come first served. */
  takeCalls(minute: number): void {
    if (!this.#run.homes.some(({ meters }) => meters.some(({ callsAt }) => callsAt <= minute)))
      return;
    const calling = this.#run.homes
      .flatMap((home) => home.meters.map((meter) => ({ home, meter })))
      .filter(({ meter: { callsAt } }) => callsAt <= minute)
      .sort(({ meter: a }, { meter: b }) => a.callsAt - b.callsAt || a.index - b.index);
    for (const { meter } of calling) {
      // Nobody calls who is back on supply or about to be.
      const instant = meter.callsAt;
      meter.callsAt = never;
      if (meter.supply === 'off') this.#takeCall(meter, instant);
    }
    // O2: calls may end within the minute; what they lead to goes by meter. O1: their end is an act
    // of institutions, so that exhausted credit and the household's acts come after it.
    for (const { home, meter } of calling.toSorted(
      ({ meter: a }, { meter: b }) => a.index - b.index,
    )) {
      endCallIfDue(this.#run, this, home, meter, minute);
      fetchCreditIfDue(this.#run, meter, minute);
      cutIfOutOfCredit(this.#run, home, meter, minute);
      rearmIfDue(this.#run, meter, minute);
      reviewNeed(this.#run, home, meter, minute, minute + 1);
    }
  }

  /** S2: a caller gives up after their patience, or when the lines close. */
  #takeCall(meter: Meter, instant: number): void {
    const { random, institutions, isWarmUp, supportOpensAt } = this.#run;
    const { patience, callLength } = institutions.support;
    const { spell } = meter.drawNumbers;
    const length = random.drawAmount(callLength, meter.index, 'callLength', spell);
    // I4: answered at once.
    if (isWarmUp) {
      meter.callEndsAt = Math.ceil(instant + length);
      return;
    }
    this.calls += 1;
    const firstFree = Math.min(...this.#freeAt);
    // S6: before it opens nobody answers.
    const answeredAt = Math.max(instant, firstFree, supportOpensAt);
    const longestWait = random.drawAmount(patience, meter.index, 'patience', spell);
    if (answeredAt - instant > longestWait || answeredAt >= this.#linesCloseAfter(instant)) {
      this.abandoned += 1;
      if (instant < supportOpensAt) this.#callAgain(meter, instant, longestWait);
      return;
    }
    this.#freeAt[this.#freeAt.indexOf(firstFree)] = answeredAt + length;
    meter.callEndsAt = Math.ceil(answeredAt + length);
  }

  /** S6: a caller who found nobody there calls again, no sooner than a day later. */
  #callAgain(meter: Meter, instant: number, longestWait: number): void {
    const { random, institutions, calendar } = this.#run;
    const { callAfter, hours } = institutions.support;
    const number = random.nextDrawNumber(meter.drawNumbers.call, Math.floor(instant));
    meter.drawNumbers.call = number;
    const gaveUpAt = Math.min(instant + longestWait, this.#linesCloseAfter(instant));
    const next = Math.max(
      gaveUpAt + random.drawAmount(callAfter, meter.index, 'callAgain', number),
      instant + minutesPerDay,
    );
    meter.callsAt = Math.max(next, calendar.nextWithin(hours, Math.floor(next)));
  }

  #linesCloseAfter(instant: number): number {
    const { calendar, institutions } = this.#run;
    const { hours } = institutions.support;
    if (hours.endMinute - hours.startMinute === minutesPerDay) return never;
    let minute = Math.floor(instant);
    while (calendar.isWithin(hours, minute)) minute++;
    return minute;
  }

  /** S4: the next engineer. A smart meter can be visited once there is a SoLR. */
  requestVisit(home: Home, meter: Meter, minute: number): void {
    const { institutions, eventTimes, isWarmUp, random } = this.#run;
    const { visitsPerDay, visit: length } = institutions.support.engineers;
    if (isWarmUp || visitsPerDay === 0 || meter.visitAt !== never) return;
    if (home.kind !== 'legacy' && minute < eventTimes.appointedAt) return;
    // Visits begin no closer together than a day has room for.
    const begins = this.#idleUntil + this.#visitsSince * (minutesPerDay / visitsPerDay);
    if (minute >= begins) {
      this.#idleUntil = minute;
      this.#visitsSince = 0;
    }
    const begin = Math.max(minute, begins);
    this.#visitsSince += 1;
    const takes = random.drawAmount(length, meter.index, 'visit', meter.drawNumbers.spell);
    meter.visitAt = Math.max(minute + 1, Math.ceil(begin + takes));
  }

  /** S4. */
  visitIfDue(home: Home, minute: number): void {
    if (!home.meters.some(({ visitAt }) => visitAt <= minute)) return;
    const asked = home.meters.filter(({ visitAt }) => visitAt <= minute);
    this.visits += asked.length;
    for (const meter of asked) meter.visitAt = never;
    visitHome(this.#run, home, minute);
  }
}
