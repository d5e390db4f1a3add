// The identity of a run: hashes of everything that affects its results, and of nothing else.
import { sha256 } from '../files/output-directory.ts';
import { sortedJson } from '../outputs/json.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { buildIdentity } from './build-identity.ts';
import { version } from './version.ts';

export interface RunIdentity {
  /**
   * Of the resolved scenario with the policies that are run, as compact JSON with sorted keys: what
   * run.json says under `scenario`.
   */
  readonly scenarioSha256: string;
  /**
   * Of scenario, seed, version, build and what records hold: a kept replication may only be used
   * with the same key. The number of replications is not part of it, so that more can be added.
   */
  readonly contentKey: string;
}

interface Keep {
  readonly spells: boolean;
  readonly meters: boolean;
  /** Hash of the sets that parameters are drawn from. */
  readonly setsSha256?: string;
}

export function identify(scenario: Scenario, keep: Keep): RunIdentity {
  const { spells, meters, setsSha256 } = keep;
  const { build } = buildIdentity();
  return {
    scenarioSha256: sha256(JSON.stringify(sortedJson(scenario, 'scenario'))),
    contentKey: sha256(
      JSON.stringify(
        sortedJson(
          {
            scenario: { ...scenario, replications: undefined },
            version,
            build,
            spells,
            meters,
            setsSha256,
          },
          'run',
        ),
      ),
    ),
  };
}
