// The assumptions of a scenario and their sources: every parameter of its files, with its value as
// written and the comments beside it. Sources are stated only in comments; the values used are
// those of the resolved scenario.
import type { Override } from './override.ts';
import type { YamlSource } from './yaml-walk.ts';

/**
 * How a value is justified. `set`: by an option of the command. `unsaid`: its file states neither a
 * source nor "assumption".
 */
export const confidences = ['sourced', 'assumption', 'set', 'unsaid'] as const;
type Confidence = (typeof confidences)[number];

export interface Assumption {
  /** `onboarding.pace` */
  readonly path: string;
  /** On one line, as its file writes it. */
  readonly value: string;
  readonly confidence: Confidence;
  /** Name of the file, or the option, that sets it. */
  readonly saidBy: string;
  /** Source, range, remarks: the comments beside the value, or above its section. */
  readonly remark: string;
}

/** Keys that describe the run and are not assumptions. */
const notParameters = new Set([
  'title',
  'description',
  'extends',
  'seed',
  'policies',
  'reference',
  'thresholds',
  'segments',
  'ranges',
  '//',
]);

/** A scenario file as it was read. */
export interface ScenarioPage extends Pick<YamlSource, 'commented'> {
  readonly name: string;
}

/** @param files the scenario first, what it starts from last, as it was loaded */
export function assumptionsOf(
  files: readonly ScenarioPage[],
  overrides: readonly Override[] = [],
): readonly Assumption[] {
  const known = new Map<string, Assumption>();
  const say = (assumption: Assumption): void => {
    for (const path of known.keys()) if (path.startsWith(`${assumption.path}.`)) known.delete(path);
    known.set(assumption.path, assumption);
  };
  for (const page of files.toReversed()) for (const one of remarksOf(page)) say(one);
  for (const { path, value, option } of overrides) {
    if (isParameter(path))
      say({
        path,
        value,
        confidence: 'set',
        saidBy: `option ${option.split(/[ =]/u)[0]!}`,
        remark: 'set for this run',
      });
  }
  return [...known.values()];
}

/** The parameters of one file, in its order. */
export function remarksOf({ name, commented }: ScenarioPage): readonly Assumption[] {
  return commented()
    .filter(({ path }) => isParameter(path))
    .map(({ path, value, comment }) => ({
      path,
      value,
      confidence: confidenceOf(comment),
      saidBy: name,
      remark: comment,
    }));
}

function isParameter(path: string): boolean {
  return !notParameters.has(path.split('.')[0]!);
}

function confidenceOf(comment: string): Confidence {
  return /assumption/iu.test(comment)
    ? 'assumption'
    : /https?:/u.test(comment)
      ? 'sourced'
      : 'unsaid';
}
