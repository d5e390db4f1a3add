// Values of a resolved scenario as text for people, in the units of a file: 30m, £5, 8 %, {
// uniform: [3d, 7d] }.
import type { Distribution } from './distribution.ts';
import { isMap, type KeyPath, type PlainMap } from './kind.ts';
import { grouped } from './numbers.ts';
import { parameterUnit } from './parameter-units.ts';
import { printValue } from './print.ts';
import type { DayWindow, Pace, Range } from './scenario.ts';
import { durationText as shortDurationText, minutesPerDay } from './units.ts';

/** How one number is written. */
type NumberText = (value: number) => string;

/**
 * @param path of the value in a scenario file, or of a part of it
 * @param value in the units of the resolved scenario: minutes, pounds, shares
 */
export function writtenValue(path: KeyPath, value: unknown): string {
  return textOf(value, numberTextFor(parameterUnit(path), path.at(-1)));
}

/**
 * Whether a value of a resolved scenario is written as a whole: it is not a map of further keys.
 */
export function isWrittenWhole(value: unknown): boolean {
  return (
    !isMap(value) ||
    isDistribution(value) ||
    isWindow(value) ||
    isPace(value) ||
    isRange(value) ||
    isGateTime(value)
  );
}

/** Whole days in days, as most files write them: 14d, not 2w. */
const durationText: NumberText = (minutes) =>
  minutes % minutesPerDay === 0 ? `${minutes / minutesPerDay}d` : shortDurationText(minutes);

const plain: NumberText = (value) => String(value);
const suffixed = ['kWh a year', 'p/kWh', 'p a day', 'hours', '£ a week', '£ a year'];

function numberTextFor(unit: string, key: string | number | undefined): NumberText {
  if (key === 'perDay') return plain;
  if (unit === 'time') return durationText;
  if (unit === 'share') return (value) => `${Number((100 * value).toPrecision(12))} %`;
  if (unit.startsWith('£')) return (value) => `${value < 0 ? '−' : ''}£${grouped(Math.abs(value))}`;
  return suffixed.includes(unit) ? (value) => `${grouped(value)} ${unit}` : plain;
}

function textOf(value: unknown, number: NumberText): string {
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return `[${value.map((one) => textOf(one, number)).join(', ')}]`;
  if (!isMap(value)) return printValue(value);
  if (isWindow(value)) return windowText(value);
  if (isDistribution(value)) return distributionText(value, number);
  if (isPace(value)) return paceText(value, number);
  if (isRange(value)) return rangeText(value);
  if (isGateTime(value))
    return 'minute' in value ? durationText(value.minute as number) : mapText(value, durationText);
  return mapText(value, number);
}

function mapText(value: PlainMap, number: NumberText): string {
  const entries = Object.entries(value).map(
    ([key, part]) => `${key}: ${textOf(part, /minutes$/iu.test(key) ? durationText : number)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isGateTime(
  value: PlainMap,
): value is PlainMap & ({ readonly minute: number } | { readonly afterAppointment: number }) {
  return 'minute' in value || 'afterAppointment' in value;
}

function isPace(value: PlainMap): value is PlainMap & Pace {
  return value['kind'] === 'drawn' || value['kind'] === 'queue';
}

function paceText(pace: Pace, number: NumberText): string {
  if (pace.kind === 'drawn') return distributionText(pace.time, number);
  return `{ perDay: ${pace.perDay}, workingDaysOnly: ${pace.workingDaysOnly} }`;
}

function isRange(value: PlainMap): value is PlainMap & Range {
  return value['kind'] === 'choices' || value['kind'] === 'span';
}

/** The values of a range are kept as written. */
function rangeText(range: Range): string {
  if (range.kind === 'choices') return printValue(range.values);
  const { from, to, scale, unit } = range;
  return printValue({
    from,
    to,
    ...(scale === 'log' ? { scale } : {}),
    ...(unit === undefined ? {} : { unit }),
  });
}

function isWindow(value: PlainMap): value is PlainMap & DayWindow {
  return 'startMinute' in value && 'endMinute' in value;
}

function windowText({ startMinute, endMinute }: DayWindow): string {
  if (startMinute === 0 && endMinute === minutesPerDay) return 'all-day';
  return [startMinute, endMinute > minutesPerDay ? endMinute - minutesPerDay : endMinute]
    .map(clockText)
    .join('-');
}

function clockText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

type Form = (law: never, number: NumberText) => string;
type FormsOfText = {
  readonly [Kind in Distribution['kind']]: (
    law: Extract<Distribution, { kind: Kind }>,
    number: NumberText,
  ) => string;
};

const forms: FormsOfText = {
  constant: ({ value }, number) => number(value),
  uniform: ({ low, high }, number) => `[${number(low)}, ${number(high)}]`,
  triangular: ({ low, mode, high }, number) => `[${number(low)}, ${number(mode)}, ${number(high)}]`,
  normal: ({ mean, sd }, number) => `{ mean: ${number(mean)}, sd: ${number(sd)} }`,
  lognormal: ({ median, sigma }, number) => `{ median: ${number(median)}, sigma: ${sigma} }`,
  exponential: ({ mean }, number) => `{ mean: ${number(mean)} }`,
  gamma: ({ mean, cv }, number) => `{ mean: ${number(mean)}, cv: ${cv} }`,
  discrete: ({ values, weights }, number) =>
    `{ values: [${values.map(number).join(', ')}], weights: [${weights.join(', ')}] }`,
  empirical: ({ values }, number) => `{ values: [${values.map(number).join(', ')}] }`,
  mixture: ({ parts }, number) =>
    `[${parts.map(({ weight, of }) => `{ weight: ${weight}, of: ${distributionText(of, number)} }`).join(', ')}]`,
};

function isDistribution(value: PlainMap): value is PlainMap & Distribution {
  return typeof value['kind'] === 'string' && value['kind'] in forms;
}

function distributionText(law: Distribution, number: NumberText): string {
  const body = (forms[law.kind] as Form)(law as never, number);
  // For a quantity that cannot be negative, a normal distribution is always cut off at 0, so that
  // bound is not written.
  const bounds = (['min', 'max'] as const).flatMap((key) =>
    law[key] === undefined || (key === 'min' && law.kind === 'normal' && law[key] === 0)
      ? []
      : [`${key}: ${number(law[key])}`],
  );
  if (law.kind === 'constant') return body;
  return `{ ${[`${law.kind}: ${body}`, ...bounds].join(', ')} }`;
}
