// One replication by several members. First they simulate parts of the book ahead, and whoever is free takes the next part. Then each finishes
// some of the policies, those together under which about as many wait. Last, one joins what all report. The bytes are those of one alone.
import type { HouseholdRange } from '../simulation/replication-share.ts';
import type { WaitingHouseholds } from '../simulation/waiting-households.ts';
import type { Answer, Task, TaskKind } from './replication-member.ts';

/** Does a share of a replication, task by task: a ReplicationMember, as a rule in a thread of its own. */
export interface Member {
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
  members: readonly Member[],
  replication: number,
  parts: readonly HouseholdRange[],
  onHouseholds: (households: number) => void,
): Promise<Uint8Array> {
  await Promise.all(members.map((member) => member.ask({ kind: 'begin', replication })));
  const ahead = await shareOut(members, parts, (member, part) => member.ask({ kind: 'ahead', ...part }, onHouseholds));
  const waiting = ahead.map((part) => part.waiting);
  await Promise.all(members.map((member) => member.ask({ kind: 'takeOver', parts: waiting })));
  const runs = runsOfPolicies(waiting, members.length);
  const finished = await Promise.all(runs.map((policies, place) => members[place]!.ask({ kind: 'finish', policies })));
  const counts = await Promise.all(members.map((member) => member.ask({ kind: 'count' })));
  const rowsOf = new Map(runs.flatMap((policies, run) => policies.map((policy, place) => [policy, finished[run]![place]!])));
  const rows = [...rowsOf.keys()]
    .sort((a, b) => a - b)
    .map((policy) => [...ahead.map((part) => part.rows[policy]!), rowsOf.get(policy)!]);
  return members[0]!.ask({ kind: 'join', counts, rows });
}

/**
 * Places of the policies in at most so many runs, with about as many who wait in each. Policies under which as many wait are often alike, and
 * then what is done for one is done for the other (decision 0026): they are kept together.
 */
export function runsOfPolicies(parts: readonly WaitingHouseholds[], runs: number): readonly (readonly number[])[] {
  const waiting = parts[0]!.counts.map((_, policy) => parts.reduce((sum, { counts }) => sum + counts[policy]!, 0));
  const places = [...waiting.keys()].sort((a, b) => waiting[b]! - waiting[a]! || a - b);
  const all = waiting.reduce((sum, count) => sum + count, 0);
  const filled: number[][] = [[]];
  let before = 0;
  for (const place of places) {
    // The middle of a policy's share of all says which run it falls into.
    const middle = before + waiting[place]! / 2;
    const isFull = middle * runs >= filled.length * all && filled.at(-1)!.length > 0;
    if (isFull && filled.length < runs) filled.push([]);
    filled.at(-1)!.push(place);
    before += waiting[place]!;
  }
  return filled;
}

/** Whoever is free takes the next item. The results are in the order of the items. */
async function shareOut<Item, Result>(
  members: readonly Member[],
  items: readonly Item[],
  work: (member: Member, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const takeItems = async (member: Member): Promise<void> => {
    for (const [place, item] of left) results[place] = await work(member, item);
  };
  await Promise.all(members.map(takeItems));
  return results;
}
