// The laws of a scenario as the kernel knows them: by place, each with the table of its sampler.
import { formSteps, Law } from '../kernel/random.ts';
import { compileSampler, standardNormal, type Sampler } from '../random/sampling.ts';
import type { Distribution } from '../scenario/distribution.ts';

/** Bins of the table of a law of few values (random/stepped-law.ts). */
const fewBins = 64;

export class LawList {
  readonly samplers: Sampler[] = [];
  /** By place, as the samplers. */
  readonly laws: Law[] = [];
  readonly #laws = new Map<Sampler, Law>();

  /** The value of a law at u, by the law's place. Fills in the bin of its table. */
  readonly quantile = (place: number, u: number): number => this.samplers[place]!.quantile(u);

  /** Adds the law of a delay, an amount of money, kWh or the like. Negative values are redrawn. */
  amount(distribution: Distribution): Law {
    return this.#lawOf(compileSampler(distribution, { min: 0 }));
  }

  /** Adds the law of a value that may be negative. */
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
    law.highest = sampler.highest;
    law.setBins(bins);
    law.cubics = cubics;
    const { formula, values, cumulatives } = sampler.law;
    if (formula !== undefined) Object.assign(law, formula);
    // A table of few bins is filled at once, so that the kernel need not ask for bins with a step.
    if (values !== undefined && cumulatives !== undefined && bins <= fewBins) {
      for (let bin = 0; bin < bins; bin++) sampler.quantile((bin + 0.5) / bins);
      Object.assign(law, { form: formSteps, values, cumulatives });
    }
    this.laws.push(law);
    this.#laws.set(sampler, law);
    return law;
  }
}
