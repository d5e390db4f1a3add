// The advice when a run ends early: what is kept, and the command that continues it.
import { join } from 'node:path';
import type { RecordStore } from '../experiment/record-store.ts';
import { commandText, wordsToGoOn } from '../outputs/command-text.ts';

export interface EndedEarly {
  /** As the user named it. */
  readonly out: string;
  readonly store: RecordStore;
  /** Replications wanted; absent if the run decides that as it goes. */
  readonly total?: number;
  /** Whether a run with fewer replications would be complete; not for a shard. */
  readonly mayEndHere: boolean;
  readonly argv: readonly string[];
}

/** `after 7 of 20 replications, which are kept in output/mine`, and how to continue. */
export function resumeAdvice({ out, store, total, mayEndHere, argv }: EndedEarly): string {
  const kept = store.replications().length;
  const after = `after ${kept}${total === undefined ? '' : ` of ${total}`} replications`;
  if (kept === 0) return `${after}; there is nothing to keep`;
  const { others, given } = withoutReplications(wordsToGoOn(argv));
  const textFor = (replications: string | undefined): string =>
    commandText(replications === undefined ? others : [...others, option, replications]);
  const lines = [`${after}, which are kept in ${join(out, '/')}`, `to go on: ${textFor(given)}`];
  const first = countOfFirst(store);
  if (mayEndHere && first > 0)
    lines.push(`to finish with the first ${first} alone: ${textFor(String(first))}`);
  return lines.join('\n');
}

const option = '--replications';

/** A command's other words, and the replications it asks for: the last option counts. */
function withoutReplications(words: readonly string[]): {
  readonly others: readonly string[];
  readonly given?: string;
} {
  const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (at < 0) return { others: words };
  const isApart = words[at] === option;
  const value = isApart ? words[at + 1] : words[at]!.slice(option.length + 1);
  const { others, given = value } = withoutReplications(words.toSpliced(at, isApart ? 2 : 1));
  return given === undefined ? { others } : { others, given };
}

/** Number of replications from 1 on without a gap. */
function countOfFirst(store: RecordStore): number {
  let count = 0;
  while (store.has(count + 1)) count += 1;
  return count;
}
