// How a distribution is written: a bare value, or a map with one form's name and perhaps `min` and
// `max`.
import { formNames, forms, object, type FormName } from './distribution-forms.ts';
import type { Distribution } from './distribution.ts';
import {
  definition,
  isMap,
  readPart,
  within,
  type JsonSchema,
  type Kind,
  type PlainMap,
  type Refuse,
} from './kind.ts';
import { nearest } from './nearest.ts';
import { grouped } from './numbers.ts';
import type { Quantity } from './quantities.ts';
import { reachOf, supportProblem } from './support.ts';

/** A value drawn afresh each time it is needed. */
export function distribution(quantity: Quantity): Kind<Distribution> {
  const part = anyDistribution(quantity);
  return {
    ...part,
    read(found, refuse) {
      const read = part.read(found, refuse);
      return read === null ? null : withinReach(read, quantity, refuse);
    },
  };
}

/**
 * Refuses values that are too large: extreme amounts of money or energy cannot be added up exactly.
 */
function withinReach(
  read: Distribution,
  { furthest = Infinity }: Quantity,
  refuse: Refuse,
): Distribution | null {
  const { low, high } = reachOf(read);
  const far = Math.max(high, -low);
  if (!(far > furthest) || high === Infinity) return read;
  return refuse(`add a max, or narrow it: one value in a billion is beyond ${farText(far)}`, {
    allowed:
      'a distribution of which all but one value in a billion are at most ' + grouped(furthest),
  });
}

const farText = (far: number): string =>
  far < 1e15 ? grouped(Number(far.toPrecision(2))) : far.toExponential(0);

/** Any distribution, by itself or as part of a mixture. */
function anyDistribution(quantity: Quantity): Kind<Distribution> {
  const allowed = `${quantity.one.allowed}; or a distribution: ${formNames.join(', ')}`;
  const whole: Kind<Distribution> = {
    allowed,
    json: definition(quantity.definition),
    read(found, refuse) {
      if (!isMap(found)) {
        if (Array.isArray(found))
          return refuse(`name the distribution: write ${forms.uniform.written(quantity)}`);
        const value = quantity.one.read(found, refuse);
        return value === null ? null : { kind: 'constant', value };
      }
      const name = formOf(found, quantity, refuse);
      if (name === null) return null;
      const bounds = readBounds(found, quantity, refuse);
      const body = forms[name].read(
        found[name],
        quantity,
        within(refuse, [name], `${forms[name].about} Written ${forms[name].written(quantity)}`),
        whole,
      );
      if (bounds === null || body === null) return null;
      const drawn = { ...body, ...bounds };
      const problem = supportProblem(drawn);
      return problem === undefined
        ? drawn
        : refuse(problem, { allowed: 'min and max that leave something to draw' });
    },
  };
  return whole;
}

/** The form of a map. Refuses anything but one form, perhaps with `min` and `max`. */
function formOf(found: PlainMap, quantity: Quantity, refuse: Refuse): FormName | null {
  const keys = Object.keys(found);
  const named = formNames.filter((name) => keys.includes(name));
  const strange = keys.filter(
    (key) => !formNames.includes(key as FormName) && key !== 'min' && key !== 'max',
  );
  for (const key of strange) {
    const meant = nearest(key, named.length > 0 ? ['min', 'max'] : formNames);
    const fix =
      meant === undefined
        ? `write for example ${forms.uniform.written(quantity)}`
        : `write ${meant}`;
    refuse(fix, {
      path: [key],
      allowed: `one of ${formNames.join(', ')}; with it, if wanted, min and max`,
      atKey: true,
    });
  }
  if (strange.length > 0) return null;
  if (named.length === 1) return named[0]!;
  if (named.length > 1)
    return refuse(`keep one of ${named.join(' and ')}`, { allowed: 'one distribution' });
  return refuse(`name the distribution: write for example ${forms.uniform.written(quantity)}`);
}

function readBounds(
  found: PlainMap,
  { one }: Quantity,
  refuse: Refuse,
): { min?: number; max?: number } | null {
  const bounds: { min?: number; max?: number } = {};
  for (const key of ['min', 'max'] as const) {
    if (!(key in found)) continue;
    const bound = readPart(one, found[key], refuse, key);
    if (bound === null) return null;
    bounds[key] = bound;
  }
  const { min = -Infinity, max = Infinity } = bounds;
  return min < max
    ? bounds
    : within(refuse, ['max'], 'a max above the min')('swap min and max, or remove one of them');
}

/** For the JSON Schema: every way to write a distribution of this quantity. */
export function distributionJson(quantity: Quantity): JsonSchema {
  const { json } = quantity.one;
  const written = formNames.map((name) => ({
    ...object(
      {
        [name]: { ...forms[name].json(json, quantity), description: forms[name].about },
        min: json,
        max: json,
      },
      [name],
    ),
    description: `${forms[name].about} ${forms[name].written(quantity)}`,
  }));
  return {
    description:
      'A value, or a distribution to draw it from; `min` and `max` cut it off by drawing again.',
    oneOf: [json, ...written],
  };
}
