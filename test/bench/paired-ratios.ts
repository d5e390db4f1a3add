// What rounds of two things measured in turn say of their ratio.

/** The middle value; the mean of the two middle ones where there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface PairedRatio {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/**
 * The ratio of a round is that of two values measured within the same minute, so that a slow minute
 * of the machine falls on both.
 */
export function pairedRatio(over: readonly number[], under: readonly number[]): PairedRatio {
  const ratios = over.map((value, round) => value / under[round]!);
  return { median: median(ratios), least: Math.min(...ratios), greatest: Math.max(...ratios) };
}
