// The levers of the page: eight things in words, each with what it sets in the scenario. Those of
// institutions change one policy, the user's own; those of the failure and the homes change all
// policies alike.
import { printValue } from '../scenario/print.ts';
import { withShares } from '../scenario/shares.ts';
import type { GateTime, Institutions, Policy, Range, Scenario } from '../scenario/scenario.ts';
import { minutesOf, minutesPerDay } from '../scenario/units.ts';
import { numberText } from '../outputs/number-text.ts';
import { typicalMinutes, timeWords } from './time-words.ts';

/**
 * What levers start from: the scenario with nothing moved, and the policy that the user's own
 * starts from.
 */
export interface Start {
  readonly scenario: Scenario;
  readonly like: Policy;
}

/** Values of levers that were moved, by name. */
export type Moved = Readonly<Record<string, string>>;
/** Key paths and what is written there, as YAML. */
export type Settings = Readonly<Record<string, string>>;

interface Common {
  readonly name: string;
  readonly label: string;
  /** Whose: every policy's, or the user's own. */
  readonly of: 'all' | 'own';
  /** What stands in the way, for a lever that has nothing to move. */
  readonly idle?: (moved: Moved, start: Start) => string | undefined;
}

export interface Slider extends Common {
  readonly kind: 'slider';
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Equal steps are equal ratios. */
  readonly isLog?: boolean;
  readonly words: (value: number) => string;
  /** Where the scenario stands; undefined where that is no single number. */
  readonly from: (start: Start) => number | undefined;
  /** What the scenario has, where it is no single number. */
  readonly fromWords?: (start: Start) => string;
  readonly plausible: (scenario: Scenario) => readonly [number, number] | undefined;
}

export interface Choice extends Common {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly words: string }[];
  /** Which option the scenario has, or what it has in words where that is none of them. */
  readonly from: (start: Start) => { readonly value: string } | { readonly words: string };
  /** Key path of `ranges` that lists plausible values. */
  readonly range?: string;
}

export type Lever = Slider | Choice;

export interface LeverGroup {
  readonly title: string;
  readonly levers: readonly Lever[];
}

const percent = (value: number): string => `${numberText(value * 100, 0)} %`;
const days = (value: number): string =>
  value === 1 ? '1 day' : `${numberText(value, Number.isInteger(value) ? 0 : 1)} days`;
const inDays = (minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : minutes / minutesPerDay;

/** The span of `ranges` at a path. @param read of an end as written */
function spanAt(
  { ranges }: Scenario,
  path: string,
  read: (end: unknown) => number | undefined,
): readonly [number, number] | undefined {
  const range = ranges[path];
  const ends =
    range?.kind === 'span' ? [read(range.from), read(range.to)] : range?.values.map(read);
  const known = ends?.filter((end) => end !== undefined);
  return known === undefined || known.length === 0
    ? undefined
    : [Math.min(...known), Math.max(...known)];
}

const asNumber = (end: unknown): number | undefined => (typeof end === 'number' ? end : undefined);
const asDays = (end: unknown): number | undefined =>
  typeof end === 'string' ? inDays(minutesOf(end)) : undefined;
const shareOf =
  (kind: string) =>
  (end: unknown): number | undefined =>
    typeof end === 'object' && end !== null
      ? asNumber((end as Record<string, unknown>)[kind])
      : undefined;

const noAgent = (moved: Moved, { like }: Start): string | undefined =>
  (moved['agent'] ?? agentOf(like.institutions)) === 'none' ? 'No agent acts.' : undefined;
const noHold = (moved: Moved, { like }: Start): string | undefined =>
  (moved['holds'] ?? holdsOf(like.institutions)) === 'none' ? 'Nothing is held.' : undefined;

function agentOf({ agent }: Institutions): string {
  if (!agent.acts) return 'none';
  return agent.from === 'day0' ? 'early' : 'late';
}

function holdsOf({ certificates, identifiers }: Institutions): string {
  const held = [certificates.revoked !== 'appointment', identifiers.moved !== 'appointment'];
  return held[0]! ? (held[1]! ? 'both' : 'certificates') : held[1]! ? 'identifiers' : 'none';
}

function gateText(time: GateTime): string {
  if (typeof time === 'string') return time;
  return 'minute' in time
    ? `${time.minute}m`
    : `{ afterAppointment: ${time.afterAppointment / minutesPerDay}d }`;
}

/** Until when a policy holds what it holds. */
function untilOf({ certificates, identifiers }: Institutions): string {
  const held = [certificates.revoked, identifiers.moved].find((time) => time !== 'appointment');
  return held === undefined ? 'onboarding' : gateText(held);
}

const oneOf = (
  options: Choice['options'],
  value: string,
  words = value,
): ReturnType<Choice['from']> =>
  options.some((option) => option.value === value) ? { value } : { words };

const topUpEnds: Choice['options'] = [
  { value: '{ uniform: [0d, 3d] }', words: 'Stop within 3 days' },
  { value: '{ uniform: [0d, 14d] }', words: 'Stop within 14 days' },
  { value: 'onboarding', words: 'Go on until each meter is onboarded' },
];
const agents: Choice['options'] = [
  { value: 'none', words: 'No agent acts' },
  { value: 'early', words: 'The failure' },
  { value: 'late', words: 'The SoLR’s appointment' },
];
const holds: Choice['options'] = [
  { value: 'none', words: 'Neither' },
  { value: 'certificates', words: 'Certificates alone (MP134A)' },
  { value: 'identifiers', words: 'Identifiers alone (MP185)' },
  { value: 'both', words: 'Both' },
];
const untils: Choice['options'] = [
  { value: 'onboarding', words: 'Each meter is onboarded' },
  { value: 'all-protected', words: 'Every meter the agent can reach is protected' },
  { value: '{ afterAppointment: 14d }', words: '14 days after the appointment' },
  { value: '{ afterAppointment: 28d }', words: '28 days after the appointment' },
];
const paces: Choice['options'] = [
  { value: '{ uniform: [7d, 14d] }', words: 'Evenly, over days 7 to 14' },
  { value: '{ triangular: [14d, 14d, 28d] }', words: 'Days 14 to 28, most at the beginning' },
  { value: '{ uniform: [14d, 28d] }', words: 'Evenly, over days 14 to 28' },
  { value: '{ triangular: [14d, 28d, 28d] }', words: 'Days 14 to 28, most at the end' },
  { value: '{ uniform: [28d, 56d] }', words: 'Evenly, over days 28 to 56' },
];
const orders: Choice['options'] = [
  { value: 'random', words: 'In any order' },
  { value: 'vulnerable-first', words: 'Vulnerable homes first' },
  { value: 'off-supply-first', words: 'Homes off supply first' },
  { value: 'lowest-credit-first', words: 'Lowest credit first' },
];
const safeModeEnds: Choice['options'] = [
  { value: 'onboarding', words: 'At onboarding' },
  { value: '{ uniform: [1d, 14d] }', words: '1 to 14 days after onboarding' },
  { value: '28d', words: '28 days after onboarding' },
  { value: 'repaid', words: 'Only when all is repaid' },
];
const payers: Choice['options'] = [
  { value: 'plan', words: 'The household, by the week' },
  { value: 'stays', words: 'The household: it stays on the meter' },
  { value: 'written-off', words: 'Nobody: it is written off' },
];

export const leverGroups: readonly LeverGroup[] = [
  {
    title: 'Top-up codes of the failed supplier',
    levers: [
      {
        ...{
          kind: 'choice',
          name: 'topUps',
          label: 'When they end',
          of: 'all',
          options: topUpEnds,
          range: 'exit.vendingEnds',
        },
        from: ({ scenario: { policies, reference } }) => {
          const { vendingEnds } = policies.find(({ id }) => id === reference)!.institutions.exit;
          const text = timeText(vendingEnds);
          return oneOf(topUpEnds, text, `${timeWords(vendingEnds)} after the failure`);
        },
      },
    ],
  },
  {
    title: 'The meters of the book',
    levers: [
      {
        ...{
          kind: 'slider',
          name: 'legacy',
          label: 'Homes with a key or card',
          of: 'all',
          least: 0,
          most: 1,
          step: 0.01,
        },
        words: percent,
        from: ({ scenario }) => scenario.population.meterKinds.legacy,
        plausible: (scenario) => spanAt(scenario, 'population.meterKinds', shareOf('legacy')),
      },
      {
        ...{ kind: 'slider', name: 'unenrolled', of: 'all', least: 0, most: 0.5, step: 0.01 },
        label: 'Homes with a first-generation smart meter not enrolled in DCC',
        words: percent,
        from: ({ scenario }) => scenario.population.meterKinds['smets1-unenrolled'],
        plausible: (scenario) =>
          spanAt(scenario, 'population.meterKinds', shareOf('smets1-unenrolled')),
      },
    ],
  },
  {
    title: 'Emergency credit',
    levers: [
      {
        ...{
          kind: 'slider',
          name: 'emergencyCredit',
          label: 'On a smart meter, for each fuel',
          of: 'all',
        },
        ...{ least: 0, most: 50, step: 1 },
        words: (value) => `£${numberText(value, Number.isInteger(value) ? 0 : 2)}`,
        from: ({ scenario }) => scenario.meter.smets2.electricity.emergencyCredit.limit,
        plausible: (scenario) => spanAt(scenario, 'meter.emergencyCredit.limit.smart', asNumber),
      },
    ],
  },
  {
    title: 'The agent',
    levers: [
      {
        ...{
          kind: 'choice',
          name: 'agent',
          label: 'May be told to act from',
          of: 'own',
          options: agents,
        },
        from: ({ like }) => ({ value: agentOf(like.institutions) }),
      },
      {
        ...{
          kind: 'slider',
          name: 'decision',
          label: 'Days from then until it is told',
          of: 'own',
          least: 0,
          most: 21,
          step: 0.5,
        },
        words: days,
        from: ({ like }) => inDays(typicalMinutes(like.institutions.agent.decision)),
        fromWords: ({ like }) => timeWords(like.institutions.agent.decision),
        plausible: (scenario) => spanAt(scenario, 'agent.decision', asDays),
        idle: noAgent,
      },
    ],
  },
  {
    title: 'The agent’s commands',
    levers: [
      {
        ...{
          kind: 'slider',
          name: 'commands',
          label: 'A day, for 10,000 homes',
          of: 'own',
          least: 50,
          most: 50_000,
          step: 1,
        },
        isLog: true,
        words: (value) => numberText(value, 0),
        from: ({ like, scenario }) => {
          const { perDay } = like.institutions.agent;
          return perDay === 'unlimited'
            ? undefined
            : Math.round((perDay * 10_000) / scenario.households);
        },
        fromWords: ({ like }) => (like.institutions.agent.perDay === 'unlimited' ? 'no limit' : ''),
        plausible: (scenario) => spanAt(scenario, 'agent.perDay', asNumber),
        idle: noAgent,
      },
    ],
  },
  {
    title: 'The two holds',
    levers: [
      {
        ...{
          kind: 'choice',
          name: 'holds',
          label: 'What is held for the failed supplier',
          of: 'own',
          options: holds,
        },
        from: ({ like }) => ({ value: holdsOf(like.institutions) }),
      },
      {
        ...{
          kind: 'choice',
          name: 'until',
          label: 'Held until',
          of: 'own',
          options: untils,
          idle: noHold,
        },
        from: ({ like }) => oneOf(untils, untilOf(like.institutions)),
      },
    ],
  },
  {
    title: 'The new supplier (SoLR) takes meters over',
    levers: [
      {
        ...{
          kind: 'slider',
          name: 'starts',
          label: 'Starts after its appointment',
          of: 'own',
          least: 0,
          most: 42,
          step: 1,
        },
        words: days,
        from: ({ like }) => inDays(typicalMinutes(like.institutions.onboarding.starts)),
        plausible: (scenario) => spanAt(scenario, 'onboarding.starts', asDays),
      },
      {
        ...{
          kind: 'choice',
          name: 'pace',
          label: 'Pace, from its start',
          of: 'own',
          options: paces,
          range: 'onboarding.pace',
        },
        from: ({ like: { institutions } }) => {
          const { pace } = institutions.onboarding;
          if (pace.kind === 'queue') return { words: 'In a queue, so many a day' };
          return oneOf(paces, timeText(pace.time), timeWords(pace.time));
        },
      },
      {
        ...{ kind: 'choice', name: 'order', label: 'Order', of: 'own', options: orders },
        from: ({ like }) => oneOf(orders, like.institutions.onboarding.order),
      },
    ],
  },
  {
    title: 'Safe mode: what the agent sets so that no credit is needed',
    levers: [
      {
        ...{
          kind: 'choice',
          name: 'safeModeEnds',
          label: 'Ends',
          of: 'own',
          options: safeModeEnds,
        },
        range: 'onboarding.safeMode.ends',
        from: ({ like: { institutions } }) => {
          const { ends } = institutions.onboarding.safeMode;
          return oneOf(safeModeEnds, timeText(ends), timeWords(ends));
        },
      },
      {
        ...{
          kind: 'choice',
          name: 'owed',
          label: 'Who pays what was used meanwhile',
          of: 'own',
          options: payers,
        },
        from: ({ like }) => ({ value: like.institutions.onboarding.safeMode.owed }),
      },
    ],
  },
];

export const levers: readonly Lever[] = leverGroups.flatMap((group) => group.levers);

/** A drawn time as a scenario file writes it, for the few forms that options have. */
function timeText(
  time: Institutions['exit']['vendingEnds'] | Institutions['onboarding']['safeMode']['ends'],
): string {
  if (typeof time === 'string') return time;
  const day = (minutes: number): string => `${minutes / minutesPerDay}d`;
  if (time.kind === 'constant') return day(time.value);
  if (time.kind === 'uniform') return printValue({ uniform: [day(time.low), day(time.high)] });
  if (time.kind === 'triangular')
    return printValue({ triangular: [day(time.low), day(time.mode), day(time.high)] });
  return '';
}

/**
 * Whether an option is among the values that the scenario calls plausible; undefined where it does
 * not say.
 */
export function isPlausible(
  { range }: Choice,
  value: string,
  { ranges }: Scenario,
): boolean | undefined {
  const known: Range | undefined = range === undefined ? undefined : ranges[range];
  return known?.kind === 'choices'
    ? known.values.some((one) => printValue(one) === value)
    : undefined;
}

/** What was moved, in words: `The agent, days from then until it is told: 2 days`. */
export function movedWords(moved: Moved): readonly string[] {
  return leverGroups.flatMap(({ title, levers: own }) =>
    own.flatMap((lever) => {
      const value = moved[lever.name];
      if (value === undefined) return [];
      const words =
        lever.kind === 'slider'
          ? lever.words(Number(value))
          : lever.options.find((option) => option.value === value)?.words;
      return [`${title}, ${lever.label}: ${words ?? value}`];
    }),
  );
}

/** What levers of all policies set. @param policies those that are run */
export function settingsOfAll(
  moved: Moved,
  { scenario }: Start,
  policies: readonly Policy[],
): Settings {
  const { topUps, legacy, unenrolled, emergencyCredit } = moved;
  const kinds = scenario.population.meterKinds;
  const ofTopUps = (path: string): Settings => (topUps === undefined ? {} : { [path]: topUps });
  // A policy may say itself how top-ups end.
  const own = policies.filter(({ changes }) =>
    changes.some(({ path }) => path.startsWith('exit.vendingEnds')),
  );
  const mix = {
    ...(legacy === undefined ? {} : { legacy: Number(legacy) }),
    ...(unenrolled === undefined
      ? {}
      : { 'smets1-unenrolled': Math.min(Number(unenrolled), 1 - Number(legacy ?? kinds.legacy)) }),
  };
  return {
    ...ofTopUps('exit.vendingEnds'),
    ...Object.fromEntries(
      own.flatMap(({ id }) => Object.entries(ofTopUps(`policies.${id}.exit.vendingEnds`))),
    ),
    ...(Object.keys(mix).length === 0
      ? {}
      : { 'population.meterKinds': printValue(rounded(withShares(kinds, mix))) }),
    ...(emergencyCredit === undefined
      ? {}
      : { 'meter.emergencyCredit.limit.smart': emergencyCredit }),
  };
}

/** To a hundredth of a percent, the last share so that they add up to 1. */
function rounded(shares: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const names = Object.keys(shares);
  const units = names.map((name) => Math.round(shares[name]! * 10_000));
  const largest = units.indexOf(Math.max(...units));
  units[largest]! += 10_000 - units.reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(names.map((name, place) => [name, units[place]! / 10_000]));
}

/** What levers of the user's own policy set in it. */
export function settingsOfOwn(moved: Moved, { like: { institutions } }: Start): Settings {
  const { agent, decision, commands, starts, pace, order, safeModeEnds: ends, owed } = moved;
  const plain = (path: string, value: string | undefined): Settings =>
    value === undefined ? {} : { [path]: value };
  const agentSettings: Settings =
    agent === undefined
      ? {}
      : agent === 'none'
        ? { 'agent.acts': 'false' }
        : { 'agent.acts': 'true', 'agent.from': agent === 'early' ? 'day0' : 'appointment' };
  const isHeld = moved['holds'] !== undefined || moved['until'] !== undefined;
  const held = moved['holds'] ?? holdsOf(institutions);
  const until = moved['until'] ?? untilOf(institutions);
  return {
    ...agentSettings,
    ...plain('agent.decision', decision && `${decision}d`),
    ...plain('agent.perDay', commands && `{ per10000Homes: ${commands} }`),
    ...(isHeld
      ? {
          'certificates.revoked':
            held === 'both' || held === 'certificates' ? until : 'appointment',
          'identifiers.moved': held === 'both' || held === 'identifiers' ? until : 'appointment',
        }
      : {}),
    ...plain('onboarding.starts', starts && `${starts}d`),
    ...plain('onboarding.pace', pace),
    ...plain('onboarding.order', order),
    ...plain('onboarding.safeMode.ends', ends),
    ...plain('onboarding.safeMode.owed', owed),
  };
}
