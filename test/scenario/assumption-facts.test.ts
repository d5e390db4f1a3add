import { describe, expect, it } from 'vitest';
import { assumptionFacts } from '../../src/scenario/assumption-facts.ts';
import type { Assumption } from '../../src/scenario/assumptions.ts';
import type { Range } from '../../src/scenario/scenario.ts';

const factsOf = (path: string, remark = '', ranges: Readonly<Record<string, Range>> = {}) =>
  assumptionFacts(ranges)({
    path,
    remark,
    value: '',
    confidence: 'assumption',
    saidBy: 'a.yaml',
  } satisfies Assumption);

describe('what is known of an assumption', () => {
  it.each([
    ['onboarding.starts', 'time'],
    ['onboarding.pace', 'time'],
    ['population.vulnerable', 'share'],
    ['tariff.gas.unitRate', 'p/kWh'],
    ['behaviour.vendAmount', '£'],
    ['agent.acts', 'yes or no'],
    ['onboarding.order', 'choice'],
    ['onboarding.beginnings', ''],
  ])('has its unit: %s', (path, unit) => {
    expect(factsOf(path).unit).toBe(unit);
  });

  it('has its sources once each, and the years of the remark but not those of addresses', () => {
    expect(
      factsOf('a', 'in 2016, https://a.org/2019/b; winter 2022/23 (https://a.org/2019/b, as 2016)'),
    ).toMatchObject({
      sources: ['https://a.org/2019/b'],
      years: ['2016', '2022/23'],
    });
  });

  it('has the range of the scenario, before that of the remark', () => {
    const span = { kind: 'span', from: 0.1, to: 0.4, scale: 'linear' } as const;
    expect(factsOf('population.psr', 'assumption, range 0.2 to 0.3').range).toBe('0.2 to 0.3');
    expect(
      factsOf('population.psr', 'assumption, range 0.2 to 0.3', { 'population.psr': span }).range,
    ).toBe('0.1 to 0.4');
    expect(factsOf('population.psr', '', { 'population.psrs': span }).range).toBe('');
    expect(factsOf('behaviour.trigger', '', { 'behaviour.trigger.uniform[1]': span }).range).toBe(
      'uniform[1] 0.1 to 0.4',
    );
  });

  it('has what a range of a whole says of its part', () => {
    const of = (range: Range, kind: string): string =>
      factsOf(`population.meterKinds.${kind}`, '', { 'population.meterKinds': range }).range;
    const span = {
      kind: 'span',
      from: { legacy: 0.1 },
      to: { legacy: 0.9 },
      scale: 'linear',
    } as const;
    expect([of(span, 'legacy'), of(span, 'smets2')]).toEqual([
      '0.1 to 0.9',
      'the rest, in proportion',
    ]);
    const choices = {
      kind: 'choices',
      values: [
        { legacy: 0.1, smets2: 0.9 },
        { legacy: 0.1, smets2: 0.8 },
      ],
    } as const;
    expect([of(choices, 'legacy'), of(choices, 'smets2')]).toEqual(['', 'one of 0.9, 0.8']);
  });
});
