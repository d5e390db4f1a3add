import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

/** What is said of it: exit code 2, stdout empty, nothing written beside the scenario. */
async function mistake(line: string): Promise<string> {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  const { exitCode, stdout, stderr } = await command(`solve small.yaml ${line}`, { cwd: folder });
  expect(stderr).not.toMatch(/^\s+at /mu);
  expect({ exitCode, stdout, files: readdirSync(folder) }).toEqual({
    exitCode: 2,
    stdout: '',
    files: ['small.yaml'],
  });
  return stderr;
}

const kept = '--such-that held:households_off<10';
const range = '--find onboarding.starts --in 0d..28d';

describe('a mistake in what is looked for', () => {
  it.each([
    ['no path', `--find , --in 0d..28d ${kept}`],
    ['an unknown path', `--find onbarding.starts --in 0d..28d ${kept}`],
    ['a section', `--find onboarding --in 0d..28d ${kept}`],
    ['what says what a run is', `--find seed --in 1..3 ${kept}`],
    ['the number of homes', `--find households --in 10..30 ${kept}`],
    ['three paths', `--find agent.decision,agent.success,onboarding.starts --in 0d..1d ${kept}`],
    ['one path twice', `--find agent.decision,agent.decision --in 0d..1d --in 0d..1d ${kept}`],
    ['two paths and one range', `--find agent.decision,agent.success --in 0d..1d ${kept}`],
    ['one path and two ranges', `${range} --in 0d..3d ${kept}`],
    ['an unknown policy', `--find policies.hold.agent.decision --in 0d..3d ${kept}`],
    [
      'a policy that no condition is about',
      `--find policies.no-intervention.agent.decision --in 0d..3d ${kept}`,
    ],
    ['a name and no number', `--find onboarding.order --in fifo..random ${kept}`],
  ])('is told: %s', async (_, line) => {
    expect(await mistake(line)).toMatchSnapshot();
  });
});

describe('a mistake in the range', () => {
  it.each([
    ['one value', `--find onboarding.starts --in 28d ${kept}`],
    ['three dots', `--find onboarding.starts --in 0d...28d ${kept}`],
    ['no end', `--find onboarding.starts --in 0d.. ${kept}`],
    ['no unit', `--find onboarding.starts --in 0..28 ${kept}`],
    ['two units', `--find onboarding.starts --in 0d..48h ${kept}`],
    ['the larger first', `--find onboarding.starts --in 28d..0d ${kept}`],
    ['both alike', `--find onboarding.starts --in 3d..3d ${kept}`],
    ['below what the schema allows', `--find agent.success --in -1..1 ${kept}`],
    ['a share of one whole above 1', `--find population.meterKinds.legacy --in 0.1..1.5 ${kept}`],
    ['half a person', `--find support.agents --in 0.5..4 ${kept}`],
    ['a step in another unit', `${range} --step 12 ${kept}`],
    ['a step of nothing', `${range} --step 0d ${kept}`],
    ['a step wider than the range', `${range} --step 30d ${kept}`],
    ['half a person a step', `--find support.agents --in 1..4 --step 0.5 ${kept}`],
    ['two steps', `${range} --step 1d --step 2d ${kept}`],
    ['no precision', `${range} --precision 0% ${kept}`],
    ['a precision in another unit', `${range} --precision 12 ${kept}`],
    ['a precision wider than the range', `${range} --precision 90d ${kept}`],
  ])('is told: %s', async (_, line) => {
    expect(await mistake(line)).toMatchSnapshot();
  });
});

describe('a mistake in the conditions', () => {
  it.each([
    ['no limit', `${range} --such-that held:households_off`],
    ['an unknown policy', `${range} --such-that hold:households_off<10`],
    ['an unknown metric', `${range} --such-that held:homes_off<10`],
    ['an unknown segment', `${range} --such-that held:households_off{meter=smets3}<10`],
    ['a percentage of homes', `${range} --such-that held:households_off<5%`],
    ['a limit that is no number', `${range} --such-that held:households_off<few`],
    ['a policy that is not run', `${range} --policies no-intervention ${kept}`],
    ['runs kept of a shard', `${range} ${kept} --shard 1/2 --keep-runs`],
    ['a threshold beside it', `${range} ${kept} --threshold held:households_off<10`],
    ['homes beside it', `${range} ${kept} --segment vulnerable=yes`],
    ['no condition at all', range],
  ])('is told: %s', async (_, line) => {
    expect(await mistake(line)).toMatchSnapshot();
  });
});
