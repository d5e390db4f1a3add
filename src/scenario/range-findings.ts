// Checks `ranges`: each key must be one of the scenario, and each value must be valid for its key.
import { isMap, onlyKeys, type Kind, type KeyPath } from './kind.ts';
import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';
import type { WrittenRange } from './counting-schema.ts';
import type { Range } from './scenario.ts';
import { keyPathOf, leafPaths, namedLeaf, sayWhatARunIs } from './setting.ts';

export function rangeFindings(ranges: Readonly<Record<string, WrittenRange>>): Finding[] {
  return Object.entries(ranges).flatMap(([path, range]) => {
    const keys = keyPathOf(path);
    const place: KeyPath = ['ranges', path];
    const leaf =
      sayWhatARunIs.has(keys[0]!) || keys[0] === 'policies' ? undefined : namedLeaf(keys);
    if (leaf === undefined) {
      const meant = nearest(path, leafPaths());
      return [
        {
          path: place,
          allowed: 'the key path of a value of the scenario, such as exit.vendingEnds',
          fix: meant === undefined ? `remove ${path}` : `write ${meant}`,
          atKey: true,
        },
      ];
    }
    // A part of a value, such as the median of a distribution, is checked when a value is drawn.
    return range === 'fixed' || leaf.length < keys.length
      ? []
      : valueFindings(range, leaf.kind, place);
  });
}

function valueFindings(range: Range, kind: Kind<unknown>, place: KeyPath): Finding[] {
  if (range.kind === 'choices')
    return range.values.flatMap((value, index) => readFindings(kind, value, [...place, index]));
  return [
    ...endFindings(range.from, range.unit, kind, [...place, 'from']),
    ...endFindings(range.to, range.unit, kind, [...place, 'to']),
  ];
}

/** An end of a span may be some shares of one whole, or a number in the unit. */
function endFindings(
  end: unknown,
  unit: string | undefined,
  kind: Kind<unknown>,
  place: KeyPath,
): Finding[] {
  if (unit === 'per10000Homes') return readFindings(kind, { per10000Homes: end }, place);
  const properties = kind.json['properties'];
  if (!isMap(end) || !isMap(properties)) return readFindings(kind, end, place);
  const findings: Finding[] = [];
  const refuse = (
    fix: string,
    at?: { path?: KeyPath; allowed?: string; atKey?: boolean },
  ): null => {
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
    if (typeof share !== 'number' || share < 0 || share > 1)
      refuse('write a share from 0 to 1', { path: [name] });
  return findings;
}

function readFindings(kind: Kind<unknown>, value: unknown, place: KeyPath): Finding[] {
  const findings: Finding[] = [];
  kind.read(value, (fix, at) => {
    findings.push({
      path: [...place, ...(at?.path ?? [])],
      allowed: at?.allowed ?? kind.allowed,
      fix,
    });
    return null;
  });
  return findings;
}
