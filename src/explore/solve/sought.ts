// Reads `--find path --in a..b --step s`: the input to be found, the values that may be tried, and
// how they are written.
import type { Problem } from '../../errors.ts';
import type { LoadedScenario } from '../../scenario/load.ts';
import type { Override } from '../../scenario/override.ts';
import { dateOf, dayNumberOf, minutesOf } from '../../scenario/units.ts';
import { shareFactor } from '../factor.ts';
import { labelOf } from '../factor-words.ts';
import { keyPathOf } from '../../scenario/setting.ts';
import { valueMistake, pathMistake, shareOf } from '../vary.ts';
import { valueOnGrid, type ValueGrid, type ValuePrecision } from './problem.ts';

/** An input whose value is to be found. */
export interface Sought {
  /** As `--set` names it. */
  readonly path: string;
  /** Its meaning, in plain words. */
  readonly label: string;
  readonly grid: ValueGrid;
  /** `d`, `h`, `date`; empty for a plain number. */
  readonly unit: string;
  /** A value as the file writes it: `4d`, `0.25`, `2022-01-10`. */
  readonly textOf: (value: number) => string;
  /** Overrides that set the value at an index of the grid. */
  readonly settingsAt: (index: number) => readonly Override[];
}

/** As typed. */
export interface SoughtWords {
  readonly path: string;
  /** `0d..14d` */
  readonly range: string;
  readonly step?: string;
}

export type Mistake = Omit<Problem, 'line' | 'column'>;
type Read<Value> = Value | { readonly mistake: Mistake };

/** Least number of values that a range without steps is divided into. */
const finest = 10_000;
const mostSteps = 1_000_000;

/** @param loaded the scenario, complete */
export function readSought(
  { path, range, step }: SoughtWords,
  loaded: LoadedScenario,
): Read<Sought> {
  const unknown = pathMistake(path, loaded);
  if (unknown !== undefined) return refuse(`--find ${path}`, path, path, unknown);
  if (drawsAnew.has(path.split('.')[0]!)) {
    const allowed = 'a value that leaves the random numbers of a replication alone';
    return refuse(`--find ${path}`, path, path, { allowed, fix: `give --${path} instead` });
  }
  const read = readEnds(path, range, loaded);
  if ('mistake' in read) return read;
  const ends = inUnitOf(step, read);
  const spacing = readStep(path, { ...ends, step }, loaded);
  if ('mistake' in spacing) return spacing;
  const { writing, from, to } = ends;
  const lastIndex = Math.floor((to - from) / spacing.step + 1e-9);
  const grid: ValueGrid = {
    first: from,
    step: spacing.step,
    lastIndex,
    isStepped: spacing.isStepped,
  };
  const option = `--find ${path}`;
  return {
    path,
    label: labelOf(keyPathOf(path)),
    grid,
    unit: writing.unit,
    textOf: writing.textOf,
    settingsAt: settingsFor({ path, option, from, to, grid, writing }, loaded),
  };
}

/**
 * Keys whose values change who the homes are or which random numbers they have: values could not be
 * compared in pairs.
 */
const drawsAnew: ReadonlySet<string> = new Set(['households']);

interface Setting {
  readonly path: string;
  readonly option: string;
  readonly from: number;
  readonly to: number;
  readonly grid: ValueGrid;
  readonly writing: Writing;
}

/** If the path is a share of a whole, the other shares move too. */
function settingsFor(
  { path, option, from, to, grid, writing }: Setting,
  { document }: LoadedScenario,
): Sought['settingsAt'] {
  const share = shareOf(path);
  if (share === undefined)
    return (index) => [{ path, value: writing.textOf(valueOnGrid(grid, index)), option }];
  const { whole, name } = share;
  const factor = shareFactor(
    { path: whole, option, from: { [name]: from }, to: { [name]: to } },
    document,
  );
  return (index) => factor.settingsAt((valueOnGrid(grid, index) - from) / (to - from));
}

/** How numbers of one unit are written. */
interface Writing {
  /** `d`, `h`, `date`; empty for a plain number. */
  readonly unit: string;
  readonly textOf: (value: number) => string;
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/iu;
const duration = /^([+-]?\d+(?:\.\d+)?)\s*([mhdw])$/u;

/** A number, a duration or a date, and how others of its kind are written. */
function readValue(
  text: string,
): { readonly value: number; readonly writing: Writing } | undefined {
  if (plainNumber.test(text)) return { value: Number(text), writing: { unit: '', textOf: String } };
  const [, amount, unit] = duration.exec(text) ?? [];
  if (unit !== undefined)
    return { value: Number(amount), writing: { unit, textOf: (value) => `${value}${unit}` } };
  const day = dayNumberOf(text);
  return day === undefined
    ? undefined
    : { value: day, writing: { unit: 'date', textOf: (value) => dateOf(Math.round(value)) } };
}

interface Ends {
  readonly from: number;
  readonly to: number;
  readonly writing: Writing;
  readonly text: string;
}

const rangeForm =
  'two values of one unit with two dots between them, the smaller first: 0d..14d, 50..500, ' +
  '2022-01-10..2022-03-07';

function readEnds(path: string, range: string, loaded: LoadedScenario): Read<Ends> {
  const option = `--in ${range}`;
  const wrong = (found: string, fix: string, allowed = rangeForm): { readonly mistake: Mistake } =>
    refuse(option, path, found, { allowed, fix });
  const words = range.split('..').map((word) => word.trim());
  if (range.includes('...')) return wrong(range, `write ${range.replaceAll(/\.{3,}/gu, '..')}`);
  if (words.length !== 2)
    return wrong(range, 'write the lowest value, two dots, and the highest value');
  const [low, high] = words as [string, string];
  if (low === '' || high === '')
    return wrong(range, `write a value ${low === '' ? 'before' : 'after'} the two dots`);
  const [from, to] = [readValue(low), readValue(high)];
  for (const [text, read] of [
    [low, from],
    [high, to],
  ] as const) {
    const mistake = valueMistake(path, text, loaded);
    if (mistake !== undefined) return wrong(text, mistake.fix, mistake.allowed);
    if (read === undefined)
      return wrong(
        text,
        'find a number, a duration or a date; of a list of names, compare each with ' +
          'offsupply sweep',
      );
  }
  if (from!.writing.unit !== to!.writing.unit) return wrong(range, unitFix(low, high));
  if (!(from!.value < to!.value))
    return wrong(
      range,
      from!.value === to!.value ? 'write two values that differ' : `write ${high}..${low}`,
    );
  return { from: from!.value, to: to!.value, writing: from!.writing, text: range };
}

/** How many of one unit make another: 24 of `h` make a `d`. Undefined where one is no duration. */
function countIn(unit: string, of: string): number | undefined {
  if (unit === of) return 1;
  const [whole, part] = [minutesOf(`1${unit}`), minutesOf(`1${of}`)];
  return whole === undefined || part === undefined ? undefined : whole / part;
}

/** The ends in the unit of a step that is a duration too: `0h..672h` for 12h. */
function inUnitOf(step: string | undefined, ends: Ends): Ends {
  const read = step === undefined ? undefined : readValue(step);
  const times = read && countIn(ends.writing.unit, read.writing.unit);
  if (read === undefined || times === undefined || times === 1) return ends;
  return { ...ends, from: ends.from * times, to: ends.to * times, writing: read.writing };
}

/** The second end in the unit of the first. */
function unitFix(low: string, high: string): string {
  const [, , unit = ''] = duration.exec(low) ?? [];
  const [, amount, other] = duration.exec(high) ?? [];
  const count = other === undefined ? undefined : countIn(other, unit);
  if (count === undefined) return 'write both ends in one unit';
  return `write ${low}..${Number((Number(amount) * count).toPrecision(12))}${unit}`;
}

interface Spacing {
  readonly step: number;
  readonly isStepped: boolean;
}

/**
 * The step of the grid, unless one is given: 1 for whole numbers, days and dates; one unit for
 * durations; very fine for anything else.
 */
function readStep(
  path: string,
  ends: Ends & { readonly step: string | undefined },
  loaded: LoadedScenario,
): Read<Spacing> {
  const { from, to, writing, step } = ends;
  const isAllowed = (value: number): boolean =>
    valueMistake(path, writing.textOf(value), loaded) === undefined;
  const isWhole = writing.unit !== '' || !isAllowed(from + 0.3719 * Math.min(1, to - from));
  if (step === undefined) {
    if (isWhole && to - from >= 1) return { step: 1, isStepped: true };
    return { step: fineStep(to - from), isStepped: false };
  }
  const option = `--step ${step}`;
  const unit = writing.unit === 'date' ? 'd' : writing.unit;
  const read = readValue(step);
  const example = `1${unit}`;
  const allowed = `a step above 0 in the unit of --in, no wider than ${ends.text}, such as ${example}`;
  if (read === undefined || read.writing.unit !== unit)
    return refuse(option, path, step, { allowed, fix: `write it like ${example}` });
  if (!(read.value > 0)) return refuse(option, path, step, { allowed, fix: 'write more than 0' });
  if (read.value > to - from)
    return refuse(option, path, step, { allowed, fix: `write ${to - from}${unit} or less` });
  if ((to - from) / read.value > mostSteps)
    return refuse(option, path, step, {
      allowed: `at most ${mostSteps} values`,
      fix: 'write a wider step',
    });
  if (!isAllowed(from + read.value)) {
    const mistake = valueMistake(path, writing.textOf(from + read.value), loaded)!;
    return refuse(option, path, writing.textOf(from + read.value), mistake);
  }
  return { step: read.value, isStepped: true };
}

/** The largest power of ten of which at least 10,000 fit into the range. */
function fineStep(range: number): number {
  let step = 1;
  while (range / step >= 10 * finest) step *= 10;
  while (range / step < finest) step /= 10;
  return Number(step.toPrecision(1));
}

export function refuse(
  file: string,
  path: string,
  found: string,
  { allowed, fix }: { readonly allowed: string; readonly fix: string },
): { readonly mistake: Mistake } {
  return { mistake: { file, path, found: found === '' ? 'nothing' : found, allowed, fix } };
}

/**
 * `5%` of the value, or an amount in its unit: `12h` where it is in hours. Undefined where none is
 * given.
 */
export function readPrecision(
  text: string | undefined,
  { grid, path, unit }: Sought,
): Read<ValuePrecision> | undefined {
  if (text === undefined) return undefined;
  const own = unit === 'date' ? 'd' : unit;
  const allowed =
    'a percentage of the value above 0 % and up to 100 %, or an amount in its unit, such as ' +
    `5% or 2${own}`;
  const wrong = (fix: string): Read<ValuePrecision> =>
    refuse(`--precision ${text}`, path, text, { allowed, fix });
  const percent = /^(\d+(?:\.\d+)?)\s*%$/u.exec(text)?.[1];
  if (percent !== undefined) {
    const share = Number(percent) / 100;
    return share > 0 && share <= 1 ? { kind: 'share', share } : wrong('write it like 5%');
  }
  const read = readValue(text);
  const times = read === undefined ? undefined : countIn(read.writing.unit, own);
  if (read === undefined || times === undefined) return wrong(`write it like 5% or 2${own}`);
  const amount = read.value * times;
  if (!(amount > 0)) return wrong('write more than 0');
  if (amount > grid.step * grid.lastIndex) return wrong('write less than the whole range');
  return { kind: 'amount', amount };
}
