// --abort-on-fail: how many runs are stopped that would have met their threshold with all their
// replications.
import { describe, expect, it } from 'vitest';
import { hopelessOf, looksBefore } from '../../src/experiment/hopeless.ts';
import { metrics, placeOf } from '../../src/experiment/metrics.ts';
import { judge, readThreshold, type Threshold } from '../../src/experiment/threshold.ts';
import { tinyRandom } from '../support/experiment/fake-records.ts';

const threshold = readThreshold('a:hours_off_total<1000', ['a']) as Threshold;
const place = placeOf('hours_off_total', 0);

function rowsOf(values: readonly number[]) {
  return values.map((value) => {
    const row = new Float64Array(metrics.length).fill(NaN);
    row[place] = value;
    return row;
  });
}

/** Runs out of `runs` that are stopped, and those of them that would have met the threshold. */
function stopsOf(
  mean: number,
  replications: number,
  runs: number,
): { readonly stopped: number; readonly wrongly: number } {
  const result = { stopped: 0, wrongly: 0 };
  for (let seed = 1; seed <= runs; seed += 1) {
    const random = tinyRandom(seed);
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const rows = rowsOf(Array.from({ length: replications }, () => mean + 50 * normal()));
    const first = (count: number) => ({ metricsOf: () => rows.slice(0, count) });
    if (!looksBefore(replications).some((look) => hopelessOf([threshold], first(look)).length > 0))
      continue;
    result.stopped += 1;
    if (judge(threshold, first(replications)).met) result.wrongly += 1;
  }
  return result;
}

describe('a run that is stopped', () => {
  it.each([20, 100])(
    'would have met its threshold after all in fewer than 1 run of 100: %i replications',
    (replications) => {
      const runs = 500;
      // Means from well met to the limit, in standard errors of the whole run.
      for (const errors of [-4, -2, -1, 0]) {
        const { wrongly } = stopsOf(
          1000 + (errors * 50) / Math.sqrt(replications),
          replications,
          runs,
        );
        expect(wrongly / runs).toBeLessThan(0.01);
      }
    },
  );

  it('is stopped early where the threshold is far away, and not where it is met', () => {
    expect(stopsOf(1100, 20, 200).stopped).toBe(200);
    expect(stopsOf(800, 20, 200).stopped).toBe(0);
  });
});
