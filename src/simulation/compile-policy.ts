// Turns a policy's institutions into settings of the kernel. The course of the event is drawn for
// each replication (kernel/course.ts).
import { gateAfterAppointment, gateAtMinute } from '../kernel/codes.ts';
import { Pace as KernelPace, PolicySettings } from '../kernel/settings.ts';
import { poundsToMicropounds } from '../kernel/time.ts';
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
import { agentActCodes, gateCodes, owedCodes, recommenceCodes } from './words.ts';

export function compilePolicy(policy: Policy, scenario: Scenario, laws: LawList): PolicySettings {
  const { institutions } = policy;
  const to = new PolicySettings();
  to.hasFailure = policy.id !== noFailure;
  compileCourse(to, institutions, laws);
  compileAgent(to, institutions, laws);
  compileOnboarding(to, institutions, laws);
  compileSupport(to, institutions, laws);
  const { advice } = institutions;
  if (to.hasFailure && advice !== 'none') to.adviceFactor = scenario.behaviour.adviceFactor[advice];
  return to;
}

function compileCourse(to: PolicySettings, source: Institutions, laws: LawList): void {
  const { vendingEnds } = source.exit;
  if (vendingEnds === 'onboarding') to.vendsToOnboarding = true;
  else to.vendingEnds = laws.amount(vendingEnds);
  to.isOrderlyExit = source.exit.kind === 'orderly';
  to.protectedShare = source.exit.protected;
  to.appointmentAfter = laws.amount(source.appointment.after);
  to.identifiersMove = gateCode(source.identifiers.moved);
  to.identifiersMoveMinute = gateMinute(source.identifiers.moved);
  to.certificatesRevoked = gateCode(source.certificates.revoked);
  to.certificatesRevokedMinute = gateMinute(source.certificates.revoked);
  to.onboardingStarts = laws.amount(source.onboarding.starts);
}

function gateCode(time: GateTime): number {
  if (typeof time === 'string') return gateCodes[time];
  return 'minute' in time ? gateAtMinute : gateAfterAppointment;
}
function gateMinute(time: GateTime): number {
  if (typeof time === 'string') return 0;
  return 'minute' in time ? time.minute : time.afterAppointment;
}

function compileAgent(to: PolicySettings, { agent }: Institutions, laws: LawList): void {
  to.agentActs = agent.acts;
  to.agentAvailable = agent.available;
  to.agentWaitsForAppointment = agent.from === 'appointment';
  to.agentDecision = laws.amount(agent.decision);
  to.agentVends = agent.does.includes('vend');
  const commands = agent.does.filter((act) => act !== 'vend');
  to.agentCommands = Int32Array.from(commands, (act) => agentActCodes[act]);
  to.agentAmount = poundsToMicropounds(agent.amount);
  to.agentSuccess = agent.success;
  to.agentPerDay = agent.perDay === 'unlimited' ? Infinity : agent.perDay;
  to.agentRetry = laws.amount(agent.retryAfter);
}

function compileOnboarding(to: PolicySettings, source: Institutions, laws: LawList): void {
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
  compileSafeModeEnd(to, onboarding.safeMode, laws);
}

const atOnce: Distribution = { kind: 'constant', value: 0 };

function compileSafeModeEnd(
  to: PolicySettings,
  { ends, owed, weekly, credit }: Institutions['onboarding']['safeMode'],
  laws: LawList,
): void {
  to.safeModeEnds = ends !== 'repaid';
  to.safeModeEndsAfter = laws.amount(typeof ends === 'object' ? ends : atOnce);
  to.safeModeOwed = owedCodes[owed];
  to.safeModeInstalment = Math.round(poundsToMicropounds(weekly) / 7);
  to.safeModeCredit = poundsToMicropounds(credit);
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
 * Support works under every policy, and in `no-failure`: it is the same background for all.
 * @rule S5
 */
function compileSupport(to: PolicySettings, { support }: Institutions, laws: LawList): void {
  to.supportWaitsForAppointment = support.from === 'appointment';
  to.contacts = support.contacts;
  to.callAfter = laws.amount(support.callAfter);
  to.callLength = laws.amount(support.callLength);
  to.patience = laws.amount(support.patience);
  to.hoursStart = support.hours.startMinute;
  to.hoursEnd = support.hours.endMinute;
  to.discretionaryShare = support.discretionaryCredit.share;
  to.discretionaryAmount = poundsToMicropounds(support.discretionaryCredit.amount);
  to.discretionaryLegacyDelay = laws.amount(support.discretionaryCredit.legacyDelay);
  to.hasEngineers = support.engineers.visitsPerDay > 0;
  to.visit = laws.amount(support.engineers.visit);
}
