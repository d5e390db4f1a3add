// When something is next due on a meter: the earliest of its instants, kept so that a quiet day costs one comparison.
import type { Run } from './run.ts';

/** Recomputes when something is next due on a meter. */
export function refreshNext(run: Run, i: number): void {
  const { meters } = run;
  const timer = Math.min(timerOtherThanAct(run, i), meters.actAt(i));
  meters.setTimer(i, timer);
  meters.setNext(i, Math.min(meters.crossingAt(i), timer));
}

/** Recomputes when an institution next acts on a meter: after any change of such a time. */
export function refreshInstitution(run: Run, i: number): void {
  const { meters } = run;
  meters.setInstitution(
    i,
    Math.min(
      meters.onboardAt(i),
      meters.agentAt(i),
      meters.protectAt(i),
      meters.recommenceAt(i),
      meters.answerAt(i),
      meters.visitAt(i),
    ),
  );
  refreshNext(run, i);
}

/** When something is next due on a meter, leaving out what the household will do about a need. */
export function dueOtherThanAct(run: Run, i: number): number {
  return Math.min(run.meters.crossingAt(i), timerOtherThanAct(run, i));
}

/** The same, leaving out the threshold under way too. */
export function timerOtherThanAct({ meters }: Run, i: number): number {
  let timer = meters.institution(i);
  if (meters.edgeAt(i) < timer) timer = meters.edgeAt(i);
  if (meters.selectAt(i) < timer) timer = meters.selectAt(i);
  if (meters.rearmAt(i) < timer) timer = meters.rearmAt(i);
  if (meters.learnAt(i) < timer) timer = meters.learnAt(i);
  if (meters.callAt(i) < timer) timer = meters.callAt(i);
  return timer;
}
