// The algebra of a least-squares step inside a box: (JᵀJ + damping) δ = −gradient, with what would leave the box held at its edge.

/** One step's matters: residuals and their derivatives (one row a residual), where it starts, how strongly each coordinate is held to its middle. */
export interface StepMatter {
  readonly point: Float64Array;
  readonly residuals: Float64Array;
  readonly derivatives: readonly Float64Array[];
  /** Residuals a unit of distance from the middle of a coordinate's range counts as. */
  readonly pull: number;
}

/** The point a damped step leads to, every coordinate from 0 to 1. */
export function stepWithin({ point, residuals, derivatives, pull }: StepMatter, damping: number): Float64Array {
  const held = new Set<number>();
  for (;;) {
    const free = Array.from(point.keys()).filter((coordinate) => !held.has(coordinate));
    const matrix = free.map((row) =>
      Float64Array.from(free, (column) => {
        const product = derivatives.reduce((sum, derivative) => sum + derivative[row]! * derivative[column]!, 0);
        return product + (row === column ? pull * pull + damping : 0);
      }),
    );
    const right = Float64Array.from(free, (coordinate) => {
      const slope = derivatives.reduce((sum, derivative, index) => sum + derivative[coordinate]! * residuals[index]!, 0);
      return -(slope + pull * pull * (point[coordinate]! - 0.5));
    });
    const step = solve(matrix, right);
    const next = Float64Array.from(point);
    free.forEach((coordinate, index) => (next[coordinate]! += step[index]!));
    const leaving = free.filter((coordinate) => next[coordinate]! < 0 || next[coordinate]! > 1);
    // A coordinate that leaves by its edge from the edge itself is held there; one that merely overshoots stops at the edge.
    const stuck = leaving.filter((coordinate) => point[coordinate]! <= 0 || point[coordinate]! >= 1);
    if (stuck.length === 0) return next.map((value) => Math.min(1, Math.max(0, value)));
    for (const coordinate of stuck) held.add(coordinate);
  }
}

/** Lower triangle L of a positive definite matrix: L Lᵀ = matrix. */
export function cholesky(matrix: readonly Float64Array[]): readonly Float64Array[] {
  const lower = matrix.map((row) => new Float64Array(row.length));
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row]![column]!;
      for (let k = 0; k < column; k++) sum -= lower[row]![k]! * lower[column]![k]!;
      lower[row]![column] = row === column ? Math.sqrt(sum) : sum / lower[column]![column]!;
    }
  }
  return lower;
}

function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const lower = cholesky(matrix);
  const between = new Float64Array(right.length);
  for (let row = 0; row < right.length; row++) {
    let sum = right[row]!;
    for (let k = 0; k < row; k++) sum -= lower[row]![k]! * between[k]!;
    between[row] = sum / lower[row]![row]!;
  }
  return solveTransposed(lower, between);
}

/** x with Lᵀ x = right. */
export function solveTransposed(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = new Float64Array(right.length);
  for (let row = right.length - 1; row >= 0; row--) {
    let sum = right[row]!;
    for (let k = row + 1; k < right.length; k++) sum -= lower[k]![row]! * solution[k]!;
    solution[row] = sum / lower[row]![row]!;
  }
  return solution;
}
