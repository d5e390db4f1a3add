// Places in the finite queues that nobody's state can change: the agent's commands, and onboarding or exchange in random, fifo or
// vulnerable-first order. One ranking a replication serves every policy that uses it.
import { assert } from '../errors.ts';
import { dccReaches, kindIndex } from '../model/gates.ts';
import { sketchHousehold, type HouseholdSketch } from '../model/population.ts';
import { purpose } from '../model/purposes.ts';
import type { Rules } from '../model/rules.ts';
import type { Streams } from '../random/streams.ts';
import type { OnboardingOrder } from '../scenario/scenario.ts';

/** Meters over the air, and smart meters that need a visit: each kind has a queue of its own. */
export type Reach = 'over-the-air' | 'by-visit';

export function reachOf(kind: number, wan: number): Reach | null {
  if (kind === kindIndex.legacy) return null;
  return dccReaches(kind, wan) ? 'over-the-air' : 'by-visit';
}

const meterBits = 23;
const randomSteps = 1 << 29;

export class Ranks {
  readonly #rules: Rules;
  readonly #streams: Streams;
  readonly #ranks = new Map<string, Int32Array>();

  constructor(rules: Rules, streams: Streams) {
    this.#rules = rules;
    this.#streams = streams;
    assert(2 * rules.scenario.households <= 1 << meterBits, `at most ${1 << (meterBits - 1)} households can be ranked`);
  }

  /** Place (1 first) by meter entity in the agent's queue: reachable smart meters in random order. */
  agent(): Int32Array {
    return this.#rank('agent', 'over-the-air', (meter) => this.#random(meter, purpose.agentOrder));
  }

  /** Place (1 first) by meter entity in the onboarding queue or that of exchanges. */
  onboarding(order: OnboardingOrder, reach: Reach): Int32Array {
    return this.#rank(`${order} ${reach}`, reach, (meter, sketch) => {
      if (order === 'fifo') return 0;
      const behind = order === 'vulnerable-first' && !sketch.vulnerable ? randomSteps : 0;
      return behind + this.#random(meter, purpose.onboardingOrder);
    });
  }

  #random(meter: number, what: number): number {
    return Math.floor(this.#streams.uniform(meter, what, 0) * randomSteps);
  }

  /** Ranks by the key, equal keys by meter. */
  #rank(name: string, reach: Reach, key: (meter: number, sketch: HouseholdSketch) => number): Int32Array {
    const known = this.#ranks.get(name);
    if (known !== undefined) return known;
    const { households } = this.#rules.scenario;
    const keys = new Float64Array(2 * households);
    const scale = 1 << meterBits;
    let count = 0;
    for (let household = 0; household < households; household++) {
      const sketch = sketchHousehold(this.#rules, this.#streams, household);
      if (reachOf(sketch.kind, sketch.wan) !== reach) continue;
      const electricity = 2 * household;
      if (sketch.hasElectricity) keys[count++] = key(electricity, sketch) * scale + electricity;
      if (sketch.hasGas) keys[count++] = key(electricity + 1, sketch) * scale + electricity + 1;
    }
    const sorted = keys.subarray(0, count).sort();
    const places = new Int32Array(2 * households);
    for (let place = 0; place < count; place++) places[sorted[place]! % scale] = place + 1;
    this.#ranks.set(name, places);
    return places;
  }
}
