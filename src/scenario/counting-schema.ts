// The keys of a scenario for grants, for further figures to be counted, and for uncertain values.
// No policy may change them.
import { listOf, parts } from './collections.ts';
import { distribution } from './distribution-schema.ts';
import { object } from './distribution-forms.ts';
import type { Distribution } from './distribution.ts';
import {
  definition,
  isMap,
  leaf,
  mergeMaps,
  onlyKeys,
  readPart,
  within,
  type Kind,
  type Refuse,
} from './kind.ts';
import { nearest } from './nearest.ts';
import { numberKind, pounds as poundsKind, share } from './numbers.ts';
import { durations } from './quantities.ts';
import { choice, text } from './scalars.ts';
import {
  fuels,
  segmentAttributes,
  type Fuel,
  type Range,
  type SegmentAttribute,
} from './scenario.ts';
import { section } from './section.ts';
import { clockDuration, date } from './times.ts';
import { minutesPerDay } from './units.ts';

const pounds = leaf(poundsKind);

export const costsSchema = section('What acts cost, in pounds.', {
  visit: pounds.describe('A visit by an engineer.'),
  call: pounds.describe('A call to the contact centre.'),
  command: pounds.describe('A command of the agent, failed ones in.'),
  standardPayment: pounds.describe(
    'Guaranteed-standard payment to a home off supply for longer than standardHours.',
  ),
  standardHours: leaf(
    numberKind({ min: 0, max: 10_000, noun: 'hours, a number', example: 24 }),
  ).describe('Hours off supply, in one spell, after which the payment is due.'),
  writtenOff: leaf(
    numberKind({ min: 0, max: 1, noun: 'pounds for each pound written off, a number', example: 1 }),
  ).describe('Cost of a pound written off.'),
});

const crossing: Kind<readonly SegmentAttribute[]> = {
  allowed: `two or three of ${segmentAttributes.join(', ')}, joined by +, such as vulnerable+fuel`,
  json: {
    type: 'string',
    pattern: `^(${segmentAttributes.join('|')})(\\+(${segmentAttributes.join('|')})){1,2}$`,
  },
  read(found, refuse) {
    if (typeof found !== 'string')
      return refuse('write attributes joined by +, such as vulnerable+fuel');
    const names = found.split('+').map((name) => name.trim());
    for (const name of names) {
      if (segmentAttributes.some((known) => known === name)) continue;
      const meant = nearest(name, segmentAttributes);
      return refuse(
        meant === undefined
          ? `write ${segmentAttributes.join(', ')} for ${name}`
          : `write ${meant} for ${name}`,
      );
    }
    if (new Set(names).size < names.length) return refuse('write each attribute once');
    if (names.length < 2 || names.length > 3)
      return refuse('join two or three attributes by +, such as vulnerable+fuel');
    return names as SegmentAttribute[];
  },
};

export const segmentsSchema = leaf(listOf(crossing, { least: 0, most: 20 })).describe(
  'Crossings of attributes to count beside the single ones, such as vulnerable+fuel.',
);

/** A grant as a file says it. */
export interface WrittenGrant {
  readonly fuel: Fuel;
  readonly amount: number;
  readonly dates: readonly string[];
  readonly spread: number;
  readonly legacy: { readonly redeemed: number; readonly delay: Distribution };
}

const spread = clockDuration({ min: 0, max: 366 * minutesPerDay, step: 1 });
const dates = listOf(date, { least: 1, most: 400, distinct: true });
const voucherDelay = distribution(durations);
const nobodyWaits = { redeemed: 1, delay: '0d' };
const voucher: Kind<WrittenGrant['legacy']> = {
  allowed: 'a map with redeemed and delay',
  json: object({ redeemed: share.json, delay: voucherDelay.json }, []),
  read: (found, refuse) =>
    parts(
      isMap(found) ? { ...nobodyWaits, ...found } : found,
      { redeemed: share, delay: voucherDelay },
      refuse,
    ),
};

const grant: Kind<WrittenGrant> = {
  allowed: 'a grant: { fuel, amount, dates, spread, legacy: { redeemed, delay } }',
  json: object(
    {
      fuel: { enum: fuels, description: 'The meters that get it.' },
      amount: { ...poundsKind.json, description: 'Pounds a meter on each date.' },
      dates: { ...dates.json, description: 'Dates from which it comes.' },
      spread: {
        description:
          'A smart meter is credited within this time after the date, at any minute alike.',
        allOf: [definition('duration')],
      },
      legacy: {
        ...voucher.json,
        description: 'A share `redeemed` of legacy meters gets it at the next vend after `delay`.',
      },
    },
    ['fuel', 'amount', 'dates'],
  ),
  read(found, refuse) {
    const whole = isMap(found) ? { spread: '0d', legacy: {}, ...found } : found;
    return parts(
      whole,
      { fuel: choice(fuels), amount: poundsKind, dates, spread, legacy: voucher },
      refuse,
    );
  },
};

export const grantsSchema = leaf(listOf(grant, { least: 0, most: 100 })).describe(
  'Money from outside, such as the support of a winter: fuel, amount, dates, spread, and ' +
    'vouchers of legacy meters.',
);

const scales = choice(['linear', 'log']);
const unitOfRange = text(50);

/** In place of a range: the value is known, and no range of a file extended is drawn for it. */
const fixed = 'fixed';
export type WrittenRange = Range | typeof fixed;

/**
 * The uncertain range of one key. meaning.ts checks whether its values are valid for the key, which
 * needs the whole scenario.
 */
const range: Kind<WrittenRange> = {
  allowed:
    'a list of values, one of which holds, a span { from, to, scale, unit }, or fixed: ' +
    'nothing is drawn',
  json: {
    oneOf: [
      { const: fixed },
      { type: 'array', minItems: 2, maxItems: 100 },
      {
        type: 'object',
        properties: { from: {}, to: {}, scale: scales.json, unit: unitOfRange.json },
        required: ['from', 'to'],
        additionalProperties: false,
      },
    ],
  },
  read(found, refuse) {
    if (found === fixed) return fixed;
    if (Array.isArray(found)) {
      if (found.length < 2 || found.length > 100)
        return refuse(`write 2 to 100 values; there are ${found.length}`);
      return { kind: 'choices', values: found };
    }
    if (!isMap(found))
      return refuse(
        'write a list of values, a span such as { from: 1, to: 10 }, or fixed to hold the value',
      );
    if (!onlyKeys(['from', 'to', 'scale', 'unit'], found, refuse)) return null;
    for (const key of ['from', 'to']) if (found[key] == null) return refuse(`add ${key}`);
    const scale = 'scale' in found ? readPart(scales, found['scale'], refuse, 'scale') : 'linear';
    const unit = 'unit' in found ? readPart(unitOfRange, found['unit'], refuse, 'unit') : undefined;
    if (scale === null || unit === null) return null;
    return endsMatch(found['from'], found['to'], scale, refuse)
      ? {
          kind: 'span',
          from: found['from'],
          to: found['to'],
          scale,
          ...(unit === undefined ? {} : { unit }),
        }
      : null;
  },
};

/**
 * Whether both ends have the same form: numbers, texts such as durations, or maps with the same
 * names.
 */
function endsMatch(from: unknown, to: unknown, scale: 'linear' | 'log', refuse: Refuse): boolean {
  const here = within(refuse, ['to'], 'an end of the same form as from');
  if (typeof from !== typeof to || isMap(from) !== isMap(to))
    here('write both ends as numbers, both as durations, or both as maps');
  else if (
    isMap(from) &&
    isMap(to) &&
    Object.keys(from).sort().join() !== Object.keys(to).sort().join()
  )
    here('name the same shares in from and to');
  else if (typeof from === 'number' && typeof to === 'number' && from >= to)
    here(`write more than ${from}`);
  else if (scale === 'log' && typeof from === 'number' && from <= 0)
    within(
      refuse,
      ['from'],
      'more than 0 on a logarithmic scale',
    )('write more than 0, or scale: linear');
  else return true;
  return false;
}

const rangesKind: Kind<Readonly<Record<string, WrittenRange>>> = {
  allowed:
    'a map from key path, such as exit.vendingEnds, to a list of values, a span { from, ' +
    'to, scale, unit } or fixed',
  json: { type: 'object', additionalProperties: range.json },
  read(found, refuse) {
    if (!isMap(found)) return refuse('write a map from key path to what is not known of it');
    const read = Object.entries(found).map(
      ([path, value]) => [path, readPart(range, value, refuse, path)] as const,
    );
    return read.some(([, one]) => one === null)
      ? null
      : (Object.fromEntries(read) as Record<string, WrittenRange>);
  },
  merge: (base, change) =>
    isMap(base) && isMap(change) ? mergeMaps(base, change, (_, to) => to) : change,
};

export const rangesSchema = leaf(rangesKind).describe(
  'What is not known, by key path: a list of values of which one holds, a span { from, to, ' +
    'scale: linear | log, unit }, or fixed: the range of a file extended is not drawn.',
);
