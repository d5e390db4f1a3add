// An outlook on a scenario before it is run, by arithmetic alone: homes and meters of each kind,
// when each gate shuts, and when each queue ends, in days from day 0.
import type { Distribution } from './distribution.ts';
import {
  noFailure,
  type GateTime,
  type Institutions,
  type MeterKind,
  type Pace,
  type Policy,
  type Scenario,
} from './scenario.ts';
import { reachOf, roughMedianOf } from './support.ts';
import { minutesPerDay } from './units.ts';

/**
 * Days from day 0: the earliest and latest possible (except one draw in a billion), and the median.
 */
export interface When {
  readonly earliest: number;
  readonly usual: number;
  readonly latest: number;
}

/**
 * `onboarding`: at each meter's own. `all-protected`: once every meter the agent can reach has been
 * commanded or onboarded.
 */
export type Shut = When | 'onboarding' | 'all-protected';

export interface QueueOutlook {
  /** Meters in it. */
  readonly meters: number;
  readonly begins: When;
  /** End of all first attempts; repeated attempts, and the long tail, come later. */
  readonly ends: When;
}

export interface PolicyOutlook {
  readonly policy: string;
  readonly appointment: When;
  readonly vendingEnds: Shut;
  readonly identifiersMove: Shut;
  readonly certificatesRevoked: Shut;
  /** The agent's queue; null if no agent acts. */
  readonly agent: QueueOutlook | null;
  /** Over the air. */
  readonly onboarding: QueueOutlook;
  /** By visit, of smart meters that DCC does not reach. */
  readonly exchange: QueueOutlook;
  /** People who answer calls at one time. */
  readonly supportAgents: number;
  /** Visits of engineers to homes off supply; exchanges are apart. */
  readonly visitsPerDay: number;
}

/** Expected numbers of homes and meters, rounded; a replication differs a little by chance. */
export interface Outlook {
  readonly homes: Readonly<Record<MeterKind, number>>;
  readonly dualFuelHomes: number;
  readonly meters: number;
  /** Reached by an agent's commands, and by the SoLR over the air. */
  readonly metersOverTheAir: number;
  /** Smart meters that are not reached over the air. */
  readonly metersByVisit: number;
  readonly legacyMeters: number;
  readonly policies: readonly PolicyOutlook[];
}

export function outlookOf(scenario: Scenario): Outlook {
  const { households, population } = scenario;
  const { meterKinds, fuels, noWan } = population;
  const homesOf = (kind: MeterKind): number => Math.round(households * meterKinds[kind]);
  const meters = households * (1 + fuels.dual);
  const overTheAir = meters * (meterKinds.smets2 + meterKinds['smets1-enrolled']) * (1 - noWan);
  const smart = meters * (1 - meterKinds.legacy);
  const counts = { overTheAir: Math.round(overTheAir), byVisit: Math.round(smart - overTheAir) };
  return {
    homes: {
      smets2: homesOf('smets2'),
      'smets1-enrolled': homesOf('smets1-enrolled'),
      'smets1-unenrolled': homesOf('smets1-unenrolled'),
      legacy: homesOf('legacy'),
    },
    dualFuelHomes: Math.round(households * fuels.dual),
    meters: Math.round(meters),
    metersOverTheAir: counts.overTheAir,
    metersByVisit: counts.byVisit,
    legacyMeters: Math.round(meters * meterKinds.legacy),
    policies: scenario.policies
      .filter(({ id }) => id !== noFailure)
      .map((policy) => policyOutlook(policy, counts)),
  };
}

function policyOutlook(
  { id, institutions }: Policy,
  { overTheAir, byVisit }: { readonly overTheAir: number; readonly byVisit: number },
): PolicyOutlook {
  const { exit, identifiers, certificates, onboarding } = institutions;
  const appointment = whenOf(institutions.appointment.after);
  const starts = sumOf(appointment, whenOf(onboarding.starts));
  return {
    policy: id,
    appointment,
    vendingEnds: exit.vendingEnds === 'onboarding' ? 'onboarding' : whenOf(exit.vendingEnds),
    identifiersMove: shutAt(identifiers.moved, appointment),
    certificatesRevoked: shutAt(certificates.revoked, appointment),
    agent: agentQueue(institutions, appointment, overTheAir),
    onboarding: queueOf(onboarding.pace, overTheAir, starts),
    exchange: queueOf(onboarding.exchange, byVisit, starts),
    supportAgents: institutions.support.agents,
    visitsPerDay: institutions.support.engineers.visitsPerDay,
  };
}

function agentQueue(
  { agent }: Institutions,
  appointment: When,
  meters: number,
): QueueOutlook | null {
  if (!agent.acts || agent.available === 0) return null;
  const decided = whenOf(agent.decision);
  const told = agent.from === 'appointment' ? sumOf(appointment, decided) : decided;
  return queueOf({ kind: 'queue', perDay: agent.perDay, workingDaysOnly: false }, meters, told);
}

function queueOf(pace: Pace, meters: number, begins: When): QueueOutlook {
  if (pace.kind === 'drawn') {
    const { latest } = whenOf(pace.time);
    // The last of many draws is near the end of the distribution.
    return { meters, begins, ends: sumOf(begins, { earliest: latest, usual: latest, latest }) };
  }
  const workingWeek = pace.workingDaysOnly ? 7 / 5 : 1;
  const days = pace.perDay === 'unlimited' ? 0 : (meters / pace.perDay) * workingWeek;
  return { meters, begins, ends: sumOf(begins, { earliest: days, usual: days, latest: days }) };
}

function shutAt(time: GateTime, appointment: When): Shut {
  if (time === 'appointment') return appointment;
  if (typeof time === 'string') return time;
  const days = ('minute' in time ? time.minute : time.afterAppointment) / minutesPerDay;
  const fixed = { earliest: days, usual: days, latest: days };
  return 'minute' in time ? fixed : sumOf(appointment, fixed);
}

function whenOf(distribution: Distribution): When {
  const { low, high } = reachOf(distribution);
  const days = (minutes: number): number => Math.max(0, minutes) / minutesPerDay;
  return { earliest: days(low), usual: days(roughMedianOf(distribution)), latest: days(high) };
}

function sumOf(one: When, other: When): When {
  return {
    earliest: one.earliest + other.earliest,
    usual: one.usual + other.usual,
    latest: one.latest + other.latest,
  };
}
