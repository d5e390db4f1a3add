// One replication by several members, each a thread as a rule: parts of the book ahead, whoever is free taking the next; then policies, the
// one most wait under first; then what the members report is joined. Who did what shows nowhere: the bytes are those of one member alone.
import type { HouseholdRange } from '../simulation/replication-share.ts';
import type { WaitingHouseholds } from '../simulation/waiting-households.ts';
import type { Answer, Task, TaskKind } from './replication-member.ts';

/** Does tasks of replication-member.ts, one at a time. */
export interface Asked {
  ask<Kind extends TaskKind>(task: Task<Kind>, onHouseholds?: (households: number) => void): Promise<Answer<Kind>>;
}

/** The book in so many parts, as even as can be. */
export function partsOf(households: number, count: number): readonly HouseholdRange[] {
  const start = (part: number): number => Math.floor((part * households) / count);
  return Array.from({ length: count }, (_, part) => ({ from: start(part), until: start(part + 1) }));
}

/**
 * The bytes of a replication's record.
 * @param parts of the book, in order
 */
export async function runInShares(
  members: readonly Asked[],
  replication: number,
  parts: readonly HouseholdRange[],
  onHouseholds: (households: number) => void,
): Promise<Uint8Array> {
  await Promise.all(members.map((member) => member.ask({ kind: 'begin', replication })));
  const ahead = await shareOut(members, parts, (member, part) => member.ask({ kind: 'ahead', ...part }, onHouseholds));
  const waiting = ahead.map((part) => part.waiting);
  await Promise.all(members.map((member) => member.ask({ kind: 'takeOver', parts: waiting })));
  const policies = longestFirst(waiting);
  const finished = await shareOut(members, policies, (member, policy) => member.ask({ kind: 'finish', policy }));
  const counts = await Promise.all(members.map((member) => member.ask({ kind: 'count' })));
  const rows = [...policies.keys()].map((policy) => [
    ...ahead.map((part) => part.rows[policy]!),
    finished[policies.indexOf(policy)]!,
  ]);
  return members[0]!.ask({ kind: 'join', counts, rows });
}

/** Places of the policies, by how many wait. */
function longestFirst(parts: readonly WaitingHouseholds[]): readonly number[] {
  const waiting = parts[0]!.turns.map((_, policy) => parts.reduce((sum, { turns }) => sum + turns[policy]!.length, 0));
  return [...waiting.keys()].sort((a, b) => waiting[b]! - waiting[a]!);
}

/** Whoever is free takes the next item. The results are in the order of the items. */
async function shareOut<Item, Result>(
  members: readonly Asked[],
  items: readonly Item[],
  work: (member: Asked, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const takeItems = async (member: Asked): Promise<void> => {
    for (const [place, item] of left) results[place] = await work(member, item);
  };
  await Promise.all(members.map(takeItems));
  return results;
}
