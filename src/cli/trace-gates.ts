// Describes which gate kept credit from a meter. kernel/gates.ts decides which it was.
import type { ShutGate } from '../simulation/words.ts';
import { never } from '../kernel/time.ts';
import type { Course } from '../simulation/plan.ts';
import type { Ledger } from '../simulation/reports.ts';
import type { HouseholdAttributes } from '../simulation/attributes.ts';
import type { Fuel } from '../scenario/scenario.ts';
import { dayText, listText } from './trace-words.ts';

/** The facts that decide the channel of one meter under one policy. */
export interface MeterGates {
  readonly course: Course | null;
  readonly attributes: HouseholdAttributes;
  readonly fuel: Fuel;
  /** `never` when it was not onboarded. */
  readonly onboardedAt: number;
  readonly learntAt: number;
}

export function meterGates(
  course: Course | null,
  attributes: HouseholdAttributes,
  ledger: Ledger,
  fuel: Fuel,
): MeterGates {
  const whenFirst = (event: string): number =>
    ledger.find((line) => line.fuel === fuel && line.event === event)?.minute ?? never;
  return {
    course,
    attributes,
    fuel,
    onboardedAt: whenFirst('onboarded'),
    learntAt: whenFirst('channel learnt'),
  };
}

/** Describes what kept credit from the meter. `shut`: from the spell (simulation/reports.ts). */
export function shutGateText(shut: ShutGate, { course, fuel, onboardedAt }: MeterGates): string {
  if (shut === 'device')
    return `the ${fuel === 'gas' ? 'card' : 'key'} was lost, so no shop could sell it credit`;
  if (shut === 'key-on-meter')
    return (
      `the meter was the SoLR's since ${dayText(onboardedAt)}, but the household had not yet ` +
      'learnt how to pay the SoLR'
    );
  const gates = course!;
  const until =
    onboardedAt === never
      ? 'and the meter was not onboarded by the horizon'
      : `and the meter was onboarded only on ${dayText(onboardedAt)}`;
  const facts = [
    ...(shut.includes('vending')
      ? [`the failed supplier's vending ended on ${dayText(gates.vendingEndsAt)}`]
      : []),
    ...(shut.includes('identifiers')
      ? [`identifiers had moved on ${dayText(gates.identifiersMoveAt)}`]
      : []),
    ...(shut.includes('certificates')
      ? [`certificates had been revoked on ${dayText(gates.certificatesRevokedAt)}`]
      : []),
  ];
  const head = shut.startsWith('vending')
    ? 'vending was shut'
    : "DCC refused the failed supplier's requests";
  return `${head}: ${listText(facts)}, ${until}`;
}

/** The course of the event for this meter, in a line. */
export function courseText({ course, attributes, onboardedAt, learntAt }: MeterGates): string {
  if (course === null) return 'the supplier goes on trading';
  const gates = course;
  const { appointmentAt, instructedAt } = gates;
  if (attributes.meterKind === 'legacy')
    return `appointment ${dayText(appointmentAt)}; shops go on selling credit`;
  return [
    `appointment ${dayText(appointmentAt)}`,
    'vending ends ' +
      `${dayText(gates.vendingEndsAt)}${gates.agentVendsFrom === never ? '' : `, by the agent from ${dayText(gates.agentVendsFrom)}`}`,
    gateText('identifiers', 'moved', gates.identifiersMoveAt),
    gateText('certificates', 'revoked', gates.certificatesRevokedAt),
    ...(instructedAt === never ? [] : [`agent instructed ${dayText(instructedAt)}`]),
    onboardedAt === never
      ? 'not onboarded by the horizon'
      : 'onboarded ' +
        `${dayText(onboardedAt)}${learntAt === never ? '' : `, can pay the new supplier from ${dayText(learntAt)}`}`,
  ].join('; ');
}

function gateText(gate: string, shut: string, minute: number): string {
  return minute === never ? `${gate} held to onboarding` : `${gate} ${shut} ${dayText(minute)}`;
}
