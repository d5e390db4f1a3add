// The lengths that spells are counted by, and how many counts there are.
import { shutGateWords } from './words.ts';

/** Hours, ascending. */
export const tallyHours = [
  0, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 60, 72, 96, 120, 144, 168, 240, 336, 504, 672,
  840, 1008, 1344, 2016, 2688, 4032, 6048, 8760,
] as const;

/** counts[length], then counts[tallyHours.length + gate]. */
export const tallyLength = tallyHours.length + shutGateWords.length;
