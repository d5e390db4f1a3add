// Times, money and names in the words of `trace`.
import { micropoundsPerPound, minutesPerDay } from '../kernel/time.ts';
import { numberText } from '../outputs/number-text.ts';
import { timeCell } from '../outputs/cells.ts';

export { capitalised, listText } from '../outputs/list-text.ts';

/** `£12.30`, `−£0.42` */
export function poundsText(micropounds: number): string {
  const text = numberText(Math.abs(micropounds) / micropoundsPerPound, 2);
  return micropounds < 0 && /[1-9]/u.test(text) ? `−£${text}` : `£${text}`;
}

/** `day 9.4`: days and tenths since the start of day 0. */
export function dayText(minute: number): string {
  return `day ${numberText(Math.floor((10 * minute) / minutesPerDay) / 10, 1)}`;
}

/** `2022-01-19 09:31`, UTC. */
export function timeText(start: string, minute: number): string {
  return timeCell(start, minute).slice(0, 16).replace('T', ' ');
}

/** `3.5 h`, `2.3 days` */
export function lengthText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 2 * minutesPerDay) return `${numberText(minutes / 60, 1)} h`;
  return `${numberText(minutes / minutesPerDay, 1)} days`;
}
