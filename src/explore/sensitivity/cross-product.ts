// Squares of figures, corrected for random variation.

/**
 * The square of what the values have in common: the mean of the products of two different ones.
 * Where replication j answers d + e(j), with independent e of mean 0, the square of the mean is too
 * large by the variance of the mean of e; products of different replications are right on average.
 * This holds even if the points that d is a difference of share part of their random variation. May
 * be below 0 if the values vary by chance alone. A single value is taken as exact.
 */
export function crossProduct(values: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    sum += value;
    squares += value * value;
  }
  if (values.length === 1) return squares;
  return (sum * sum - squares) / (values.length * (values.length - 1));
}
