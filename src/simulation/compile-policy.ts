// Lays a policy's institutions down as settings of the kernel. The course of the event is drawn for
// each replication (kernel/course.ts).
import { gateAtAppointment, gateAtMinute, gateAtOnboarding } from '../kernel/codes.ts';
import { Pace as KernelPace, PolicySettings } from '../kernel/settings.ts';
import { assert } from '../errors.ts';
import { minutesPerDay, poundsToMicropounds } from '../kernel/time.ts';
import type { Distribution } from '../scenario/distribution.ts';
import {
  noFailure,
  type GateTime,
  type Institutions,
  type Pace,
  type Policy,
  type Scenario,
} from '../scenario/scenario.ts';
import type { LawList } from './law-list.ts';
import { isRankedDaily } from './onboarding-orders.ts';
import { agentActCodes, recommenceCodes } from './words.ts';

export function compilePolicy(policy: Policy, scenario: Scenario, laws: LawList): PolicySettings {
  const { institutions } = policy;
  const to = new PolicySettings();
  to.hasFailure = policy.id !== noFailure;
  layCourse(to, institutions, laws);
  layAgent(to, institutions, laws);
  layOnboarding(to, institutions, laws);
  laySupport(to, institutions, laws);
  const { advice } = institutions;
  if (to.hasFailure && advice !== 'none') to.adviceFactor = scenario.behaviour.adviceFactor[advice];
  return to;
}

function layCourse(to: PolicySettings, source: Institutions, laws: LawList): void {
  to.vendingEnds = laws.amount(vendingEndsOf(source));
  to.isOrderlyExit = source.exit.kind === 'orderly';
  to.protectedShare = source.exit.protected;
  to.appointmentAfter = laws.amount(source.appointment.after);
  to.identifiersMove = gateCode(source.identifiers.moved);
  to.identifiersMoveMinute = gateMinute(source.identifiers.moved);
  to.certificatesRevoked = gateCode(source.certificates.revoked);
  to.certificatesRevokedMinute = gateMinute(source.certificates.revoked);
  to.onboardingStarts = laws.amount(source.onboarding.starts);
}

/** Vending that ends at each meter's onboarding stays open for the old key. */
const vendingEndsOf = ({ exit }: Institutions): Distribution =>
  exit.vendingEnds === 'onboarding'
    ? { kind: 'constant', value: 3650 * minutesPerDay }
    : exit.vendingEnds;

function gateCode(time: GateTime): number {
  assert(
    time !== 'all-protected' && !(typeof time === 'object' && 'afterAppointment' in time),
    'the kernel has no gate yet that moves later than the appointment',
  );
  if (time === 'appointment') return gateAtAppointment;
  return time === 'onboarding' ? gateAtOnboarding : gateAtMinute;
}
function gateMinute(time: GateTime): number {
  return typeof time === 'object' && 'minute' in time ? time.minute : 0;
}

function layAgent(to: PolicySettings, { agent }: Institutions, laws: LawList): void {
  to.agentActs = agent.acts;
  to.agentAvailable = agent.available;
  to.agentDecision = laws.amount(agent.decision);
  to.agentVends = agent.does.includes('vend');
  const commands = agent.does.filter((act) => act !== 'vend');
  to.agentCommands = Int32Array.from(commands, (act) => agentActCodes[act]);
  to.agentAmount = poundsToMicropounds(agent.amount);
  to.agentSuccess = agent.success;
  to.agentPerDay = agent.perDay === 'unlimited' ? Infinity : agent.perDay;
  to.agentRetry = laws.amount(agent.retryAfter);
}

function layOnboarding(to: PolicySettings, source: Institutions, laws: LawList): void {
  const { onboarding } = source;
  const { recommence, longTail } = onboarding;
  to.onboarding = compilePace(onboarding.pace, laws);
  to.exchange = compilePace(onboarding.exchange, laws);
  to.isRankedDaily = to.hasFailure && isRankedDaily(onboarding.order);
  to.firstTimeSuccess = onboarding.firstTimeSuccess;
  to.onboardingRetry = laws.amount(onboarding.retryAfter);
  to.longTailShare = longTail.share;
  to.longTailExtra = laws.amount(longTail.extra);
  to.learnChannel = laws.amount(onboarding.learnChannel);
  to.recommenceBy = recommenceCodes[recommence.does];
  to.recommenceAmount = poundsToMicropounds(recommence.amount);
  to.recommenceAfter = laws.amount(recommence.after);
  to.recommenceSuccess = recommence.success;
}

function compilePace(pace: Pace, laws: LawList): KernelPace {
  const to = new KernelPace();
  if (pace.kind === 'drawn') {
    to.isDrawn = true;
    to.time = laws.amount(pace.time);
  } else {
    to.perDay = pace.perDay === 'unlimited' ? Infinity : pace.perDay;
    to.workingDaysOnly = pace.workingDaysOnly;
  }
  return to;
}

/**
 * Support works under every policy, and in `no-failure`, so that it is part of the background.
 * @rule S5
 */
function laySupport(to: PolicySettings, { support }: Institutions, laws: LawList): void {
  to.contacts = support.contacts;
  to.callAfter = laws.amount(support.callAfter);
  to.callLength = laws.amount(support.callLength);
  to.patience = laws.amount(support.patience);
  to.hoursStart = support.hours.startMinute;
  to.hoursEnd = support.hours.endMinute;
  to.discretionaryShare = support.discretionaryCredit.share;
  to.discretionaryAmount = poundsToMicropounds(support.discretionaryCredit.amount);
  to.hasEngineers = support.engineers.visitsPerDay > 0;
  to.visit = laws.amount(support.engineers.visit);
}
