// Shares of one whole.
import { isMap, onlyKeys, readPart, type Kind } from './kind.ts';
import { share } from './numbers.ts';
import type { Shares } from './scenario.ts';

const kindsOfShares = new WeakSet<Kind<unknown>>();

/** Whether values of a kind are shares of one whole. */
export function areShares(kind: Kind<unknown>): boolean {
  return kindsOfShares.has(kind);
}

/** Shares of one whole: a name that is left out has none of it. */
export function shares<const Name extends string>(names: readonly Name[]): Kind<Shares<Name>> {
  const allowed = `shares of ${names.join(', ')} that add up to 1`;
  const kind: Kind<Shares<Name>> = {
    allowed,
    json: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, share.json])),
      additionalProperties: false,
      minProperties: 1,
    },
    read(found, refuse) {
      if (!isMap(found)) return refuse(`write a share for each, such as { ${names[0] ?? ''}: 1 }`);
      const sound = onlyKeys(names, found, refuse);
      const read = names.map((name) => (name in found ? readPart(share, found[name], refuse, name) : 0));
      if (!sound || read.includes(null)) return null;
      const total = read.reduce<number>((sum, one) => sum + (one ?? 0), 0);
      if (Math.abs(total - 1) > 1e-9) return refuse(sumFix(total));
      return Object.fromEntries(names.map((name, index) => [name, read[index]])) as Shares<Name>;
    },
  };
  kindsOfShares.add(kind);
  return kind;
}

/** What to do about shares that add up to something else than 1. */
export function sumFix(total: number): string {
  const gap = Number(Math.abs(1 - total).toPrecision(6));
  return `they add up to ${Number(total.toPrecision(9))}: ${total < 1 ? `add ${gap} to` : `take ${gap} off`} one of them`;
}
