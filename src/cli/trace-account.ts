// Explains in sentences why a household went off supply under a policy, spell by spell, and which
// event kept it on under others.
import type { Ledger, LedgerLine } from '../simulation/reports.ts';
import type { HouseholdTrace, PolicyTrace, TracedSpell } from '../experiment/trace.ts';
import { sameExitAs } from '../experiment/verdict.ts';
import { noFailure, type Policy } from '../scenario/scenario.ts';
import type { HouseholdAttributes } from '../simulation/attributes.ts';
import { meterGates, shutGateText, type MeterGates } from './trace-gates.ts';
import { capitalised, dayText, lengthText, listText, poundsText } from './trace-words.ts';

export interface SpellAccount {
  readonly spell: TracedSpell;
  /** The cause: what happened, and which gate was shut at the cut. */
  readonly why: string;
  /** How it ended. */
  readonly ended: string;
  /** Policies under which the meter was on at that minute, and why. */
  readonly keptOn: readonly { readonly policies: readonly string[]; readonly because: string }[];
  /** Policies under which it was off at that minute too. */
  readonly alsoOff: readonly string[];
}

export function accountsOf(
  trace: HouseholdTrace,
  { policy, course, ledger, spells }: PolicyTrace,
): readonly SpellAccount[] {
  const before = [...trace.warmUp, ...ledger];
  return spells.map((spell) => {
    const lines = before.filter((line) => line.fuel === spell.fuel);
    const gates = meterGates(course, trace.attributes, ledger, spell.fuel);
    const others = comparedWith(trace.policies, policy);
    const off = others.filter((other) => isOff(other, spell));
    const kept = new Map<string, string[]>();
    for (const other of others) {
      if (off.includes(other)) continue;
      const because = difference(other, lines, spell);
      kept.set(because, [...(kept.get(because) ?? []), other.policy.id]);
    }
    return {
      spell,
      why: why(spell, lines, gates, trace.attributes),
      ended: ending(spell, lines),
      keptOn: [...kept].map(([because, policies]) => ({ policies, because })),
      alsoOff: off.map((other) => other.policy.id),
    };
  });
}

/**
 * Other policies with the same exit, and `no-failure`: between different exits the exit explains
 * the difference.
 */
function comparedWith(traces: readonly PolicyTrace[], own: Policy): readonly PolicyTrace[] {
  const isOfSameExit = sameExitAs(
    own.id,
    traces.map(({ policy }) => policy),
  );
  return traces.filter(
    ({ policy: { id } }) =>
      id !== own.id && (id === noFailure || own.id === noFailure || isOfSameExit(id)),
  );
}

/** If policies have several exits: a note that each is compared with those of its own exit. */
export function exitsNote(traces: readonly PolicyTrace[]): readonly string[] {
  const failures = traces.map(({ policy }) => policy).filter(({ id }) => id !== noFailure);
  const [first] = failures;
  return first === undefined || failures.map(({ id }) => id).every(sameExitAs(first.id, failures))
    ? []
    : [
        'The supplier leaves in several ways here: each policy is compared with those ' +
          'under which it leaves in the same way.',
      ];
}

function isOff({ spells }: PolicyTrace, { fuel, startMinute }: TracedSpell): boolean {
  return spells.some(
    (spell) =>
      spell.fuel === fuel && spell.startMinute <= startMinute && startMinute < spell.endMinute,
  );
}

function why(
  spell: TracedSpell,
  lines: Ledger,
  gates: MeterGates,
  { habit }: HouseholdAttributes,
): string {
  const minute = spell.startMinute;
  const past = lines.filter((line) => line.minute <= minute);
  const since = past.slice(past.findLastIndex((line) => line.event === 'vend') + 1);
  const parts = [creditText(spell, past, since)];
  const failed = since.filter((line) =>
    ['no channel to top up by', 'top-up missed', 'code mistyped'].includes(line.event),
  );
  if (spell.cause === 'no-channel') parts.push(...channelText(gates, spell, past));
  if (spell.cause === 'no-money') {
    const short = since.findLast((line) => line.event === 'short of money');
    parts.push(
      'the household had been short of ' +
        `money${short === undefined ? '' : ` since ${dayText(short.minute)}`}`,
    );
  }
  if (spell.cause === 'not-noticed') {
    const last = failed.at(-1);
    parts.push(
      last === undefined
        ? notYet[habit]
        : `an attempt on ${dayText(last.minute)} failed (${last.event}) and had not been repeated`,
    );
  }
  return parts.join('; ');
}

const notYet: Readonly<Record<HouseholdAttributes['habit'], string>> = {
  reactive: 'nobody had noticed and got to a top-up in time',
  'pay-cycle': 'it tops up on its pay day, and had not got to another top-up in time',
  'emergency-only': 'it tops up only once in emergency credit or off',
  never: 'it never tops up',
};

/** How the credit ran out. */
function creditText(spell: TracedSpell, past: Ledger, since: Ledger): string {
  const cut = past.findLast((line) => line.event.startsWith('supply off'));
  const offered = since.findLast((line) => line.event === 'emergency credit offered');
  const selected = since.findLast(
    (line) => line.event === 'emergency credit selected' || line.event === 'emergency credit sent',
  );
  const at = cut === undefined ? '' : `, at ${poundsText(cut.balance)}`;
  const until = spell.afterProtectedHours ? ` in protected hours, which had just ended${at}` : '';
  if (selected !== undefined)
    return `credit and the emergency credit of ${dayText(selected.minute)} were used up${until}`;
  if (offered !== undefined)
    return (
      `credit ran out${until}; emergency credit had been offered on ` +
      `${dayText(offered.minute)} and not selected`
    );
  return `credit ran out${until}`;
}

/**
 * The attempts for which there was no channel, and the gate that was shut. The first may lie before
 * a top-up that did not bring the credit above the balance at which the household tops up.
 */
function channelText(
  gates: MeterGates,
  { shutGate, startMinute, noChannelMinute }: TracedSpell,
  past: Ledger,
): readonly string[] {
  const shut = shutGateText(shutGate!, gates);
  if (noChannelMinute === startMinute) return [shut];
  const since = past.filter(({ minute }) => minute >= noChannelMinute!);
  const attempts = since.filter((line) => line.event === 'no channel to top up by').length;
  const times = attempts === 1 ? 'once' : `${attempts} times`;
  const tried =
    `it tried to top up from ${dayText(noChannelMinute!)} (${times}) and found no channel: ` +
    `at that time ${shut}`;
  const vended = since
    .filter((line) => line.event === 'vend')
    .reduce((sum, { amount }) => sum + amount!, 0);
  if (vended === 0) return [tried];
  return [
    tried,
    `what it bought later (${poundsText(vended)}) did not bring its credit above the level ` +
      'at which it tops up',
  ];
}

const endings: Readonly<Record<string, string>> = {
  recommenced: 'the SoLR restored supply',
  'safe-mode': 'the agent put the meter in safe mode, which restored supply',
  'agent-credit': 'the agent’s credit restored supply',
  'discretionary-credit': 'credit from the contact centre restored supply',
  visit: 'an engineer restored supply',
  'emergency-credit': 'the household selected emergency credit, which restored supply',
};

function ending(spell: TracedSpell, lines: Ledger): string {
  if (spell.censored) return 'it was still off at the horizon';
  const by =
    spell.endedBy === 'vend' ? vendEnding(spell, lines) : (endings[spell.endedBy] ?? spell.endedBy);
  return `${by} on ${dayText(spell.endMinute)}`;
}

function vendEnding(spell: TracedSpell, lines: Ledger): string {
  const vend = lines.findLast(
    (line) =>
      line.event === 'vend' && line.minute >= spell.startMinute && line.minute <= spell.endMinute,
  );
  return vend === undefined
    ? 'a top-up restored supply'
    : `a top-up of ${poundsText(vend.amount!)} restored supply`;
}

/** Events that give credit or keep a meter on, and their words. */
const helpful: Readonly<Record<string, (line: LedgerLine) => string>> = {
  vend: (line) => `it topped up ${poundsText(line.amount!)} on ${dayText(line.minute)}`,
  'pre-emptive credit': (line) =>
    `the agent had credited ${poundsText(line.amount!)} on ${dayText(line.minute)}`,
  'discretionary credit': (line) =>
    `the contact centre had granted ${poundsText(line.amount!)} on ${dayText(line.minute)}`,
  'emergency credit selected': (line) => `emergency credit was selected on ${dayText(line.minute)}`,
  'emergency credit sent': (line) =>
    `the SoLR had sent emergency credit on ${dayText(line.minute)}`,
  'emergency credit limit raised': (line) =>
    `the agent had raised emergency credit on ${dayText(line.minute)}`,
  'protected all week': (line) =>
    `the agent had protected it all week from ${dayText(line.minute)}`,
};

/** The event under another policy without which the meter would have been off there too. */
function difference(
  { ledger }: PolicyTrace,
  own: Ledger,
  { fuel, startMinute }: TracedSpell,
): string {
  const past = ledger.filter((line) => line.fuel === fuel && line.minute <= startMinute);
  const latest = past.at(-1);
  if (latest?.safeMode === true) {
    const set = past.findLast((line) => line.event === 'safe mode');
    const when = set === undefined ? '' : ` on ${dayText(set.minute)}`;
    return `safe mode was set${when}, so running out did not cut supply`;
  }
  const known = new Set(own.map(signature));
  const decisive = past.findLast((line) => line.event in helpful && !known.has(signature(line)));
  if (decisive !== undefined) return helpful[decisive.event]!(decisive);
  const balance =
    latest === undefined
      ? ''
      : ` (${poundsText(latest.balance)} after its last event, ${dayText(latest.minute)})`;
  return `its credit had not run out by then${balance}`;
}

function signature({ minute, event, amount }: LedgerLine): string {
  return `${minute} ${event} ${amount ?? ''}`;
}

/**
 * The accounts of one policy as lines. Spells that were described under another policy are
 * shortened.
 */
export function accountLines(
  trace: HouseholdTrace,
  traced: PolicyTrace,
  told: Map<string, string>,
): readonly string[] {
  const accounts = accountsOf(trace, traced);
  if (accounts.length === 0) return [`  It stayed on${owing(traced)}.`];
  return accounts.flatMap(({ spell, why: reason, ended, keptOn, alsoOff }) => {
    const head =
      `  ${capitalised(spell.fuel)} off on ${dayText(spell.startMinute)} for ` +
      `${lengthText(spell.endMinute - spell.startMinute)}, ${causes[spell.cause]}`;
    const key = JSON.stringify(spell);
    const before = told.get(key);
    if (before !== undefined) return [`${head}: the same as under ${before}.`];
    told.set(key, traced.policy.id);
    const kept = keptOn.map(
      ({ policies, because }) => `    Kept on under ${listText(policies)}: ${because}.`,
    );
    const also =
      alsoOff.length === 0 ? [] : [`    Off at that time under ${listText(alsoOff)} too.`];
    return [
      `${head}.`,
      `    ${capitalised(reason)}.`,
      `    ${capitalised(ended)}.`,
      ...kept,
      ...also,
    ];
  });
}

const causes: Readonly<Record<TracedSpell['cause'], string>> = {
  'no-channel': 'no channel',
  'no-money': 'no money',
  'not-noticed': 'not noticed',
};

/** The debt from safe mode: energy used while supply could not be cut. */
function owing({ ledger }: PolicyTrace): string {
  const lowest = ledger
    .filter((line) => line.safeMode)
    .reduce((least, line) => Math.min(least, line.balance), 0);
  return lowest < 0 ? `, in safe mode, with the balance down to ${poundsText(lowest)}` : '';
}
