// H1 and H2: numbers that were wrong without a word, once. H4, a weather file without a header, is
// in test/scenario/weather.test.ts.
import { describe, expect, it, test } from 'vitest';
import { command } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { resultsOfProgram, resultsOfReference } from '../support/reference/comparable-results.ts';
import { programNumbers } from '../support/reference/program-numbers.ts';
import { simulateReference } from '../reference/replication.ts';
import { expectSame } from '../support/simulation/expect-same.ts';
import { runOnce, scenarioOf, type Part } from '../support/simulation/plain-scenario.ts';
import { problemsIn } from '../support/simulation/record-checker.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A law of which many draws are past 2^31 minutes. */
const wide = { lognormal: { median: '6h', sigma: 10 } };

/** Each of the delays that a scenario may give so wide a law. */
const wideDelays: Readonly<Record<string, Part>> = {
  'behaviour.retry.normal': { behaviour: { retry: { normal: wide } } },
  'behaviour.retry.offSupply': { behaviour: { retry: { offSupply: wide } } },
  'behaviour.notice': { behaviour: { notice: wide } },
  'behaviour.shortOfMoney.wait': { behaviour: { shortOfMoney: { wait: wide } } },
  'meter.emergencyCredit.selectDelay': { meter: { emergencyCredit: { selectDelay: wide } } },
  'meter.rearm': { meter: { rearm: { electricity: wide, gas: wide } } },
  'onboarding.retryAfter': { onboarding: { retryAfter: wide, firstTimeSuccess: 0.5 } },
  'agent.retryAfter': { agent: { retryAfter: wide, success: 0.5 } },
  'support.callAfter': { support: { callAfter: wide } },
};

describe('H1: delays of more minutes than a whole number of 32 bits holds', () => {
  it.each(Object.entries(wideDelays))('never come, as the reference has it: %s', (_key, part) => {
    const scenario = scenarioOf(
      { households: 15, horizon: '20d', warmUp: '7d', replications: 1 },
      { policies: { held: { agent: { acts: true } } } },
      { behaviour: { shortOfMoney: { share: 0.3 } } },
      part,
    );
    const reference = simulateReference(scenario, programNumbers(scenario.seed, 1));
    expectSame(resultsOfProgram(runOnce(scenario), scenario), resultsOfReference(reference));
  });
});

test('H2: no spell of levers.yaml begins and ends in one minute', async () => {
  const cwd = temporaryFolder();
  const line =
    'run levers.yaml --households 300 --replications 3 --horizon 5d --files spells ' +
    '--workers 1 --progress none --out o';
  expect((await command(line, { cwd })).exitCode).toBe(0);
  const [header = '', ...rows] = readFileSync(path.join(cwd, 'o/spells.csv'), 'utf8')
    .trim()
    .split('\n');
  const [start, end] = ['start', 'end'].map((name) => header.split(',').indexOf(name)) as [
    number,
    number,
  ];
  expect(rows.length).toBeGreaterThan(1000);
  const empty = rows.filter((row) => row.split(',')[start] === row.split(',')[end]);
  expect(empty).toEqual([]);
});

test('H2: a spell of the warm-up that safe mode ends in minute 0 is none, for its household neither', () => {
  const scenario = scenarioOf(
    { households: 60, horizon: '2d', warmUp: '7d', replications: 1, policies: { left: {} } },
    { exit: { kind: 'orderly', protected: 1 } },
    { meter: { nonDisablement: 'none', rearm: { electricity: '35d', gas: '365d' } } },
    {
      population: {
        noWan: 0,
        meterKinds: { smets2: 1, 'smets1-enrolled': 0, 'smets1-unenrolled': 0, legacy: 0 },
      },
    },
  );
  const record = runOnce(scenario);
  const [twin, left] = record.policies;
  const atStart = twin!.spells.filter(
    ({ startMinute, fuel }) => startMinute === 0 && fuel === 'electricity',
  );
  expect(atStart.length).toBeGreaterThan(0);
  expect(left!.spells.filter(({ startMinute, endMinute }) => startMinute === endMinute)).toEqual(
    [],
  );
  expect(problemsIn(scenario, record)).toEqual([]);
});
