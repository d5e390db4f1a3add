import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

test.each([
  '--vary agent.decision',
  '--vary =0d..1d:2',
  '--vary agent.decision=',
  '--vary agent.desision=0d..10d:3',
  '--vary agent=1,2',
  '--vary nothing=1,2',
  '--vary seed=1,2',
  '--vary replications=2..4:3',
  '--vary agent.decision=0d..10d',
  '--vary agent.decision=0d..10d:1',
  '--vary agent.decision=0d..10d:two',
  '--vary agent.decision=0d..10d:5000',
  '--vary agent.decision=0d..10d:5:sqrt',
  '--vary agent.decision=0d..10d:5:log',
  '--vary agent.decision=10d..0d:5',
  '--vary agent.decision=5d..5d:5',
  '--vary agent.decision=0..10:5',
  '--vary agent.decision=0d..10:5',
  '--vary agent.decision=..10d:5',
  '--vary agent.available=0.5..1.5:3',
  '--vary agent.available=50%,70%',
  '--vary agent.available=0.5',
  '--vary agent.available=0.5,0.5',
  '--vary agent.available=0.5,,0.7',
  '--vary exit.vendingEnds=3d,onbording',
  '--vary warmUp=1.5d,7d',
  '--vary population.meterKinds.legcy=0.1..0.5:3',
  '--vary population.meterKinds.legacy=0.1,0.2',
  '--vary population.meterKinds.legacy=0.1..1.5:3',
  '--vary behaviour.trigger.normal.mean=1..3:3',
  '--vary policies.hold.agent.decision=0d..10d:3',
  '--vary policies.held=1,2',
  '--vary policies.held.behaviour.notice=1h,2h',
  '--vary agent.decision=0d,2d --vary agent.decision=1d..3d:3',
  '--vary exit.vendingEnds=3d,5d --vary exit.vendingEnds.uniform[0]=0d..1d:2',
  '--vary agent.decision=0d..1d:2 --points 5',
  '--vary agent.decision=0d..1d:2 --only population',
  '--design grid',
  '--design hexagon',
  '--factors agent.desision',
  '--vary households=1..1000000:1000 --vary agent.decision=0d..10d:1000',
  '--vary agent.decision=0d..1d:2 --segment vulnerable=maybe',
])(
  'a mistake is told with place, value, what is allowed and the fix, and nothing is written: offsupply sweep %s',
  async (line) => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const { exitCode, stdout, stderr } = await command(`sweep small.yaml ${line}`, { cwd: folder });
    expect(stderr).toMatchSnapshot();
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(readdirSync(folder)).toEqual(['small.yaml']);
    expect(stderr).not.toMatch(/^\s+at /mu);
  },
);
