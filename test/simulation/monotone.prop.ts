import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  onlyHabit,
  plain,
  policyOf,
  runOnce,
  scenarioOf,
  type Part,
} from '../support/simulation/plain-scenario.ts';

/**
 * Smart homes that never top up, or only once they can again, with anything else drawn; nobody
 * queues.
 */
const life: fc.Arbitrary<Part> = fc
  .record({
    seed: fc.nat(1e6),
    credit: fc.integer({ min: 1, max: 60 }),
    rate: fc.integer({ min: 50, max: 900 }),
    standing: fc.constantFrom(0, 50, 150),
    dual: fc.boolean(),
    windows: fc.constantFrom('none', {
      weekdays: '18:00-11:00',
      saturday: 'all-day',
      sunday: 'all-day',
      bankHolidays: 'all-day',
    }),
    suspend: fc.boolean(),
    selected: fc.constantFrom(0, 0.5, 1),
    limit: fc.constantFrom(0, 5, 10),
    recommence: fc.constantFrom('emergency-credit', 'safe-mode'),
    noise: fc.constantFrom(0, 0.3),
  })
  .map(
    ({
      seed,
      credit,
      rate,
      standing,
      dual,
      windows,
      suspend,
      selected,
      limit,
      recommence,
      noise,
    }) => ({
      seed,
      households: 12,
      horizon: '40d',
      population: {
        fuels: { dual: dual ? 1 : 0, electricity: dual ? 0 : 1, gas: 0 },
        initialBalance: { electricity: { uniform: [0, credit] }, gas: credit },
      },
      consumption: { electricity: { shape: 'gb', dayNoise: { cv: noise } }, gas: { shape: 'gb' } },
      tariff: {
        electricity: { unitRate: rate, standingCharge: standing },
        gas: { unitRate: rate, standingCharge: standing },
      },
      meter: {
        nonDisablement: windows,
        suspendCharges: { inEmergencyCredit: suspend, whenOff: suspend },
        emergencyCredit: { limit, offeredBelow: 1, selected, selectDelay: '30m' },
        rearm: { electricity: '10m', gas: '1h', gasFails: 0 },
      },
      onboarding: { recommence: { does: recommence, amount: 500, after: '2h' } },
    }),
  );

function offBy(policy: string, ...parts: readonly Part[]): readonly number[] {
  return policyOf(runOnce(scenarioOf(plain, ...parts)), policy).meters.map(
    ({ offMinutes }) => offMinutes,
  );
}

describe('home by home, with nobody queueing', () => {
  it('onboarding later never shortens the time off of a home that tops up at once when it can', () => {
    const eager = [
      onlyHabit('emergency-only'),
      { behaviour: { vendAmount: 5000, retry: { normal: '1h', offSupply: '1h' } } },
    ];
    fc.assert(
      fc.property(
        life,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 10 }),
        (part, days, later) => {
          const policies = {
            policies: {
              soon: { label: 'Soon', onboarding: { pace: `${days}d` } },
              late: { label: 'Late', onboarding: { pace: `${days + later}d` } },
            },
          };
          const [soon, late] = ['soon', 'late'].map((policy) =>
            offBy(policy, part, ...eager, policies),
          );
          soon!.forEach((minutes, index) => {
            expect(minutes).toBeLessThanOrEqual(late![index]!);
          });
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('more emergency credit never lengthens time off', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 20 }), (part, more) => {
        const { limit } = ((part['meter'] as Part)['emergencyCredit'] as { limit: number }) ?? {
          limit: 0,
        };
        const raised = { meter: { emergencyCredit: { limit: limit + more } } };
        const never = { onboarding: { recommence: { does: 'none' } } };
        const [less, enough] = [
          offBy('nothing', part, never),
          offBy('nothing', part, never, raised),
        ];
        enough.forEach((minutes, index) => {
          expect(minutes).toBeLessThanOrEqual(less[index]!);
        });
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('an agent that raises emergency credit, or sets safe mode, harms no home that never tops up', () => {
    const agent = (does: string): Part => ({
      label: does,
      agent: {
        acts: true,
        decision: '0d',
        perDay: 'unlimited',
        success: 1,
        does: [does],
        amount: 25,
      },
      identifiers: { moved: 'onboarding' },
      certificates: { revoked: 'onboarding' },
    });
    const policies = {
      policies: {
        nothing: { label: 'Nothing' },
        raise: agent('raise-emergency-credit'),
        safe: agent('safe-mode'),
        week: agent('all-week-non-disablement'),
      },
    };
    fc.assert(
      fc.property(life, (part) => {
        const record = runOnce(
          scenarioOf(plain, part, policies, { onboarding: { recommence: { does: 'none' } } }),
        );
        const without = policyOf(record, 'nothing').meters;
        for (const policy of ['raise', 'safe', 'week']) {
          policyOf(record, policy).meters.forEach(({ offMinutes }, index) => {
            expect(offMinutes, policy).toBeLessThanOrEqual(without[index]!.offMinutes);
          });
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
