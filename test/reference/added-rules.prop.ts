// The account of the reference conserves money under the rules added, whatever is asked of it: with
// grants, and with what is moved or written off when safe mode ends.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { scenarioOf } from '../support/simulation/plain-scenario.ts';
import { programNumbers } from '../support/reference/program-numbers.ts';
import { simulateReference } from './replication.ts';

it(
  'A17, A18, A19: money is conserved on every meter, to the micropound',
  { timeout: 600_000 },
  () => {
    const seen = { granted: 0, owedMoved: 0, writtenOff: 0 };
    fc.assert(
      fc.property(anyScenario, (part) => {
        const scenario = scenarioOf(part);
        for (const { meters } of simulateReference(scenario, programNumbers(scenario.seed, 1))) {
          for (const meter of meters) {
            const { openingNet, vended, debtRepaid, creditGranted, owedMoved, writtenOff } = meter;
            const credit =
              openingNet + vended - debtRepaid + creditGranted + owedMoved + writtenOff;
            expect(meter.closingNet).toBe(credit - meter.energyCost - meter.charges);
            expect(meter.granted).toBeLessThanOrEqual(creditGranted);
            seen.granted += meter.granted;
            seen.owedMoved += owedMoved;
            seen.writtenOff += writtenOff;
          }
        }
      }),
      { numRuns: 60, seed: 20221127 },
    );
    for (const sum of Object.values(seen)) expect(sum).toBeGreaterThan(0);
  },
);
