import { describe, expect, test } from 'vitest';
import { prepareExperiment, runReplication } from '../../src/experiment/experiment.ts';
import { figureCount, keptFigures } from '../../src/experiment/figures.ts';
import {
  basePoint,
  figuresAt,
  memoryFigures,
  pointKey,
  pointsOfShard,
  tasksFor,
  type Point,
} from '../../src/explore/points.ts';
import { openPointPool, PointError, type PointPoolOptions } from '../../src/files/point-pool.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { variantLoader } from '../../src/scenario/load.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';

const load = variantLoader('reference-winter.yaml', scenarioFilesOnDisk(), {
  overrides: [
    { path: 'households', value: '40', option: 'test' },
    { path: 'horizon', value: '7d', option: 'test' },
    { path: 'warmUp', value: '2d', option: 'test' },
  ],
});
const scenarioOf = ({ settings }: Point): Scenario => load(settings).scenario;
const base = scenarioOf(basePoint);
const pointAt = (value: string): Point => ({
  settings: [{ path: 'agent.decision', value, option: 'test' }],
});
const points = [basePoint, ...['0d', '1d', '2d', '3d'].map(pointAt)];
const segments = [0, 7];
const layout = { policies: base.policies.map(({ id }) => id), segments };

function poolOptions(workers: number, more: Partial<PointPoolOptions> = {}): PointPoolOptions {
  const figures = figureCount(layout.policies.length, segments.length);
  const options = {
    scenarioOf,
    engine: 'typescript' as const,
    segments,
    households: 40,
    figures,
    figureStore: memoryFigures(),
    workers,
  };
  return { ...options, isInProcess: workers === 1, ...more };
}

describe('points in a pool', () => {
  test('have the figures of their own scenario run alone, whatever the number of workers', async () => {
    for (const workers of [1, 2]) {
      const options = poolOptions(workers);
      const pool = openPointPool(options);
      const told: number[] = [];
      await pool.run(points, 2, (done) => told.push(done));
      // Threads are kept for a second call, which runs only what is missing.
      await pool.run(points.slice(0, 2), 3);
      await pool.stop();
      expect(told.at(-1)).toBe(10);
      for (const point of points) {
        const alone = keptFigures(
          runReplication(prepareExperiment(scenarioOf(point), { engine: 'typescript' }), 2),
          segments,
        );
        expect(options.figureStore.read(pointKey(point), 2)).toEqual(alone);
      }
      const rows = figuresAt(options.figureStore, layout, basePoint, 3).metricsOf(base.reference);
      expect(rows.map((row) => row[0])).toEqual([40, 40, 40]);
    }
  });

  test('that fail twice are told by what they set, and what is finished is kept', async () => {
    const options = poolOptions(1, {
      scenarioOf: (point) => {
        if (point === points[2]) throw new Error('it broke');
        return scenarioOf(point);
      },
    });
    const error: unknown = await openPointPool(options)
      .run(points, 1)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PointError);
    expect((error as PointError).point).toBe(points[2]);
    expect((error as PointError).message).toBe('agent.decision=1d failed twice: it broke');
    expect(options.figureStore.has(pointKey(points[1]!), 1)).toBe(true);
  });

  test('are handed out whole where there are many, else a replication at a time; never twice, never what is kept', () => {
    const figureStore = memoryFigures();
    figureStore.put(pointKey(points[0]!), 1, new Float64Array(1));
    expect(
      tasksFor([...points, pointAt('0d')], 2, figureStore, 2).map(
        ({ replications }) => replications,
      ),
    ).toEqual([...[[2], [1], [2], [1], [2], [1], [2], [1], [2]]]);
    const many = Array.from({ length: 16 }, (_, hours) => pointAt(`${hours}h`));
    expect(tasksFor(many, 2, figureStore, 2)).toHaveLength(16);
  });

  test('of all shards are all points, each once', () => {
    const parts = [1, 2, 3].map((index) => pointsOfShard(points, { index, count: 3 }));
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(new Set(parts.flat())).toEqual(new Set(points));
  });
});
