import { describe, expect, it } from 'vitest';
import { studentTQuantile } from '../../src/experiment/student-t.ts';

// Reference values to 17 digits: mpmath 1.3.0 at 40 digits, bisection on the regularised incomplete
// beta function.
const known: readonly (readonly [
  probability: number,
  degreesOfFreedom: number,
  quantile: number,
])[] = [
  [0.975, 1, 12.706204736174705],
  [0.975, 2, 4.3026527297494639],
  [0.975, 3, 3.1824463052837096],
  [0.975, 5, 2.5705818356363155],
  [0.975, 10, 2.2281388519862747],
  [0.975, 29, 2.0452296421327043],
  [0.975, 30, 2.0422724563012383],
  [0.975, 99, 1.9842169515864175],
  [0.975, 1000, 1.9623390808264085],
  [0.975, 100_000, 1.9599877075346096],
  [0.995, 1, 63.656741162871581],
  [0.995, 2, 9.9248432009182931],
  [0.995, 3, 5.8409093097333573],
  [0.995, 5, 4.0321429835552281],
  [0.995, 10, 3.1692726726169512],
  [0.995, 29, 2.7563859036706055],
  [0.995, 99, 2.6264054572808275],
  [0.995, 1000, 2.5807546980659511],
  [0.995, 100_000, 2.5758784699083753],
  [0.6, 1, 0.32491969623290633],
  [0.6, 5, 0.26718086570414513],
  [0.6, 1000, 0.25341451583949876],
];

describe("Student's t quantile", () => {
  it.each(known)(
    'for probability %f and %i degrees of freedom is %f to twelve digits',
    (probability, degreesOfFreedom, quantile) => {
      expect(Math.abs(studentTQuantile(probability, degreesOfFreedom) / quantile - 1)).toBeLessThan(
        1e-12,
      );
    },
  );

  it('has the closed form of two degrees of freedom, far into the tail', () => {
    for (const tail of [0.4, 0.1, 0.01, 1e-4, 1e-6, 2 ** -30]) {
      const central = 1 - 2 * tail;
      const exact = (central * Math.SQRT2) / Math.sqrt(1 - central * central);
      expect(studentTQuantile(1 - tail, 2) / exact).toBeCloseTo(1, 9);
    }
  });

  it('is 0 at one half and mirrored below it', () => {
    expect(studentTQuantile(0.5, 7)).toBeCloseTo(0, 15);
    for (const degreesOfFreedom of [1, 4, 30]) {
      expect(studentTQuantile(0.025, degreesOfFreedom)).toBeCloseTo(
        -studentTQuantile(0.975, degreesOfFreedom),
        10,
      );
    }
  });

  it('rises with the probability and falls with the degrees of freedom above one half', () => {
    for (let degreesOfFreedom = 1; degreesOfFreedom < 200; degreesOfFreedom += 1) {
      expect(studentTQuantile(0.975, degreesOfFreedom + 1)).toBeLessThan(
        studentTQuantile(0.975, degreesOfFreedom),
      );
      expect(studentTQuantile(0.976, degreesOfFreedom)).toBeGreaterThan(
        studentTQuantile(0.975, degreesOfFreedom),
      );
    }
  });

  it('refuses what is not a probability, and no degrees of freedom', () => {
    for (const probability of [0, 1, -1, NaN])
      expect(() => studentTQuantile(probability, 5)).toThrow('probability');
    for (const degreesOfFreedom of [0, -1, NaN, Infinity])
      expect(() => studentTQuantile(0.9, degreesOfFreedom)).toThrow('degrees of freedom');
  });
});
