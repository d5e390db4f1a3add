// Compares policies pairwise: as long as two are the same for a household, the kernel simulates it
// once for both (kernel/shared-policies.ts, turns.ts). Every lever has a row, so that a new lever
// does not compile until its comparison is stated.
import {
  sameAfterCall,
  sameCommand,
  sameCommandTimes,
  sameFromDay0,
  sameOnboarding,
  sameOnboardingTimes,
} from '../kernel/settings.ts';
import type { Distribution } from '../scenario/distribution.ts';
import type { GateTime, Institutions, Pace } from '../scenario/scenario.ts';
import { isRankedDaily } from './onboarding-orders.ts';

/** Values that end a path although they have parts. */
type Parts = Distribution | Pace | Exclude<GateTime, string> | Hours | readonly unknown[];
type Leaf = string | number | boolean | Parts;
type Hours = Institutions['support']['hours'];
type Paths<Part> = {
  [Key in keyof Part & string]: Part[Key] extends Leaf ? Key : `${Key}.${Paths<Part[Key]>}`;
}[keyof Part & string];
type LeverPath = Paths<Institutions>;

/**
 * How a difference in a lever reaches a household:
 * - `day-0`: from day 0, where the values differ.
 * - `command`, `onboarding`: from the agent's command or the onboarding, where the values differ.
 * - `exit-times`, `command-times`, `onboarding-times`: through the times at which institutions act
 *   on the household, which are compared. Where the values are the same, times are worked out once.
 * - `gates`: through the minutes at which gates change, which are compared.
 * - `after-call`: only once it has called, where the values differ. Outcomes of calls are compared.
 */
type Comparison =
  | 'day-0'
  | 'command'
  | 'onboarding'
  | 'exit-times'
  | 'command-times'
  | 'onboarding-times'
  | 'gates'
  | 'after-call';

const comparisons: Readonly<Record<LeverPath, Comparison>> = {
  'exit.kind': 'exit-times',
  'exit.vendingEnds': 'gates',
  'exit.protected': 'exit-times',
  'appointment.after': 'gates',
  'identifiers.moved': 'gates',
  'certificates.revoked': 'gates',
  'agent.acts': 'command-times',
  'agent.available': 'command-times',
  'agent.from': 'command-times',
  'agent.decision': 'command-times',
  'agent.perDay': 'command-times',
  'agent.success': 'command-times',
  'agent.retryAfter': 'command-times',
  'agent.does': 'command',
  'agent.amount': 'command',
  'onboarding.starts': 'onboarding-times',
  'onboarding.pace': 'onboarding-times',
  'onboarding.exchange': 'onboarding-times',
  'onboarding.order': 'onboarding-times',
  'onboarding.firstTimeSuccess': 'onboarding-times',
  'onboarding.retryAfter': 'onboarding',
  'onboarding.longTail.share': 'onboarding-times',
  'onboarding.longTail.extra': 'onboarding-times',
  'onboarding.learnChannel': 'onboarding-times',
  'onboarding.recommence.does': 'onboarding',
  'onboarding.recommence.amount': 'onboarding',
  'onboarding.recommence.after': 'onboarding',
  'onboarding.recommence.success': 'onboarding',
  'onboarding.safeMode.ends': 'onboarding',
  'onboarding.safeMode.owed': 'onboarding',
  'onboarding.safeMode.weekly': 'onboarding',
  'onboarding.safeMode.credit': 'onboarding',
  'support.contacts': 'day-0',
  'support.callAfter': 'day-0',
  'support.hours': 'day-0',
  'support.from': 'after-call',
  'support.agents': 'after-call',
  'support.callLength': 'after-call',
  'support.patience': 'after-call',
  'support.discretionaryCredit.share': 'after-call',
  'support.discretionaryCredit.amount': 'after-call',
  'support.discretionaryCredit.legacyDelay': 'after-call',
  'support.engineers.visitsPerDay': 'after-call',
  'support.engineers.visit': 'after-call',
  advice: 'day-0',
};

/** What is compared of a policy. Of the `institutions` of no-failure only support acts. */
export interface Compared {
  readonly hasFailure: boolean;
  readonly adviceFactor: number;
  readonly institutions: Institutions;
}

/**
 * By place of one policy × number of policies + place of another: the `same…` bits of
 * kernel/settings.ts.
 */
export function likenessOf(policies: readonly Compared[]): Int32Array {
  const all = policies.map((policy) => ({ ...policy, texts: textsOf(policy.institutions) }));
  return Int32Array.from(all.flatMap((a) => all.map((b) => likeness(a, b))));
}

/** The value of each lever as text, to be compared. */
type Texts = Readonly<Record<LeverPath, string>>;
interface Written extends Compared {
  readonly texts: Texts;
}

const paths = Object.keys(comparisons) as readonly LeverPath[];

function textsOf(institutions: Institutions): Texts {
  return Object.fromEntries(paths.map((path) => [path, textAt(institutions, path)])) as Texts;
}

function likeness(a: Written, b: Written): number {
  return (
    (isSameFromDay0(a, b) ? sameFromDay0 : 0) |
    (isSame(a, b, 'command') ? sameCommand : 0) |
    (isSame(a, b, 'onboarding') ? sameOnboarding : 0) |
    (isSame(a, b, 'after-call') ? sameAfterCall : 0) |
    (isSame(a, b, 'command-times') ? sameCommandTimes : 0) |
    (areOnboardingTimesSame(a, b) ? sameOnboardingTimes : 0)
  );
}

/** The delay between attempts also matters for what follows an onboarding. */
function areOnboardingTimesSame(a: Written, b: Written): boolean {
  return isSame(a, b, 'onboarding-times') && isSame(a, b, 'onboarding');
}

function isSameFromDay0(a: Written, b: Written): boolean {
  // A daily ranking depends on all households.
  if (
    a !== b &&
    [a, b].some((one) => one.hasFailure && isRankedDaily(one.institutions.onboarding.order))
  )
    return false;
  // Advice is compared by its factor: under no-failure nobody gives any.
  return a.adviceFactor === b.adviceFactor && isSame(a, b, 'day-0', 'advice');
}

function isSame(a: Written, b: Written, comparison: Comparison, but?: LeverPath): boolean {
  return paths.every(
    (path) => comparisons[path] !== comparison || path === but || a.texts[path] === b.texts[path],
  );
}

function textAt(institutions: Institutions, path: LeverPath): string {
  let part: unknown = institutions;
  for (const key of path.split('.')) part = (part as Readonly<Record<string, unknown>>)[key];
  return JSON.stringify(part);
}
