// What institutions do to one meter when their moment comes: protection at exit, the agent's command, onboarding, recommencing supply,
// and an engineer's visit. When the moments come is model/institutions.ts and engine/shared-queues.ts.
import { grant, lend, owed, raiseLimit } from '../model/account.ts';
import { mode, supply } from '../model/columns.ts';
import { never } from '../model/money.ts';
import { wholeMinute } from '../model/institutions.ts';
import { purpose } from '../model/purposes.ts';
import type { AgentAct } from '../scenario/scenario.ts';
import { refreshInstitution } from './due.ts';
import { drawMinutes, firstMeter, happens, isLegacy, lastMeter, note, type Run } from './run.ts';
import { arm, restore, switchOn } from './supply.ts';
import { end } from './vocabulary.ts';

/** Running out no longer cuts supply; a meter that is off is re-enabled (gas: armed). */
function putInSafeMode(run: Run, i: number, minute: number, by: number): void {
  const { meters } = run;
  if (meters.mode(i) === mode.prepayment) {
    meters.setMode(i, mode.safe);
    meters.setSafeSince(i, minute);
    meters.setEverSafe(i, 1);
    note(run, i, minute, 'safe mode');
  }
  restore(run, i, minute, by);
}

/** An orderly exit left this meter in safe mode. */
export function protectAtExit(run: Run, i: number, minute: number): void {
  run.meters.setProtectAt(i, never);
  putInSafeMode(run, i, minute, end.safeMode);
}

/** The agent's command reaches the meter: every act it was told to do. A meter already the SoLR's is left alone. */
export function agentCommand(run: Run, i: number, minute: number): void {
  const { meters, institutions } = run;
  meters.setAgentAt(i, never);
  if (meters.onboardedAt(i) <= minute) return;
  for (const agentAct of institutions.source.agent.does) agentActs[agentAct](run, i, minute);
}

const agentActs: Readonly<Record<AgentAct, (run: Run, i: number, minute: number) => void>> = {
  'safe-mode': (run, i, minute) => {
    putInSafeMode(run, i, minute, end.safeMode);
  },
  // A gate, not an act on the meter: model/gates.ts.
  vend: () => undefined,
  'raise-emergency-credit': (run, i, minute) => {
    const { meters } = run;
    raiseLimit(meters, i, run.institutions.agentAmount);
    note(run, i, minute, 'emergency credit limit raised', run.institutions.agentAmount);
    if (meters.selected(i) === 1 && meters.emergencyCreditLeft(i) > 0) restore(run, i, minute, end.agentCredit);
  },
  'all-week-non-disablement': (run, i, minute) => {
    run.meters.setAlwaysProtected(i, 1);
    note(run, i, minute, 'protected all week');
  },
  'pre-emptive-credit': (run, i, minute) => {
    const { meters } = run;
    const rules = run.rules.meters[meters.rules(i)]!;
    grant(meters, i, run.institutions.agentAmount, rules);
    note(run, i, minute, 'pre-emptive credit', run.institutions.agentAmount);
    if (meters.balance(i) >= rules.reconnectMargin) arm(run, i, minute, end.agentCredit);
  },
};

/** From now the meter is the SoLR's. */
export function onboard(run: Run, i: number, minute: number): void {
  const { meters, institutions } = run;
  meters.setOnboardAt(i, never);
  if (meters.onboardedAt(i) !== never) return;
  meters.setOnboardedAt(i, minute);
  meters.setLearntAt(i, Math.min(never, minute + run.households.learnMinutes(i >> 1)));
  meters.setLearnAt(i, meters.learntAt(i));
  meters.setDebtAtOnboarding(i, owed(meters, i));
  if (institutions.source.onboarding.recommence.does !== 'none') {
    meters.setRecommenceAt(
      i,
      wholeMinute(minute + drawMinutes(run, institutions.recommenceAfter, i, purpose.recommenceAfter, 0)),
    );
  }
  run.listener?.onboarded(minute);
  note(run, i, minute, 'onboarded');
}

/** The SoLR gives supply back to a meter that is still off; a failure is repeated. */
export function recommence(run: Run, i: number, minute: number): void {
  const { meters, institutions } = run;
  meters.setRecommenceAt(i, never);
  if (meters.supply(i) === supply.on) return;
  const tries = meters.recommenceTries(i);
  meters.setRecommenceTries(i, tries + 1);
  const overTheAir = run.households.wan(i >> 1) === 1;
  const missed = overTheAir && happens(run, run.rules.meters[meters.rules(i)]!.missed, i, purpose.recommenceMissed, tries);
  if (missed || !happens(run, institutions.source.onboarding.recommence.success, i, purpose.recommenceSuccess, tries)) {
    const again = Math.max(1, drawMinutes(run, institutions.onboardingRetryAfter, i, purpose.recommenceRetry, tries));
    meters.setRecommenceAt(i, wholeMinute(minute + again));
    note(run, i, minute, 'recommencing failed');
    return;
  }
  giveBackSupply(run, i, minute, end.recommenced);
}

function giveBackSupply(run: Run, i: number, minute: number, by: number): void {
  const { meters, institutions } = run;
  // A legacy meter has no safe mode: an engineer leaves credit on it.
  if (institutions.source.onboarding.recommence.does === 'safe-mode' && !isLegacy(run, i)) {
    putInSafeMode(run, i, minute, by);
    return;
  }
  lend(meters, i, institutions.recommenceAmount);
  note(run, i, minute, 'emergency credit sent', institutions.recommenceAmount);
  restore(run, i, minute, by);
}

/** An engineer at the home: exchanges smart meters not yet onboarded, replaces a lost key or card, and gives supply back by hand. */
export function visit(run: Run, slot: number, minute: number): void {
  const { meters } = run;
  for (let i = firstMeter(run, slot); i <= lastMeter(run, slot); i++) {
    if (meters.visitAt(i) === minute) {
      meters.setVisitAt(i, never);
      meters.setVisits(i, meters.visits(i) + 1);
    }
    if (meters.supply(i) !== supply.on) {
      exchange(run, i, minute);
      meters.setCrossingAt(i, minute);
    }
    refreshInstitution(run, i);
  }
}

function exchange(run: Run, i: number, minute: number): void {
  const { meters } = run;
  note(run, i, minute, 'visit');
  if (!isLegacy(run, i)) onboard(run, i, minute);
  // From now on the key or card is at hand, until it is lost again: the next loss is drawn from here.
  else if (minute >= meters.deviceLostAt(i) && minute < meters.deviceBackAt(i)) meters.setDeviceBackAt(i, minute);
  if (run.institutions.source.onboarding.recommence.does === 'none') return;
  meters.setRecommenceAt(i, never);
  giveBackSupply(run, i, minute, end.visit);
  switchOn(run, i, minute, end.visit);
}
