import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/experiment/experiment.ts';
import { effectOf, factorDefault, pointsOf } from '../../src/experiment/variation.ts';
import { load } from '../support/scenario/load-scenario-text.ts';

const text = `
title: For variations
start: 2022-01-10
horizon: 10d
warmUp: 3d
households: 60
replications: 3
policies: { no-intervention: { label: No intervention } }
`;
const asItStands = load(text);

describe('varying one thing of a scenario', () => {
  it('sets each end that is given, and says what it was', () => {
    const factor = { key: 'behaviour.notice.lognormal.median', low: '1h', high: '24h' };
    expect(factorDefault({ key: 'meter.missed', low: 0.01 }, asItStands.document)).toBe(
      String(asItStands.scenario.meter.smets2.gas.missed),
    );
    expect(pointsOf(factor, asItStands.document).map(({ end, override }) => [end, override.option])).toEqual([
      ['low', '--set behaviour.notice.lognormal.median=1h'],
      ['high', '--set behaviour.notice.lognormal.median=24h'],
    ]);
    expect(pointsOf({ key: 'meter.missed', high: 0.1 }, asItStands.document).map(({ end }) => end)).toEqual(['high']);
  });

  it('moves one share and leaves the others in their proportions, adding up to one', () => {
    const points = pointsOf({ key: 'behaviour.habits', share: 'reactive', low: 0.3, high: 1 }, asItStands.document);
    const [low, high] = points.map(({ override }) => load(text, {}, { overrides: [override] }).scenario.behaviour.habits);
    const before = asItStands.scenario.behaviour.habits;
    expect(low!.reactive).toBe(0.3);
    expect(low!['pay-cycle'] / low!['emergency-only']).toBeCloseTo(before['pay-cycle'] / before['emergency-only'], 12);
    expect(high).toMatchObject({ reactive: 1, 'pay-cycle': 0, 'emergency-only': 0 });
  });

  it('tells the change of a metric paired by replication: nothing, with certainty, where nothing changed', () => {
    const base = simulate(asItStands.scenario);
    const [point] = pointsOf({ key: 'population.psr', high: 0.9 }, asItStands.document);
    const psr = simulate(load(text, {}, { overrides: [point!.override] }).scenario);
    const effect = effectOf(psr, base, 'no-intervention', 'households_off');
    expect(effect).toMatchObject({ difference: 0, ciLow: 0, ciHigh: 0, replications: 3 });
    expect(effect.mean).toBeGreaterThan(0);
  });
});
