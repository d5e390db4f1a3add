// From a scenario file to the resolved scenario: reads the files it is made of, checks each, merges
// them, applies what options set, puts tables in place, checks the whole, and resolves it.
// Everything wrong is reported at once, as one ScenarioError.
import { withAttribution } from './attribution.ts';
import { ScenarioError, type Problem } from '../errors.ts';
import type { ScenarioPage } from './assumptions.ts';
import { chainFrom, extendsNothing, readChain, type Chain } from './chain.ts';
import { checkFile, type CheckedFile } from './check.ts';
import { explain, schemaAt } from './explain.ts';
import type { ScenarioFiles } from './files.ts';
import { deepFrozen } from './frozen.ts';
import { isMap, kinds, type KeyPath, type PlainMap } from './kind.ts';
import { withLaterKeys, withoutReplaced, withoutReplacedByOptions } from './later-keys.ts';
import type { Finding } from './finding.ts';
import { findingsOf, warningsOf } from './meaning.ts';
import { inSchemaOrder, merge, valueAt } from './merge.ts';
import { applyOverrides, keyPathOf, type Override } from './override.ts';
import { inReadingOrder, placesOf } from './places.ts';
import { addsPolicies, expandLikes, type KnownPolicies } from './policy-inheritance.ts';
import { policyDocuments, policyMap } from './policy.ts';
import { rangesOverValues, type RangeOverValue } from './ranges-over-values.ts';
import { resolveScenario } from './resolve.ts';
import { noFailure, type Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { senseWarnings } from './sense.ts';
import { areShares, replacedSharesFix } from './shares.ts';
import { roundingNotes, scaleCapacities } from './scaling.ts';
import { inlineTables } from './tables.ts';
import { pathText } from './yaml-text.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-walk.ts';

/** How a scenario is loaded. */
export interface LoadOptions {
  /** Set on top of the files, in this order. */
  readonly overrides?: readonly Override[];
  /**
   * Keeps capacities for the whole book as the file has them, even if an option sets another number
   * of homes.
   */
  readonly keepCapacities?: boolean;
  /**
   * Ids of the policies that are to be run, beside the reference: warnings about others are left
   * out. All by default.
   */
  readonly policies?: readonly string[] | undefined;
  /**
   * Says what is wrong with a threshold, given the ids of the policies and the crossings. Passed
   * in, since metrics are defined in a higher layer.
   */
  readonly checkThreshold?: (
    text: string,
    policies: readonly string[],
    crossings: Scenario['segments'],
  ) => Pick<Finding, 'allowed' | 'fix'> | undefined;
}

/** A scenario that has been read, checked and resolved. */
export interface LoadedScenario {
  /**
   * Frozen, with all that is in it: to change a value load it again with `overrides`, so that what
   * is set is checked.
   */
  readonly scenario: Scenario;
  /**
   * The merged, complete scenario in the words and order of a file: loading it gives the same
   * scenario.
   */
  readonly document: PlainMap;
  /** Every file read, the scenario first. */
  readonly files: readonly string[];
  /** Each scenario file among them, in the same order. */
  readonly pages: readonly ScenarioPage[];
  readonly thresholds: readonly string[];
  /** Key paths that options set. */
  readonly set: readonly string[];
  /** Ranges that a file extended gives for values that the scenario's own file sets. */
  readonly rangesOverValues: readonly RangeOverValue[];
  /** Things allowed but probably not meant. */
  readonly warnings: readonly string[];
  /**
   * Changes that loading made to numbers of the file: capacities scaled to another number of homes,
   * agents rounded.
   */
  readonly notes: readonly string[];
}

/**
 * Reads a scenario file, or a shipped scenario by name. Throws a ScenarioError with all its
 * problems.
 */
export function loadScenario(
  path: string,
  files: ScenarioFiles,
  options: LoadOptions = {},
): LoadedScenario {
  return loadChain(readChain(path, files), files, options);
}

/**
 * Returns a function that loads one scenario with further overrides on top of those of `options`.
 * Its files are read, parsed and checked once. Each load throws a ScenarioError with its problems.
 */
export function variantLoader(
  path: string,
  files: ScenarioFiles,
  options: LoadOptions,
): (overrides: readonly Override[]) => LoadedScenario {
  const chain = readChain(path, files);
  const before = options.overrides ?? [];
  return (overrides) =>
    loadChain(chain, files, { ...options, overrides: [...before, ...overrides] });
}

/** Loads a scenario from its text; `name` is used in messages, and relative paths start from it. */
export function parseScenario(
  text: string,
  name: string,
  files: ScenarioFiles,
  options: LoadOptions = {},
): LoadedScenario {
  return loadSource(readYaml(name, text), files, options);
}

/** Loads a scenario that has been parsed, such as a part of another file. */
export function loadSource(
  source: YamlSource,
  files: ScenarioFiles,
  options: LoadOptions = {},
): LoadedScenario {
  return loadChain(chainFrom(source, files), files, options);
}

/** Keys a scenario may leave out even if it extends nothing. */
const leastDocument = {
  description: '',
  consumption: { electricity: { coldResponse: 0 }, gas: { coldResponse: 0 } },
  policies: {},
  thresholds: [],
};

function loadChain(
  chain: Chain,
  files: ScenarioFiles,
  { overrides = [], keepCapacities = false, policies: chosen, checkThreshold }: LoadOptions,
): LoadedScenario {
  const checked = chain.sources.map(checkFile);
  const merged = withReference(withLaterKeys(mergedFrom(checked)), checked);
  const paths = overrides.map(({ path }) => path);
  const overridden = applyOverrides(withoutReplacedByOptions(merged, paths), overrides);
  const root = chain.sources[0]!.file;
  const known = knownPolicies(chain, overridden.document as PlainMap);
  const likes = expandLikes(overridden.document as PlainMap, known, (path, allowed, fix) => ({
    ...placesOf(checked, overridden.document as PlainMap, overrides)([])(path, 'value'),
    path: pathText(path),
    allowed,
    fix,
  }));
  const scaled = scaleCapacities(likes.document, {
    from: merged['households'],
    overrides,
    keepCapacities,
  });
  const document = withAttribution(
    inSchemaOrder(scenarioSchema, scaled.document) as PlainMap,
    chain.sources,
    paths,
  );
  const place = placesOf(checked, document, overrides);
  const sayer = (path: KeyPath): string =>
    chain.sources.find((source) => source.find(path) !== undefined)?.file ?? root;
  const report = (path: KeyPath, allowed: string, fix: string): Problem => ({
    ...place([])(path, 'value'),
    path: pathText(path),
    allowed,
    fix,
  });
  const inlined = inlineTables(document, { files, root, sayer, report });
  const locate = place(inlined.tables);
  const parsed = scenarioSchema.safeParse(inlined.document);

  const problems = [
    ...chain.problems,
    ...checked.flatMap(({ source, problems: own }, index) => {
      if (own.length === 0) return [];
      const replaced = mergedFrom(checked.slice(index + 1));
      return own.map((problem) => withReplacedShares(problem, source.value, replaced));
    }),
    ...overridden.problems,
    ...likes.problems,
    ...inlined.problems,
  ];
  const policies = policyDocuments(policyMap(document));
  const unsound = checked.flatMap((file) => file.unsound);
  if (parsed.success) {
    const soundness = {
      sound: (path: KeyPath) =>
        !unsound.some((wrong) => startsWith(wrong, path) || startsWith(path, wrong)),
      known,
      everyPolicyRead: !unsound.some(
        (wrong) => wrong.length <= 2 && startsWith(wrong, ['policies'].slice(0, wrong.length)),
      ),
    };
    const findings = findingsOf(parsed.data, policies, soundness);
    if (soundness.everyPolicyRead) {
      for (const [index, text] of parsed.data.thresholds.entries()) {
        const mistake = checkThreshold?.(text, Object.keys(policies), parsed.data.segments);
        if (mistake !== undefined) findings.push({ path: ['thresholds', index], ...mistake });
      }
    }
    for (const { path, allowed, fix, atKey = false } of findings) {
      problems.push({
        ...locate(path, atKey ? 'key' : 'value'),
        path: pathText(path),
        allowed,
        fix,
      });
    }
  } else {
    const found = explain(parsed.error.issues, scenarioSchema, inlined.document, locate);
    problems.push(...found.map((problem) => withReplacedShares(problem, inlined.document, merged)));
  }
  if (problems.length > 0 || !parsed.success)
    throw new ScenarioError(inReadingOrder(problems, chain));

  const { title, description, ...rest } = document;
  const scenario = deepFrozen(
    resolveScenario(parsed.data, { written: document, inlined: inlined.document as PlainMap }),
  );
  return {
    scenario,
    document: { title, description, extends: extendsNothing, ...rest, policies },
    files: [
      ...new Set([
        ...chain.sources.map((source) => source.file),
        ...inlined.tables.map((table) => table.file),
      ]),
    ],
    pages: chain.sources.map(({ file, commented }) => ({ name: file, commented })),
    thresholds: parsed.data.thresholds,
    set: paths,
    rangesOverValues: rangesOverValues(chain, files, scenario.ranges),
    warnings: warningsFor(scenario, policies, document, chosen),
    notes: [
      ...referenceNotes(checked, scenario),
      ...scaled.notes,
      ...roundingNotes(document, parsed.data.households),
    ],
  };
}

function warningsFor(
  scenario: Scenario,
  documents: Parameters<typeof warningsOf>[0],
  base: PlainMap,
  chosen: readonly string[] | undefined,
): readonly string[] {
  const isRun = (id: string): boolean =>
    chosen === undefined || chosen.includes(id) || id === scenario.reference;
  const run = Object.fromEntries(Object.entries(documents).filter(([id]) => isRun(id)));
  return [
    ...warningsOf(run, base),
    ...senseWarnings({ ...scenario, policies: scenario.policies.filter(({ id }) => isRun(id)) }),
  ];
}

/** Files on top of one another, the first on top. */
const mergedFrom = (files: readonly CheckedFile[]): PlainMap =>
  files.reduceRight<PlainMap>(mergeFile, leastDocument);

/** If shares do not add up to 1, adds to the fix which shares they replace and what to write. */
function withReplacedShares(problem: Problem, document: unknown, replaced: PlainMap): Problem {
  const path = keyPathOf(problem.path);
  const here = schemaAt(scenarioSchema, path);
  const kind = here === undefined ? undefined : kinds.get(here)?.kind;
  if (kind === undefined || !areShares(kind)) return problem;
  return {
    ...problem,
    fix: replacedSharesFix(valueAt(document, path), valueAt(replaced, path)) ?? problem.fix,
  };
}

/** Policies that a wrong id may mean, beside those of the document. */
function knownPolicies({ sources, problems }: Chain, document: PlainMap): KnownPolicies {
  const ids = sources.flatMap(({ value }) => (isMap(value) ? Object.keys(policyMap(value)) : []));
  const present = policyMap(document);
  return {
    replaced: [...new Set(ids)].filter((id) => !(id in present)),
    isComplete: problems.length === 0,
  };
}

/** Merges a file into the one it extends. */
function mergeFile(base: PlainMap, { sound, source }: CheckedFile): PlainMap {
  const merged = merge(scenarioSchema, withoutReplaced(base, sound), sound) as PlainMap;
  if (!addsPolicies(source.value) || !isMap(base['policies']) || !isMap(sound['policies']))
    return merged;
  return { ...merged, policies: { ...base['policies'], ...sound['policies'] } };
}

const startsWith = (path: KeyPath, start: KeyPath): boolean =>
  start.every((key, index) => path[index] === key);

/**
 * Sets the reference of a file with its own policies: without one of its own, its first policy,
 * since the reference of the file it extends is not among them.
 */
function withReference(merged: unknown, checked: readonly CheckedFile[]): PlainMap {
  const document = merged as PlainMap;
  const own = Object.keys(policyMap(document)).filter((id) => id !== noFailure);
  const says = (key: string): number => checked.findIndex(({ sound }) => key in sound);
  const inherited =
    says('reference') === -1 || (says('policies') >= 0 && says('policies') < says('reference'));
  const dangling =
    typeof document['reference'] !== 'string' ||
    ![...own, noFailure].includes(document['reference']);
  return inherited && dangling ? { ...document, reference: own[0] ?? noFailure } : document;
}

/**
 * Notes that the reference of the file extended is no longer among the policies, and which policy
 * replaces it.
 */
function referenceNotes(
  checked: readonly CheckedFile[],
  { policies, reference }: Scenario,
): readonly string[] {
  const by = checked.find(({ sound }) => 'reference' in sound);
  const said = by?.sound['reference'];
  if (
    by === undefined ||
    typeof said !== 'string' ||
    said === reference ||
    policies.some(({ id }) => id === said)
  )
    return [];
  return [
    'The policies take the place of those extended, and the reference of ' +
      `${by.source.file}, ${said}, is gone with them: ` +
      `${reference} is the reference. To keep them write policies: { extends: true, … }.`,
  ];
}
