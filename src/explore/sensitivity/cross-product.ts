// Squares of figures that carry random variation, with that variation taken off.

/**
 * The square of what the values have in common: the mean of the products of two different ones.
 * Where replication j answers d + e(j), with independent e of mean 0, the square of the mean is too
 * large by the variance of the mean of e; products of different replications are right on average.
 * It holds whatever of the luck is common to the points that d is a difference of. Below 0 where
 * chance alone moves the values. One value is taken to carry no random variation.
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
