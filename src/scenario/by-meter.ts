// Settings that may differ by meter: one value for all, or a map by fuel, by kind, or
// legacy-electricity / legacy-gas / smart.
import { isMap, mergeMaps, onlyKeys, readPart, type Kind, type PlainMap } from './kind.ts';
import { fuels, meterKinds, type Fuel, type MeterKind } from './scenario.ts';

const selectors = ['smart', 'legacy-electricity', 'legacy-gas', ...meterKinds, ...fuels] as const;
type Selector = (typeof selectors)[number];

/** A setting as a file writes it. */
export type ByMeter<Value> =
  | { readonly all: Value }
  | { readonly by: Readonly<Partial<Record<Selector, Value>>> };

/** Names that apply to a meter, the most specific first. */
function speakingFor(kind: MeterKind, fuel: Fuel): readonly Selector[] {
  return kind === 'legacy' ? [`legacy-${fuel}`, 'legacy', fuel] : [kind, 'smart', fuel];
}

/** The setting of one kind and fuel, if the file has one. */
export function settingOf<Value>(
  setting: ByMeter<Value>,
  kind: MeterKind,
  fuel: Fuel,
): Value | undefined {
  if ('all' in setting) return setting.all;
  const name = speakingFor(kind, fuel).find((selector) => setting.by[selector] !== undefined);
  return name === undefined ? undefined : setting.by[name];
}

/** Names to add so that every meter has a value; empty when every meter has one. */
export function silentSelectors(setting: ByMeter<unknown>): readonly Selector[] {
  const silent = new Set<Selector>();
  for (const kind of meterKinds) {
    for (const fuel of fuels) {
      if (settingOf(setting, kind, fuel) === undefined)
        silent.add(kind === 'legacy' ? `legacy-${fuel}` : 'smart');
    }
  }
  return [...silent];
}

/**
 * Whether a map is by meter and not the value itself: it has names of meters and no keys of a
 * value.
 */
function isByMeter(found: unknown, scalar: boolean): found is PlainMap {
  return (
    isMap(found) &&
    (scalar || Object.keys(found).some((key) => selectors.some((name) => name === key)))
  );
}

/**
 * The kind of a setting whose single values are of `kind`; `scalar` when such a value is never a
 * map.
 */
export function byMeter<Value>(kind: Kind<Value>, scalar: boolean): Kind<ByMeter<Value>> {
  const allowed = `${kind.allowed}; or a map of that by meter: ${selectors.join(', ')}`;
  return {
    allowed,
    json: {
      anyOf: [
        kind.json,
        {
          type: 'object',
          properties: Object.fromEntries(selectors.map((name) => [name, kind.json])),
          additionalProperties: false,
        },
      ],
    },
    read(found, refuse) {
      if (!isByMeter(found, scalar)) {
        const all = kind.read(found, (fix, at) => refuse(fix, { allowed, ...at }));
        return all === null ? null : { all };
      }
      let sound = onlyKeys(selectors, found, refuse);
      const by: Partial<Record<Selector, Value>> = {};
      for (const name of selectors) {
        if (!(name in found)) continue;
        const value = readPart(kind, found[name], refuse, name);
        if (value === null) sound = false;
        else by[name] = value;
      }
      return sound ? { by } : null;
    },
    merge(base, change) {
      const mergeOne = (from: unknown, to: unknown): unknown => kind.merge?.(from, to) ?? to;
      const mapped = [base, change].map((value) => isByMeter(value, scalar));
      if (mapped[0] !== mapped[1]) return change;
      return isMap(base) && isMap(change) && mapped[0] === true
        ? mergeMaps(base, change, mergeOne)
        : mergeOne(base, change);
    },
  };
}
