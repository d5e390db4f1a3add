// Chooses the policies of a sensitivity study if --policies does not: those that its question is
// about. Time grows with the number of policies, and level and ranking are about two.
import { prepareExperiment, runReplication } from '../experiment/experiment.ts';
import { metricIndex, type MetricName } from '../experiment/metrics.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { verdictOf, verdictOfSameExit } from '../experiment/verdict.ts';
import { listText } from '../outputs/list-text.ts';
import { loadScenario, type LoadedScenario } from '../scenario/load.ts';
import { noFailure } from '../scenario/scenario.ts';
import { engineFor } from './engine-option.ts';
import type { ExploreOptions } from './explore-options.ts';
import type { Host } from './host.ts';
import { overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';

/** Options that decide which policies are simulated. */
export interface PoliciesAsked extends ExploreOptions {
  /** The policy, or the two, that the question is about. */
  readonly of?: string;
  /**
   * Why other policies are left out, if the command has chosen; shards store it for their merge.
   */
  readonly aboutPolicies?: string;
}

/** All policies are simulated if a scenario has at most this many. */
const mostByDefault = 8;
/** Homes of the trial that finds the best policy: enough to choose, and done in a second or two. */
const trialHouseholds = 1000;
const trialReplications = 4;

/** `--policies all`: every one. */
const all = 'all';

/**
 * In a scenario with many policies: those named by --of, or the reference and the policy that does
 * best in a trial.
 * @returns the options with those policies, and why others are left out
 * @throws ScenarioError, UsageError
 */
export function withPoliciesOfQuestion<Options extends PoliciesAsked>(
  path: string,
  options: Options,
  host: Host,
): Options {
  const { policies, of } = options;
  if (policies !== undefined && policies.join() !== all) return options;
  const { scenario } = load(path, options, host);
  const acting = scenario.policies.map(({ id }) => id).filter((id) => id !== noFailure);
  // Named one by one, so that the record of a shard has them.
  if (policies !== undefined) return { ...options, policies: acting };
  if (acting.length <= mostByDefault) return options;
  const simulated = (chosen: readonly string[], why: string): Options => {
    const of = `${chosen.length} of ${acting.length} policies`;
    const aboutPolicies =
      `Simulated are ${listText(chosen)}, ${why}: ${of}. --policies all has every one, and ` +
      'takes longer.';
    return { ...options, policies: chosen, aboutPolicies };
  };
  if (of === undefined)
    return simulated(
      [scenario.reference, ...bestOf(path, options, host)],
      'the reference and what does best in a trial of the scenario as it stands',
    );
  const named = of.trim().split(/\s+vs\s+/u);
  // An unknown name is reported later, with --of in the message.
  if (!named.every((id) => acting.includes(id) || id === noFailure)) return options;
  return simulated(
    [...new Set([scenario.reference, ...named])].filter((id) => id !== noFailure),
    'the reference and what --of names',
  );
}

/**
 * The policy with the fewest hours off in a trial with few homes; and, if it has another exit than
 * the reference, the best one with the reference's exit.
 */
function bestOf(path: string, options: PoliciesAsked, host: Host): readonly string[] {
  const households = Math.min(trialHouseholds, load(path, options, host).scenario.households);
  const { scenario } = load(path, { ...options, households: String(households) }, host);
  const experiment = prepareExperiment(scenario, {
    engine: engineFor(options).engine,
    segments: [0],
  });
  const records = Array.from({ length: trialReplications }, (_, turn) =>
    runReplication(experiment, turn + 1),
  );
  const contenders = scenario.policies.flatMap(({ id }, place) => {
    const values = (metric: MetricName): number[] =>
      records.map(({ policies }) => policies[place]!.metrics[metricIndex[metric]]!);
    return id === noFailure
      ? []
      : [{ id, hours: values('excess_hours_off'), households: values('excess_households_off') }];
  });
  const others = contenders.filter(({ id }) => id !== scenario.reference);
  const best = [
    verdictOf(others),
    verdictOfSameExit(others, scenario.policies, scenario.reference),
  ];
  return best.flatMap((verdict) => verdict?.best ?? []);
}

function load(path: string, options: PoliciesAsked, host: Host): LoadedScenario {
  return loadScenario(path, scenarioFilesFor(host), {
    overrides: overridesOf(options),
    keepCapacities: options.keepCapacities === true,
    checkThreshold: thresholdMistake,
  });
}
