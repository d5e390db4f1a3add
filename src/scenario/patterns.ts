// Kinds for when energy is used: over the year, over the day, by weather.
import { listOf, parts } from './collections.ts';
import { fileName } from './distribution-forms.ts';
import { isMap, type Kind } from './kind.ts';
import { nearest } from './nearest.ts';
import { numberKind, share } from './numbers.ts';
import type { Season, Shape, Weather } from './scenario.ts';
import { sumFix } from './shares.ts';
import { date } from './times.ts';

/** One of some names, or a list that `read` reads. */
function nameOrList<const Name extends string, Value>(
  names: readonly Name[],
  list: Kind<Value>,
  example: string,
): Kind<Name | Value> {
  return {
    allowed: `${names.join(', ')}, or ${list.allowed}`,
    json: { oneOf: [{ enum: names }, list.json] },
    read(found, refuse) {
      const name = names.find((candidate) => candidate === found);
      if (name !== undefined) return name;
      if (Array.isArray(found)) return list.read(found, refuse);
      const meant = typeof found === 'string' ? nearest(found, names) : undefined;
      return refuse(`write ${meant ?? `${names.join(', ')} or ${example}`}`);
    },
  };
}

const monthShares = listOf(share, { least: 12, most: 12 });

const months: Kind<Season> = {
  allowed: 'a list of twelve month shares, January first, that add up to 1',
  json: monthShares.json,
  read(found, refuse) {
    const read = monthShares.read(found, refuse);
    if (read === null) return null;
    const total = read.reduce((sum, month) => sum + month, 0);
    return Math.abs(total - 1) > 1e-9 ? refuse(sumFix(total)) : { months: read };
  },
};

export const electricitySeason: Kind<Season> = nameOrList(
  ['gb', 'flat'],
  months,
  'twelve month shares',
);

export const gasSeason: Kind<Season> = nameOrList(
  ['gb', 'flat', 'degree-days'],
  months,
  'twelve month shares',
);

const dayWeights = listOf(numberKind({ min: 0, max: 1_000_000, example: 1 }), {
  least: 24,
  most: 48,
});

const weights: Kind<Shape> = {
  allowed: 'a list of 24 hourly or 48 half-hourly weights from local midnight, not all 0',
  json: dayWeights.json,
  read(found, refuse) {
    if (Array.isArray(found) && found.length !== 24 && found.length !== 48)
      return refuse(`write 24 or 48 weights; there are ${found.length}`);
    const read = dayWeights.read(found, refuse);
    if (read === null) return null;
    return read.some((one) => one > 0)
      ? { weights: read }
      : refuse('write at least one weight above 0');
  },
};

export const shape: Kind<Shape> = nameOrList(['gb', 'flat'], weights, '24 or 48 weights');

const temperatures = listOf(
  numberKind({ min: -40, max: 50, noun: 'degrees Celsius, a number', example: 7 }),
  {
    least: 1,
    most: 40_000,
  },
);

export const weather: Kind<Weather> = {
  allowed: 'gb, or { csv: file } with the columns date and temperature (daily mean, °C)',
  json: {
    oneOf: [
      { enum: ['gb'] },
      {
        type: 'object',
        properties: { csv: { type: 'string' } },
        required: ['csv'],
        additionalProperties: false,
      },
      {
        type: 'object',
        properties: {
          firstDay: { type: 'string' },
          temperatures: { type: 'array', items: { type: 'number' } },
        },
        required: ['firstDay', 'temperatures'],
        additionalProperties: false,
      },
    ],
  },
  read(found, refuse) {
    if (found === 'gb') return 'gb';
    if (!isMap(found)) return refuse('write gb or { csv: weather.csv }');
    if ('temperatures' in found) return parts(found, { firstDay: date, temperatures }, refuse);
    // The temperatures take the place of the reference before the scenario is resolved: tables.ts.
    return parts(found, { csv: fileName }, refuse) === null
      ? null
      : { firstDay: '', temperatures: [] };
  },
};
