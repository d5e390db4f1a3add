// What reading the shipped defaults gives. The build keeps it (join-programs.js), since they are
// long and every command with a scenario reads them (decision 0029).
import { assert } from '../errors.ts';
import { checkFile } from './check.ts';
import type { Reading } from './files.ts';
import type { PlainMap } from './kind.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-walk.ts';

/** Reads a text in which nothing is wrong. */
export function readingOf(file: string, text: string): Reading {
  const source = readYaml(file, text);
  assert(checkFile(source).problems.length === 0, `nothing is wrong with ${file}`);
  return { text: source.text, value: source.value as PlainMap, commented: source.commented() };
}

/** The same as from `readYaml`. The text is parsed when a place in it is asked for. */
export function sourceOf(file: string, { text, value, commented }: Reading): YamlSource {
  let parsed: YamlSource | undefined;
  const source = (): YamlSource => (parsed ??= readYaml(file, text));
  return {
    ...{ file, text, value, problems: [], isSound: true },
    find: (path) => source().find(path),
    findKey: (path) => source().findKey(path),
    commented: (path = []) => (path.length === 0 ? commented : source().commented(path)),
  };
}
