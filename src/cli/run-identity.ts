// What makes two runs the same run: hashes of everything that decides their results, and of nothing else.
import { sha256 } from '../files/output-directory.ts';
import { sortedJson } from '../outputs/json.ts';
import type { ConsumerSide, Scenario } from '../scenario/scenario.ts';
import { version } from './version.ts';

export interface RunIdentity {
  /** Of the resolved scenario with the policies that are run, as compact JSON with sorted keys: what run.json says under `scenario`. */
  readonly scenarioSha256: string;
  /**
   * Of scenario, seed, version and what records hold: a kept replication may only be used under its own key. How many replications are
   * asked for does not matter, so that more of them can go on from those there are.
   */
  readonly contentKey: string;
}

interface Keep {
  readonly spells: boolean;
  readonly meters: boolean;
  /** What the consumers are under each set of uncertain parameters. */
  readonly alternatives?: readonly ConsumerSide[];
}

export function identify(scenario: Scenario, keep: Keep): RunIdentity {
  const { spells, meters, alternatives } = keep;
  return {
    scenarioSha256: sha256(JSON.stringify(sortedJson(scenario, 'scenario'))),
    contentKey: sha256(
      JSON.stringify(
        sortedJson({ scenario: { ...scenario, replications: undefined }, version, spells, meters, alternatives }, 'run'),
      ),
    ),
  };
}
