// What a household that is off supply asks of the contact centre, and what comes of it. The shared capacity itself, agents and
// engineers, is contact-centre.ts and engineer-fleet.ts.
import { grant } from '../model/account.ts';
import { supply } from '../model/columns.ts';
import { channel } from '../model/gates.ts';
import { never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import { channelTo } from './channels.ts';
import { happens, isLegacy, meterEntity, note, type Run } from './run.ts';
import { arm } from './supply.ts';
import { end } from './vocabulary.ts';

/** At a cut: whether and when the household will ring. Outside opening hours the call moves to the next opening. */
export function scheduleCall(run: Run, i: number, minute: number): void {
  const { meters, institutions, streams } = run;
  const { contacts, hours } = institutions.source.support;
  if (!happens(run, contacts, i, purpose.contacts, meters.spellKey(i))) return;
  let instant =
    minute + institutions.callAfter.quantile(streams.uniform(meterEntity(run, i), purpose.callAfter, meters.spellKey(i)));
  if (instant >= never) return;
  const within = Math.floor(instant);
  const open = run.rules.calendar.nextWithin(hours, within);
  if (open !== within) instant = open;
  meters.setCallInstant(i, instant);
  meters.setCallAt(i, Math.ceil(instant));
}

/** Real-valued minutes of the caller's conversation, if it comes to one. */
export function callLength(run: Run, i: number): number {
  return run.institutions.callLength.quantile(
    run.streams.uniform(meterEntity(run, i), purpose.callLength, run.meters.spellKey(i)),
  );
}
/** Real-valued minutes the caller is ready to wait. */
export function patience(run: Run, i: number): number {
  return run.institutions.patience.quantile(run.streams.uniform(meterEntity(run, i), purpose.patience, run.meters.spellKey(i)));
}

/**
 * The call is over: discretionary credit for a share of callers where a channel reaches the meter, an engineer where none does.
 * Sets `visitWanted` when an engineer is to be asked for.
 */
export function endCall(run: Run, i: number, minute: number): void {
  const { meters, institutions } = run;
  meters.setAnswerAt(i, never);
  if (meters.supply(i) !== supply.off) return;
  const { discretionaryCredit, engineers } = institutions.source.support;
  if (channelTo(run, i, minute, true) === channel.none) {
    const somebodyToSend = isLegacy(run, i) || minute >= run.appointedAt;
    if (engineers.visitsPerDay > 0 && somebodyToSend && meters.visitAt(i) === never && run.listener !== null) {
      meters.setVisitWanted(i, 1);
      meters.setVisitAskedAt(i, minute);
    }
    return;
  }
  if (!happens(run, discretionaryCredit.share, i, purpose.discretionaryCredit, meters.spellKey(i))) return;
  const rules = run.rules.meters[meters.rules(i)]!;
  grant(meters, i, institutions.discretionaryAmount, rules);
  note(run, i, minute, 'discretionary credit', institutions.discretionaryAmount);
  if (meters.balance(i) >= rules.reconnectMargin) arm(run, i, minute, end.discretionaryCredit);
}
