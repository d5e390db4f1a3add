// Who hears what happens from day 0: the engine tells, and keeps nothing for it. Minutes `until` may be `never`: still so at the horizon.
import type { Run } from './run.ts';

export interface Listener {
  /** A household was in emergency credit on some meter. */
  emergencyCredit(household: number, since: number, until: number): void;
  onboarded(minute: number): void;
  safeMode(since: number, until: number): void;
  /** A meter's spell since `offSince` ended at a minute, or is still open there (censored). `by`: vocabulary `end`. */
  spell(run: Run, i: number, minute: number, by: number, censored: boolean): void;
  /** The household's time with some meter off, since its `offSince`, ended or is still open there. */
  householdOff(run: Run, slot: number, minute: number, censored: boolean): void;
}

/** Tells several listeners of one life that is the same for all of them. */
export class Broadcast implements Listener {
  readonly #listeners: readonly Listener[];
  constructor(listeners: readonly Listener[]) {
    this.#listeners = listeners;
  }
  emergencyCredit(household: number, since: number, until: number): void {
    for (const listener of this.#listeners) listener.emergencyCredit(household, since, until);
  }
  onboarded(minute: number): void {
    for (const listener of this.#listeners) listener.onboarded(minute);
  }
  safeMode(since: number, until: number): void {
    for (const listener of this.#listeners) listener.safeMode(since, until);
  }
  spell(run: Run, i: number, minute: number, by: number, censored: boolean): void {
    for (const listener of this.#listeners) listener.spell(run, i, minute, by, censored);
  }
  householdOff(run: Run, slot: number, minute: number, censored: boolean): void {
    for (const listener of this.#listeners) listener.householdOff(run, slot, minute, censored);
  }
}
