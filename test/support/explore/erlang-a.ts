// Erlang-A: calls at a Poisson rate, exponential service and patience, so many agents. The state is
// the number of calls in the centre.
import type { Figure } from './closed-form-problems.ts';

/** Rates per unit of time. */
export interface Centre {
  readonly arrivals: number;
  readonly service: number;
  readonly impatience: number;
}

/**
 * Probability of each number of calls in the long run, from 0 up to where the rest is below 1e-12.
 */
function stationary({ arrivals, service, impatience }: Centre, agents: number): readonly number[] {
  const weights = [1];
  for (let calls = 1; calls < 2000; calls += 1) {
    const leaving = Math.min(calls, agents) * service + Math.max(0, calls - agents) * impatience;
    weights.push((weights[calls - 1]! * arrivals) / leaving);
    if (calls > agents && weights[calls]! < 1e-12 * Math.max(...weights)) break;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Share of calls given up in the long run. */
export function abandonedShare(centre: Centre, agents: number): number {
  const waiting = stationary(centre, agents).reduce(
    (sum, p, calls) => sum + p * Math.max(0, calls - agents),
    0,
  );
  return (centre.impatience * waiting) / centre.arrivals;
}

/**
 * Calls given up in a time, as a share of the calls expected in it, of a centre that starts in its
 * long-run state. Its mean is exact.
 */
export function simulatedShare(centre: Centre, duration: number): Figure {
  const starts = new Map<number, readonly number[]>();
  return (agents, uniforms) => {
    const start = starts.get(agents) ?? stationary(centre, agents);
    starts.set(agents, start);
    let calls = 0;
    for (let left = uniforms(0); calls < start.length - 1 && left > start[calls]!; calls += 1)
      left -= start[calls]!;
    let abandoned = 0;
    let place = 1;
    for (let time = 0; ;) {
      const served = Math.min(calls, agents) * centre.service;
      const lost = Math.max(0, calls - agents) * centre.impatience;
      const rate = centre.arrivals + served + lost;
      time -= Math.log(uniforms(place)) / rate;
      if (time > duration) return abandoned / (centre.arrivals * duration);
      const which = uniforms(place + 1) * rate;
      place += 2;
      if (which < centre.arrivals) calls += 1;
      else {
        if (which >= centre.arrivals + served) abandoned += 1;
        calls -= 1;
      }
    }
  };
}
