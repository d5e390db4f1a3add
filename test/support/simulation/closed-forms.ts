// Small sums that closed forms are written with: burn at a constant rate, protected hours by the
// calendar's wording, standard errors.
import { expect, TestRunner } from 'vitest';
import { isMakingRows, zCell, zCellsOf } from '../../../docs/closed-form-rows.ts';

/** Micropounds burnt by a minute at so many pounds a day: a rounded cumulative. */
export function burnt(poundsPerDay: number, minute: number): number {
  return Math.floor((poundsPerDay * 1e6 * minute) / 1440 + 0.5);
}

/** The first minute by which so many micropounds are burnt. */
export function burntBy(poundsPerDay: number, micropounds: number): number {
  let minute = Math.max(0, Math.floor(((micropounds - 0.5) * 1440) / (poundsPerDay * 1e6)) - 2);
  while (burnt(poundsPerDay, minute) < micropounds) minute++;
  return minute;
}

/**
 * Weekdays 18:00 to 11:00, and all of Saturday, Sunday and the days given as bank holidays
 * (YYYY-MM-DD).
 */
export function isProtected(
  start: string,
  minute: number,
  bankHolidays: readonly string[] = [],
): boolean {
  const at = new Date(Date.parse(`${start}T00:00:00Z`) + minute * 60_000);
  if (at.getUTCDay() % 6 === 0 || bankHolidays.includes(at.toISOString().slice(0, 10))) return true;
  return at.getUTCHours() < 11 || at.getUTCHours() >= 18;
}

/** A working minute: Monday to Friday, not on the days given. */
export function isWorked(
  start: string,
  minute: number,
  bankHolidays: readonly string[] = [],
): boolean {
  const at = new Date(Date.parse(`${start}T00:00:00Z`) + minute * 60_000);
  return at.getUTCDay() % 6 !== 0 && !bankHolidays.includes(at.toISOString().slice(0, 10));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
function standardError(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

/** How many standard errors the mean of independent values is from what theory says. */
export function zScore(values: readonly number[], theory: number): number {
  return (mean(values) - theory) / standardError(values);
}

/** A count of independent cases against their probabilities. */
export function zOfCount(count: number, probabilities: readonly number[]): number {
  const expected = probabilities.reduce((sum, p) => sum + p, 0);
  const variance = probabilities.reduce((sum, p) => sum + p * (1 - p), 0);
  return (count - expected) / Math.sqrt(variance);
}

interface ZScores {
  zScores?: { what: string | null; z: number }[];
}

/**
 * Also leaves z with the test, so that `npm run docs:closed-forms` can write it down, and holds it
 * to what is written.
 */
export function expectNear(z: number, what?: string): void {
  const { meta, file, fullTestName } = TestRunner.getCurrentTest()!;
  const scores = ((meta as ZScores).zScores ??= []);
  scores.push({ what: what ?? null, z });
  expect(Math.abs(z), what ?? `z = ${z}`).toBeLessThan(3);
  if (!file.name.endsWith('.theory.ts') || process.env[isMakingRows] !== undefined) return;
  const written = zCellsOf(file.name, fullTestName.replaceAll(' > ', ' '));
  const stale = 'docs/closed-forms.csv has another z: npm run docs:closed-forms';
  expect(written[scores.length - 1], stale).toBe(zCell(z));
}
