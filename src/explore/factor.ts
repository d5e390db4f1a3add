// A factor: one uncertain or varied input, and how a number from 0 to 1 becomes values of a
// scenario. factors-of.ts gives the factors of a scenario; vary.ts those that a user names.
import { isMap, type PlainMap } from '../scenario/kind.ts';
import { valueAt } from '../scenario/merge.ts';
import type { Override } from '../scenario/override.ts';
import { printValue } from '../scenario/print.ts';
import { keyPathOf, settingMistake } from '../scenario/setting.ts';
import { withShares } from '../scenario/shares.ts';
import { durationText, minutesOf, minutesPerDay } from '../scenario/units.ts';
import { groupOf, labelOf, type FactorGroup } from './factor-words.ts';

/** A factor at one point of its range. */
export interface Level {
  /** Overrides that set it. */
  readonly settings: readonly Override[];
  /** The value in words, in the file's own unit: `36h`, `0.25`, `{ uniform: [0d, 3d] }`. */
  readonly text: string;
  /** The value as a number for charts, durations in minutes; undefined where it is not a number. */
  readonly number: number | undefined;
}

/** An uncertain or varied input, and its plausible range. */
export interface Factor {
  /**
   * The key path; for shares of one whole `population.meterKinds: legacy`; `habits` for whole sets.
   */
  readonly name: string;
  /** As `--set` names it. */
  readonly path: string;
  readonly group: FactorGroup;
  /** Its meaning, in plain words. */
  readonly label: string;
  /** Unit of its numbers, where the value does not show it: `per 10,000 homes`; otherwise empty. */
  readonly unit: string;
  /** The ends of the range in words; for a list its first and last value. */
  readonly low: string;
  readonly high: string;
  /** The scenario's own value in words. */
  readonly default: string;
  /** Number of values it can take; Infinity for a span. */
  readonly count: number;
  /** @param u from 0, the low end, to 1, the high end */
  levelAt(u: number): Level;
  /** The overrides of that level. */
  settingsAt(u: number): readonly Override[];
}

/** A span or a list as written, of one path. */
export interface FactorRange {
  readonly path: string;
  /** Its source, for messages: `ranges` of the scenario, or the option as typed. */
  readonly option: string;
}

/** Two ends, and the scale between them. */
export interface Span extends FactorRange {
  readonly from: unknown;
  readonly to: unknown;
  readonly scale: 'linear' | 'log';
  /** Numbers for each 10,000 homes, whatever the size of the book. */
  readonly isPer10000Homes?: boolean;
}

/** A factor that takes one value of a list: equal parts of `[0, 1]` select each. */
export function listFactor(
  { path, option }: FactorRange,
  values: readonly unknown[],
  document: PlainMap,
): Factor {
  const texts = values.map(printValue);
  return makeFactor({ name: path, path, unit: '', count: texts.length }, document, (u) => {
    const place = Math.min(texts.length - 1, Math.floor(u * texts.length));
    const text = texts[place]!;
    return { settings: [{ path, value: text, option }], text, number: numberOf(values[place]) };
  });
}

/** A factor between two ends. Both must be numbers, or both durations. */
export function spanFactor(span: Span, document: PlainMap): Factor {
  const { path, option, isPer10000Homes = false } = span;
  const isDuration = typeof span.from === 'string';
  const between = betweenEnds(numberOf(span.from)!, numberOf(span.to)!, span.scale);
  const written = (text: string): string => (isPer10000Homes ? `{ per10000Homes: ${text} }` : text);
  const writing = writingFor(
    between,
    isDuration,
    (text) => settingMistake(document, path, written(text)) === undefined,
  );
  const unit = isPer10000Homes ? 'per 10,000 homes' : '';
  return makeFactor({ name: path, path, unit, count: Infinity }, document, (u) => {
    const text = writing(between(u));
    return {
      settings: [{ path, value: written(text), option }],
      text,
      number: numberOf(isDuration ? text : Number(text)),
    };
  });
}

/**
 * A factor of shares of one whole: the named shares move, the others keep their proportions, and
 * all add up to 1.
 */
export function shareFactor(
  span: FactorRange & { readonly from: PlainMap; readonly to: PlainMap },
  document: PlainMap,
): Factor {
  const { path, option, from, to } = span;
  const names = Object.keys(from);
  const whole = valueAt(document, keyPathOf(path));
  const name = `${path}: ${names.join(', ')}`;
  return makeFactor({ name, path, shares: names, unit: '', count: Infinity }, document, (u) => {
    const moved = Object.fromEntries(
      names.map((one) => [
        one,
        shortNumber(betweenEnds(from[one] as number, to[one] as number, 'linear')(u)),
      ]),
    );
    const text = names.length === 1 ? String(moved[names[0]!]) : printValue(moved);
    const settings = [{ path, value: printValue(withShares(whole, moved)), option }];
    return { settings, text, number: moved[names[0]!] };
  });
}

interface Named {
  readonly name: string;
  readonly path: string;
  /** Names of the shares that move. */
  readonly shares?: readonly string[];
  readonly unit: string;
  readonly count: number;
}

/** A factor from its levels. @param document the scenario as written, complete */
export function makeFactor(
  named: Named,
  document: PlainMap,
  levelAt: (u: number) => Level,
): Factor {
  const { name, path, unit, count, shares } = named;
  const keys = keyPathOf(path);
  const standing = valueAt(document, shares?.length === 1 ? [...keys, shares[0]!] : keys);
  const shown =
    isMap(standing) && 'per10000Homes' in standing ? standing['per10000Homes'] : standing;
  return {
    ...{ name, path, group: groupOf(keys), label: labelOf(keys, shares), unit, count },
    low: levelAt(0).text,
    high: levelAt(1).text,
    default: printValue(shown),
    levelAt,
    settingsAt: (u) => levelAt(u).settings,
  };
}

/** Minutes of a duration, or the number itself; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string') return minutesOf(value);
  return typeof value === 'number' ? value : undefined;
}

function betweenEnds(from: number, to: number, scale: 'linear' | 'log'): (u: number) => number {
  if (scale === 'linear') return (u) => (u === 1 ? to : from + u * (to - from));
  return (u) => (u === 1 ? to : from * Math.pow(to / from, u));
}

const shortNumber = (value: number): number => Number(value.toPrecision(6));

/** Writes a value as text. */
type Writing = (value: number) => string;

const numberWritings: readonly Writing[] = [
  (value) => String(shortNumber(value)),
  (value) => String(Math.round(value)),
];
const durationWritings: readonly Writing[] = [
  shortDuration,
  (minutes) => durationText(Math.round(minutes)),
  (minutes) => durationText(minutesPerDay * Math.round(minutes / minutesPerDay)),
];

/**
 * Four digits of days, or of hours or minutes where it is less than one day or hour: `4.1d`,
 * `13.08h`.
 */
function shortDuration(minutes: number): string {
  if (minutes === 0) return '0d';
  const [unit, length] =
    minutes >= minutesPerDay ? ['d', minutesPerDay] : minutes >= 60 ? ['h', 60] : ['m', 1];
  return `${Number((minutes / length).toPrecision(4))}${unit}`;
}

/**
 * The finest way to write values that is allowed: whole numbers, minutes or days where only those
 * are.
 */
function writingFor(
  between: (u: number) => number,
  isDuration: boolean,
  isAllowed: (text: string) => boolean,
): Writing {
  const writings = isDuration ? durationWritings : numberWritings;
  // Two points of the range at which no value is round by chance.
  const finest = writings.find((writing) =>
    [0.3719, 0.6173].every((u) => isAllowed(writing(between(u)))),
  );
  return finest ?? writings[0]!;
}
