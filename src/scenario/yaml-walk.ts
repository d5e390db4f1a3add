// YAML nodes as plain data, with the place of every key and value. Refuses what has no business in a scenario: tags, aliases, odd
// keys, too many of them, too deep.
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { Problem } from '../errors.ts';
import type { KeyPath } from './kind.ts';
import { limits, pathText, shorten } from './yaml-text.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text that was read, well or badly. */
export interface YamlSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** Undefined when the text could not be read at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at a key path is, and how it is written; undefined when the file has nothing there. */
  readonly find: (path: KeyPath) => (Place & { readonly written: string }) | undefined;
  /** Where the last key of a path is. */
  readonly findKey: (path: KeyPath) => Place | undefined;
}

interface Entry {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Key paths as strings no key can imitate. */
const addressOf = (path: KeyPath): string => JSON.stringify(path.map(String));

const forbiddenKeys = ['__proto__', 'constructor', 'prototype'];

/** Turns nodes into plain data, notes where they are, and collects what is refused. */
export class Walk {
  readonly #file: string;
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #place: (offset: number) => Place;
  readonly #entries = new Map<string, Entry>();
  readonly #problems: Problem[] = [];
  #keys = 0;
  #aliases = 0;

  constructor(file: string, text: string, document: Document.Parsed, place: (offset: number) => Place) {
    this.#file = file;
    this.#text = text;
    this.#document = document;
    this.#place = place;
  }

  source(): YamlSource {
    const contents = this.#document.contents;
    const value = this.#value(contents, []);
    const tooMany = this.#keys > limits.keys;
    if (tooMany) {
      const [found, allowed] = [`${this.#keys} keys`, `at most ${limits.keys} keys`];
      this.#problems.splice(
        0,
        Infinity,
        this.#problem([], contents, found, allowed, 'keep long series in CSV files and name them with { csv: file }'),
      );
    }
    return {
      file: this.#file,
      text: this.#text,
      value: tooMany ? undefined : value,
      problems: this.#problems,
      find: (path) => this.#find(path),
      findKey: (path) => {
        const key = this.#entries.get(addressOf(path))?.key;
        return key?.range == null ? undefined : this.#place(key.range[0]);
      },
    };
  }

  #find(path: KeyPath): (Place & { readonly written: string }) | undefined {
    const entry = this.#entries.get(addressOf(path));
    if (entry === undefined) return undefined;
    const written = this.#written(entry.value);
    // An empty value has no place of its own worth showing: its key has.
    const range = (written === '' ? (entry.key ?? entry.value) : entry.value)?.range;
    return range == null ? undefined : { ...this.#place(range[0]), written: written === '' ? 'nothing' : written };
  }

  #written(node: Node | undefined | null): string {
    return node?.range == null ? '' : shorten(this.#text.slice(node.range[0], node.range[1]));
  }

  #problem(path: KeyPath, node: Node | undefined | null, found: string, allowed: string, fix: string): Problem {
    const at = this.#place(node?.range?.[0] ?? 0);
    return { file: this.#file, ...at, path: pathText(path), found, allowed, fix };
  }

  #refuse(path: KeyPath, node: Node | undefined | null, allowed: string, fix: string): null {
    this.#problems.push(this.#problem(path, node, this.#written(node), allowed, fix));
    return null;
  }

  #value(node: Node | null, path: KeyPath, key?: Node): unknown {
    this.#entries.set(addressOf(path), { key, value: node ?? undefined });
    if (node === null) return null;
    if (path.length > limits.depth)
      return this.#refuse(path.slice(0, 3), node, `maps and lists at most ${limits.depth} deep`, 'flatten it');
    if (isAlias(node)) return this.#alias(path, node);
    if (node.tag !== undefined) {
      return this.#refuse(path, node, 'plain values; no tags', `remove ${shorten(this.#tagText(node))}`);
    }
    if (isSeq(node)) return node.items.map((item, index) => this.#value(item as Node | null, [...path, index]));
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], path);
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    return undefined;
  }

  /** Of many aliases, as in a bomb of them, the first few will do. */
  #alias(path: KeyPath, node: Node): null {
    if (++this.#aliases > 3) return null;
    return this.#refuse(path, node, 'values written out; no aliases', 'write the value here instead of the alias');
  }

  #tagText(node: Node): string {
    const before = this.#text.slice(0, node.range?.[0] ?? 0);
    return (
      /![^\s]*\s*$/.exec(before)?.[0].trim() ?? /^![^\s]*/.exec(this.#text.slice(node.range?.[0] ?? 0))?.[0] ?? String(node.tag)
    );
  }

  #map(pairs: readonly Pair<Node, Node | null>[], path: KeyPath): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      this.#keys++;
      const name = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || isAlias(key) || key.tag !== undefined) {
        this.#refuse(path, key, 'keys that are plain words', 'write the key as a word');
      } else if (forbiddenKeys.includes(name)) {
        this.#refuse([...path, name], key, 'the keys of the scenario page', `remove ${name}`);
      } else if (Object.hasOwn(values, name)) {
        const first = this.#entries.get(addressOf([...path, name]))?.key;
        const line = this.#place(first?.range?.[0] ?? 0).line;
        this.#refuse([...path, name], key, 'each key once', `remove one of the two: ${name} is on line ${line} already`);
      } else if (this.#keys <= limits.keys) {
        values[name] = this.#value(value, [...path, name], key);
      }
    }
    return values;
  }
}
