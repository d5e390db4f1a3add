// The distributions a scenario may name, as data. Drawing from them is src/random/sampling.ts.

/** Truncation bounds: values outside are drawn again, never clamped. */
interface Truncation {
  readonly min?: number;
  readonly max?: number;
}

export type Distribution = Truncation &
  (
    | { readonly kind: 'constant'; readonly value: number }
    | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
    | {
        readonly kind: 'triangular';
        readonly low: number;
        readonly mode: number;
        readonly high: number;
      }
    | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
    | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
    | { readonly kind: 'exponential'; readonly mean: number }
    | { readonly kind: 'gamma'; readonly mean: number; readonly cv: number }
    | {
        readonly kind: 'discrete';
        readonly values: readonly number[];
        readonly weights: readonly number[];
      }
    /** Equally likely observed values, ascending. */
    | { readonly kind: 'empirical'; readonly values: readonly number[] }
    | {
        readonly kind: 'mixture';
        readonly parts: readonly { readonly weight: number; readonly of: Distribution }[];
      }
  );

export type DistributionKind = Distribution['kind'];
