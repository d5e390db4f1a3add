// Runs one replication by several members. First they simulate parts of the book, each taking the
// next part when free. Then each finishes some of the policies, with a similar number of waiting
// households for each. Last, one combines all results. The bytes are the same as those of a single
// member.
import type { HouseholdRange } from '../simulation/replication-share.ts';
import type { WaitingHouseholds } from '../simulation/waiting-households.ts';
import type { Answer, Task, TaskKind } from './replication-member.ts';

/**
 * Runs a share of a replication, task by task: a ReplicationMember, usually in a thread of its own.
 */
export interface Member {
  ask<Kind extends TaskKind>(
    task: Task<Kind>,
    onHouseholds?: (households: number) => void,
  ): Promise<Answer<Kind>>;
}

/** Splits the book into `count` parts of nearly equal size. */
export function partsOf(households: number, count: number): readonly HouseholdRange[] {
  const start = (part: number): number => Math.floor((part * households) / count);
  return Array.from({ length: count }, (_, part) => ({
    from: start(part),
    until: start(part + 1),
  }));
}

/**
 * Runs a replication. Returns the bytes of its record.
 * @param parts of the book, in order
 */
export async function runInShares(
  members: readonly Member[],
  replication: number,
  parts: readonly HouseholdRange[],
  onHouseholds: (households: number) => void,
): Promise<Uint8Array> {
  await Promise.all(members.map((member) => member.ask({ kind: 'begin', replication })));
  const ahead = await shareOut(members, parts, (member, part) =>
    member.ask({ kind: 'ahead', ...part }, onHouseholds),
  );
  const waiting = ahead.map((part) => part.waiting);
  await Promise.all(members.map((member) => member.ask({ kind: 'takeOver', parts: waiting })));
  const runs = runsOfPolicies(waiting, members.length);
  const finished = await Promise.all(
    runs.map((policies, place) => members[place]!.ask({ kind: 'finish', policies })),
  );
  const counts = await Promise.all(members.map((member) => member.ask({ kind: 'count' })));
  const rowsOf = new Map(
    runs.flatMap((policies, run) =>
      policies.map((policy, place) => [policy, finished[run]![place]!]),
    ),
  );
  const rows = [...rowsOf.keys()]
    .sort((a, b) => a - b)
    .map((policy) => [...ahead.map((part) => part.rows[policy]!), rowsOf.get(policy)!]);
  return members[0]!.ask({ kind: 'join', counts, rows });
}

/**
 * Splits the places of policies into at most `runs` groups, with a similar number of waiting
 * households in each. Policies with equal numbers are often alike and share work (decision 0026),
 * so they stay together.
 */
export function runsOfPolicies(
  parts: readonly WaitingHouseholds[],
  runs: number,
): readonly (readonly number[])[] {
  const waiting = parts[0]!.counts.map((_, policy) =>
    parts.reduce((sum, { counts }) => sum + counts[policy]!, 0),
  );
  const places = [...waiting.keys()].sort((a, b) => waiting[b]! - waiting[a]! || a - b);
  const all = waiting.reduce((sum, count) => sum + count, 0);
  const filled: number[][] = [[]];
  let before = 0;
  for (const place of places) {
    // The middle of a policy's share decides its group.
    const middle = before + waiting[place]! / 2;
    const isFull = middle * runs >= filled.length * all && filled.at(-1)!.length > 0;
    if (isFull && filled.length < runs) filled.push([]);
    filled.at(-1)!.push(place);
    before += waiting[place]!;
  }
  return filled;
}

/** Gives the next item to whichever member is free. Results are in the order of the items. */
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
