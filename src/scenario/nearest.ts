// The known word nearest to a misspelt one, for "write `households`" in messages.

/**
 * Fewest single-letter insertions, deletions, replacements and swaps of neighbours that turn one
 * word into the other.
 */
export function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      let best = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1);
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, beforePrevious[column - 2]! + 1);
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length]!;
}

/** Letters and digits only, in lower case: `Meter_Kinds` and `meterKinds` are the same word. */
const bare = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The nearest of the known words, if any is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const written = bare(word.slice(0, 64));
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const candidate of known) {
    const target = bare(candidate);
    // A word cut short, or with something added, is one mistake.
    const cutShort =
      Math.min(written.length, target.length) >= 4 &&
      (target.startsWith(written) || written.startsWith(target));
    const distance = cutShort ? 1 : editDistance(written, target);
    // Even with more than one mistake, the first letter is usually right: monday is not a misspelt
    // sunday.
    if (distance > 1 && written[0] !== target[0]) continue;
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
