import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { problemsIn } from '../support/simulation/record-checker.ts';
import { runOnce, scenarioOf } from '../support/simulation/plain-scenario.ts';

// More, and others each time: OFFSUPPLY_CASES=5000 npx vitest run a-conservation
const cases = process.env['OFFSUPPLY_CASES'];
const parameters =
  cases === undefined ? { numRuns: 250, seed: 20220110 } : { numRuns: Number(cases) };

describe('whatever the households, their meters and the policies', () => {
  it(
    'A17, C1, C2, C5, C7, C9, C13 to C15: money is conserved, spells are in order, and every figure can be worked out again from them',
    { timeout: 3_600_000 },
    () => {
      fc.assert(
        fc.property(anyScenario, (part) => {
          const scenario = scenarioOf(part);
          expect(problemsIn(scenario, runOnce(scenario))).toEqual([]);
        }),
        parameters,
      );
    },
  );
});
