// The outlook on a scenario that `validate` prints: its homes and meters, when gates shut and
// queues end.
import { numberText } from './number-text.ts';
import type { Outlook, PolicyOutlook, QueueOutlook, Shut, When } from '../scenario/outlook.ts';
import { meterKinds, type MeterKind } from '../scenario/scenario.ts';

const kindWords: Readonly<Record<MeterKind, string>> = {
  smets2: 'SMETS2',
  'smets1-enrolled': 'SMETS1 enrolled',
  'smets1-unenrolled': 'SMETS1 not enrolled',
  legacy: 'legacy',
};

/** Names and values, a line each. */
export function bookLines(outlook: Outlook): readonly (readonly [name: string, text: string])[] {
  const kinds = meterKinds.filter((kind) => outlook.homes[kind] > 0);
  const { meters, metersOverTheAir, metersByVisit, legacyMeters, dualFuelHomes } = outlook;
  const homes = kinds.map((kind) => `${whole(outlook.homes[kind])} ${kindWords[kind]}`).join(', ');
  const parts = [
    [metersOverTheAir, 'an agent and the SoLR can reach over the air'],
    [metersByVisit, 'smart ones exchanged by visit'],
    [legacyMeters, 'with keys or cards, left as they are'],
  ] as const;
  const reached = parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${whole(count)} ${words}`);
  return [
    ['homes', `${homes}; ${whole(dualFuelHomes)} with both fuels`],
    ['meters', `${whole(meters)}: ${reached.join(', ')}`],
  ];
}

/** The course of events under a policy. */
export function courseLines(policy: PolicyOutlook): readonly string[] {
  const { agent, onboarding, exchange } = policy;
  return [
    `SoLR appointed: ${whenText(policy.appointment)}`,
    `top-ups from the failed supplier end: ${shutText(policy.vendingEnds)}`,
    `DCC takes the SoLR’s identifiers only: ${shutText(policy.identifiersMove)}`,
    `the failed supplier’s certificates are revoked: ${shutText(policy.certificatesRevoked)}`,
    agent === null
      ? 'no agent acts'
      : `agent told: ${whenText(agent.begins)}; ${queueText(agent, 'commanded')}`,
    ...(onboarding.meters === 0
      ? []
      : [
          `onboarding: begins ${whenText(onboarding.begins)}; ` +
            queueText(onboarding, 'onboarded'),
        ]),
    ...(exchange.meters === 0 ? [] : [`exchange by visit: ${queueText(exchange, 'exchanged')}`]),
    supportText(policy),
  ];
}

function supportText({ supportAgents, visitsPerDay }: PolicyOutlook): string {
  const people =
    supportAgents === 1 ? 'one person answers' : `${whole(supportAgents)} people answer`;
  const engineers =
    visitsPerDay === 0
      ? 'no engineers visit homes off supply'
      : `engineers visit ${numberText(visitsPerDay)} homes off supply a day, beside the exchanges`;
  return `contact centre: ${people} calls; ${engineers}`;
}

function queueText({ meters, ends }: QueueOutlook, done: string): string {
  return `all ${whole(meters)} meters ${done} by ${whenText(ends)}`;
}

function shutText(shut: Shut): string {
  if (shut === 'onboarding') return 'at each meter’s onboarding';
  if (shut === 'all-protected')
    return 'once every meter the agent can reach is protected or onboarded';
  return whenText(shut);
}

/** `day 3`, `day 0 to 14, in the middle 7`, `from day 0 on, in the middle 6` */
export function whenText({ earliest, usual, latest }: When): string {
  const [first, middle, last] = [earliest, usual, latest].map(day) as [string, string, string];
  if (first === last) return `day ${first}`;
  // For a distribution without an end, the latest value in a billion says nothing.
  if (latest > 10 * usual + 10) return `day ${first} or later, in the middle ${middle}`;
  return `day ${first} to ${last}, in the middle ${middle}`;
}

const whole = (count: number): string => numberText(count, 0);
const day = (days: number): string =>
  numberText(days, days < 10 && !Number.isInteger(days) ? 1 : 0).replace(/\.0$/u, '');
