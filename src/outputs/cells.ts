// How a value becomes the text of a CSV cell: fixed decimals by unit, exact money, times, and text made safe for spreadsheets.
// A figure that does not exist (NaN) is an empty cell.
import { assert } from '../errors.ts';

/** Fixed decimals; never "-0.00". */
export function decimalCell(value: number, decimals: number): string {
  if (Number.isNaN(value)) return '';
  const text = value.toFixed(decimals);
  return value < 0 && Number(text) === 0 ? text.slice(1) : text;
}

export function integerCell(value: number): string {
  if (Number.isNaN(value)) return '';
  assert(Number.isSafeInteger(value), `a count is a whole number, not ${value}`);
  return value === 0 ? '0' : String(value);
}

/** Pounds with all six decimals, digit by digit from whole micropounds: nothing is rounded. */
export function micropoundsCell(micropounds: number): string {
  assert(Number.isSafeInteger(micropounds), `money is whole micropounds, not ${micropounds}`);
  const digits = String(Math.abs(micropounds)).padStart(7, '0');
  return `${micropounds < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Hours with four decimals. A third of a ten-thousandth is the finest step of whole minutes, so no rounding is ever a tie. */
export function minutesAsHoursCell(minutes: number): string {
  return decimalCell(minutes / 60, 4);
}

/** ISO 8601, UTC, to the second: `2022-01-10T00:00:00Z`. @param start day 0, YYYY-MM-DD */
export function timeCell(start: string, minute: number): string {
  return `${new Date(Date.parse(start) + minute * 60_000).toISOString().slice(0, 19)}Z`;
}

export function yesNoCell(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** What makes a spreadsheet take text for a formula, also after blanks it skips; full-width forms count. */
const formulaStart = /^[\s\u200b\ufeff\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
const controlStart = /^[\t\n\r\0]/u;
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

/** Text that no spreadsheet runs: an apostrophe before what could begin a formula, unless it is a number. */
export function textCell(text: string): string {
  const risky = (formulaStart.test(text) || controlStart.test(text)) && !plainNumber.test(text);
  return risky ? `'${text}` : text;
}

const needsQuotes = /[",\n\r]/u;

/** A cell in a line of CSV (RFC 4180). */
export function quoted(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
