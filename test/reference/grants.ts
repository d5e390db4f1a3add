// Grants (A18): money from outside, on each of some dates.
import type { Fuel, MeterKind, Scenario } from '../../src/scenario/scenario.ts';
import { grantCredit } from './account.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter } from './home.ts';
import type { PolicyRun } from './policy-run.ts';
import type { RandomDraws } from './random-draws.ts';
import { afterCredit } from './supply.ts';
import { pounds } from './units.ts';

/** One grant of one date to one meter. */
export interface Grant {
  /** Smart: when it is sent. Legacy: from when the household brings its voucher to a vend. */
  readonly dueAt: number;
  readonly amount: number;
}

/** More dates than a grant may have: the draws of the next grant begin after them. */
const mostDates = 400;

/**
 * A18: the grants of a meter, in the order in which they fall due. Those before the warm-up are
 * past.
 */
export function drawGrants(
  scenario: Scenario,
  random: RandomDraws,
  kind: MeterKind,
  meter: number,
  fuel: Fuel,
  start: number,
): Grant[] {
  const grants: Grant[] = [];
  scenario.grants.forEach(({ fuel: ofFuel, amount, minutes, spreadMinutes, legacy }, index) => {
    if (ofFuel !== fuel || amount === 0) return;
    minutes.forEach((date, place) => {
      const draw = mostDates * index + place;
      if (date < start) return;
      if (kind !== 'legacy') {
        const uniform = random.uniform(meter, 'grantMinute', draw);
        const dueAt = date + Math.floor(uniform * spreadMinutes);
        grants.push({ dueAt, amount: pounds(amount) });
      } else if (random.drawBernoulli(legacy.redeemed, meter, 'grantRedeemed', draw)) {
        const dueAt = date + random.drawMinutes(legacy.delay, meter, 'grantDelay', draw);
        grants.push({ dueAt, amount: pounds(amount) });
      }
    });
  });
  return grants.sort((a, b) => a.dueAt - b.dueAt);
}

/**
 * A18: on a smart meter, once a channel reaches it. The SoLR's need not be learnt: it comes by
 * itself.
 */
export function creditGrantsIfDue(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  if (home.kind === 'legacy' || !meter.grants.some(({ dueAt }) => dueAt <= minute)) return;
  if (channelTo(home, meter, run.eventTimes, minute, true) === 'none') return;
  creditGrants(run, meter, minute);
  afterCredit(run, meter, minute, 'vend');
}

/** A18: those that have fallen due, as credit granted. */
export function creditGrants(run: PolicyRun, meter: Meter, minute: number): void {
  for (const { dueAt, amount } of meter.grants) {
    if (dueAt > minute) continue;
    run.logEvent?.(minute, meter, `grant of ${amount}`);
    grantCredit(meter.account, meter.totals, amount, meter.terms);
    meter.totals.granted += amount;
  }
  meter.grants = meter.grants.filter(({ dueAt }) => dueAt > minute);
}
