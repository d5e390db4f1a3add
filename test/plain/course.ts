// The course of an event (E1 to E4, D3): what happens to the supplier is one draw a replication.
import { purpose } from '../../src/model/purposes.ts';
import { noFailure, type GateTime, type Policy } from '../../src/scenario/scenario.ts';
import type { Luck } from './luck.ts';
import { never } from './units.ts';

/** Minutes from day 0. */
export interface Course {
  readonly vendingEndsAt: number;
  /** From when the agent keeps vending open. */
  readonly agentVendsFrom: number;
  readonly identifiersMoveAt: number;
  readonly certificatesRevokedAt: number;
  readonly appointedAt: number;
  readonly instructedAt: number;
  readonly onboardingStartsAt: number;
}

/** The supplier goes on trading (G8). */
export const noCourse: Course = {
  vendingEndsAt: never,
  agentVendsFrom: never,
  identifiersMoveAt: never,
  certificatesRevokedAt: never,
  appointedAt: never,
  instructedAt: never,
  onboardingStartsAt: never,
};

export function drawCourse({ id, institutions }: Policy, luck: Luck): Course {
  if (id === noFailure) return noCourse;
  const { exit, appointment, identifiers, certificates, agent, onboarding } = institutions;
  const appointedAt = luck.minutes(appointment.after, 0, purpose.appointment);
  const agentActs = agent.acts && luck.happens(agent.available, 0, purpose.agentAvailable);
  const instructedAt = agentActs ? luck.minutes(agent.decision, 0, purpose.agentDecision) : never;
  // Gates that move at onboarding are held meter by meter: the key on the meter moves then, and decides.
  const gateAt = (gate: GateTime): number => (gate === 'appointment' ? appointedAt : gate === 'onboarding' ? never : gate.minute);
  return {
    vendingEndsAt: luck.minutes(exit.vendingEnds, 0, purpose.vendingEnds),
    agentVendsFrom: agent.does.includes('vend') ? instructedAt : never,
    identifiersMoveAt: gateAt(identifiers.moved),
    certificatesRevokedAt: gateAt(certificates.revoked),
    appointedAt,
    instructedAt,
    onboardingStartsAt: appointedAt + luck.minutes(onboarding.starts, 0, purpose.onboardingStarts),
  };
}
