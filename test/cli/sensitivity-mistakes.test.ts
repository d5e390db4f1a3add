import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

test.each([
  '--method sobl',
  '--method oat --trajectories 5',
  '--method oat --points 64',
  '--method morris --points 64',
  '--method morris --trajectories 1',
  '--method morris --trajectories ten',
  '--method sobol --points 3',
  '--metric excess_hours',
  '--metric',
  '--of hold',
  '--of held_vs_no-intervention',
  '--of no-failure',
  '--only weather',
  '--only institutions --factors behaviour.typing.fails',
  '--factors agent.desision',
  '--factors agent.decision,',
  '--factors households',
  '--policies hold',
  '--replications 0',
  '--households many',
  '--set onboarding.starts',
  '--set ranges.agent.decision.from=5d',
  '--shard 4/3',
  '--method sobol --shard 1/2',
  '--segment vulnerable=maybe',
  '--workers 0',
  'other.yaml',
])(
  'a mistake is told with place, value, what is allowed and the fix, and nothing is written: offsupply sensitivity %s',
  async (line) => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const { exitCode, stdout, stderr } = await command(`sensitivity small.yaml ${line}`, {
      cwd: folder,
    });
    expect(stderr).toMatchSnapshot();
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(readdirSync(folder)).toEqual(['small.yaml']);
    expect(stderr).not.toMatch(/^\s+at /mu);
  },
);
