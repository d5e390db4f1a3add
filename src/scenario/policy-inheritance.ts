// Policies that start from others: `like: <id>` starts from another policy of the scenario;
// `policies: { extends: true, ... }` adds to the policies of the file extended.
import type { Problem } from '../errors.ts';
import { isMap, omit, type KeyPath, type PlainMap } from './kind.ts';
import { merge } from './merge.ts';
import { nearest } from './nearest.ts';
import { policyMap } from './policy.ts';
import { noFailure } from './scenario.ts';
import { policySchema } from './schema.ts';
import { someOf } from './yaml-text.ts';

/** Longest chain of policies that start from one another. */
const longestLine = 32;

/** The key of `policies` that keeps those of the file extended. */
const addsKey = 'extends';

/** Whether a file adds to the policies it inherits. */
export const addsPolicies = (document: unknown): boolean =>
  isMap(document) && isMap(document['policies']) && document['policies'][addsKey] === true;

/** The document without that key. A value other than yes or no is kept, to be refused later. */
export function withoutAddsKey(document: PlainMap): PlainMap {
  const { policies } = document;
  if (!isMap(policies) || typeof policies[addsKey] !== 'boolean') return document;
  return { ...document, policies: omit(policies, addsKey) };
}

/** What a wrong id of a policy may have been meant to be. */
export interface KnownPolicies {
  /** Policies of files extended that a file’s own policies have replaced. */
  readonly replaced: readonly string[];
  /** Whether every file extended was read: if not, an id may be right. */
  readonly isComplete: boolean;
}

/** What to write instead of an id that no policy has. @param ids of the policies, in order */
export function policyFix(
  written: string,
  ids: readonly string[],
  { replaced }: KnownPolicies,
): string | undefined {
  const meant = nearest(written, [...ids, ...replaced]) ?? ids[0] ?? replaced[0];
  if (meant === undefined || ids.includes(meant)) return meant && `write ${meant}`;
  const keep = 'keep the policies of the file extended by policies: { extends: true, … }';
  return meant === written ? keep : `write ${meant}, and ${keep}`;
}

type ReportAt = (path: KeyPath, allowed: string, fix: string) => Problem;

/** Every policy that starts from another, written out: its label and description stay its own. */
export function expandLikes(
  document: PlainMap,
  known: KnownPolicies,
  problemAt: ReportAt,
): { document: PlainMap; problems: readonly Problem[] } {
  if (!isMap(document['policies'])) return { document, problems: [] };
  const policies = policyMap(document);
  const problems: Problem[] = [];
  const tooLong = new Set<string>();
  const othersOf = (id: string): string[] =>
    Object.keys(policies).filter((other) => other !== id && other !== noFailure);
  const isOther = (id: string, like: string): boolean =>
    like !== id && like !== noFailure && Object.hasOwn(policies, like);
  const report = (id: string, fix: string): void => {
    const others = othersOf(id);
    const which = others.length === 0 ? 'here there is no other' : someOf(others);
    problems.push(problemAt(['policies', id, 'like'], `the id of another policy: ${which}`, fix));
  };
  const changesOf = (id: string, before: readonly string[]): PlainMap => {
    const { like, ...own } = policies[id]!;
    if (typeof like !== 'string') return own;
    // Reported once, for the policy itself.
    if (before.length === 0 && !isOther(id, like) && known.isComplete)
      report(id, policyFix(like, othersOf(id), known) ?? 'remove like: there is no other policy');
    if (before[0] === like) report(like, 'remove one like of the circle');
    if (!isOther(id, like) || before.includes(like)) return own;
    if (before.length === longestLine) {
      tooLong.add(before[0]!);
      return own;
    }
    const inherited = omit(changesOf(like, [...before, id]), 'label', 'description');
    return merge(policySchema, inherited, own) as PlainMap;
  };
  const expanded = Object.entries(document['policies']).map(([id, policy]) => [
    id,
    isMap(policy) && 'like' in policy ? changesOf(id, []) : policy,
  ]);
  const [first] = tooLong;
  if (first !== undefined) {
    const allowed = `a policy that others lead to by at most ${longestLine} likes`;
    problems.push(
      problemAt(
        ['policies', first, 'like'],
        allowed,
        'start from a policy nearer the first of the line',
      ),
    );
  }
  return {
    document: { ...document, policies: Object.fromEntries(expanded) as PlainMap },
    problems,
  };
}
