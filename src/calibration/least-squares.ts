// The algebra of least squares: Cholesky's triangle of a positive definite matrix, and back
// substitution.

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
