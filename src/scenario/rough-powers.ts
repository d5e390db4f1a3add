// Powers to about a thousandth, from square roots and products alone, which every JavaScript engine
// rounds equally: so checks of a scenario have the same result everywhere. The simulation uses
// kernel/arithmetic.ts, which this layer may not import.

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
