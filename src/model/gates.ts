// Who can do what to a meter: vending, identifiers, certificates and the key on the meter, each with its own day (docs/MODEL.md, gates).
import { meterKinds } from '../scenario/scenario.ts';
import { never } from './money.ts';

/** When each gate of one policy of one replication changes. Minutes from day 0; a gate that closes at t is closed at t. */
export interface Gates {
  /** The failed supplier's own vending ends. */
  readonly vendingEndsAt: number;
  /** The agent vends from here until each meter's onboarding; `never` where it does not. */
  readonly agentVendsFrom: number;
  /** `never` means at each meter's own onboarding, or not at all. */
  readonly identifiersMoveAt: number;
  readonly certificatesRevokedAt: number;
}

/** The first minute after `minute` at which a gate changes; `never` where none does. */
export function nextChange(gates: Gates, minute: number): number {
  let change = never;
  if (gates.vendingEndsAt > minute) change = gates.vendingEndsAt;
  if (gates.agentVendsFrom > minute && gates.agentVendsFrom < change) change = gates.agentVendsFrom;
  if (gates.identifiersMoveAt > minute && gates.identifiersMoveAt < change) change = gates.identifiersMoveAt;
  if (gates.certificatesRevokedAt > minute && gates.certificatesRevokedAt < change) change = gates.certificatesRevokedAt;
  return change;
}

/** The supplier goes on trading: every gate stays as it is. */
export const openGates: Gates = {
  vendingEndsAt: never,
  agentVendsFrom: never,
  identifiersMoveAt: never,
  certificatesRevokedAt: never,
};

/** How a vend would reach a meter. */
export const channel = { none: 0, remote: 1, typed: 2, shop: 3 } as const;

export const kindIndex = Object.fromEntries(meterKinds.map((kind, index) => [kind, index])) as Readonly<
  Record<(typeof meterKinds)[number], number>
>;
const { smets2, 'smets1-enrolled': enrolled, 'smets1-unenrolled': unenrolled, legacy } = kindIndex;

/** Whether DCC takes the failed supplier's requests: its certificates unrevoked and its identifiers not moved. */
function dccAccepts(gates: Gates, minute: number): boolean {
  return minute < gates.identifiersMoveAt && minute < gates.certificatesRevokedAt;
}

/** Over the air through DCC: the kinds an agent's command can reach. */
export function dccReaches(kind: number, wan: number): boolean {
  return wan === 1 && (kind === smets2 || kind === enrolled);
}

/**
 * The channel by which credit could reach a meter at a minute.
 * `onboardedAt`: when the meter became the SoLR's; `channelFrom`: when the household can use the SoLR's channel.
 */
export function channelAt(
  gates: Gates,
  minute: number,
  meter: {
    readonly kind: number;
    readonly wan: number;
    readonly hasDevice: boolean;
    readonly onboardedAt: number;
    readonly channelFrom: number;
  },
): number {
  const { kind, wan } = meter;
  if (kind === legacy) return meter.hasDevice ? channel.shop : channel.none;
  const overTheAir = wan === 1 ? channel.remote : channel.typed;
  if (minute >= meter.onboardedAt) return minute >= meter.channelFrom ? overTheAir : channel.none;
  if (kind === unenrolled) return minute < gates.vendingEndsAt ? overTheAir : channel.none;
  if (minute >= gates.vendingEndsAt && minute < gates.agentVendsFrom) return channel.none;
  const accepted = dccAccepts(gates, minute);
  if (accepted) return overTheAir;
  return kind === smets2 ? channel.typed : channel.none;
}

/**
 * What kept credit from a meter that no channel reached, in the order of `spell-gates.csv`. `key-on-meter`: the meter is the SoLR's and the
 * household has not learnt to pay the SoLR; `device`: the key or card of a legacy meter is lost.
 */
export const shutGates = [
  'vending',
  'identifiers',
  'certificates',
  'identifiers-certificates',
  'vending-identifiers',
  'vending-certificates',
  'vending-identifiers-certificates',
  'key-on-meter',
  'device',
] as const;
export type ShutGate = (typeof shutGates)[number];

/**
 * The gates that kept credit from a meter at a minute at which `channelAt` gave none, as they stood for that meter under that policy. A gate
 * that the policy holds open is not named, nor one that would have been no hindrance: a typed code needs neither identifiers nor certificates,
 * and the head end of meters not enrolled asks for neither.
 */
export function shutGateAt(gates: Gates, minute: number, kind: number, onboardedAt: number): ShutGate {
  if (kind === legacy) return 'device';
  if (minute >= onboardedAt) return 'key-on-meter';
  if (kind !== enrolled || dccAccepts(gates, minute)) return 'vending';
  const identifiersMoved = minute >= gates.identifiersMoveAt;
  const certificatesRevoked = minute >= gates.certificatesRevokedAt;
  const refused = identifiersMoved ? (certificatesRevoked ? 'identifiers-certificates' : 'identifiers') : 'certificates';
  return minute >= gates.vendingEndsAt && minute < gates.agentVendsFrom ? `vending-${refused}` : refused;
}
