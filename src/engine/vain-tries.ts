// Tries in vain: where no channel reaches any meter in need, a household goes on trying in its own time. A fortnight without a channel is
// a hundred of them, so they are lived here one after another, and nothing else is looked at that they cannot change.
import { offerable } from '../model/account.ts';
import { nextDayKey, supply } from '../model/columns.ts';
import { channel } from '../model/gates.ts';
import { never } from '../model/money.ts';
import { channelChangesAt, channelTo } from './channels.ts';
import { dueOtherThanAct, refreshNext } from './due.ts';
import { failAttempt, noChannel } from './needs.ts';
import { dayIndexOf, firstMeter, lastMeter, type Run } from './run.ts';

/**
 * Lives the acts that can only find no channel, up to the next thing of any other kind. False where the next act, at `minute`, is not
 * such a one. Midnights of a meter that is off and was offered its emergency credit only post charges, so the tries
 * run ahead of them.
 */
export function tryInVain(run: Run, slot: number, minute: number): boolean {
  // A ledger shows the account as it stands at each try, charges of the midnights before it included.
  if (run.ledger !== null) return false;
  const { meters } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  const firstTries = meters.need(first) === 1;
  const lastTries = last !== first && meters.need(last) === 1;
  if ((firstTries && !wantsOnlyAChannel(run, first)) || (lastTries && !wantsOnlyAChannel(run, last))) return false;
  const short = (firstTries && isShort(run, first)) || (lastTries && isShort(run, last));
  if (short && !(firstTries && lastTries && meters.funded(last) === 1)) return false;
  const quietUntil = nothingElseBefore(run, slot, first, last);
  let shutUntil = minute;
  let next = minute;
  while (next < quietUntil) {
    if (next >= shutUntil) {
      shutUntil = never;
      if (firstTries) shutUntil = shutFrom(run, first, next);
      if (lastTries) shutUntil = Math.min(shutUntil, shutFrom(run, last, next));
      if (shutUntil <= next) break;
    }
    let after = never;
    if (firstTries) {
      if (meters.actAt(first) === next) run.events++;
      after = failOnceMore(run, first, next);
    }
    if (lastTries) {
      if (meters.actAt(last) === next) run.events++;
      after = Math.min(after, failOnceMore(run, last, next));
    }
    next = after;
  }
  if (next === minute) return false;
  if (firstTries) refreshNext(run, first);
  if (lastTries) refreshNext(run, last);
  return true;
}

/** Its last attempt failed for want of a channel, and the household is not waiting for money. */
function wantsOnlyAChannel({ meters }: Run, i: number): boolean {
  return meters.wantedChannel(i) === 1 && meters.failed(i) === 1 && meters.moneyAsked(i) === 1 && meters.waiting(i) === 0;
}

function isShort({ meters }: Run, i: number): boolean {
  return meters.short(i) === 1 && meters.funded(i) === 0;
}

/** Before this minute nothing happens to the household that is not its own act. */
function nothingElseBefore(run: Run, slot: number, first: number, last: number): number {
  const { households } = run;
  let quietUntil = Math.min(run.until, households.payAt(slot), dueOtherThanAct(run, first), dueOtherThanAct(run, last));
  if (!isIdleAtMidnight(run, first) || !isIdleAtMidnight(run, last))
    quietUntil = Math.min(quietUntil, households.nextMidnight(slot));
  return quietUntil;
}

/** Whether a midnight's charges lead to nothing: the meter is off, and they cannot call for an offer of emergency credit. */
function isIdleAtMidnight({ meters }: Run, i: number): boolean {
  return meters.supply(i) === supply.off && !offerable(meters, i);
}

/** Until when no channel reaches a meter; the minute itself where one does. */
function shutFrom(run: Run, i: number, minute: number): number {
  return channelTo(run, i, minute, false) === channel.none ? channelChangesAt(run, i, minute) : minute;
}

/** One more attempt that finds no channel; when the next will be. */
function failOnceMore(run: Run, i: number, minute: number): number {
  const { meters } = run;
  const key = nextDayKey(meters.attemptKey(i), dayIndexOf(run, minute));
  meters.setAttemptKey(i, key);
  failAttempt(run, i, minute, key, noChannel);
  return meters.actAt(i);
}
