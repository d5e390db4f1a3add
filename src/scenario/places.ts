// Where the values of a merged scenario come from, and the order in which problems are listed.
import type { Problem } from '../errors.ts';
import { defaultsName, type Chain } from './chain.ts';
import { locateIn, type CheckedFile } from './check.ts';
import type { Locate } from './explain.ts';
import type { PlainMap } from './kind.ts';
import { overrideBehind, overrideText, type Override } from './override.ts';
import { cellBehind, type Table } from './tables.ts';
import { keyText } from './yaml-text.ts';

/**
 * Finds places of values in the merged scenario: a cell of a table, an option, or the nearest file
 * that has it.
 */
export function placesOf(
  checked: readonly CheckedFile[],
  document: PlainMap,
  overrides: readonly Override[],
): (tables: readonly Table[]) => Locate {
  return (tables) => (path, what) => {
    const cell = cellBehind(tables, path);
    if (cell !== undefined)
      return {
        file: cell.file,
        ...(cell.line === undefined ? {} : { line: cell.line }),
        found: cell.found,
      };
    const override = overrideBehind(overrides, path);
    if (override !== undefined)
      return {
        file: override.option,
        found: what === 'key' ? keyText(path.at(-1)) : overrideText(override, document, path),
      };
    for (let length = path.length; length >= 0; length--) {
      const source = checked.find(
        (file) => file.source.find(path.slice(0, length)) !== undefined,
      )?.source;
      if (source === undefined) continue;
      if (length === path.length) return locateIn(source)(path, what);
      const { file, line, column } = locateIn(source)(path.slice(0, length), 'value');
      return {
        file,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        found: 'nothing',
      };
    }
    return { file: checked[0]?.source.file ?? defaultsName, found: 'nothing' };
  };
}

/** By file in the order read, then by line. */
export function inReadingOrder(problems: readonly Problem[], chain: Chain): Problem[] {
  const order = chain.sources.map((source) => source.file);
  const rank = ({ file }: Problem): number =>
    order.includes(file) ? order.indexOf(file) : order.length;
  const distinct = [
    ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
  ];
  return distinct.sort(
    (a, b) =>
      rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
