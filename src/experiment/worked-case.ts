// A worked case, `*.case.yaml`: a scenario, and the figures that a domain expert expects of it,
// each with a margin. Reads a case, reporting the place of every mistake, and judges its results.
import { ScenarioError, type Problem } from '../errors.ts';
import { listOf, parts } from '../scenario/collections.ts';
import { locateIn } from '../scenario/check.ts';
import { explain } from '../scenario/explain.ts';
import { nameFix, type ScenarioFiles } from '../scenario/files.ts';
import { isMap, leaf, type Kind, type KeyPath, type PlainMap } from '../scenario/kind.ts';
import { loadScenario, loadSource, type LoadOptions } from '../scenario/load.ts';
import type { Override } from '../scenario/override.ts';
import { text } from '../scenario/scalars.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { section } from '../scenario/section.ts';
import { pathText } from '../scenario/yaml-text.ts';
import { readYaml } from '../scenario/yaml-source.ts';
import type { YamlSource } from '../scenario/yaml-walk.ts';
import type { FigureRows } from './figures.ts';
import { metricIndex, metrics, segmentNames } from './metrics.ts';
import { estimateOf, readFigure, thresholdMistake, type NamedFigure } from './threshold.ts';

/** A figure that is expected. */
interface Expectation {
  /** As written: `no-intervention:first_off_hour`. */
  readonly text: string;
  readonly figure: NamedFigure;
  /** In the unit of the metric, as is the margin. */
  readonly value: number;
  readonly margin: number;
  /** How it was worked out; may be empty. */
  readonly because: string;
}

export interface WorkedCase {
  readonly title: string;
  readonly scenario: Scenario;
  readonly expectations: readonly Expectation[];
}

/** The result of an expectation. */
export interface CaseVerdict {
  readonly expectation: Expectation;
  /** Mean over replications, and half its 95 % interval; NaN where there is none. */
  readonly mean: number;
  readonly halfWidth: number;
  /** The mean is within the margin of the value. */
  readonly met: boolean;
}

/** A number, or a percentage of a metric that is a share. */
type WrittenFigure = { readonly number: number } | { readonly percent: number };

const largest = 1e15;

const writtenFigure: Kind<WrittenFigure> = {
  allowed: 'a number, or a percentage such as 41.5% where the metric is a share',
  json: {},
  read(found, refuse) {
    if (typeof found === 'number' && Math.abs(found) <= largest) return { number: found };
    const percent =
      typeof found === 'string' ? /^\s*(-?\d+(?:\.\d+)?)\s*%\s*$/u.exec(found)?.[1] : undefined;
    return percent === undefined
      ? refuse('write digits with a dot for decimals, such as 80.5')
      : { percent: Number(percent) };
  },
};

const margin: Kind<WrittenFigure> = {
  ...writtenFigure,
  allowed: `${writtenFigure.allowed}; 0 or more: how far the figure may be from the value`,
  read(found, refuse) {
    const read = writtenFigure.read(found, refuse);
    return read === null || numberOf(read) >= 0 ? read : refuse('write 0 or more');
  },
};

const expectation: Kind<
  Pick<Expectation, 'because'> & {
    readonly figure: string;
    value: WrittenFigure;
    margin: WrittenFigure;
  }
> = {
  allowed: 'a map with figure, value and margin, and because if wanted',
  json: {},
  read: (found, refuse) =>
    parts(
      isMap(found) ? { because: '', ...found } : found,
      { figure: text(200), value: writtenFigure, margin, because: text(500) },
      refuse,
    ),
};

const nameOrMap: Kind<string | PlainMap> = {
  allowed: 'the name of a scenario file, or a scenario: a map with keys of the scenario page',
  json: {},
  read: (found, refuse) =>
    (typeof found === 'string' && found !== '') || isMap(found)
      ? found
      : refuse('write a file such as mine.yaml, or a map'),
};

const settings: Kind<PlainMap> = {
  allowed: 'a map from key path, such as onboarding.starts, to value',
  json: {},
  read: (found, refuse) =>
    isMap(found) ? found : refuse('write key paths with their values, such as { households: 500 }'),
};

const caseSchema = section('A worked case.', {
  title: leaf(text(200)).describe('What the case shows.'),
  description: leaf(text(10_000)).describe('How the figures were worked out.').optional(),
  scenario: leaf(nameOrMap).describe(
    'A scenario file, relative to the case or shipped, or the scenario itself.',
  ),
  set: leaf(settings).describe('Values set on top of it, by key path.').optional(),
  expect: leaf(listOf(expectation, { least: 1, most: 100 })).describe(
    'Figures with the value and the margin of each.',
  ),
});

/** Whether a file of this name is a worked case. */
export function isCaseName(name: string): boolean {
  return /\.case\.(?:ya?ml|json)$/u.test(name);
}

/**
 * Reads a case and its scenario.
 * @param path as the user names it, or the name of one that is shipped
 * @throws ScenarioError with every mistake: its place, what was found, what is allowed, the fix
 */
export function readCase(path: string, files: ScenarioFiles): WorkedCase {
  const source = sourceOf(path, files);
  const parsed = caseSchema.safeParse(source.value);
  if (!parsed.success) {
    if (source.problems.length > 0) throw new ScenarioError(source.problems);
    if (!isMap(source.value)) throw new ScenarioError([notAMap(source)]);
    throw new ScenarioError(
      explain(parsed.error.issues, caseSchema, source.value, locateIn(source)),
    );
  }
  const { title, expect } = parsed.data;
  const { scenario } = scenarioOfCase(parsed.data, source, files);
  const problems: Problem[] = [];
  const report = (path: KeyPath, allowed: string, fix: string): void => {
    problems.push({ ...locateIn(source)(path, 'value'), path: pathText(path), allowed, fix });
  };
  const policies = scenario.policies.map(({ id }) => id);
  const segments = segmentNames(scenario.segments);
  const expectations = expect.flatMap(
    ({ figure: written, value, margin: width, because }, index): readonly Expectation[] => {
      const figure = readFigure(written, policies, segments);
      if ('fix' in figure) {
        report(['expect', index, 'figure'], figure.allowed, figure.fix);
        return [];
      }
      const { unit } = metrics[metricIndex[figure.metric]]!;
      for (const [key, one] of [
        ['value', value],
        ['margin', width],
      ] as const)
        if ('percent' in one && unit !== 'share')
          report(
            ['expect', index, key],
            `a number of ${unit}`,
            `leave out the %, or expect a metric that is a share`,
          );
      return [{ text: written, figure, value: numberOf(value), margin: numberOf(width), because }];
    },
  );
  if (problems.length > 0) throw new ScenarioError(problems);
  return { title, scenario, expectations };
}

/** @param rows all replications of the case's scenario */
export function judgeCase({ expectations }: WorkedCase, rows: FigureRows): readonly CaseVerdict[] {
  return expectations.map((one) => {
    const { mean, ciHigh } = estimateOf(one.figure, rows);
    // Allows for rounding errors of decimals.
    const slack = 1e-9 * Math.max(1, Math.abs(one.value));
    return {
      expectation: one,
      mean,
      halfWidth: ciHigh - mean,
      met: Math.abs(mean - one.value) <= one.margin + slack,
    };
  });
}

function numberOf(written: WrittenFigure): number {
  return 'number' in written ? written.number : written.percent / 100;
}

function sourceOf(path: string, files: ScenarioFiles): YamlSource {
  const place = files.read(path) === undefined ? (files.shipped(path) ?? path) : path;
  const read = files.read(place);
  if (typeof read === 'string') return readYaml(place, read);
  throw new ScenarioError([
    {
      ...{
        file: path,
        path: '(whole file)',
        found: read === undefined ? 'no such file' : read.refused,
      },
      ...{
        allowed: 'a worked case: a file whose name ends in .case.yaml',
        fix: nameFix(path, files),
      },
    },
  ]);
}

function notAMap({ file, find }: YamlSource): Problem {
  return {
    ...{
      file,
      line: 1,
      column: 1,
      path: '(whole file)',
      found: find([])?.written ?? 'an empty file',
    },
    ...{
      allowed: 'a map with title, scenario and expect',
      fix: 'write these keys, one on each line',
    },
  };
}

function scenarioOfCase(
  {
    scenario,
    set = {},
  }: { readonly scenario: string | PlainMap; readonly set?: PlainMap | undefined },
  source: YamlSource,
  files: ScenarioFiles,
) {
  const overrides = Object.entries(set).map(([path, value]): Override => {
    const at = source.findKey(['set', path]);
    return {
      path,
      value: JSON.stringify(value),
      option: `${source.file}:${at?.line ?? 1}:${at?.column ?? 1}`,
    };
  });
  const options: LoadOptions = { overrides, checkThreshold: thresholdMistake };
  if (typeof scenario !== 'string') return loadSource(partOf(source, 'scenario'), files, options);
  const beside = files.resolve(scenario, source.file, source.file);
  const isBeside = typeof beside === 'string' && files.read(beside) !== undefined;
  const place = isBeside ? beside : files.shipped(scenario);
  if (place !== undefined) return loadScenario(place, files, options);
  throw new ScenarioError([
    {
      ...{ ...locateIn(source)(['scenario'], 'value'), path: 'scenario' },
      allowed:
        'a scenario file in the folder of the case or below it, or the name of one that is shipped',
      fix: nameFix(scenario, files),
    },
  ]);
}

/** A part of a file as a source of its own; places are those in the whole file. */
function partOf(source: YamlSource, key: string): YamlSource {
  return {
    ...source,
    value: (source.value as PlainMap)[key],
    find: (path) => source.find([key, ...path]),
    findKey: (path) => source.findKey([key, ...path]),
    commented: (path = []) => source.commented([key, ...path]),
  };
}
