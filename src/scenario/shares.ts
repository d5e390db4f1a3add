// Shares of one whole.
import { isMap, onlyKeys, readPart, type Kind } from './kind.ts';
import { share } from './numbers.ts';
import { printValue } from './print.ts';
import type { Shares } from './scenario.ts';

const kindsOfShares = new WeakSet<Kind<unknown>>();

/** Whether values of a kind are shares of one whole. */
export function areShares(kind: Kind<unknown>): boolean {
  return kindsOfShares.has(kind);
}

/** Shares of one whole: a name that is left out has share 0. */
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
      const read = names.map((name) =>
        name in found ? readPart(share, found[name], refuse, name) : 0,
      );
      if (!sound || read.includes(null)) return null;
      const total = read.reduce<number>((sum, one) => sum + (one ?? 0), 0);
      if (Math.abs(total - 1) > 1e-9) return refuse(sumFix(total));
      return Object.fromEntries(names.map((name, index) => [name, read[index]])) as Shares<Name>;
    },
  };
  kindsOfShares.add(kind);
  return kind;
}

/** The fix for shares that do not add up to 1. */
export function sumFix(total: number): string {
  const gap = Number(Math.abs(1 - total).toPrecision(6));
  return (
    `they add up to ${Number(total.toPrecision(9))}: ` +
    `${total < 1 ? `add ${gap} to` : `take ${gap} off`} one of them`
  );
}

/**
 * The whole with some shares set; the others keep their proportions. If no other share is above 0,
 * the sum is not 1 and the schema refuses it.
 */
export function withShares(
  whole: unknown,
  moved: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const shares = isMap(whole) ? (whole as Readonly<Record<string, number>>) : {};
  const rest = sumOf(
    Object.entries(shares).flatMap(([name, share]) => (name in moved ? [] : [share])),
  );
  const left = 1 - sumOf(Object.values(moved));
  const others = Object.entries(shares).map(
    ([name, share]) => [name, rest === 0 ? share : (share * left) / rest] as const,
  );
  return { ...Object.fromEntries(others), ...moved };
}

const sumOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/**
 * The fix for shares that do not add up to 1, given the shares they replace: shows those, and a map
 * to write instead, in which shares that were not set keep their proportions. Undefined if
 * something else is wrong.
 */
export function replacedSharesFix(written: unknown, replaced: unknown): string | undefined {
  if (!areNumbers(written) || !areNumbers(replaced)) return undefined;
  const total = sumOf(Object.values(written));
  if (Math.abs(total - 1) <= 1e-9) return undefined;
  const before = `${sumFix(total)}. They were ${printValue(replaced)}`;
  const moved = Object.fromEntries(
    Object.entries(written).filter(([name, share]) => share !== replaced[name]),
  );
  const whole = rounded(withShares(replaced, moved), Object.keys(moved));
  return whole === undefined
    ? before
    : `${before}. With the others in proportion: ${printValue(whole)}`;
}

function areNumbers(found: unknown): found is Readonly<Record<string, number>> {
  return isMap(found) && Object.values(found).every((share) => typeof share === 'number');
}

/**
 * Shares to four decimals that add up to 1. The last share that was not set takes the rounding
 * error; undefined if there is none.
 */
function rounded(
  whole: Readonly<Record<string, number>>,
  moved: readonly string[],
): Readonly<Record<string, number>> | undefined {
  const others = Object.keys(whole).filter((name) => !moved.includes(name) && whole[name] !== 0);
  const last = others.at(-1);
  const short = (share: number): number => Number(share.toFixed(4));
  const all = Object.fromEntries(
    Object.entries(whole).map(([name, share]) => [
      name,
      moved.includes(name) ? share : short(share),
    ]),
  );
  if (last === undefined) return undefined;
  const fitted = {
    ...all,
    [last]: Number((1 - sumOf(Object.values({ ...all, [last]: 0 }))).toFixed(9)),
  };
  return Object.values(fitted).every((share) => share >= 0 && share <= 1) ? fitted : undefined;
}
