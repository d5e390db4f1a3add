// The forms of distribution: how each is written, described to editors, and read.
import { listOf, parts } from './collections.ts';
import type { Distribution, DistributionKind } from './distribution.ts';
import { csvLimits } from './files.ts';
import { definition, isMap, within, type JsonSchema, type Kind, type Refuse } from './kind.ts';
import { numberKind } from './numbers.ts';
import type { Quantity } from './quantities.ts';

export type FormName = Exclude<DistributionKind, 'constant'>;

interface Form {
  /** For editors and messages. */
  readonly about: string;
  readonly written: (quantity: Quantity) => string;
  readonly json: (one: JsonSchema, quantity: Quantity) => JsonSchema;
  /** `whole` reads any distribution of the quantity, for the parts of a mixture. */
  readonly read: (
    found: unknown,
    quantity: Quantity,
    refuse: Refuse,
    whole: Kind<Distribution>,
  ) => Distribution | null;
}

const spread = numberKind({ min: 0, max: 10, example: 0.5 });
/**
 * With a smaller coefficient of variation the law is almost constant, and its tables would take
 * minutes.
 */
const variation = numberKind({ min: 0.001, max: 10, example: 0.5 });

const weight = numberKind({ min: 0, max: 1_000_000, example: 1 });

export const object = (
  properties: Record<string, JsonSchema>,
  required = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

export const forms: Readonly<Record<FormName, Form>> = {
  uniform: {
    about: 'Evenly between two values.',
    written: ({ examples: [a, b] }) => `{ uniform: [${a}, ${b}] }`,
    json: (one) => ({ type: 'array', items: one, minItems: 2, maxItems: 2 }),
    read(found, { one }, refuse) {
      const ends = listOf(one, { least: 2, most: 2 }).read(found, refuse);
      if (ends === null) return null;
      const [low, high] = ends as [number, number];
      return low < high
        ? { kind: 'uniform', low, high }
        : refuse(orderFix(low, high), { allowed: 'two values, the lower first' });
    },
  },
  triangular: {
    about: 'Least, most likely, greatest.',
    written: ({ examples: [a, b] }) => `{ triangular: [${a}, ${a}, ${b}] }`,
    json: (one) => ({ type: 'array', items: one, minItems: 3, maxItems: 3 }),
    read(found, { one }, refuse) {
      const points = listOf(one, { least: 3, most: 3 }).read(found, refuse);
      if (points === null) return null;
      const [low, mode, high] = points as [number, number, number];
      if (low <= mode && mode <= high && low < high) return { kind: 'triangular', low, mode, high };
      return refuse(orderFix(low, high), {
        allowed: 'least, most likely and greatest value, in ascending order',
      });
    },
  },
  normal: {
    about: 'Mean and standard deviation; cut off at 0 where a negative value makes no sense.',
    written: ({ examples: [a, b] }) => `{ normal: { mean: ${b}, sd: ${a} } }`,
    json: (one) => object({ mean: one, sd: one }),
    read(found, { one, floor }, refuse) {
      const read = parts(found, { mean: one, sd: one }, refuse);
      if (read === null) return null;
      if (read.sd < 0)
        return within(refuse, ['sd'], 'a standard deviation of 0 or more')('write 0 or more');
      return { kind: 'normal', mean: read.mean, sd: read.sd, ...(floor ? { min: 0 } : {}) };
    },
  },
  lognormal: {
    about: 'Median, and standard deviation of the natural logarithm.',
    written: ({ examples: [, b] }) => `{ lognormal: { median: ${b}, sigma: 0.5 } }`,
    json: (one) => object({ median: one, sigma: spread.json }),
    read(found, { one }, refuse) {
      const read = parts(found, { median: positive(one), sigma: spread }, refuse);
      return read === null ? null : { kind: 'lognormal', ...read };
    },
  },
  exponential: {
    about: 'Mean.',
    written: ({ examples: [, b] }) => `{ exponential: { mean: ${b} } }`,
    json: (one) => object({ mean: one }),
    read(found, { one }, refuse) {
      const read = parts(found, { mean: positive(one) }, refuse);
      return read === null ? null : { kind: 'exponential', ...read };
    },
  },
  gamma: {
    about: 'Mean, and coefficient of variation (standard deviation over mean).',
    written: ({ examples: [, b] }) => `{ gamma: { mean: ${b}, cv: 0.5 } }`,
    json: (one) => object({ mean: one, cv: variation.json }),
    read(found, { one }, refuse) {
      const read = parts(found, { mean: positive(one), cv: variation }, refuse);
      return read === null ? null : { kind: 'gamma', ...read };
    },
  },
  discrete: {
    about: 'Some values, each with its weight.',
    written: ({ examples: [a, b] }) =>
      `{ discrete: { values: [${a}, ${b}], weights: [0.5, 0.5] } }`,
    json: (one) =>
      object({
        values: { type: 'array', items: one, minItems: 1 },
        weights: { type: 'array', items: weight.json, minItems: 1 },
      }),
    read(found, { one }, refuse) {
      const size = { least: 1, most: 1000 };
      const read = parts(
        found,
        { values: listOf(one, size), weights: listOf(weight, size) },
        refuse,
      );
      if (read === null) return null;
      const { values, weights } = read;
      const here = within(refuse, ['weights'], 'as many weights as values, not all of them 0');
      if (weights.length !== values.length)
        return here(
          `write ${values.length} weights, one for each value; there are ${weights.length}`,
        );
      if (weights.every((one) => one === 0))
        return here('give at least one value a weight above 0');
      return { kind: 'discrete', values, weights: sharesOf(weights) };
    },
  },
  empirical: {
    about:
      'Observed values, equally likely: a column of a CSV file beside the scenario, or the ' +
      'values themselves.',
    written: () => '{ empirical: { csv: observed.csv, column: value } }',
    json: (one) => ({
      oneOf: [
        object({ csv: { type: 'string' }, column: { type: 'string' } }),
        object({ values: { type: 'array', items: one, minItems: 1 } }),
      ],
    }),
    read(found, { one }, refuse) {
      if (!isMap(found)) return refuse('write { csv: observed.csv, column: value }');
      if (!('values' in found)) {
        const read = parts(found, { csv: fileName, column: columnName }, refuse);
        // The values take the place of the reference before the scenario is resolved: tables.ts.
        return read === null ? null : { kind: 'empirical', values: [] };
      }
      const read = parts(found, { values: observed(one) }, refuse);
      return read === null
        ? null
        : { kind: 'empirical', values: [...read.values].sort((a, b) => a - b) };
    },
  },
  mixture: {
    about: 'One of several distributions, each with its weight.',
    written: ({ examples: [a, b] }) =>
      `{ mixture: [{ weight: 0.9, of: ${a} }, { weight: 0.1, of: ${b} }] }`,
    json: (_, quantity) => ({
      type: 'array',
      minItems: 1,
      items: object({ weight: weight.json, of: definition(quantity.definition) }),
    }),
    read(found, quantity, refuse, whole) {
      if (!Array.isArray(found) || found.length === 0 || found.length > 20) {
        return refuse(`write a list of 1 to 20 parts, such as ${forms.mixture.written(quantity)}`);
      }
      const read = found.map((part, index) =>
        parts(
          part,
          { weight, of: whole },
          within(refuse, [index], 'a map with the keys weight and of'),
        ),
      );
      const all = read.filter((part) => part !== null);
      if (all.length < read.length) return null;
      if (all.every((part) => part.weight === 0))
        return refuse('give at least one part a weight above 0', {
          allowed: 'parts whose weights are not all 0',
        });
      const weights = sharesOf(all.map((part) => part.weight));
      return {
        kind: 'mixture',
        parts: all.map(({ of }, index) => ({ weight: weights[index]!, of })),
      };
    },
  },
};

export const formNames = Object.keys(forms) as readonly FormName[];

/** Weights as shares that add up to 1. Weights that do so already are not changed. */
function sharesOf(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  return Math.abs(total - 1) <= 1e-9 ? weights : weights.map((one) => one / total);
}

/** The same kind of value, above 0. */
export function positive(kind: Kind<number>): Kind<number> {
  const allowed = `${kind.allowed}, above 0`;
  return {
    ...kind,
    allowed,
    read(found, refuse) {
      const value = kind.read(found, refuse);
      return value === null || value > 0 ? value : refuse('write more than 0', { allowed });
    },
  };
}

/** A long list of values. Only its first few mistakes are reported. */
function observed(one: Kind<number>): Kind<readonly number[]> {
  const list = listOf(one, { least: 1, most: csvLimits.lines - 1 });
  return {
    ...list,
    read(found, refuse) {
      let refused = 0;
      return list.read(found, (fix, at) => (++refused > 3 ? null : refuse(fix, at)));
    },
  };
}

export const fileName: Kind<string> = {
  allowed: 'the name of a CSV file in the folder of the scenario or below it',
  json: { type: 'string' },
  read: (found, refuse) =>
    typeof found === 'string' && found !== ''
      ? found
      : refuse('write the file, such as observed.csv'),
};

const columnName: Kind<string> = {
  allowed: 'the heading of a column of that file',
  json: { type: 'string' },
  read: (found, refuse) =>
    typeof found === 'string' && found !== '' ? found : refuse('write the heading of the column'),
};

const orderFix = (low: number, high: number): string =>
  low === high
    ? 'write the one value alone if nothing is to vary'
    : 'write the values in ascending order';
