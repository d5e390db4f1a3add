// Kinds made of parts: lists of one kind, maps with named keys.
import { isMap, onlyKeys, readPart, type Kind, type Refuse } from './kind.ts';

/** A list with at least `least` entries of one kind, none twice if `distinct`. */
export function listOf<Value>(
  kind: Kind<Value>,
  { least, most, distinct = false }: { least: number; most: number; distinct?: boolean },
): Kind<readonly Value[]> {
  const many = least === most ? `${most}` : `${least} to ${most}`;
  return {
    allowed: `a list of ${many} entries, each ${kind.allowed}`,
    json: {
      type: 'array',
      items: kind.json,
      minItems: least,
      maxItems: most,
      uniqueItems: distinct,
    },
    read(found, refuse) {
      if (!Array.isArray(found)) return refuse('write a list in brackets: [first, second]');
      if (found.length < least || found.length > most)
        return refuse(`write ${many} entries; there are ${found.length}`);
      const values: Value[] = [];
      for (const [index, entry] of found.entries()) {
        const here: Refuse = (fix, at) =>
          refuse(fix, { path: [index, ...(at?.path ?? [])], allowed: at?.allowed ?? kind.allowed });
        const value = kind.read(entry, here);
        if (value === null) continue;
        if (distinct && values.includes(value)) here('remove it: it is in the list already');
        values.push(value);
      }
      return values.length === found.length ? values : null;
    },
  };
}

type PartKinds = Readonly<Record<string, Kind<unknown>>>;

type PartValues<Kinds extends PartKinds> = {
  [Key in keyof Kinds]: Kinds[Key] extends Kind<infer Value> ? Value : never;
};

/** A map with exactly the keys named, each of its kind. */
export function parts<Kinds extends PartKinds>(
  found: unknown,
  kindOf: Kinds,
  refuse: Refuse,
): PartValues<Kinds> | null {
  const keys = Object.keys(kindOf);
  const listed = keys.join(' and ');
  if (!isMap(found)) return refuse(`write a map with ${listed}`);
  let sound = onlyKeys(keys, found, refuse);
  const values: Record<string, unknown> = {};
  for (const key of keys) {
    if (!(key in found)) {
      sound = false;
      refuse(`add ${key}`, { allowed: `a map with ${listed}` });
      continue;
    }
    values[key] = readPart(kindOf[key]!, found[key], refuse, key);
    sound &&= values[key] !== null;
  }
  return sound ? (values as PartValues<Kinds>) : null;
}
