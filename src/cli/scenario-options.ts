// Options that change or choose from a scenario, shared by the commands that run one. Values go to
// the loader as typed, so that mistakes in them are reported like those of a file, with the
// option's name.
import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { nearest } from '../scenario/nearest.ts';
import type { Override } from '../scenario/override.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';

export interface ScenarioOptions {
  readonly households?: string;
  readonly replications?: string;
  readonly seed?: string;
  readonly horizon?: string;
  readonly set?: readonly string[];
  readonly keepCapacities?: true;
}

/** Keys that have an option of their own. */
const named = ['households', 'replications', 'seed', 'horizon'] as const;

export const setHelp =
  'set any value of the scenario, as YAML: --set onboarding.starts=14d (repeatable; wins ' +
  'over the other options)';

export const thresholdHelp =
  'what results must meet, at the confidence limit; exit code 3 when they do not: ' +
  '"mp134a:excess_households_off<100" ' +
  '(repeatable; added to the scenario’s)';

/** Collects the values of an option that may be given more than once. */
export function repeatable(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `a,b` */
function ids(value: string): readonly string[] {
  const list = value.split(',').map((id) => id.trim());
  if (list.includes(''))
    throw new InvalidArgumentError(
      'Give ids with commas between them, such as mp134a,mp134a-mp185.',
    );
  return list;
}

export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,9}$/u.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return number;
  };
}

export function addPolicies(command: Command): Command {
  return command.option(
    '--policies <ids>',
    `only these policies, by id with commas between; ${noFailure} and the reference are ` +
      'always run (default: all)',
    ids,
  );
}

/** The overrides of the options, in order: the later wins. */
export function overridesOf(options: ScenarioOptions): readonly Override[] {
  const own = named.flatMap((path) => {
    const value = options[path];
    return value === undefined ? [] : [{ path, value, option: `--${path} ${value}` }];
  });
  return [...own, ...(options.set ?? []).map(overrideOf)];
}

function overrideOf(text: string): Override {
  const equals = text.indexOf('=');
  if (equals <= 0)
    throw new UsageError(
      `--set ${text}: write key.path=value, such as --set onboarding.starts=14d`,
    );
  return {
    path: text.slice(0, equals).trim(),
    value: text.slice(equals + 1),
    option: `--set ${text}`,
  };
}

/** @throws UsageError naming the ids there are */
export function checkPolicies(scenario: Scenario, chosen: readonly string[] | undefined): void {
  const known = scenario.policies.map(({ id }) => id);
  for (const id of chosen ?? []) {
    if (known.includes(id)) continue;
    const meant = nearest(id, known);
    const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new UsageError(
      `--policies ${chosen!.join(',')}: there is no policy ${id}.${guess} The scenario has ` +
        `${known.join(', ')}.`,
    );
  }
}
