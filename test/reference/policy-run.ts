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

/** C14: requests sent, failed attempts in, by day. */
export interface Requests {
  readonly ofAgent: Map<number, number>;
  readonly ofSolr: Map<number, number>;
}

export interface PolicyRun {
  readonly environment: Environment;
  readonly scenario: Scenario;
  readonly calendar: Calendar;
  readonly random: RandomDraws;
  readonly institutions: Institutions;
  /** Fixed once the agent's commands and onboarding have their places (E10). */
  eventTimes: EventTimes;
  readonly homes: readonly Home[];
  /** I4: before day 0. Nothing is recorded, calls are answered at once, no engineer comes. */
  readonly isWarmUp: boolean;
  /** H11: what advice does to the size of a vend before the meter's onboarding. */
  readonly adviceFactor: number;
  readonly spells: Spell[];
  /** S6: from when calls are answered. */
  readonly supportOpensAt: number;
  readonly requests: Requests;
  /** C13: what each meter of the twin owes at each minute, to compare other policies with. */
  readonly owedByMinute: Map<number, number[]> | null;
  /** Called with each event of a meter, for whoever looks into a difference. */
  readonly logEvent: ((minute: number, meter: Meter, event: string) => void) | null;
}
