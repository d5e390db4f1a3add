// Results of `offsupply sensitivity`: the only source of its CSV file, page, table and JSON.
import type { Method, OutcomeSensitivity } from '../../explore/sensitivity/assessment.ts';
import type { Estimate } from '../../explore/sensitivity/estimate.ts';

/** A factor, in words for readers. */
export interface FactorFacts {
  /** The key path, or another name for it on the command line. */
  readonly name: string;
  /** Its meaning, in words. */
  readonly label: string;
  /** Ends of its range in the units of the file; for a list its first and last value. */
  readonly low: string;
  readonly high: string;
  /** The scenario's own value. */
  readonly default: string;
  /** The value at a place of its range, from 0 to 1. */
  readonly textAt: (at: number) => string;
}

export interface SensitivityReport {
  readonly title: string;
  readonly version: string;
  /** The command that gives the same results, with its options. */
  readonly command: string;
  readonly method: Method;
  readonly households: number;
  readonly replications: number;
  readonly seed: string;
  /** Number of points, including the unchanged scenario; each is simulated in every replication. */
  readonly points: number;
  readonly factors: readonly FactorFacts[];
  readonly policies: readonly { readonly id: string; readonly label: string }[];
  readonly outcomes: readonly {
    readonly sensitivity: OutcomeSensitivity;
    /** Figure in the unchanged scenario. */
    readonly base: Estimate;
  }[];
  /** Outcome of the first sentence, by place. */
  readonly level: number | undefined;
  /** Outcome of the second sentence, by place: a difference between two policies. */
  readonly ranking: number | undefined;
  /**
   * Share of the points at which each policy has the fewest hours off, for all policies, largest
   * first.
   */
  readonly best: readonly { readonly policy: string; readonly share: number }[];
  /** Remarks on what was left out, and why. */
  readonly remarks: readonly string[];
}
