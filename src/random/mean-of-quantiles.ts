// The mean of a law as the integral of its quantile function over (0, 1): for truncated laws, which
// have no common closed form.

/**
 * Nodes and weights of the five-point Gauss-Legendre rule on (-1, 1): roots of the Legendre
 * polynomial of degree 5.
 */
const nodes = [0, 0.5384693101056831, 0.906179845938664];
const weights = [0.5688888888888889, 0.47862867049936647, 0.23692688505618908];

function gauss(integrand: (u: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  let sum = weights[0]! * integrand(middle);
  for (let index = 1; index < 3; index++) {
    const offset = half * nodes[index]!;
    sum += weights[index]! * (integrand(middle - offset) + integrand(middle + offset));
  }
  return half * sum;
}

/**
 * Most intervals to halve in one tail. Curves and kinks take a few hundred. If a law is cut down to
 * a tiny part of its probability, rounding turns its quantiles into steps, for which the rule never
 * converges.
 */
const mostHalvings = 5000;

interface Effort {
  halvings: number;
}

/**
 * Halves an interval until the rule's result for it and for its halves agree to the tolerance. This
 * is soon the case except near a kink.
 */
function integrate(
  integrand: (u: number) => number,
  from: number,
  to: number,
  whole: number,
  tolerance: number,
  effort: Effort,
  depth: number,
): number {
  const middle = (from + to) / 2;
  const left = gauss(integrand, from, middle);
  const right = gauss(integrand, middle, to);
  effort.halvings += 1;
  if (depth === 0 || effort.halvings > mostHalvings || Math.abs(left + right - whole) <= tolerance)
    return left + right;
  return (
    integrate(integrand, from, middle, left, tolerance, effort, depth - 1) +
    integrate(integrand, middle, to, right, tolerance, effort, depth - 1)
  );
}

/** Integral from 0 to 1/2, by octaves towards 0, where the integrand may grow without bound. */
function integrateTail(integrand: (u: number) => number, scale: number): number {
  let total = 0;
  let to = 0.5;
  const effort = { halvings: 0 };
  for (let octave = 1; octave < 1000; octave++) {
    const from = to / 2;
    const size = Math.max(Math.abs(integrand(from)), Math.abs(integrand(to))) * from;
    total += integrate(
      integrand,
      from,
      to,
      gauss(integrand, from, to),
      1e-14 * (size + scale),
      effort,
      24,
    );
    if (octave > 50 && size <= 1e-17 * (scale + Math.abs(total))) break;
    to = from;
  }
  return total;
}

/**
 * @param quantile Value at u.
 * @param upperQuantile Value at 1 - v. Error about 1e-12 of the law's quartiles, and that of the
 * quantiles themselves.
 */
export function meanOfQuantiles(
  quantile: (u: number) => number,
  upperQuantile: (v: number) => number,
): number {
  const scale = Math.max(
    Math.abs(quantile(0.25)),
    Math.abs(quantile(0.5)),
    Math.abs(upperQuantile(0.25)),
  );
  return integrateTail(quantile, scale) + integrateTail(upperQuantile, scale);
}
