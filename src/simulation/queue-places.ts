// Places in queues whose order depends on no state: the agent's commands, and onboarding or
// exchange in a fixed order. One ranking per replication serves every policy that uses it.
import * as purpose from '../kernel/purposes.ts';
import type { PolicySettings } from '../kernel/settings.ts';
import {
  sketchedTogether,
  sketchElectricity,
  sketchGas,
  sketchOverTheAir,
  sketchSmart,
  sketchVulnerable,
} from '../kernel/sketches.ts';
import type { OnboardingOrder } from '../scenario/scenario.ts';
import { sortByBits } from './digit-sort.ts';
import type { Kernel } from './kernel-interface.ts';
import { ordersOfOnboarding } from './onboarding-orders.ts';

/** The queues of a replication, each ranked when first needed. */
export class QueuePlaces {
  /** By list, then meter number: the place, 1 first; 0 where the meter is not in the queue. */
  readonly lists: Int32Array[] = [];
  readonly #households: number;
  readonly #kernel: Kernel;
  readonly #listOf = new Map<string, number>();
  #sketches: Uint8Array | undefined;

  /** @param kernel whose key is that of the replication, as long as lists are asked for */
  constructor(households: number, kernel: Kernel) {
    this.#households = households;
    this.#kernel = kernel;
  }

  /** Gives a policy the lists of its queues. */
  giveTo(policy: PolicySettings, order: OnboardingOrder): void {
    policy.agentPlaces = policy.agentPerDay === Infinity ? -1 : this.#agentList();
    policy.onboardingPlaces = this.#onboardingList(policy, policy.onboarding.perDay, order, true);
    policy.exchangePlaces = this.#onboardingList(policy, policy.exchange.perDay, order, false);
  }

  #agentList(): number {
    const queue = { name: 'agent', overTheAir: true, what: purpose.agentOrder };
    return this.#list(queue, (random) => random);
  }

  #onboardingList(
    { isRankedDaily }: PolicySettings,
    perDay: number,
    order: OnboardingOrder,
    overTheAir: boolean,
  ): number {
    const ranked = ordersOfOnboarding[order];
    // Without a limit every place completes at once.
    if (perDay === Infinity || isRankedDaily || ranked.kind === 'daily') return -1;
    const name = `${order} ${overTheAir ? 'over the air' : 'by visit'}`;
    return this.#list({ name, overTheAir, what: purpose.onboardingOrder }, ranked.keyOf);
  }

  /**
   * Ranks the meters that are, or are not, reached over the air. Equal keys are ranked by meter
   * number.
   */
  #list(queue: Queue, keyOf: (random: number, isVulnerable: boolean) => number): number {
    const known = this.#listOf.get(queue.name);
    if (known !== undefined) return known;
    const sketches = (this.#sketches ??= this.#sketchAll());
    const meters = metersIn(queue, sketches);
    const keys = this.#drawPlaces(queue.what, meters);
    for (let index = 0; index < keys.length; index++)
      keys[index] = keyOf(keys[index]!, (sketches[meters[index]! >> 1]! & sketchVulnerable) !== 0);
    sortByBits(keys, 0, meters);
    const places = new Int32Array(2 * this.#households);
    for (let index = 0; index < meters.length; index++) places[meters[index]!] = index + 1;
    const list = this.lists.push(places) - 1;
    this.#listOf.set(queue.name, list);
    return list;
  }

  #sketchAll(): Uint8Array {
    const sketches = new Uint8Array(this.#households);
    for (let from = 0; from < this.#households; from += sketchedTogether) {
      const until = Math.min(this.#households, from + sketchedTogether);
      const some = this.#kernel.sketchHouseholds(from, until);
      sketches.set(some.subarray(0, until - from), from);
    }
    return sketches;
  }

  /** Of each meter: its draw, a whole number below `randomPlaces`. */
  #drawPlaces(what: number, meters: Int32Array): Int32Array {
    const drawn = new Int32Array(meters.length);
    for (let from = 0; from < meters.length; from += sketchedTogether) {
      const some = meters.subarray(from, from + sketchedTogether);
      const words = this.#kernel.metersToPlace();
      words.set(some);
      this.#kernel.drawPlaces(what, some.length);
      drawn.set(words.subarray(0, some.length), from);
    }
    return drawn;
  }
}

interface Queue {
  readonly name: string;
  readonly overTheAir: boolean;
  /** Purpose of the draws that make its random order. */
  readonly what: number;
}

/** Numbers of the smart meters that are, or are not, reached over the air, in ascending order. */
function metersIn({ overTheAir }: Queue, sketches: Uint8Array): Int32Array {
  const wanted = sketchSmart | (overTheAir ? sketchOverTheAir : 0);
  const meters = new Int32Array(2 * sketches.length);
  let count = 0;
  for (let household = 0; household < sketches.length; household++) {
    const sketch = sketches[household]!;
    if ((sketch & (sketchSmart | sketchOverTheAir)) !== wanted) continue;
    if ((sketch & sketchElectricity) !== 0) meters[count++] = 2 * household;
    if ((sketch & sketchGas) !== 0) meters[count++] = 2 * household + 1;
  }
  return meters.subarray(0, count);
}
