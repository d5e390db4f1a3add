// Places in queues whose order depends on no state: the agent's commands, and onboarding or
// exchange in a fixed order. One ranking per replication serves every policy that uses it.
import { legacy } from '../kernel/codes.ts';
import { isReachedByDcc } from '../kernel/gates.ts';
import { home } from '../kernel/household.ts';
import { sketchHousehold } from '../kernel/population.ts';
import * as purpose from '../kernel/purposes.ts';
import { uniform } from '../kernel/random.ts';
import type { PolicySettings } from '../kernel/settings.ts';
import type { OnboardingOrder } from '../scenario/scenario.ts';
import { sortByBits } from './digit-sort.ts';
import { keyBits, ordersOfOnboarding, randomSteps } from './onboarding-orders.ts';

/** What queues need to know of a household, as bits. */
const hasElectricity = 1;
const hasGas = 2;
const isSmart = 4;
const isOverTheAir = 8;
const isVulnerable = 16;

/** The queues of a replication, each ranked when first needed. */
export class QueuePlaces {
  /** By list, then meter number: the place, 1 first; 0 where the meter is not in the queue. */
  readonly lists: Int32Array[] = [];
  readonly #households: number;
  readonly #listOf = new Map<string, number>();
  #sketches: Uint8Array | undefined;

  /** `setUpTypescriptKernel` must have been called. */
  constructor(households: number) {
    this.#households = households;
  }

  /** Gives a policy the lists of its queues. */
  giveTo(policy: PolicySettings, order: OnboardingOrder): void {
    policy.agentPlaces = policy.agentPerDay === Infinity ? -1 : this.#agentList();
    policy.onboardingPlaces = this.#onboardingList(policy, policy.onboarding.perDay, order, true);
    policy.exchangePlaces = this.#onboardingList(policy, policy.exchange.perDay, order, false);
  }

  #agentList(): number {
    return this.#list('agent', true, (meter) => randomOf(meter, purpose.agentOrder));
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
    return this.#list(name, overTheAir, (meter, vulnerable) =>
      ranked.keyOf(randomOf(meter, purpose.onboardingOrder), vulnerable),
    );
  }

  /**
   * Ranks the meters that are, or are not, reached over the air. Equal keys are ranked by meter
   * number.
   */
  #list(
    name: string,
    overTheAir: boolean,
    keyOf: (meter: number, vulnerable: boolean) => number,
  ): number {
    const known = this.#listOf.get(name);
    if (known !== undefined) return known;
    const sketches = (this.#sketches ??= sketchesOf(this.#households));
    const wanted = isSmart | (overTheAir ? isOverTheAir : 0);
    const meters = new Int32Array(2 * this.#households);
    const keys = new Int32Array(2 * this.#households);
    let count = 0;
    for (let household = 0; household < this.#households; household++) {
      const sketch = sketches[household]!;
      if ((sketch & (isSmart | isOverTheAir)) !== wanted) continue;
      for (let fuel = 0; fuel <= 1; fuel++) {
        if ((sketch & (fuel === 0 ? hasElectricity : hasGas)) === 0) continue;
        const meter = 2 * household + fuel;
        keys[count] = keyOf(meter, (sketch & isVulnerable) !== 0);
        meters[count++] = meter;
      }
    }
    sortByBits(keys.subarray(0, count), { from: 0, bits: keyBits }, meters.subarray(0, count));
    const places = new Int32Array(2 * this.#households);
    for (let index = 0; index < count; index++) places[meters[index]!] = index + 1;
    const list = this.lists.push(places) - 1;
    this.#listOf.set(name, list);
    return list;
  }
}

function sketchesOf(households: number): Uint8Array {
  const sketches = new Uint8Array(households);
  for (let household = 0; household < households; household++) {
    sketchHousehold(household);
    sketches[household] =
      (home.hasElectricity ? hasElectricity : 0) |
      (home.hasGas ? hasGas : 0) |
      (home.kind === legacy ? 0 : isSmart) |
      (isReachedByDcc(home.kind, home.hasWan) ? isOverTheAir : 0) |
      (home.isVulnerable ? isVulnerable : 0);
  }
  return sketches;
}

function randomOf(meter: number, what: number): number {
  return Math.floor(uniform(meter, what, 0) * randomSteps);
}
