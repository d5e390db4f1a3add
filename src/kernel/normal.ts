// The standard normal law: density, cumulative probability and quantile, from arithmetic.ts alone.
import { exp, ln } from './arithmetic.ts';
import type { f64 } from './platform.ts';

const inverseRootOfTwoPi: f64 = 0.3989422804014327;

/**
 * e^(-z^2 / 2), with z^2 in two parts so that the relative error stays small far out in the tails.
 */
function bell(z: f64): f64 {
  const size: f64 = Math.abs(z);
  if (size > 40) return 0;
  const coarse: f64 = Math.floor(size * 16) / 16;
  return exp(-0.5 * coarse * coarse) * exp(-0.5 * (size - coarse) * (size + coarse));
}

export function normalDensity(z: f64): f64 {
  return inverseRootOfTwoPi * bell(z);
}

/**
 * Probability that a standard normal value is at most z; relative error about 1e-15 in the lower
 * tail too (for the upper tail take -z). Rational approximations of W. J. Cody, Mathematics of
 * Computation 23 (1969).
 */
export function normalCumulative(z: f64): f64 {
  if (isNaN(z)) return z;
  const size: f64 = Math.abs(z);
  if (size <= 0.67448975) return 0.5 + z * bodyRatio(z * z);
  const tail: f64 =
    bell(size) * (size <= 5.656854249492381 ? shoulderRatio(size) : tailRatio(size));
  return z < 0 ? tail : 1 - tail;
}

function bodyRatio(square: f64): f64 {
  const above: f64 =
    18154.981253343561249 +
    square *
      (1067.6894854603709582 +
        square *
          (161.02823106855587881 +
            square * (2.2352520354606839287 + square * 0.065682337918207449113)));
  const below: f64 =
    45507.789335026729956 +
    square *
      (10260.932208618978205 +
        square * (976.09855173777669322 + square * (47.20258190468824187 + square)));
  return above / below;
}

function shoulderRatio(size: f64): f64 {
  const above: f64 =
    9842.7148383839780218 +
    size *
      (11602.651437647350124 +
        size *
          (6848.1904505362823326 +
            size *
              (2494.5375852903726711 +
                size *
                  (597.27027639480026226 +
                    size *
                      (93.506656132177855979 +
                        size *
                          (8.8831497943883759412 +
                            size * (0.39894151208813466764 + size * 1.0765576773720192317e-8)))))));
  const below: f64 =
    19685.429676859990727 +
    size *
      (38912.003286093271411 +
        size *
          (34900.952721145977266 +
            size *
              (18615.571640885098091 +
                size *
                  (6485.558298266760755 +
                    size *
                      (1519.377599407554805 +
                        size * (235.38790178262499861 + size * (22.266688044328115691 + size)))))));
  return above / below;
}

function tailRatio(size: f64): f64 {
  const square: f64 = 1 / (size * size);
  const above: f64 =
    0.000029112874951168792 +
    square *
      (0.001421619193227893466 +
        square *
          (0.022235277870649807 +
            square *
              (0.1274011611602473639 +
                square * (0.21589853405795699 + square * 0.02307344176494017303))));
  const below: f64 =
    0.0000729751555083966205 +
    square *
      (0.00378239633202758244 +
        square *
          (0.0659881378689285515 +
            square * (0.468238212480865118 + square * (1.28426009614491121 + square))));
  return (inverseRootOfTwoPi - square * (above / below)) / size;
}

/**
 * The z below which a standard normal value falls with the given probability; -Infinity at 0,
 * Infinity at 1, NaN outside. M. J. Wichura's PPND16 (Applied Statistics 37, 1988, AS 241):
 * relative error about 1e-16.
 */
export function normalQuantile(probability: f64): f64 {
  const fromHalf: f64 = probability - 0.5;
  if (Math.abs(fromHalf) <= 0.425) return fromHalf * centralRatio(0.180625 - fromHalf * fromHalf);
  if (!(probability > 0 && probability < 1)) return quantileAtTheEnds(probability);
  const smaller: f64 = fromHalf < 0 ? probability : 1 - probability;
  const depth: f64 = Math.sqrt(-ln(smaller));
  const size: f64 = depth <= 5 ? nearRatio(depth - 1.6) : farRatio(depth - 5);
  return fromHalf < 0 ? -size : size;
}

function quantileAtTheEnds(probability: f64): f64 {
  if (probability === 0) return -Infinity;
  return probability === 1 ? Infinity : NaN;
}

function centralRatio(r: f64): f64 {
  const above: f64 =
    3.387132872796366608 +
    r *
      (133.14166789178437745 +
        r *
          (1971.5909503065514427 +
            r *
              (13731.693765509461125 +
                r *
                  (45921.953931549871457 +
                    r *
                      (67265.770927008700853 +
                        r * (33430.575583588128105 + r * 2509.0809287301226727))))));
  const below: f64 =
    1 +
    r *
      (42.313330701600911252 +
        r *
          (687.1870074920579083 +
            r *
              (5394.1960214247511077 +
                r *
                  (21213.794301586595867 +
                    r *
                      (39307.89580009271061 +
                        r * (28729.085735721942674 + r * 5226.495278852854561))))));
  return above / below;
}

function nearRatio(r: f64): f64 {
  const above: f64 =
    1.42343711074968357734 +
    r *
      (4.6303378461565452959 +
        r *
          (5.7694972214606914055 +
            r *
              (3.64784832476320460504 +
                r *
                  (1.27045825245236838258 +
                    r *
                      (0.24178072517745061177 +
                        r * (0.0227238449892691845833 + r * 0.00077454501427834140764))))));
  const below: f64 =
    1 +
    r *
      (2.05319162663775882187 +
        r *
          (1.6763848301838038494 +
            r *
              (0.68976733498510000455 +
                r *
                  (0.14810397642748007459 +
                    r *
                      (0.0151986665636164571966 +
                        r * (0.0005475938084995344946 + r * 1.05075007164441684324e-9))))));
  return above / below;
}

function farRatio(r: f64): f64 {
  const above: f64 =
    6.6579046435011037772 +
    r *
      (5.4637849111641143699 +
        r *
          (1.7848265399172913358 +
            r *
              (0.29656057182850489123 +
                r *
                  (0.026532189526576123093 +
                    r *
                      (0.0012426609473880784386 +
                        r * (0.0000271155556874348757815 + r * 2.01033439929228813265e-7))))));
  const below: f64 =
    1 +
    r *
      (0.59983220655588793769 +
        r *
          (0.1369298809227358053 +
            r *
              (0.0148753612908506148525 +
                r *
                  (0.0007868691311456132591 +
                    r *
                      (0.000018463183175100546818 +
                        r * (1.4215117583164458887e-7 + r * 2.04426310338993978564e-15))))));
  return above / below;
}
