// An answer as intervals of values that meet the limits, each from one crossing to the next.
import type { Crossing } from './narrow.ts';
import type { Answer } from './solve.ts';

/** An interval of values that meet the limits; an absent end is the end of the range asked for. */
export interface MetStretch {
  readonly from: Crossing | undefined;
  readonly to: Crossing | undefined;
}

export function metStretches({ kind, crossings }: Answer): readonly MetStretch[] {
  if (kind === 'all') return [{ from: undefined, to: undefined }];
  const stretches: MetStretch[] = [];
  let from: Crossing | undefined;
  for (const crossing of crossings) {
    if (crossing.isMetBelow) stretches.push({ from, to: crossing });
    from = crossing.isMetBelow ? undefined : crossing;
  }
  return from === undefined ? stretches : [...stretches, { from, to: undefined }];
}
