// Money from outside, such as a winter's support with bills: sent to smart meters as remote vends,
// and to legacy meters as vouchers that are brought in with a vend.
import { grant } from './account.ts';
import { eventGrant, eventGrantWaits, legacy, noChannel } from './codes.ts';
import { channelBeforeOnboarding, channelTo } from './gates.ts';
import { home } from './household.ts';
import { note } from './members.ts';
import type { Meter } from './meter.ts';
import { i32, type f64 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawBernoulli, drawMinutes, uniform } from './random.ts';
import { policy, type GrantSettings } from './settings.ts';
import { afterVend } from './safe-mode.ts';
import { earlier, minuteAfter, never } from './time.ts';

/**
 * The minute at which a smart meter is credited with a grant, if a channel reaches it: uniform over
 * a period after the date.
 */
function grantDue(meter: Meter, date: i32): i32 {
  const one: GrantSettings = meter.fuel.grants[date]!;
  const chance: f64 = uniform(meter.number, purpose.grantMinute, one.draw);
  return one.minute + i32(Math.floor(chance * one.spreadMinutes));
}

/**
 * Schedules the next grant on a meter from a minute on, or the minute at which a waiting grant may
 * find a channel because an agent starts to vend. Onboarding tries waiting grants by itself.
 */
export function scheduleGrants(meter: Meter, from: i32): void {
  if (meter.fuel.grants.length === 0 || home.kind === legacy) return;
  let next: i32 = never;
  for (let date: i32 = 0; date < meter.fuel.grants.length; date++) {
    const due: i32 = grantDue(meter, date);
    if (due >= from) next = earlier(next, due);
  }
  if (meter.grantsWaiting > 0 && policy.agentVendsFrom >= from && doesAgentOpenChannel())
    next = earlier(next, policy.agentVendsFrom);
  meter.grantAt = next;
}

/** Whether the agent's vends reach the meters of the household from its instruction on. */
function doesAgentOpenChannel(): boolean {
  const opensAt: i32 = policy.agentVendsFrom;
  return channelBeforeOnboarding(policy, opensAt, home.kind, home.hasWan) !== noChannel;
}

/** Micropounds of grants due in a minute. */
function grantsDueAt(meter: Meter, minute: i32): f64 {
  if (meter.grantAt !== minute) return 0;
  let amount: f64 = 0;
  for (let date: i32 = 0; date < meter.fuel.grants.length; date++)
    if (grantDue(meter, date) === minute) amount += meter.fuel.grants[date]!.amount;
  return amount;
}

/**
 * Credits grants that are due by a remote vend. Where no channel reaches the meter, they wait for
 * one. The household need not have learnt the SoLR's channel.
 * @rule A18
 */
export function receiveGrants(meter: Meter, minute: i32): void {
  meter.grantsWaiting += grantsDueAt(meter, minute);
  if (channelTo(meter, minute, true) === noChannel) {
    if (meter.grantsWaiting > 0) note(meter, minute, eventGrantWaits, meter.grantsWaiting);
  } else if (meter.grantsWaiting > 0) {
    receive(meter, minute, meter.grantsWaiting);
    meter.grantsWaiting = 0;
    afterVend(meter, minute);
  }
  scheduleGrants(meter, minute + 1);
}

function receive(meter: Meter, minute: i32, amount: f64): void {
  grant(meter, amount);
  meter.granted += amount;
  note(meter, minute, eventGrant, amount);
}

/**
 * Redeems, with a vend on a legacy meter, the vouchers that arrived since the vend before: a share
 * of them, each after its delay.
 */
export function cashVouchers(meter: Meter, minute: i32): void {
  if (home.kind !== legacy) return;
  for (let date: i32 = 0; date < meter.fuel.grants.length; date++) {
    const one: GrantSettings = meter.fuel.grants[date]!;
    if (!drawBernoulli(one.redeemed, meter.number, purpose.grantRedeemed, one.draw)) continue;
    const delay: i32 = drawMinutes(one.delay, meter.number, purpose.grantDelay, one.draw);
    const here: i32 = minuteAfter(one.minute, delay);
    const isCashed: boolean = meter.lastVendAt !== never && meter.lastVendAt >= here;
    if (here <= minute && !isCashed) receive(meter, minute, one.amount);
  }
}
