// Turns values into the text of CSV cells: fixed decimals by unit, exact money, times, and text
// made safe for spreadsheets. A figure that does not exist (NaN) is an empty cell.
import { assert } from '../errors.ts';

/** Decimals of whole numbers, which most values are. */
const zeros = Array.from({ length: 7 }, (_, decimals) =>
  decimals === 0 ? '' : `.${'0'.repeat(decimals)}`,
);

/** Fixed decimals, at most six; never "-0.00". */
export function decimalCell(value: number, decimals: number): string {
  if (Number.isSafeInteger(value)) return wholeCell(value, decimals);
  if (Number.isNaN(value)) return '';
  assert(Number.isFinite(value), 'a figure is finite, or does not exist');
  const text = value.toFixed(decimals);
  return value < 0 && Number(text) === 0 ? text.slice(1) : text;
}

/** Texts of small whole numbers by their decimals, made when first wanted. */
const wholeCells = zeros.map((): string[] => []);
const wholeCellsMost = 1000;

function wholeCell(value: number, decimals: number): string {
  if (!(value >= 0 && value < wholeCellsMost)) return `${value}${zeros[decimals]!}`;
  return (wholeCells[decimals]![value] ??= `${value}${zeros[decimals]!}`); // minus zero prints as 0
}

export function integerCell(value: number): string {
  if (Number.isNaN(value)) return '';
  assert(Number.isSafeInteger(value), 'a count is a whole number');
  return `${value}`;
}

/** A whole number of units of the last decimal, digit by digit: nothing is rounded. */
function unitsCell(units: number, decimals: number): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return `${units < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Pounds with all six decimals, exactly. */
export function micropoundsCell(micropounds: number): string {
  assert(Number.isSafeInteger(micropounds), 'money is whole micropounds');
  return unitsCell(micropounds, 6);
}

/**
 * Hours with four decimals. Thirds of a ten-thousandth are the finest step of whole minutes, so no
 * rounding is ever a tie.
 */
export function minutesAsHoursCell(minutes: number): string {
  return unitsCell(Math.round((minutes * 500) / 3), 4);
}

const minutesPerDay = 1440;
/** `2022-01-10T` by day 0 and days since, kept because there are few and making one is slow. */
const dates = new Map<string, Map<number, string>>();

function dateText(start: string, day: number): string {
  const ofStart = dates.get(start) ?? new Map<number, string>();
  dates.set(start, ofStart);
  const text =
    ofStart.get(day) ?? new Date(Date.parse(start) + day * 86_400_000).toISOString().slice(0, 11);
  ofStart.set(day, text);
  return text;
}

/**
 * ISO 8601, UTC, to the second: `2022-01-10T00:00:00Z`.
 * @param start day 0, YYYY-MM-DD
 * @param minute whole, from day 0
 */
export function timeCell(start: string, minute: number): string {
  const day = Math.floor(minute / minutesPerDay);
  const ofDay = minute - day * minutesPerDay;
  return `${dateText(start, day)}${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}:00Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

export function yesNoCell(value: boolean): string {
  return value ? 'yes' : 'no';
}

/**
 * Characters that make a spreadsheet read text as a formula, also after blanks that it skips, and
 * in full-width form.
 */
const formulaStart = /^[\s\u200b\ufeff\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
const safeStart = /^[A-Za-z]/u;
const controlStart = /^[\t\n\r\0]/u;
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/**
 * Text that no spreadsheet runs as a formula: an apostrophe is put before a start of a formula,
 * unless the text is a number.
 */
export function textCell(text: string): string {
  if (safeStart.test(text)) return text;
  const risky = (formulaStart.test(text) || controlStart.test(text)) && !plainNumber.test(text);
  return risky ? `'${text}` : text;
}

const needsQuotes = /[",\n\r]/u;

/** A cell in a line of CSV (RFC 4180). */
export function quoted(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
