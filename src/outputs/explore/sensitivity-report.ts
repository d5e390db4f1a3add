// What is known after `offsupply sensitivity`: the one source of its CSV file, page, table and JSON.
import type { Method, OutcomeSensitivity } from '../../explore/sensitivity/assessment.ts';
import type { Estimate } from '../../explore/sensitivity/estimate.ts';

/** A factor as readers meet it. */
export interface FactorFacts {
  /** The key path, or what else names it on the command line. */
  readonly name: string;
  /** What it is, in words. */
  readonly label: string;
  /** Ends of its range in the units of the file; of a list its first and last value. */
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
  /** What makes the same results again, options included. */
  readonly command: string;
  readonly method: Method;
  readonly households: number;
  readonly replications: number;
  readonly seed: string;
  /** Points simulated, the scenario as it stands among them; each by every replication. */
  readonly points: number;
  readonly factors: readonly FactorFacts[];
  readonly policies: readonly { readonly id: string; readonly label: string }[];
  readonly outcomes: readonly {
    readonly sensitivity: OutcomeSensitivity;
    /** Of the scenario as it stands. */
    readonly base: Estimate;
  }[];
  /** What the first sentence speaks of: a place among the outcomes. */
  readonly level: number | undefined;
  /** What the second speaks of: a difference between two policies. */
  readonly ranking: number | undefined;
  /** In how many of the points each policy has the fewest hours off, as a share; most first, none left out. */
  readonly best: readonly { readonly policy: string; readonly share: number }[];
  /** What was left out, and why. */
  readonly remarks: readonly string[];
}
