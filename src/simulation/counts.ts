// What the kernel counted, by policy, as plain data; and how counts of shares of a replication are
// added up. All of them are whole numbers below 2^53, so the order they are added in is nothing.
import { assert } from '../errors.ts';
import type { Kernel } from './kernel-interface.ts';
import { addMinutePages, type MinutePages } from './minute-counts.ts';

/** What one policy of a replication counted (kernel/tally.ts). */
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
  /** By meter, where engineers may exchange it before its turn: what was read of its twin. */
  readonly twinDebts: Float64Array;
  /** Likewise: 1 where one did. */
  readonly exchangedEarly: Uint8Array;
  /** By household: bits of `fate`. */
  readonly fates: Uint8Array;
  readonly off: MinutePages;
  readonly lengths: MinutePages;
}

export interface Counts {
  readonly policies: readonly PolicyCounts[];
  /** By household: its class. */
  readonly classes: Uint8Array;
}

/** What has been counted. The arrays are the kernel's own, good until it goes on. */
export function countsOf(kernel: Kernel, policies: number): Counts {
  return {
    policies: Array.from({ length: policies }, (_, policy) => policyCounts(kernel, policy)),
    classes: kernel.classesOfHouseholds(),
  };
}

function policyCounts(kernel: Kernel, policy: number): PolicyCounts {
  const pages = (isOff: boolean): MinutePages => {
    const pageOf = kernel.pagesOf(policy, isOff);
    const used = pageOf.reduce((most, place) => Math.max(most, place + 1), 0);
    const pages = Array.from({ length: used }, (_, place) => kernel.pageOf(policy, isOff, place));
    return { pageOf, pages };
  };
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
    fates: kernel.fatesOf(policy),
    off: pages(true),
    lengths: pages(false),
  };
}

/** The counts of shares, added up, in arrays of their own. */
export function addCounts(shares: readonly Counts[]): Counts {
  const classes = shares.map((share) => share.classes);
  return {
    policies: shares[0]!.policies.map((_, policy) =>
      addPolicyCounts(shares.map(({ policies }) => policies[policy]!)),
    ),
    classes: combine(classes, new Uint8Array(classes[0]!.length), either),
  };
}

/** Each household reaches the horizon in one share only: elsewhere its bits and minutes are 0. */
function addPolicyCounts(shares: readonly PolicyCounts[]): PolicyCounts {
  const [first] = shares;
  const floats = (of: 'sums' | 'spellCounts' | 'sampleOffMinutes' | 'twinDebts'): Float64Array => {
    const values = shares.map((share) => share[of]);
    const total = combine(values, new Float64Array(first![of].length), plus);
    assert(total.every(Number.isSafeInteger), `${of} are whole numbers`);
    return total;
  };
  const integers = (
    of: 'firstOff' | 'seriesChanges' | 'cuts' | 'requests',
    join: Join,
  ): Int32Array => {
    const values = shares.map((share) => share[of]);
    return combine(values, Int32Array.from(first![of]), join, 1);
  };
  const bits = (of: 'fates' | 'exchangedEarly'): Uint8Array => {
    const values = shares.map((share) => share[of]);
    return combine(values, new Uint8Array(first![of].length), either);
  };
  return {
    events: shares.reduce((sum, { events }) => sum + events, 0),
    sums: floats('sums'),
    firstOff: integers('firstOff', Math.min),
    seriesChanges: integers('seriesChanges', plus),
    spellCounts: floats('spellCounts'),
    sampleOffMinutes: floats('sampleOffMinutes'),
    cuts: integers('cuts', plus),
    requests: integers('requests', plus),
    twinDebts: floats('twinDebts'),
    exchangedEarly: bits('exchangedEarly'),
    fates: bits('fates'),
    off: addMinutePages(shares.map(({ off }) => off)),
    lengths: addMinutePages(shares.map(({ lengths }) => lengths)),
  };
}

type Join = (one: number, other: number) => number;
const plus: Join = (one, other) => one + other;
const either: Join = (one, other) => one | other;

/** Joins arrays of one length into the total, place by place, from one of them on. */
function combine<Values extends Float64Array | Int32Array | Uint8Array>(
  all: readonly Values[],
  total: Values,
  join: Join,
  from = 0,
): Values {
  for (const values of all.slice(from))
    for (let place = 0; place < total.length; place++)
      total[place] = join(total[place]!, values[place]!);
  return total;
}
