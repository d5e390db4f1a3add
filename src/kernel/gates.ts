// Who can do what to a meter: vending, identifiers, certificates and the key on the meter, each
// with its own day. A gate that closes at a minute is closed at that minute.
import {
  legacy,
  noChannel,
  noShutGate,
  remoteChannel,
  shopChannel,
  shutCertificates,
  shutDevice,
  shutIdentifiers,
  shutIdentifiersCertificates,
  shutKeyOnMeter,
  shutVending,
  shutVendingCertificates,
  shutVendingIdentifiers,
  shutVendingIdentifiersCertificates,
  smets1Enrolled,
  smets1Unenrolled,
  smets2,
  typedChannel,
} from './codes.ts';
import { ln } from './arithmetic.ts';
import { home } from './household.ts';
import type { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import * as purpose from './purposes.ts';
import { drawMinutes, uniform } from './random.ts';
import { policy, settings, type PolicySettings } from './settings.ts';
import { earlier, later, minuteAfter, never, wholeMinute } from './time.ts';

/**
 * Whether DCC takes the failed supplier's requests: certificates unrevoked, identifiers not moved.
 * What happens at a minute holds at it: a gate that closes then is closed.
 * @rule O3
 */
function dccAccepts(under: PolicySettings, minute: i32): boolean {
  return minute < under.identifiersMoveAt && minute < under.certificatesRevokedAt;
}

/** Whether an agent's command, or the SoLR, can reach a meter over the air through DCC. */
export function isReachedByDcc(kind: i32, hasWan: boolean): boolean {
  return hasWan && (kind === smets2 || kind === smets1Enrolled);
}

/** First minute at which the agent's commands are refused: both gates must be open. */
export function commandsRefusedAt(under: PolicySettings): i32 {
  return earlier(under.identifiersMoveAt, under.certificatesRevokedAt);
}

/**
 * The channel by which a vend would reach a meter that is not onboarded. SMETS2: over the air, or,
 * without DCC or WAN, a code typed by hand, which needs open vending alone.
 * @rule G2
 */
export function channelBeforeOnboarding(
  under: PolicySettings,
  minute: i32,
  kind: i32,
  hasWan: boolean,
): i32 {
  const own: i32 = hasWan ? remoteChannel : typedChannel;
  if (kind === smets1Unenrolled) return hasOwnHeadEnd(under, minute) ? own : noChannel;
  if (isVendingShut(under, minute)) return noChannel;
  if (dccAccepts(under, minute)) return own;
  return channelWithoutDcc(kind);
}

/**
 * An enrolled SMETS1 meter has no typed code once DCC refuses: its codes are made inside DCC.
 * @rule G3
 */
function channelWithoutDcc(kind: i32): i32 {
  return kind === smets2 ? typedChannel : noChannel;
}

/**
 * Whether a SMETS1 meter that is not enrolled can vend: as long as the failed supplier's own head
 * end works, whatever DCC's gates and the agent do.
 * @rule G4
 */
function hasOwnHeadEnd(under: PolicySettings, minute: i32): boolean {
  return minute < under.vendingEndsAt;
}

/**
 * Whether nobody makes top-up codes for the failed supplier's key: neither the supplier nor its
 * agent.
 */
function isVendingShut(under: PolicySettings, minute: i32): boolean {
  return minute >= under.vendingEndsAt && minute < under.agentVendsFrom;
}

/**
 * The channel by which a vend would reach a meter of the current household.
 * @param isTold whether the household is told the SoLR's channel, as a caller is
 */
export function channelTo(meter: Meter, minute: i32, isTold: boolean): i32 {
  if (home.kind === legacy) return channelToLegacy(meter, minute);
  if (minute >= meter.onboardedAt) return channelOfSolr(meter, minute, isTold);
  return channelBeforeOnboarding(policy, minute, home.kind, home.hasWan);
}

/**
 * The channel of a smart meter from its onboarding: the SoLR's, once the household has learnt it.
 * @rule G6
 */
function channelOfSolr(meter: Meter, minute: i32, isTold: boolean): i32 {
  if (!isTold && minute < meter.channelKnownAt) return noChannel;
  return home.hasWan ? remoteChannel : typedChannel;
}

/**
 * The channel of a legacy meter: shops throughout, with its key or card.
 * @rule G5
 */
function channelToLegacy(meter: Meter, minute: i32): i32 {
  return hasDevice(meter, minute) ? shopChannel : noChannel;
}

/**
 * Whether the household has its key or card. Losses and replacements alternate from the start of
 * the warm-up, whatever the household does.
 * @rule H12
 */
function hasDevice(meter: Meter, minute: i32): boolean {
  while (minute >= meter.deviceBackAt) {
    const ordinal: i32 = meter.devicesLost;
    const chance: f64 = uniform(meter.number, purpose.deviceLost, ordinal);
    const lost: i32 = wholeMinute(meter.deviceBackAt - settings.deviceLife * ln(chance));
    const days: i32 = drawMinutes(
      settings.deviceReplace,
      meter.number,
      purpose.deviceReplaced,
      ordinal,
    );
    meter.deviceLostAt = earlier(never - 1, lost);
    meter.deviceBackAt = minuteAfter(meter.deviceLostAt, later(1, days));
    meter.devicesLost = ordinal + 1;
  }
  return minute < meter.deviceLostAt;
}

/** The first minute after a minute at which a gate of a policy changes; `never` where none does. */
export function nextGateChange(under: PolicySettings, minute: i32): i32 {
  let change: i32 = changeAfter(under.vendingEndsAt, minute);
  change = earlier(change, changeAfter(under.agentVendsFrom, minute));
  change = earlier(change, changeAfter(under.identifiersMoveAt, minute));
  return earlier(change, changeAfter(under.certificatesRevokedAt, minute));
}

function changeAfter(change: i32, minute: i32): i32 {
  return change > minute ? change : never;
}

/**
 * Which gates kept credit from a meter at a minute at which no channel reached it, under a policy.
 * A gate that the policy holds open is not named, nor one that does not matter for the meter: a
 * typed code needs neither identifiers nor certificates, and nor does the head end of meters not
 * enrolled.
 */
export function shutGateAt(under: PolicySettings, minute: i32, kind: i32, onboardedAt: i32): i32 {
  if (minute === never) return noShutGate;
  if (kind === legacy) return shutDevice;
  if (minute >= onboardedAt) return shutKeyOnMeter;
  if (kind !== smets1Enrolled || dccAccepts(under, minute)) return shutVending;
  const isMoved: boolean = minute >= under.identifiersMoveAt;
  const isRevoked: boolean = minute >= under.certificatesRevokedAt;
  if (isVendingShut(under, minute)) {
    if (isMoved && isRevoked) return shutVendingIdentifiersCertificates;
    return isMoved ? shutVendingIdentifiers : shutVendingCertificates;
  }
  if (isMoved && isRevoked) return shutIdentifiersCertificates;
  return isMoved ? shutIdentifiers : shutCertificates;
}
