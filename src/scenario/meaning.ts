// Checks that need the whole scenario: whether its parts are consistent. Single values are checked
// by their kinds.
import type { Finding } from './finding.ts';
import { silentSettings } from './meter-settings.ts';
import { isMap, type KeyPath, type PlainMap } from './kind.ts';
import { moneyFindings } from './money-findings.ts';
import { policyFix, type KnownPolicies } from './policy-inheritance.ts';
import type { PolicyDocument } from './policy.ts';
import { noFailure, type Weather } from './scenario.ts';
import { rangeFindings } from './range-findings.ts';
import type { ResolvedDocument } from './schema.ts';
import { dateOf, dayNumberOf, minutesPerDay } from './units.ts';
import { someOf } from './yaml-text.ts';

/**
 * Which parts of the scenario are as the files have them, and not placeholders for something
 * invalid.
 */
interface Soundness {
  readonly sound: (path: KeyPath) => boolean;
  /** Whether every policy has been read, even if parts of it are invalid. */
  readonly everyPolicyRead: boolean;
  readonly known: KnownPolicies;
}

/** Days whose weather a run needs, as day numbers, both included. */
export function weatherDays({
  start,
  warmUp,
  horizon,
}: Pick<ResolvedDocument, 'start' | 'warmUp' | 'horizon'>): {
  first: number;
  last: number;
} {
  const dayZero = dayNumberOf(start)!;
  return {
    first: dayZero - warmUp / minutesPerDay,
    last: dayZero + Math.ceil(horizon / minutesPerDay) - 1,
  };
}

export function findingsOf(
  resolved: ResolvedDocument,
  policies: Readonly<Record<string, PolicyDocument>>,
  { sound, everyPolicyRead, known }: Soundness,
): Finding[] {
  const findings = silentSettings(resolved.meter).map(({ path, add }): Finding => ({
    path: ['meter', ...path],
    allowed: 'a value for every kind of meter and fuel',
    fix: `add ${add.join(' and ')}`,
  }));
  const inputs = [['start'], ['warmUp'], ['horizon'], ['consumption', 'weather']];
  if (inputs.every(sound)) findings.push(...weatherFindings(resolved));
  findings.push(...policyFindings(policies));
  if (sound(['behaviour'])) findings.push(...vendFindings(resolved.behaviour));
  findings.push(...moneyFindings(resolved, sound));
  if (sound(['ranges'])) findings.push(...rangeFindings(resolved.ranges));
  if (everyPolicyRead && known.isComplete && sound(['reference']))
    findings.push(...referenceFindings(resolved.reference, Object.keys(policies), known));
  return findings;
}

function weatherFindings(resolved: ResolvedDocument): Finding[] {
  const weather: Weather = resolved.consumption.weather;
  if (weather === 'gb') return [];
  const { first, last } = weatherDays(resolved);
  const firstKnown = dayNumberOf(weather.firstDay)!;
  const lastKnown = firstKnown + weather.temperatures.length - 1;
  const missing = [
    ...(first < firstKnown ? [daysText(first, Math.min(last, firstKnown - 1))] : []),
    ...(last > lastKnown ? [daysText(Math.max(first, lastKnown + 1), last)] : []),
  ];
  if (missing.length === 0) return [];
  const allowed = `temperatures of every day from the warm-up to the horizon, ${daysText(first, last)}`;
  return [
    {
      path: ['consumption', 'weather'],
      allowed,
      fix: `add the days ${missing.join(' and ')}, or change start, warmUp or horizon`,
    },
  ];
}

const daysText = (first: number, last: number): string =>
  first === last ? dateOf(first) : `${dateOf(first)} to ${dateOf(last)}`;

function vendFindings({
  vendFollowsUse,
  vendFollowsBill,
}: ResolvedDocument['behaviour']): Finding[] {
  if (vendFollowsUse === undefined || vendFollowsBill === undefined) return [];
  return [
    {
      path: ['behaviour', 'vendFollowsUse'],
      allowed: 'vendFollowsUse or vendFollowsBill, not both at once',
      fix: 'remove vendFollowsUse: vendFollowsBill takes its place',
      atKey: true,
    },
  ];
}

function policyFindings(policies: Readonly<Record<string, PolicyDocument>>): Finding[] {
  return Object.keys(policies[noFailure] ?? {})
    .filter((key) => key !== 'label' && key !== 'description')
    .map((key) => ({
      path: ['policies', noFailure, key],
      allowed:
        'label and description: in no-failure the supplier goes on trading, so there is ' +
        'nothing to change',
      fix: `remove ${key}, or give the policy another id`,
      atKey: true,
    }));
}

function referenceFindings(
  reference: string,
  ids: readonly string[],
  known: KnownPolicies,
): Finding[] {
  if (ids.includes(reference)) return [];
  const others = ids.filter((id) => id !== noFailure);
  const fix = policyFix(reference, [...others, noFailure], known)!;
  return [{ path: ['reference'], allowed: `one of ${someOf(ids)}`, fix }];
}

/** Things that are allowed but probably not meant. */
export function warningsOf(
  policies: Readonly<Record<string, PolicyDocument>>,
  base: PlainMap,
): string[] {
  return Object.entries(policies).flatMap(([id, policy]) => [
    ...idleAgent(id, policy, base),
    ...protectedByNobody(id, policy, base),
  ]);
}

/** The value of a key under a policy. */
function keyUnder(policy: PlainMap, base: PlainMap, section: string, key: string): unknown {
  const [own, inherited] = [policy[section], base[section]];
  if (isMap(own) && key in own) return own[key];
  return isMap(inherited) ? inherited[key] : undefined;
}

function idleAgent(id: string, policy: PlainMap, base: PlainMap): string[] {
  const changed = isMap(policy['agent'])
    ? Object.keys(policy['agent']).filter((key) => key !== 'acts')
    : [];
  if (changed.length === 0 || keyUnder(policy, base, 'agent', 'acts') === true) return [];
  return [
    `policy ${id} changes agent.${changed.join(', agent.')}, which does nothing while ` +
      'agent.acts is false',
  ];
}

function protectedByNobody(id: string, policy: PlainMap, base: PlainMap): string[] {
  const share = keyUnder(policy, base, 'exit', 'protected');
  if (
    keyUnder(policy, base, 'exit', 'kind') !== 'disorderly' ||
    typeof share !== 'number' ||
    share === 0
  )
    return [];
  return [
    `policy ${id} has exit.protected: ${share}, which does nothing while exit.kind is ` +
      'disorderly: write kind: orderly',
  ];
}
