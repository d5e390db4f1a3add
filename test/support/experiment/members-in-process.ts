// Members of a replication in shares without threads: each does its tasks in this process, and has
// a kernel of its own where that is WASM. How late each task is done is given, so that members can
// overtake one another.
import { prepareExperiment } from '../../../src/experiment/experiment.ts';
import type { Member } from '../../../src/experiment/replication-in-shares.ts';
import { ReplicationMember } from '../../../src/experiment/replication-member.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import type { Engine } from '../../../src/simulation/kernel-builds.ts';

/** Answers are cloned, as between threads; the memory of records is shared. */
export function memberInProcess(scenario: Scenario, engine: Engine, ticksOf: () => number): Member {
  const experiment = prepareExperiment(scenario, { engine, keepSpells: true, keepMeters: true });
  const member = new ReplicationMember(experiment, 'key');
  return {
    async ask(task, onHouseholds = () => undefined) {
      for (let ticks = ticksOf(); ticks > 0; ticks--) await Promise.resolve();
      return structuredClone(member.do(structuredClone(task), onHouseholds));
    },
  };
}
