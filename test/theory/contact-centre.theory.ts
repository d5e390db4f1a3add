import { beforeAll, describe, expect, it } from 'vitest';
import { ContactCentre } from '../../src/simulation/contact-centre.ts';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { expectNear, zScore } from '../support/simulation/closed-forms.ts';
import { layDown } from '../support/kernel/kernel-in-hand.ts';

const always = { startMinute: 0, endMinute: 1440 };
const batches = 60;
const perBatch = 5000;

interface Theory {
  readonly arrivals: number;
  readonly agents: number;
  readonly service: number;
  /** Rate at which a waiting caller gives up; 0 for never. */
  readonly impatience: number;
}

/**
 * Steady state of the birth–death chain of callers in the centre, summed until what is left is
 * nothing.
 */
function steadyState({ arrivals, agents, service, impatience }: Theory): {
  waits: number;
  abandons: number;
  meanWait: number;
} {
  const weights = [1];
  for (let n = 1; n < 5000; n++) {
    const leaving = Math.min(n, agents) * service + Math.max(0, n - agents) * impatience;
    weights.push((weights[n - 1]! * arrivals) / leaving);
  }
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const waits = weights.slice(agents).reduce((sum, weight) => sum + weight, 0) / whole;
  const queue =
    weights.reduce((sum, weight, n) => sum + Math.max(0, n - agents) * weight, 0) / whole;
  return { waits, abandons: (queue * impatience) / arrivals, meanWait: queue / arrivals };
}

/** Batch means of what callers meet. */
function simulateCallers({ arrivals, agents, service, impatience }: Theory): {
  waits: number[];
  abandons: number[];
  meanWait: number[];
} {
  const centre = new ContactCentre(agents, always);
  const streams = new Streams(seedKey(`callers ${arrivals} ${agents}`), 1);
  const exponential = (caller: number, purpose: number): number =>
    -Math.log(streams.uniform(caller, purpose, 0));
  const found: { waits: number[]; abandons: number[]; meanWait: number[] } = {
    waits: [],
    abandons: [],
    meanWait: [],
  };
  let now = 0;
  // The first batch only fills the centre.
  for (let batch = 0; batch <= batches; batch++) {
    let [waits, abandons, wait] = [0, 0, 0];
    for (let k = 0; k < perBatch; k++) {
      const caller = batch * perBatch + k;
      now += exponential(caller, 1) / arrivals;
      const length = exponential(caller, 2) / service;
      const patience = impatience === 0 ? Infinity : exponential(caller, 3) / impatience;
      const ended = centre.call(now, patience, length);
      const waited = Number.isNaN(ended) ? patience : ended - length - now;
      if (waited > 1e-6) waits++;
      if (Number.isNaN(ended)) abandons++;
      wait += waited;
    }
    if (batch === 0) continue;
    found.waits.push(waits / perBatch);
    found.abandons.push(abandons / perBatch);
    found.meanWait.push(wait / perBatch);
  }
  return found;
}

beforeAll(() => {
  layDown();
});

describe('S2: the contact centre against queueing theory', () => {
  it.each<[string, Theory]>([
    ['Erlang A, overloaded', { arrivals: 1.3, agents: 10, service: 0.1, impatience: 0.05 }],
    ['Erlang A, near capacity', { arrivals: 1, agents: 10, service: 0.1, impatience: 0.05 }],
    ['Erlang A, one agent', { arrivals: 0.12, agents: 1, service: 0.1, impatience: 0.2 }],
    ['Erlang C', { arrivals: 1.6, agents: 20, service: 0.1, impatience: 0 }],
    ['M/M/1', { arrivals: 0.06, agents: 1, service: 0.1, impatience: 0 }],
  ])('%s: how many wait, how long, and how many give up', (_, theory) => {
    const expected = steadyState(theory);
    const found = simulateCallers(theory);
    expectNear(zScore(found.waits, expected.waits), 'share who wait');
    expectNear(zScore(found.meanWait, expected.meanWait), 'mean wait');
    if (theory.impatience === 0) expect(found.abandons.every((share) => share === 0)).toBe(true);
    else expectNear(zScore(found.abandons, expected.abandons), 'share who give up');
  });

  it('agrees with the textbook for one patient line: ρ wait, ρ / (μ − λ) minutes on average', () => {
    const expected = steadyState({ arrivals: 0.06, agents: 1, service: 0.1, impatience: 0 });
    expect(expected.waits).toBeCloseTo(0.6, 9);
    expect(expected.meanWait).toBeCloseTo(0.6 / 0.04, 6);
  });

  it('answers nobody without agents', () => {
    const centre = new ContactCentre(0, always);
    expect(centre.call(10, Infinity, 5)).toBeNaN();
  });

  it('serves first come first served, and gives up on nobody within their patience', () => {
    const centre = new ContactCentre(2, always);
    expect([
      centre.call(0, 5, 10),
      centre.call(1, 5, 20),
      centre.call(2, 8, 3),
      centre.call(3, 9.9, 4),
      centre.call(4, 9, 1),
    ]).toEqual([10, 21, 13, NaN, 14]);
  });

  it('answers nobody after the lines close, and has its agents back the next morning', () => {
    const centre = new ContactCentre(1, { startMinute: 480, endMinute: 1200 });
    expect(centre.call(1190, 60, 30)).toBe(1220);
    expect(centre.call(1195, 60, 5)).toBeNaN();
    expect(centre.call(480 + 1440, 0, 5)).toBe(1925);
  });
});
