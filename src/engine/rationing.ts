// Using less while unable to top up: demand is multiplied down where credit is low, and further in emergency credit.
// Rules: docs/MODEL.md, section B.
import { supply } from '../model/columns.ts';
import { refreshNext } from './due.ts';
import { beginSegment, settle } from './energy.ts';
import { firstMeter, lastMeter, type Run } from './run.ts';
import { aim } from './supply.ts';

/** Unable to top up, a household uses less where credit is low, and less again in emergency credit. */
export function refreshRationing(run: Run, slot: number, minute: number): void {
  const { meters, households } = run;
  const first = firstMeter(run, slot);
  const last = lastMeter(run, slot);
  const unable = isUnable(run, first) || (first !== last && isUnable(run, last)) ? 1 : 0;
  const changed = unable !== households.unable(slot);
  if (unable === 0 && !changed) return;
  households.setUnable(slot, unable);
  for (let i = first; i <= last; i++) {
    const on = meters.supply(i) === supply.on;
    if (on && changed) settle(run, i, minute);
    const ration = unable === 1 ? rationOf(run, i) : 1;
    if (ration === meters.ration(i) && !changed) continue;
    if (on) beginSegment(run, i, minute);
    meters.setRation(i, ration);
    if (!on) continue;
    // Able or not decides whether low credit is a threshold; the ration decides when the next one is met.
    aim(run, i, minute);
    refreshNext(run, i);
  }
}

/** What share of its demand a home that cannot top up uses. */
function rationOf({ meters, rules }: Run, i: number): number {
  if (meters.inEmergencyCredit(i) === 1) return rules.emergencyCreditFactor;
  return meters.balance(i) < rules.lowCreditBelow ? rules.lowCreditFactor : 1;
}

function isUnable(run: Run, i: number): boolean {
  const { meters } = run;
  return meters.need(i) === 1 && (meters.waiting(i) === 1 || meters.failed(i) === 1);
}
