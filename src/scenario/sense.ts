// Warnings about scenarios that are valid but probably not intended.
import { outlookOf, type PolicyOutlook, type QueueOutlook } from './outlook.ts';
import { grouped } from './numbers.ts';
import { meterKinds, fuels, type Institutions, type Scenario } from './scenario.ts';
import { reachOf } from './support.ts';
import { minutesPerDay } from './units.ts';
import { someOf } from './yaml-text.ts';

/** Warnings, one sentence each, beginning with the policies concerned. */
export function senseWarnings(scenario: Scenario): readonly string[] {
  const byText = new Map<string, string[]>();
  const byGate = new Map<string, string[]>();
  const horizon = scenario.horizonMinutes / minutesPerDay;
  for (const outlook of outlookOf(scenario).policies) {
    const { institutions } = scenario.policies.find(({ id }) => id === outlook.policy)!;
    const gate = gateShutBefore(institutions);
    if (gate !== undefined) byGate.set(gate, [...(byGate.get(gate) ?? []), outlook.policy]);
    for (const text of [
      ...endlessQueues(institutions, outlook, horizon),
      ...idleLevers(institutions, scenario),
    ])
      byText.set(text, [...(byText.get(text) ?? []), outlook.policy]);
  }
  return [
    ...lateAgents(byGate),
    ...[...byText].map(
      ([text, ids]) => `${ids.length === 1 ? 'policy' : 'policies'} ${someOf(ids)}: ${text}`,
    ),
  ];
}

/**
 * One warning for all late agents, since a scenario may have them on purpose.
 * @param byGate ids of policies by the gate that is shut
 */
function lateAgents(byGate: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const ids = [...byGate.values()].flat();
  if (ids.length === 0) return [];
  const gates = [...byGate.keys()].join(' or ');
  return [
    `${ids.length === 1 ? 'policy' : 'policies'} ${someOf(ids)}: the agent is told when ` +
      `${gates} has shut the gate it needs, ` +
      `so its commands reach no meter`,
  ];
}

/**
 * Commands need both gates open: the identifiers are not moved, and the certificates not revoked.
 */
function gateShutBefore({
  agent,
  appointment,
  identifiers,
  certificates,
}: Institutions): string | undefined {
  if (!agent.acts || agent.does.every((act) => act === 'vend')) return undefined;
  const decided = reachOf(agent.decision).low;
  const appointed = reachOf(appointment.after);
  const gates = [
    { name: 'identifiers.moved', time: identifiers.moved },
    { name: 'certificates.revoked', time: certificates.revoked },
  ];
  return gates.find(({ time }) => {
    if (time === 'onboarding' || time === 'all-protected') return false;
    const fromAppointment = agent.from === 'appointment';
    if (time === 'appointment') return fromAppointment || decided >= appointed.high;
    if ('minute' in time) return decided + (fromAppointment ? appointed.low : 0) >= time.minute;
    return fromAppointment
      ? decided >= time.afterAppointment
      : decided >= appointed.high + time.afterAppointment;
  })?.name;
}

function endlessQueues(
  { agent, onboarding }: Institutions,
  outlook: PolicyOutlook,
  horizon: number,
): readonly string[] {
  const { pace, exchange } = onboarding;
  const queues: readonly (readonly [
    what: string,
    perDay: number | 'unlimited',
    queue: QueueOutlook | null,
  ])[] = [
    ['agent.perDay', agent.perDay, outlook.agent],
    ['onboarding.pace', pace.kind === 'queue' ? pace.perDay : 'unlimited', outlook.onboarding],
    [
      'onboarding.exchange',
      exchange.kind === 'queue' ? exchange.perDay : 'unlimited',
      outlook.exchange,
    ],
  ];
  const texts = queues.flatMap(([what, perDay, queue]) => {
    if (
      queue === null ||
      perDay === 'unlimited' ||
      queue.meters === 0 ||
      queue.ends.earliest <= horizon
    )
      return [];
    const days = grouped(Math.ceil(queue.ends.earliest));
    return [
      `${what} does ${grouped(queue.meters)} meters by day ${days} at the earliest; the ` +
        `horizon is day ${Math.ceil(horizon)}`,
    ];
  });
  return outlook.appointment.earliest < horizon
    ? texts
    : ['no SoLR is appointed by the horizon', ...texts];
}

function idleLevers(
  { agent, onboarding, support }: Institutions,
  scenario: Scenario,
): readonly string[] {
  const { pace, exchange, order } = onboarding;
  const isQueue = [pace, exchange].some(
    (one) => one.kind === 'queue' && one.perDay !== 'unlimited',
  );
  const limits = meterKinds
    .filter((kind) => kind !== 'legacy' && scenario.population.meterKinds[kind] > 0)
    .flatMap((kind) => fuels.map((fuel) => scenario.meter[kind][fuel].emergencyCredit.limit));
  const limit = Math.max(0, ...limits);
  const raises = agent.acts && agent.does.includes('raise-emergency-credit');
  return [
    ...(order !== 'random' && !isQueue
      ? [
          `onboarding.order ${order} orders nothing: neither onboarding.pace nor ` +
            'onboarding.exchange is a queue',
        ]
      : []),
    ...(raises && agent.amount < limit
      ? [
          `agent.amount £${agent.amount} raises emergency credit to less than the limit of ` +
            `£${limit} that meters have`,
        ]
      : []),
    ...(support.agents === 0 && support.contacts > 0
      ? ['support.agents is 0: nobody answers those who call']
      : []),
    ...(agent.acts && agent.does.length === 0
      ? ['agent.does is empty: the agent does nothing']
      : []),
    ...(agent.acts && agent.success === 0 ? ['agent.success is 0: every command fails'] : []),
    ...(agent.acts && agent.available === 0
      ? ['agent.available is 0: the agent never exists']
      : []),
    ...(onboarding.firstTimeSuccess === 0
      ? ['onboarding.firstTimeSuccess is 0: no meter is ever onboarded']
      : []),
  ];
}
