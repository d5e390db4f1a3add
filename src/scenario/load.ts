// From a scenario file to the resolved scenario: reads the files it is made of, checks each, merges them, applies what options set,
// puts tables in place, checks the whole, and resolves it. Everything wrong is reported at once, as one ScenarioError.
import { ScenarioError, type Problem } from '../errors.ts';
import { chainFrom, defaultsName, extendsNothing, readChain, type Chain } from './chain.ts';
import { checkFile, locateIn, type CheckedFile } from './check.ts';
import { explain, type Locate } from './explain.ts';
import type { ScenarioFiles } from './files.ts';
import { isMap, type KeyPath, type PlainMap } from './kind.ts';
import { findingsOf, warningsOf, weatherDays, type ResolvedDocument } from './meaning.ts';
import { inSchemaOrder, merge, valueAt } from './merge.ts';
import { resolveMeters } from './meter-settings.ts';
import { applyOverrides, overrideBehind, overrideText, type Override } from './override.ts';
import { policyDocuments, resolvePolicies, type PolicyDocument } from './policy.ts';
import { noFailure, type Behaviour, type Scenario, type Weather } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { cellBehind, inlineTables, type Table } from './tables.ts';
import { dateOf, dayNumberOf } from './units.ts';
import { pathText, readYaml } from './yaml-source.ts';

export interface LoadOptions {
  /** Set on top of the files, in this order. */
  readonly overrides?: readonly Override[];
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** The merged scenario in the page's own words and order, complete: loading it gives the same scenario. */
  readonly document: PlainMap;
  /** Every file read, the scenario first. */
  readonly files: readonly string[];
  readonly thresholds: readonly string[];
  /** Things allowed but probably not meant. */
  readonly warnings: readonly string[];
}

/** Reads a scenario file, or a shipped scenario by name. Throws a ScenarioError with all its problems. */
export function loadScenario(path: string, files: ScenarioFiles, options: LoadOptions = {}): LoadedScenario {
  return loadChain(readChain(path, files), files, options);
}

/** The same for a scenario whose text is at hand; `name` is what messages call it and where relative paths start. */
export function parseScenario(text: string, name: string, files: ScenarioFiles, options: LoadOptions = {}): LoadedScenario {
  return loadChain(chainFrom(readYaml(name, text), files), files, options);
}

/** Keys a scenario may leave out even if it extends nothing. */
const leastDocument = {
  description: '',
  consumption: { electricity: { coldResponse: 0 }, gas: { coldResponse: 0 } },
  policies: {},
  thresholds: [],
};

function loadChain(chain: Chain, files: ScenarioFiles, { overrides = [] }: LoadOptions): LoadedScenario {
  const checked = chain.sources.map(checkFile);
  const merged = checked.reduceRight<unknown>((base, { sound }) => merge(scenarioSchema, base, sound), leastDocument);
  const overridden = applyOverrides(withReference(merged, checked), overrides);
  const document = inSchemaOrder(scenarioSchema, overridden.document) as PlainMap;

  const root = chain.sources[0]!.file;
  const place = placesOf(checked, document, overrides);
  const sayer = (path: KeyPath): string => chain.sources.find((source) => source.find(path) !== undefined)?.file ?? root;
  const report = (path: KeyPath, allowed: string, fix: string): Problem => ({
    ...place([])(path, 'value'),
    path: pathText(path),
    allowed,
    fix,
  });
  const inlined = inlineTables(document, { files, root, sayer, report });
  const locate = place(inlined.tables);
  const parsed = scenarioSchema.safeParse(inlined.document);

  const problems = [...chain.problems, ...checked.flatMap((file) => file.problems), ...overridden.problems, ...inlined.problems];
  const policies = policyDocuments(policyMap(document));
  const unsound = checked.flatMap((file) => file.unsound);
  if (parsed.success) {
    const soundness = {
      sound: (path: KeyPath) => !unsound.some((wrong) => startsWith(wrong, path) || startsWith(path, wrong)),
      everyPolicyRead: !unsound.some((wrong) => wrong.length <= 2 && startsWith(wrong, ['policies'].slice(0, wrong.length))),
    };
    for (const { path, allowed, fix, atKey = false } of findingsOf(parsed.data, policies, soundness)) {
      problems.push({ ...locate(path, atKey ? 'key' : 'value'), path: pathText(path), allowed, fix });
    }
  } else problems.push(...explain(parsed.error.issues, scenarioSchema, inlined.document, locate));
  if (problems.length > 0 || !parsed.success) throw new ScenarioError(inReadingOrder(problems, chain));

  const { title, description, ...rest } = document;
  return {
    scenario: resolve(parsed.data, inlined.document as PlainMap),
    document: { title, description, extends: extendsNothing, ...rest, policies },
    files: [...new Set([...chain.sources.map((source) => source.file), ...inlined.tables.map((table) => table.file)])],
    thresholds: parsed.data.thresholds,
    warnings: warningsOf(policies, document),
  };
}

const startsWith = (path: KeyPath, start: KeyPath): boolean => start.every((key, index) => path[index] === key);

/**
 * A reference to a policy of the file extended makes no sense beside policies of one's own: without a reference of their own,
 * the first of them is it.
 */
function withReference(merged: unknown, checked: readonly CheckedFile[]): PlainMap {
  const document = merged as PlainMap;
  const own = Object.keys(policyMap(document)).filter((id) => id !== noFailure);
  const says = (key: string): number => checked.findIndex(({ sound }) => key in sound);
  const inherited = says('reference') === -1 || (says('policies') >= 0 && says('policies') < says('reference'));
  const dangling = typeof document['reference'] !== 'string' || ![...own, noFailure].includes(document['reference']);
  return inherited && dangling ? { ...document, reference: own[0] ?? noFailure } : document;
}

const policyMap = (document: PlainMap): Readonly<Record<string, PlainMap>> =>
  Object.fromEntries(
    Object.entries(isMap(document['policies']) ? document['policies'] : {}).filter((entry): entry is [string, PlainMap] =>
      isMap(entry[1]),
    ),
  );

/** Places in the merged scenario: a cell of a table, an option, or the nearest file that says it. */
function placesOf(
  checked: readonly CheckedFile[],
  document: PlainMap,
  overrides: readonly Override[],
): (tables: readonly Table[]) => Locate {
  return (tables) => (path, what) => {
    const cell = cellBehind(tables, path);
    if (cell !== undefined)
      return { file: cell.file, ...(cell.line === undefined ? {} : { line: cell.line }), found: cell.found };
    const override = overrideBehind(overrides, path);
    if (override !== undefined)
      return { file: override.option, found: what === 'key' ? String(path.at(-1)) : overrideText(override, document, path) };
    for (let length = path.length; length >= 0; length--) {
      const source = checked.find((file) => file.source.find(path.slice(0, length)) !== undefined)?.source;
      if (source === undefined) continue;
      if (length === path.length) return locateIn(source)(path, what);
      const { file, line, column } = locateIn(source)(path.slice(0, length), 'value');
      return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }), found: 'nothing' };
    }
    return { file: checked[0]?.source.file ?? defaultsName, found: 'nothing' };
  };
}

/** By file in the order read, then by line. */
function inReadingOrder(problems: readonly Problem[], chain: Chain): Problem[] {
  const order = chain.sources.map((source) => source.file);
  const rank = ({ file }: Problem): number => (order.includes(file) ? order.indexOf(file) : order.length);
  const distinct = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  return distinct.sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function resolve(resolved: ResolvedDocument, document: PlainMap): Scenario {
  return {
    title: resolved.title,
    description: resolved.description,
    start: resolved.start,
    horizonMinutes: resolved.horizon,
    warmUpMinutes: resolved.warmUp,
    households: resolved.households,
    replications: resolved.replications,
    seed: resolved.seed,
    population: resolved.population,
    consumption: { ...resolved.consumption, weather: neededWeather(resolved) },
    tariff: resolved.tariff,
    meter: resolveMeters(resolved.meter),
    behaviour: behaviourOf(resolved.behaviour),
    policies: resolvePolicies(
      document,
      policyDocuments(valueAt(document, ['policies']) as Readonly<Record<string, PolicyDocument>>),
    ),
    reference: resolved.reference,
  };
}

/** Advice is a matter of policies. */
function behaviourOf(behaviour: ResolvedDocument['behaviour']): Behaviour {
  const { habits, trigger, notice, payCycle, vendAmount, shortOfMoney, retry, typing, wakingHours, adviceFactor } = behaviour;
  return { habits, trigger, notice, payCycle, vendAmount, shortOfMoney, retry, typing, wakingHours, adviceFactor };
}

/** Only the days a run needs: observed series are long. */
function neededWeather(resolved: ResolvedDocument): Weather {
  const { weather } = resolved.consumption;
  if (weather === 'gb') return weather;
  const { first, last } = weatherDays(resolved);
  const skipped = first - dayNumberOf(weather.firstDay)!;
  return { firstDay: dateOf(first), temperatures: weather.temperatures.slice(skipped, skipped + last - first + 1) };
}
