// One policy of one replication, and all that its homes share.
import type { Fuel, Institutions, Scenario } from '../../src/scenario/scenario.ts';
import type { Calendar } from './calendar.ts';
import type { Environment } from './environment.ts';
import type { EventTimes } from './event-times.ts';
import type { Home, Meter } from './home.ts';
import type { RandomDraws } from './random-draws.ts';

/** C1: one interval off supply. */
export interface Spell {
  readonly household: number;
  readonly fuel: Fuel;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly cause: string;
  readonly endedBy: string;
  readonly censored: boolean;
}

export interface PolicyRun {
  readonly environment: Environment;
  readonly scenario: Scenario;
  readonly calendar: Calendar;
  readonly random: RandomDraws;
  readonly institutions: Institutions;
  readonly eventTimes: EventTimes;
  readonly homes: readonly Home[];
  /** I4: before day 0. Nothing is recorded, calls are answered at once, no engineer comes. */
  readonly isWarmUp: boolean;
  /** H11: what advice does to the size of a vend before the meter's onboarding. */
  readonly adviceFactor: number;
  readonly spells: Spell[];
  /** Called with each event of a meter, for whoever looks into a difference. */
  readonly logEvent: ((minute: number, meter: Meter, event: string) => void) | null;
}
