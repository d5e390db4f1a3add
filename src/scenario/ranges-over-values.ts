// Ranges that a scenario inherits for values that its own file sets: they are drawn all the same,
// which its author may not expect.
import type { Chain } from './chain.ts';
import { fileName, type ScenarioFiles } from './files.ts';
import { keyPathOf } from './override.ts';
import type { Scenario } from './scenario.ts';
import { namedLeaf } from './setting.ts';

export interface RangeOverValue {
  /** Key path of the range. */
  readonly path: string;
  /** Name of the file that sets the value. */
  readonly setBy: string;
}

/** Empty for a shipped scenario, which inherits ranges on purpose. */
export function rangesOverValues(
  { sources }: Chain,
  files: ScenarioFiles,
  ranges: Scenario['ranges'],
): readonly RangeOverValue[] {
  const [own] = sources;
  if (own === undefined || files.shipped(fileName(own.file)) === own.file) return [];
  return Object.keys(ranges).flatMap((path) => {
    const keys = keyPathOf(path);
    const isSet = own.find(keys.slice(0, namedLeaf(keys)?.length)) !== undefined;
    return isSet && own.find(['ranges', path]) === undefined
      ? [{ path, setBy: fileName(own.file) }]
      : [];
  });
}
