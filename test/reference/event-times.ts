// The dates of an event (E1 to E4). What happens to the supplier is drawn once a replication (D3).
import { noFailure, type GateTime, type Policy } from '../../src/scenario/scenario.ts';
import type { RandomDraws } from './random-draws.ts';
import { never } from './units.ts';

/** Minutes from day 0. */
export interface EventTimes {
  readonly vendingEndsAt: number;
  /** From when the agent keeps vending open. */
  readonly agentVendsFrom: number;
  readonly identifiersMoveAt: number;
  readonly certificatesRevokedAt: number;
  readonly appointedAt: number;
  readonly instructedAt: number;
  readonly onboardingStartsAt: number;
}

/** G8: the supplier goes on trading. */
export const noFailureTimes: EventTimes = {
  vendingEndsAt: never,
  agentVendsFrom: never,
  identifiersMoveAt: never,
  certificatesRevokedAt: never,
  appointedAt: never,
  instructedAt: never,
  onboardingStartsAt: never,
};

/** E10: the same, with gates that move when all are protected. */
export function withAllProtectedAt(
  times: EventTimes,
  { institutions }: Policy,
  minute: number,
): EventTimes {
  const { identifiers, certificates } = institutions;
  const isAllProtected = (gate: GateTime): boolean => gate === 'all-protected';
  return {
    ...times,
    ...(isAllProtected(identifiers.moved) ? { identifiersMoveAt: minute } : {}),
    ...(isAllProtected(certificates.revoked) ? { certificatesRevokedAt: minute } : {}),
  };
}

/** D3, D4, E2, E3, E4. */
export function drawEventTimes({ id, institutions }: Policy, random: RandomDraws): EventTimes {
  if (id === noFailure) return noFailureTimes;
  const { exit, appointment, identifiers, certificates, agent, onboarding } = institutions;
  const appointedAt = random.drawMinutes(appointment.after, 0, 'appointment');
  const agentActs = agent.acts && random.drawBernoulli(agent.available, 0, 'agentAvailable');
  // E4
  const decidesFrom = agent.from === 'appointment' ? appointedAt : 0;
  const instructedAt = agentActs
    ? decidesFrom + random.drawMinutes(agent.decision, 0, 'agentDecision')
    : never;
  // E3, G1: gates that move at onboarding are held meter by meter; the key on the meter decides.
  // E10: one that moves when all are protected is dated once the agent's commands have their
  // places.
  const gateAt = (gate: GateTime): number => {
    if (gate === 'appointment') return appointedAt;
    if (typeof gate === 'string') return never;
    return 'minute' in gate ? gate.minute : appointedAt + gate.afterAppointment;
  };
  return {
    vendingEndsAt:
      exit.vendingEnds === 'onboarding'
        ? never
        : random.drawMinutes(exit.vendingEnds, 0, 'vendingEnds'),
    agentVendsFrom: agent.does.includes('vend') ? instructedAt : never,
    identifiersMoveAt: gateAt(identifiers.moved),
    certificatesRevokedAt: gateAt(certificates.revoked),
    appointedAt,
    instructedAt,
    onboardingStartsAt: appointedAt + random.drawMinutes(onboarding.starts, 0, 'onboardingStarts'),
  };
}
