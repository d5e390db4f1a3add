// The kernel's counts, by policy, as plain data; and the sum of the counts of several shares of a
// replication. All are whole numbers below 2^53, so the order of adding does not matter.
import { assert } from '../errors.ts';
import type { Kernel } from './kernel-interface.ts';

/** Counts of one policy in a replication (kernel/tally.ts). */
export interface PolicyCounts {
  readonly events: number;
  readonly sums: Float64Array;
  readonly firstOff: Int32Array;
  readonly seriesChanges: Int32Array;
  readonly spellCounts: Float64Array;
  readonly sampleOffMinutes: Float64Array;
  /** By hour of the week, fuel and cause. */
  readonly cuts: Int32Array;
  /** By kind of request, row of meters and day. */
  readonly requests: Int32Array;
  /** By meter, where engineers may exchange it before its turn: micropounds that its twin owed. */
  readonly twinDebts: Float64Array;
  /** By meter likewise: 1 where an engineer did. */
  readonly exchangedEarly: Uint8Array;
  /** By household: bits of its outcome (kernel/tally.ts). */
  readonly householdOutcomes: Uint8Array;
  /** When meters and homes were off: words (kernel/off-intervals.ts), page after page. */
  readonly offIntervals: readonly Int32Array[];
}

export interface Counts {
  readonly policies: readonly PolicyCounts[];
  /** By household: its class. */
  readonly classes: Uint8Array;
}

/**
 * Reads the kernel's counts. The arrays are the kernel's own and valid until it continues.
 * @param offIntervals by policy: as they were handed over
 */
export function countsOf(kernel: Kernel, offIntervals: readonly (readonly Int32Array[])[]): Counts {
  return {
    policies: offIntervals.map((pages, policy) => policyCounts(kernel, policy, pages)),
    classes: kernel.classesOfHouseholds(),
  };
}

function policyCounts(
  kernel: Kernel,
  policy: number,
  offIntervals: readonly Int32Array[],
): PolicyCounts {
  return {
    events: kernel.eventsOf(policy),
    sums: kernel.sumsOf(policy),
    firstOff: kernel.firstOffOf(policy),
    seriesChanges: kernel.seriesChangesOf(policy),
    spellCounts: kernel.spellCountsOf(policy),
    sampleOffMinutes: kernel.sampleOffMinutesOf(policy),
    cuts: kernel.cutsOf(policy),
    requests: kernel.requestsOf(policy),
    twinDebts: kernel.twinDebtsOf(policy),
    exchangedEarly: kernel.exchangedEarlyOf(policy),
    householdOutcomes: kernel.householdOutcomesOf(policy),
    offIntervals,
  };
}

/** Adds the counts of shares, in new arrays but for times off. */
export function addCounts(shares: readonly Counts[]): Counts {
  return {
    policies: shares[0]!.policies.map((_, policy) =>
      addPolicyCounts(shares.map(({ policies }) => policies[policy]!)),
    ),
    classes: combine(
      shares.map(({ classes }) => classes),
      either,
    ),
  };
}

/**
 * Each household reaches the horizon in one share only; in the others its bits and minutes are 0.
 */
function addPolicyCounts(shares: readonly PolicyCounts[]): PolicyCounts {
  const all = <Name extends keyof PolicyCounts>(name: Name) => shares.map((share) => share[name]);
  const sums = (name: 'sums' | 'spellCounts' | 'sampleOffMinutes' | 'twinDebts'): Float64Array => {
    const total = combine(all(name), plus);
    assert(total.every(Number.isSafeInteger), `${name} are whole numbers`);
    return total;
  };
  return {
    events: all('events').reduce(plus, 0),
    sums: sums('sums'),
    firstOff: combine(all('firstOff'), Math.min),
    seriesChanges: combine(all('seriesChanges'), plus),
    spellCounts: sums('spellCounts'),
    sampleOffMinutes: sums('sampleOffMinutes'),
    cuts: combine(all('cuts'), plus),
    requests: combine(all('requests'), plus),
    twinDebts: sums('twinDebts'),
    exchangedEarly: combine(all('exchangedEarly'), either),
    householdOutcomes: combine(all('householdOutcomes'), either),
    offIntervals: all('offIntervals').flat(),
  };
}

type Join = (one: number, other: number) => number;
const plus: Join = (one, other) => one + other;
const either: Join = (one, other) => one | other;

/** Combines arrays of one length, place by place, into a new one. */
function combine<Values extends Float64Array | Int32Array | Uint8Array>(
  [first, ...others]: readonly Values[],
  join: Join,
): Values {
  const total = first!.slice() as Values;
  for (const values of others)
    for (let place = 0; place < total.length; place++)
      total[place] = join(total[place]!, values[place]!);
  return total;
}
