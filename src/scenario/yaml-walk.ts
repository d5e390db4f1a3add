// YAML nodes as plain data, with the place of every key and value. Refuses what a scenario may not
// contain: tags, unusual keys, too many keys, aliases for too many values, deep nesting. The value
// of an alias is read again at each alias.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { Problem } from '../errors.ts';
import { commentedValues, type CommentedValue } from './commented-values.ts';
import type { KeyPath } from './kind.ts';
import { aliasTargets, holds } from './yaml-aliases.ts';
import { limits, pathText, shorten } from './yaml-text.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text that was read, with or without problems. */
export interface YamlSource {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** Undefined when the text could not be read at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Set where it is known that nothing is wrong with what it says (reading.ts). */
  readonly isSound?: true;
  /**
   * Where the value at a key path is, and how it is written; undefined when the file has nothing
   * there.
   */
  readonly find: (path: KeyPath) => (Place & { readonly written: string }) | undefined;
  /** Where the last key of a path is. */
  readonly findKey: (path: KeyPath) => Place | undefined;
  /** The values of the map at a key path (by default all of it), with their comments. */
  readonly commented: (path?: KeyPath) => readonly CommentedValue[];
}

interface Entry {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Key paths as unambiguous strings. */
const addressOf = (path: KeyPath): string => JSON.stringify(path.map(String));

const forbiddenKeys = ['__proto__', 'constructor', 'prototype'];

/** Turns nodes into plain data, records their places, and collects problems. */
export class Walk {
  readonly #file: string;
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #place: (offset: number) => Place;
  readonly #entries = new Map<string, Entry>();
  readonly #problems: Problem[] = [];
  readonly #targets: ReadonlyMap<Alias, Node>;
  #keys = 0;
  #aliased = 0;
  /** Number of aliases being read, one inside the value of another. */
  #open = 0;
  /** The problem that ended the walk: a limit was exceeded. */
  #tooMuch: Problem | undefined;

  constructor(
    file: string,
    text: string,
    document: Document.Parsed,
    place: (offset: number) => Place,
  ) {
    this.#file = file;
    this.#text = text;
    this.#document = document;
    this.#place = place;
    this.#targets = aliasTargets(document);
  }

  source(): YamlSource {
    const contents = this.#document.contents;
    const value = this.#value(contents, []);
    if (this.#keys > limits.keys) {
      const [found, allowed] = [`${this.#keys} keys`, `at most ${limits.keys} keys`];
      const fix = 'keep long series in CSV files and name them with { csv: file }';
      this.#tooMuch = this.#problem([], contents, found, allowed, fix);
    }
    return {
      file: this.#file,
      text: this.#text,
      value: this.#tooMuch === undefined ? value : undefined,
      problems: this.#tooMuch === undefined ? this.#problems : [this.#tooMuch],
      find: (path) => this.#find(path),
      findKey: (path) => {
        const key = this.#entries.get(addressOf(path))?.key;
        return key?.range == null ? undefined : this.#place(key.range[0]);
      },
      commented: (path = []) =>
        commentedValues(this.#entries.get(addressOf(path))?.value, this.#text),
    };
  }

  #find(path: KeyPath): (Place & { readonly written: string }) | undefined {
    const entry = this.#entries.get(addressOf(path));
    if (entry === undefined) return undefined;
    const written = this.#written(entry.value);
    // An empty value is shown at the place of its key.
    const range = (written === '' ? (entry.key ?? entry.value) : entry.value)?.range;
    return range == null
      ? undefined
      : { ...this.#place(range[0]), written: written === '' ? 'nothing' : written };
  }

  #written(node: Node | undefined | null): string {
    const text = node?.range == null ? '' : shorten(this.#text.slice(node.range[0], node.range[1]));
    const target = isAlias(node) ? this.#targets.get(node) : undefined;
    return target === undefined ? text : shorten(`${text}, which is ${this.#written(target)}`);
  }

  #problem(
    path: KeyPath,
    node: Node | undefined | null,
    found: string,
    allowed: string,
    fix: string,
  ): Problem {
    const at = this.#place(node?.range?.[0] ?? 0);
    return { file: this.#file, ...at, path: pathText(path), found, allowed, fix };
  }

  #refuse(path: KeyPath, node: Node | undefined | null, allowed: string, fix: string): null {
    const found = [this.#written(node), this.#tagText(node), 'nothing'].find(
      (text) => text !== '',
    )!;
    this.#problems.push(this.#problem(path, node, found, allowed, fix));
    return null;
  }

  #value(node: Node | null, path: KeyPath, key?: Node): unknown {
    this.#entries.set(addressOf(path), { key, value: node ?? undefined });
    return this.#read(node, path);
  }

  #read(node: Node | null, path: KeyPath): unknown {
    if (this.#open > 0 && ++this.#aliased > limits.aliased) return null;
    if (node === null) return null;
    if (path.length > limits.depth)
      return this.#refuse(
        path.slice(0, 3),
        node,
        `maps and lists at most ${limits.depth} deep`,
        'flatten it',
      );
    if (isAlias(node)) return this.#alias(path, node);
    if (node.tag !== undefined) {
      return this.#refuse(path, node, 'plain values; no tags', `remove ${this.#tagText(node)}`);
    }
    if (isSeq(node))
      return node.items.map((item, index) => this.#value(item as Node | null, [...path, index]));
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], path);
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    return undefined;
  }

  #alias(path: KeyPath, alias: Alias): unknown {
    this.#aliased++;
    const value = this.#behind(path, alias);
    if (this.#aliased > limits.aliased && this.#open === 0) {
      const allowed = `aliases that stand for at most ${limits.aliased} values in all`;
      this.#tooMuch ??= this.#problem(
        path,
        alias,
        this.#written(alias),
        allowed,
        'use fewer aliases, or shorter values',
      );
    }
    return value;
  }

  /** The value of an alias, as if it were written here. */
  #behind(path: KeyPath, alias: Alias): unknown {
    const target = this.#targets.get(alias);
    if (target === undefined) {
      const allowed = `the name of an anchor further up: &${alias.source}`;
      return this.#refuse(
        path,
        alias,
        allowed,
        'write the value here, or put text that begins with * in quotes',
      );
    }
    if (holds(target, alias))
      return this.#refuse(
        path,
        alias,
        'an alias outside what it stands for',
        'write the value here instead of the alias',
      );
    this.#open++;
    const value = this.#read(target, path);
    this.#open--;
    return value;
  }

  #tagText(node: Node | undefined | null): string {
    if (node?.tag === undefined) return '';
    const at = node.range?.[0] ?? 0;
    // A tag further away or longer is told by its name alone.
    const before = this.#text.slice(Math.max(0, at - 80), at);
    const after = this.#text.slice(at, at + 80);
    return shorten(
      /![^\s]*\s*$/.exec(before)?.[0].trim() ?? /^![^\s]*/.exec(after)?.[0] ?? node.tag,
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
        this.#refuse(
          [...path, name],
          key,
          'each key once',
          `remove one of the two: ${name === '' ? 'a key without a name' : name} is on ` +
            `line ${line} already`,
        );
      } else if (this.#keys <= limits.keys) {
        values[name] = this.#value(value, [...path, name], key);
      }
    }
    return values;
  }
}
