// The engine against the plain model, on generated scenarios: whatever is told of a meter or a spell is the same, to the micropound and
// the minute. What differed on the way, and which side was wrong, is in docs/VALIDATION.md.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyScenario } from '../support/engine-any-scenario.ts';
import { runOnce, scenarioOf } from '../support/engine-scenario.ts';
import { comparable, toldByEngine } from './told.ts';
import { simulatePlainly } from './simulate.ts';

// More, and others each time: OFFSUPPLY_CASES=5000 npx vitest run test/plain
const cases = process.env['OFFSUPPLY_CASES'];
const parameters = cases === undefined ? { numRuns: 200, seed: 20220111 } : { numRuns: Number(cases) };

describe('a second, plain implementation of the model', () => {
  it('tells the same spells, balances, vends, calls and visits as the engine', { timeout: 36_000_000 }, () => {
    fc.assert(
      fc.property(anyScenario, (part) => {
        const scenario = scenarioOf(part);
        expect(toldByEngine(runOnce(scenario))).toEqual(comparable(simulatePlainly(scenario, 1)));
      }),
      parameters,
    );
  });
});
