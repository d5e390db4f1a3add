// Whether what `ranges` says suits the keys it names: each key is one of the scenario, and each value is one that the key may have.
import { schemaAt } from './explain.ts';
import { isMap, kinds, onlyKeys, type Kind, type KeyPath } from './kind.ts';
import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';
import type { Range } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { keysOf } from './section.ts';

/** Keys that say what a run is, and not what it assumes. */
const notUncertain = new Set(['title', 'description', 'seed', 'policies', 'reference', 'thresholds', 'ranges', 'replications']);

export function rangeFindings(ranges: Readonly<Record<string, Range>>): Finding[] {
  return Object.entries(ranges).flatMap(([path, range]) => {
    const keys = path.replace(/\[(\d+)\]/gu, '.$1').split('.');
    const place: KeyPath = ['ranges', path];
    const named = keyNamed(keys);
    if (named === undefined) {
      const meant = nearest(path, allPaths());
      return [
        {
          path: place,
          allowed: 'the key path of a value of the scenario, such as exit.vendingEnds',
          fix: meant === undefined ? `remove ${path}` : `write ${meant}`,
          atKey: true,
        },
      ];
    }
    // Part of a value, such as the median of a distribution: read when a value is drawn.
    return named === 'part of a value' ? [] : valueFindings(range, named, place);
  });
}

/** The kind of value at a path; nothing where there is no such key. */
function keyNamed(keys: readonly string[]): Kind<unknown> | 'part of a value' | undefined {
  if (notUncertain.has(keys[0]!)) return undefined;
  for (let length = 1; length <= keys.length; length++) {
    const here = schemaAt(scenarioSchema, keys.slice(0, length));
    if (here === undefined) return undefined;
    const kind = kinds.get(here)?.kind;
    if (kind !== undefined) return length === keys.length ? kind : 'part of a value';
  }
  return undefined;
}

function valueFindings(range: Range, kind: Kind<unknown>, place: KeyPath): Finding[] {
  if (range.kind === 'choices') return range.values.flatMap((value, index) => readFindings(kind, value, [...place, index]));
  return [
    ...endFindings(range.from, range.unit, kind, [...place, 'from']),
    ...endFindings(range.to, range.unit, kind, [...place, 'to']),
  ];
}

/** An end of a span may name some shares of one whole, or be a number of the unit. */
function endFindings(end: unknown, unit: string | undefined, kind: Kind<unknown>, place: KeyPath): Finding[] {
  if (unit === 'per10000Homes') return readFindings(kind, { per10000Homes: end }, place);
  const properties = kind.json['properties'];
  if (!isMap(end) || !isMap(properties)) return readFindings(kind, end, place);
  const findings: Finding[] = [];
  const refuse = (fix: string, at?: { path?: KeyPath; allowed?: string; atKey?: boolean }): null => {
    findings.push({
      path: [...place, ...(at?.path ?? [])],
      allowed: at?.allowed ?? kind.allowed,
      fix,
      atKey: at?.atKey ?? false,
    });
    return null;
  };
  onlyKeys(Object.keys(properties), end, refuse);
  for (const [name, share] of Object.entries(end))
    if (typeof share !== 'number' || share < 0 || share > 1) refuse('write a share from 0 to 1', { path: [name] });
  return findings;
}

function readFindings(kind: Kind<unknown>, value: unknown, place: KeyPath): Finding[] {
  const findings: Finding[] = [];
  kind.read(value, (fix, at) => {
    findings.push({ path: [...place, ...(at?.path ?? [])], allowed: at?.allowed ?? kind.allowed, fix });
    return null;
  });
  return findings;
}

let known: readonly string[] | undefined;

function allPaths(): readonly string[] {
  const visit = (schema: Parameters<typeof keysOf>[0], path: readonly string[]): string[] => {
    const keys = keysOf(schema);
    return keys === undefined ? [path.join('.')] : Object.entries(keys).flatMap(([key, below]) => visit(below, [...path, key]));
  };
  return (known ??= visit(scenarioSchema, []));
}
