// Powers to a part in a thousand or so, of square roots and products alone, which every engine rounds alike: checks of a scenario do not
// depend on where they are made. What is simulated uses kernel/arithmetic.ts, a floor above.

const halvings = 20;
const parts = 1_048_576;

/** e to the power of x, for x within ±700. */
export function roughExp(x: number): number {
  let power = 1 + x / parts;
  for (let halving = 0; halving < halvings; halving++) power *= power;
  return power;
}

/** @param base above 0 */
export function roughPower(base: number, exponent: number): number {
  let root = base;
  for (let halving = 0; halving < halvings; halving++) root = Math.sqrt(root);
  return roughExp(exponent * (root - 1) * parts);
}
