// An emulator of the simulation: each figure as a quadratic function of a point, by ridge
// regression on simulated points. It only suggests which points to simulate; none is accepted by
// its prediction.
import { cholesky, solveTransposed } from './least-squares.ts';

export interface Sample {
  readonly point: Float64Array;
  /** One number per figure. */
  readonly figures: Float64Array;
}

export interface Emulator {
  /** Predicted figures at a point. */
  predict(point: Float64Array): Float64Array;
  /** By figure: standard deviation of simulated values about predicted ones. */
  readonly spread: Float64Array;
}

/** Penalties on coefficients: smaller for linear terms than for quadratic ones. */
const straightPenalty = 0.05;
const bendPenalty = 0.5;

export function emulate(samples: readonly Sample[]): Emulator {
  const rows = samples.map(({ point }) => termsOf(point));
  const dimensions = samples[0]!.point.length;
  const terms = rows[0]!.length;
  const normal = Array.from({ length: terms }, () => new Float64Array(terms));
  for (const row of rows)
    for (let i = 0; i < terms; i++) {
      const value = row[i]!;
      const line = normal[i]!;
      for (let j = 0; j <= i; j++) line[j]! += value * row[j]!;
    }
  for (let i = 1; i < terms; i++) normal[i]![i]! += i <= dimensions ? straightPenalty : bendPenalty;
  normal[0]![0]! += 1e-9;
  for (let i = 0; i < terms; i++) for (let j = 0; j < i; j++) normal[j]![i] = normal[i]![j]!;
  const lower = cholesky(normal);
  const figureCount = samples[0]!.figures.length;
  const coefficients = Array.from({ length: figureCount }, (_, figure) => {
    const right = new Float64Array(terms);
    rows.forEach((row, index) => {
      const value = samples[index]!.figures[figure]!;
      for (let i = 0; i < terms; i++) right[i]! += row[i]! * value;
    });
    return solveTransposed(lower, solveLower(lower, right));
  });
  const predictTerms = (row: Float64Array): Float64Array =>
    Float64Array.from(coefficients, (line) =>
      line.reduce((sum, value, index) => sum + value * row[index]!, 0),
    );
  const squares = new Float64Array(figureCount);
  rows.forEach((row, index) => {
    predictTerms(row).forEach((value, figure) => {
      const miss = value - samples[index]!.figures[figure]!;
      squares[figure]! += miss * miss;
    });
  });
  return {
    predict: (point) => predictTerms(termsOf(point)),
    spread: squares.map((sum) => Math.sqrt(sum / samples.length)),
  };
}

/** Terms of the regression: 1, each coordinate (scaled to −1 to 1), and each product of two. */
function termsOf(point: Float64Array): Float64Array {
  const centred = point.map((value) => 2 * value - 1);
  const terms = new Float64Array(1 + centred.length + (centred.length * (centred.length + 1)) / 2);
  terms[0] = 1;
  terms.set(centred, 1);
  let place = 1 + centred.length;
  for (let i = 0; i < centred.length; i++)
    for (let j = 0; j <= i; j++) terms[place++] = centred[i]! * centred[j]!;
  return terms;
}

/** x with L x = right. */
function solveLower(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = new Float64Array(right.length);
  for (let row = 0; row < right.length; row++) {
    const line = lower[row]!;
    let sum = right[row]!;
    for (let k = 0; k < row; k++) sum -= line[k]! * solution[k]!;
    solution[row] = sum / line[row]!;
  }
  return solution;
}
