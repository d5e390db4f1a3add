// Reads the options of `solve`: the value to be found, and the limits it has to keep. Reports all
// mistakes at once.
import { ScenarioError } from '../../errors.ts';
import type { Threshold } from '../../experiment/threshold.ts';
import type { LoadedScenario } from '../../scenario/load.ts';
import { keyPathOf } from '../../scenario/setting.ts';
import { readConditions } from './conditions.ts';
import { readPrecision, readSought, refuse, type Mistake, type Sought } from './sought.ts';
import type { ValuePrecision } from './problem.ts';

/** As typed. */
export interface AskedWords {
  /** One path, or two with a comma between. */
  readonly find: string;
  readonly in: readonly string[];
  readonly step?: readonly string[];
  readonly suchThat: string;
  readonly precision?: string;
  readonly policies?: readonly string[];
}

export interface Asked {
  /** One, or two of which the first is held at some values while the second is looked for. */
  readonly sought: readonly [Sought] | readonly [held: Sought, sought: Sought];
  readonly conditions: readonly Threshold[];
  /** Absent on a stepped grid, where the search separates neighbouring values. */
  readonly precision: ValuePrecision | undefined;
}

const usualPrecision: ValuePrecision = { kind: 'share', share: 0.05 };

/** @throws ScenarioError with every mistake */
export function readAsked(words: AskedWords, loaded: LoadedScenario): Asked {
  const mistakes: Mistake[] = [];
  const paths = words.find.split(',').map((path) => path.trim());
  mistakes.push(...countMistakes(paths, words));
  const { conditions, mistakes: wrong } = readConditions(
    words.suchThat,
    loaded.scenario,
    runIds(words, loaded),
  );
  const sought =
    mistakes.length > 0
      ? []
      : paths.flatMap((path, place) => readOne(path, place, words, loaded, mistakes));
  mistakes.push(...wrong);
  if (mistakes.length === 0) mistakes.push(...policyMistakes(paths, conditions));
  const last = sought.at(-1);
  const precision = last === undefined ? undefined : readPrecision(words.precision, last);
  if (precision !== undefined && 'mistake' in precision) mistakes.push(precision.mistake);
  if (mistakes.length > 0) throw new ScenarioError(mistakes);
  const usual = last!.grid.isStepped ? undefined : usualPrecision;
  return {
    sought: sought as unknown as Asked['sought'],
    conditions,
    precision: precision === undefined || 'mistake' in precision ? usual : precision,
  };
}

/** Ids that conditions may name. */
function runIds({ policies }: AskedWords, { scenario }: LoadedScenario): readonly string[] {
  const ids = scenario.policies.map(({ id }) => id);
  return policies === undefined
    ? ids
    : ids.filter((id) => policies.includes(id) || id === scenario.reference || id === 'no-failure');
}

function countMistakes(
  paths: readonly string[],
  { find, in: ranges, step = [] }: AskedWords,
): readonly Mistake[] {
  const wrong = (found: string, allowed: string, fix: string): readonly Mistake[] => [
    refuse(`--find ${find}`, '--find', found, { allowed, fix }).mistake,
  ];
  if (paths.includes(''))
    return wrong(
      find,
      'a key path, or two with a comma between',
      'write the key path of a value, such as agent.decision',
    );
  if (paths.length > 2)
    return wrong(
      `${paths.length} paths`,
      'one key path, or two for a frontier',
      'look for two at most',
    );
  if (paths[0] === paths[1]) return wrong(find, 'two paths that differ', 'leave one out');
  if (ranges.length !== paths.length) {
    const need = paths.length === 1 ? 'one --in' : 'two --in, of the first path and of the second';
    return wrong(
      `${ranges.length} --in`,
      need,
      ranges.length < paths.length ? `add --in a..b for ${paths.at(-1)!}` : 'leave the others out',
    );
  }
  if (step.length > paths.length)
    return wrong(
      `${step.length} --step`,
      'one --step for each path at most',
      'leave the others out',
    );
  return [];
}

function readOne(
  path: string,
  place: number,
  words: AskedWords,
  loaded: LoadedScenario,
  mistakes: Mistake[],
): readonly Sought[] {
  const step = words.step?.[place];
  const read = readSought(
    { path, range: words.in[place]!, ...(step === undefined ? {} : { step }) },
    loaded,
  );
  if (!('mistake' in read)) return [read];
  mistakes.push(read.mistake);
  return [];
}

/** Refuses a value of a policy that no condition is about, since it would change nothing. */
function policyMistakes(
  paths: readonly string[],
  conditions: readonly Threshold[],
): readonly Mistake[] {
  const about = conditions.flatMap(({ policy, reference }) => [
    policy,
    ...(reference === undefined ? [] : [reference]),
  ]);
  return paths.flatMap((path) => {
    const [first, id] = keyPathOf(path).map(String);
    if (first !== 'policies' || about.includes(id!)) return [];
    const allowed =
      'a value of the scenario, or of a policy that a condition is about: ' +
      [...new Set(about)].join(', ');
    return [
      refuse(`--find ${path}`, path, path, {
        allowed,
        fix: `write a condition on ${id!}, or policies.${about[0]!}… to find`,
      }).mistake,
    ];
  });
}
