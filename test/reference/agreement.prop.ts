// The program and the reference agree on generated scenarios: every meter and spell, to the
// micropound and the minute, and the figures of section C that the reference works out.
// docs/VALIDATION.md lists what differed on the way, and which side was wrong.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { expectSame } from '../support/simulation/expect-same.ts';
import { runOnce, scenarioOf } from '../support/simulation/plain-scenario.ts';
import { resultsOfProgram, resultsOfReference } from '../support/reference/comparable-results.ts';
import { programNumbers } from '../support/reference/program-numbers.ts';
import { simulateReference } from './replication.ts';

// More scenarios, and others each time: OFFSUPPLY_CASES=5000 npx vitest run test/reference
const cases = process.env['OFFSUPPLY_CASES'];
const parameters =
  cases === undefined ? { numRuns: 200, seed: 20220111 } : { numRuns: Number(cases) };

describe('the program and the reference', () => {
  it(
    'give the same spells, meters, calls, visits, cuts by hour and figures',
    { timeout: 36_000_000 },
    () => {
      fc.assert(
        fc.property(anyScenario, (part) => {
          const scenario = scenarioOf(part);
          const reference = simulateReference(scenario, programNumbers(scenario.seed, 1));
          const program = resultsOfProgram(runOnce(scenario), scenario);
          expectSame(program, resultsOfReference(reference));
        }),
        parameters,
      );
    },
  );
});
