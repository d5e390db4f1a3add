// A question to `solve` and its answer, for output.
import type { Threshold } from '../../experiment/threshold.ts';
import type { Answer } from './solve.ts';
import type { Sought } from './sought.ts';

/** What was asked, and what was found. */
export interface Solved {
  readonly sought: Sought;
  readonly conditions: readonly Threshold[];
  readonly answer: Answer;
}

/** Two inputs: for values of the first, what was found of the second. */
export interface Frontier {
  readonly held: Sought;
  readonly sought: Sought;
  readonly conditions: readonly Threshold[];
  readonly along: readonly { readonly value: number; readonly answer: Answer }[];
}
