// The files a scenario is made of: itself, the file it extends, the file that one extends, down to
// the shipped defaults.
import { ScenarioError, type Problem } from '../errors.ts';
import { nameFix, type ScenarioFiles } from './files.ts';
import { isMap } from './kind.ts';
import { sourceOf } from './reading.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-walk.ts';

/** The file at the end of the chain of every scenario. */
export const defaultsName = 'defaults.yaml';
/** `extends: none`: starts from nothing, and so must be complete. */
export const extendsNothing = 'none';
const deepest = 5;

export interface Chain {
  /** The scenario first, what it starts from last. */
  readonly sources: readonly YamlSource[];
  readonly problems: readonly Problem[];
}

let lastDefaults: YamlSource | undefined;

/** The shipped defaults never change while a program runs: they are read once. */
function readDefaults(file: string, text: string, files: ScenarioFiles): YamlSource {
  if (lastDefaults?.file === file && lastDefaults.text === text) return lastDefaults;
  const reading = files.readingOfDefaults?.();
  lastDefaults = reading?.text === text ? sourceOf(file, reading) : readYaml(file, text);
  return lastDefaults;
}

/** Reads all files. Throws only when the scenario itself is missing. */
export function readChain(path: string, files: ScenarioFiles): Chain {
  const place = files.read(path) === undefined ? (files.shipped(path) ?? path) : path;
  const text = files.read(place);
  if (typeof text === 'string') return chainFrom(readYaml(place, text), files);
  const found = text === undefined ? 'no such file' : text.refused;
  const allowed =
    'a scenario file, or the name of one that is shipped, such as reference-winter.yaml';
  const fix = nameFix(path, files, 'check the name; offsupply init writes a starter scenario');
  throw new ScenarioError([{ file: path, path: '(whole file)', found, allowed, fix }]);
}

/** The same for a scenario whose text is known. */
export function chainFrom(scenario: YamlSource, files: ScenarioFiles): Chain {
  const sources = [scenario];
  const problems: Problem[] = [];
  let source = scenario;
  for (;;) {
    const reference = isMap(source.value) ? source.value['extends'] : undefined;
    if (reference === extendsNothing) return { sources, problems };
    if (typeof reference !== 'string') break;
    const next = follow(reference, sources, scenario.file, files);
    if ('path' in next) {
      problems.push(next);
      break;
    }
    source = next;
    sources.push(source);
  }
  const defaults = files.shipped(defaultsName);
  const text = defaults === undefined ? undefined : files.read(defaults);
  // The shipped defaults do not start from themselves.
  if (defaults !== undefined && typeof text === 'string' && text !== source.text)
    sources.push(readDefaults(defaults, text, files));
  return { sources, problems };
}

function follow(
  reference: string,
  sources: readonly YamlSource[],
  root: string,
  files: ScenarioFiles,
): YamlSource | Problem {
  const from = sources.at(-1)!;
  const place = from.find(['extends']);
  const refuse = (allowed: string, fix: string, found = place?.written ?? reference): Problem => ({
    ...{
      file: from.file,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
    },
    ...{ path: 'extends', found, allowed, fix },
  });
  const tree =
    'a file in the folder of the scenario or below it, or the name of a shipped scenario';
  const resolved = files.resolve(reference, from.file, root);
  if (typeof resolved !== 'string')
    return refuse(tree, `copy the file beside the scenario and name it alone: ${resolved.refused}`);
  const beside = files.read(resolved);
  const path = beside === undefined ? (files.shipped(reference) ?? resolved) : resolved;
  const text = beside ?? files.read(path);
  if (text === undefined)
    return refuse(tree, nameFix(reference, files, `check the name: there is no ${path}`));
  if (typeof text !== 'string') return refuse(tree, `name another file: ${text.refused}`);
  const names = [...sources.map((source) => source.file), path];
  if (sources.some((source) => source.file === path)) {
    return refuse(
      'files that do not extend one another in a circle',
      'remove one extends of the circle',
      names.slice(names.indexOf(path)).join(' → '),
    );
  }
  if (sources.length > deepest)
    return refuse(
      `at most ${deepest} files, each extending the next`,
      'join some of the files',
      names.join(' → '),
    );
  return path === files.shipped(defaultsName)
    ? readDefaults(path, text, files)
    : readYaml(path, text);
}
