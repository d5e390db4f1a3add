// The laws of a scenario as the kernel knows them: by place, each with the table of its sampler.
import { Law } from '../kernel/random.ts';
import { compileSampler, standardNormal, type Sampler } from '../random/sampling.ts';
import type { Distribution } from '../scenario/distribution.ts';

export class LawList {
  readonly samplers: Sampler[] = [];
  readonly #laws = new Map<Sampler, Law>();

  /** The value of a law at u, by its place; fills in the bin of its table. */
  readonly quantile = (place: number, u: number): number => this.samplers[place]!.quantile(u);

  /** A delay, an amount of money, kWh and the like: one that could be negative is drawn again. */
  amount(distribution: Distribution): Law {
    return this.#lawOf(compileSampler(distribution, { min: 0 }));
  }

  /** A value that may be negative. */
  value(distribution: Distribution): Law {
    return this.#lawOf(compileSampler(distribution));
  }

  standardNormal(): Law {
    return this.#lawOf(standardNormal);
  }

  #lawOf(sampler: Sampler): Law {
    const known = this.#laws.get(sampler);
    if (known !== undefined) return known;
    const law = new Law();
    const { bins, cubics } = sampler.tableOf();
    law.place = this.samplers.push(sampler) - 1;
    law.isConstant = sampler.isConstant;
    law.lowest = sampler.lowest;
    law.bins = bins;
    law.cubics = cubics;
    this.#laws.set(sampler, law);
    return law;
  }
}
