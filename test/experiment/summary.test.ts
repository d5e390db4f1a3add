import { describe, expect, it } from 'vitest';
import { metricIndex, metrics, segments } from '../../src/experiment/metrics.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { seriesHours } from '../../src/experiment/series-bands.ts';
import { seriesMetrics } from '../../src/experiment/records.ts';
import { comparisonRows, comparisonsOf, summaryRows } from '../../src/experiment/summary.ts';
import {
  fakeHours,
  fakePolicies,
  fakeReplication,
  fakeScenario,
} from '../support/experiment/fake-records.ts';

const store = memoryStore();
for (const replication of [2, 3, 1]) store.put(fakeReplication(replication));

describe('the rows of the summary', () => {
  const rows = [...summaryRows(fakeScenario, store)];

  it('are policy by segment by metric, in the fixed order', () => {
    const expected = fakePolicies.flatMap((policy) =>
      segments.flatMap((segment) => metrics.map(({ name }) => [policy, segment, name])),
    );
    expect(rows.map((row) => [row.policy, row.segment, row.metric])).toEqual(expected);
  });

  it('take each figure from its own place in the records', () => {
    const row = rows.find(
      ({ policy, segment, metric }) =>
        policy === 'mp134a' && segment === 'psr=yes' && metric === 'vends',
    )!;
    const place = segments.indexOf('psr=yes') * metrics.length + metricIndex.vends;
    const values = [1, 2, 3].map(
      (replication) => fakeReplication(replication).policies[2]!.metrics[place]!,
    );
    expect(row.mean).toBe((values[0]! + values[1]! + values[2]!) / 3);
    expect(row.unit).toBe('vends');
  });
});

describe('the rows of the comparison', () => {
  it('set each policy against the reference and then against no-failure, never against itself', () => {
    expect(comparisonsOf(fakeScenario)).toEqual([
      ['no-failure', 'no-intervention'],
      ['no-intervention', 'no-failure'],
      ['mp134a', 'no-intervention'],
      ['mp134a', 'no-failure'],
      ['mp134a-mp185', 'no-intervention'],
      ['mp134a-mp185', 'no-failure'],
    ]);
  });

  it('come once when the reference is no-failure', () => {
    const scenario = { ...fakeScenario, reference: 'no-failure' };
    expect(comparisonsOf(scenario).map(([policy]) => policy)).toEqual([
      'no-intervention',
      'mp134a',
      'mp134a-mp185',
    ]);
  });

  it('leave out a reference that was not run', () => {
    const policies = [{ id: 'no-failure' }, { id: 'mp134a' }];
    expect(comparisonsOf({ policies, reference: 'no-intervention' })).toEqual([
      ['mp134a', 'no-failure'],
    ]);
  });

  it('are the opposite of each other when the sides change', () => {
    const rows = [...comparisonRows(fakeScenario, store)];
    const each = segments.length * metrics.length;
    const [there, back] = [rows.slice(0, each), rows.slice(each, 2 * each)];
    expect(there[1]!.policy).toBe(back[1]!.reference);
    expect(there.map((row) => -row.difference)).toEqual(
      back.map((row) => (row.difference === 0 ? -0 : row.difference)),
    );
  });
});

describe('the figures of the time series', () => {
  const hours = [...seriesHours(fakeScenario.policies, store)];
  const rows = hours.flatMap(({ policy, hour, bands }) =>
    bands.map((band) => ({ policy, hour, ...band })),
  );

  it('are policy by hour by metric, from hour 0 to the horizon', () => {
    expect(rows).toHaveLength(fakePolicies.length * (fakeHours + 1) * seriesMetrics.length);
    expect(rows.slice(0, 8).map(({ hour, metric }) => [hour, metric])).toEqual([
      ...seriesMetrics.map((metric) => [0, metric]),
      [1, seriesMetrics[0]],
    ]);
    expect(rows.at(-1)).toMatchObject({
      policy: 'mp134a-mp185',
      hour: fakeHours,
      metric: seriesMetrics.at(-1),
    });
  });

  it('give mean and quantiles over the replications of that hour', () => {
    const place = 4 * (fakeHours + 1) + 17;
    const values = [1, 2, 3]
      .map((replication) => fakeReplication(replication).policies[1]!.series[place]!)
      .sort((a, b) => a - b);
    const row = rows.find(
      ({ policy, hour, metric }) =>
        policy === 'no-intervention' && hour === 17 && metric === seriesMetrics[4],
    )!;
    expect(row.median).toBe(values[1]);
    expect(row.mean).toBe((values[0]! + values[1]! + values[2]!) / 3);
    expect(row.p05).toBeCloseTo(values[0]! + 0.1 * (values[1]! - values[0]!), 9);
  });

  it('do not depend on the size of the blocks they are read in', () => {
    expect([...seriesHours(fakeScenario.policies, store, () => true, 50)]).toEqual(hours);
  });

  it('are none when no replication is kept', () => {
    expect([...seriesHours(fakeScenario.policies, memoryStore())]).toEqual([]);
  });
});
