// Scales the capacities of a run with another number of homes than its file's. Capacities for the
// book are scaled in proportion; those per 10,000 homes need no scaling. Values set by options are
// for the run and are not scaled.
import { placesADay, wholeAgents, type Capacity } from './capacities.ts';
import { isMap, mergeMaps, type PlainMap } from './kind.ts';
import { valueAt } from './merge.ts';
import { grouped } from './numbers.ts';
import type { Override } from './override.ts';

/** Key paths of capacities, in a scenario or below one of its policies. */
const capacityPaths = [
  ['agent', 'perDay'],
  ['onboarding', 'pace', 'perDay'],
  ['onboarding', 'exchange', 'perDay'],
  ['support', 'agents'],
  ['support', 'engineers', 'visitsPerDay'],
] as const;
const agentsPath = 'support.agents';

interface ScalingOptions {
  /** Homes of the file, before options. */
  readonly from: unknown;
  readonly overrides: readonly Override[];
  readonly keepCapacities: boolean;
}

interface Scaled {
  readonly document: PlainMap;
  /** What was scaled, for people. */
  readonly notes: readonly string[];
}

/** The document with its absolute capacities scaled to its number of homes. @rule Q5 */
export function scaleCapacities(
  document: PlainMap,
  { from, overrides, keepCapacities }: ScalingOptions,
): Scaled {
  const to = document['households'];
  if (typeof from !== 'number' || typeof to !== 'number' || from === to || !(from > 0) || !(to > 0))
    return { document, notes: [] };
  const stated = statedCapacities(document).filter(
    ({ path, value }) =>
      typeof value === 'number' && value > 0 && !overrides.some((one) => overlaps(one.path, path)),
  );
  if (stated.length === 0) return { document, notes: [] };
  const sizes = `${grouped(to)} homes instead of ${grouped(from)}`;
  if (keepCapacities)
    return {
      document,
      notes: [
        `${sizes}: capacities are kept as the file has them ` +
          `(${stated.map(({ path }) => path).join(', ')})`,
      ],
    };
  let scaled = document;
  const said = stated.map(({ path, value }) => {
    const exact = ((value as number) * to) / from;
    const kept = path.endsWith(agentsPath) ? wholeAgents(exact) : exact;
    scaled = withValue(scaled, path.split('.'), kept) as PlainMap;
    const rounded = isFarFrom(kept, exact) ? ` (exact: ${shortNumber(exact)})` : '';
    return `${path} ${shortNumber(value as number)} → ${shortNumber(kept)}${rounded}`;
  });
  return {
    document: scaled,
    notes: [
      `${sizes}: capacities are scaled in proportion; --keep-capacities leaves them. ` +
        said.join('; '),
    ],
  };
}

/** Notes where rounding changes the number of agents by more than a tenth, as in small books. */
export function roundingNotes(document: PlainMap, households: number): readonly string[] {
  return statedCapacities(document)
    .filter(({ path, value }) => path.endsWith(agentsPath) && isMap(value))
    .flatMap(({ path, value }) => {
      const exact = placesADay(value as Capacity, households);
      const kept = wholeAgents(exact);
      return isFarFrom(kept, exact)
        ? [`${path}: ${shortNumber(exact)} for ${grouped(households)} homes, rounded to ${kept}`]
        : [];
    });
}

const isFarFrom = (kept: number, exact: number): boolean => Math.abs(kept - exact) > 0.1 * exact;

const shortNumber = (value: number): string => grouped(Number(value.toPrecision(4)));

function statedCapacities(document: PlainMap): readonly { path: string; value: unknown }[] {
  const policies = isMap(document['policies']) ? Object.keys(document['policies']) : [];
  const places = [[], ...policies.map((id) => ['policies', id])];
  return places.flatMap((place) =>
    capacityPaths.flatMap((below) => {
      const path = [...place, ...below];
      const value = valueAt(document, path);
      return value === undefined ? [] : [{ path: path.join('.'), value }];
    }),
  );
}

/** Whether setting one path sets the other or a part of it. */
const overlaps = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

function withValue(document: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const below = withValue(valueAt(document, [key]), rest, value);
  return mergeMaps(isMap(document) ? document : {}, { [key]: below }, (_, to) => to);
}
