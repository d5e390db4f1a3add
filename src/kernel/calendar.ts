// Days and clocks of the scenario: Europe/London time, windows of it, working days, protected
// hours. Meters keep UTC all year; people, offices and the shape of a day keep Europe/London time.
import { clockSummer, clockWinter } from './day-shape.ts';
import { i32, type f64, type I32s } from './platform.ts';
import { settings, type MeterSettings } from './settings.ts';
import { dayOf, earlier, minutesPerDay, never } from './time.ts';

/** Days since the calendar's first. */
function dayIndexOf(minute: i32): i32 {
  return dayOf(minute) - settings.firstDay;
}

/**
 * Minutes to add to UTC for Europe/London time.
 * @rule T2
 */
export function localOffset(minute: i32): i32 {
  for (let year: i32 = 0; year < settings.summerStarts.length; year++)
    if (minute >= settings.summerStarts[year]! && minute < settings.summerEnds[year]!) return 60;
  return 0;
}

/**
 * Local offset at a minute of a day. It depends on the minute only on days when the clocks change.
 */
function offsetOn(day: i32, minute: i32): i32 {
  const index: i32 = day - settings.firstDay;
  if (index < 0 || index >= settings.days) return localOffset(minute);
  const clock: i32 = settings.clocks[index]!;
  if (clock === clockWinter) return 0;
  return clock === clockSummer ? 60 : localOffset(minute);
}

/** Day, from day 0, of the Europe/London date at a minute. */
export function localDay(minute: i32): i32 {
  return dayOf(minute + localOffset(minute));
}

/** The minute at which a local clock time of a local day falls. */
export function minuteOfLocal(day: i32, localMinute: i32): i32 {
  const minute: i32 = day * minutesPerDay + localMinute;
  return minute - localOffset(minute - localOffset(minute));
}

/**
 * Minutes by the local clock since it last showed a clock time, of a window's opening.
 * @param offset of the local clock at the minute of the day
 */
function sinceOpening(opening: i32, minuteOfDay: i32, offset: i32): i32 {
  const sinceMidnight: i32 = minuteOfDay + offset;
  const local: i32 = sinceMidnight < minutesPerDay ? sinceMidnight : sinceMidnight - minutesPerDay;
  return local >= opening ? local - opening : local + minutesPerDay - opening;
}

/** When the clocks next change after a minute, in the years of the calendar; `never` past them. */
function nextClockChange(minute: i32): i32 {
  let next: i32 = never;
  for (let year: i32 = 0; year < settings.summerStarts.length; year++) {
    const start: i32 = settings.summerStarts[year]!;
    const end: i32 = settings.summerEnds[year]!;
    if (start > minute) next = earlier(next, start);
    if (end > minute) next = earlier(next, end);
  }
  return next;
}

/**
 * The minute itself when the local clock is inside a window, else the window's next opening.
 * @param start minutes after local midnight
 * @param end above `start`, and above 1440 on the next day
 */
export function nextWithin(start: i32, end: i32, minute: i32): i32 {
  const length: i32 = end - start;
  // Past the horizon nothing happens, whatever the clock shows.
  if (length === minutesPerDay || minute >= settings.horizonMinute) return minute;
  const day: i32 = dayOf(minute);
  const offset: i32 = offsetOn(day, minute);
  const since: i32 = sinceOpening(start, minute - day * minutesPerDay, offset);
  if (since < length) return minute;
  const opening: i32 = minute + minutesPerDay - since;
  if (offsetOn(dayOf(opening), opening) === offset) return opening;
  // The clocks change before the window opens, and the new clock time may be inside it.
  return nextWithin(start, end, nextClockChange(minute));
}

/** When the local clock next leaves a window that it is inside; `never` where that is all day. */
export function endOfWindow(start: i32, end: i32, minute: i32): i32 {
  const length: i32 = end - start;
  if (length === minutesPerDay) return never;
  const day: i32 = dayOf(minute);
  const offset: i32 = offsetOn(day, minute);
  const closing: i32 = minute + length - sinceOpening(start, minute - day * minutesPerDay, offset);
  if (offsetOn(dayOf(closing), closing) === offset) return closing;
  // The clocks change before the window ends, and the new clock time may be outside it.
  const change: i32 = nextClockChange(minute);
  return nextWithin(start, end, change) === change ? endOfWindow(start, end, change) : change;
}

/** The minute itself in the household's waking hours, else their next opening. */
export function wakingMinute(minute: i32): i32 {
  return nextWithin(settings.wakingStart, settings.wakingEnd, minute);
}

/**
 * The minute at which an amount of working time has passed since `from`; for 0, the first minute
 * that is worked. Work stops at 24:00 UTC of a working day: what completes exactly then belongs to
 * that day. `never` when that lies past the calendar.
 * @rule T5
 */
export function afterWorkingTime(from: i32, workedMinutes: f64): i32 {
  const working: I32s = settings.workingDays;
  const fromDay: i32 = dayOf(from);
  let first: i32 = 0;
  while (first < working.length && working[first]! < fromDay) first++;
  if (first === working.length) return never;
  const already: i32 = working[first] === fromDay ? from - fromDay * minutesPerDay : 0;
  const total: f64 = already + workedMinutes;
  const wholeDays: f64 = Math.max(0, Math.ceil(total / minutesPerDay) - 1);
  if (first + wholeDays >= working.length) return never;
  const day: i32 = working[first + i32(wholeDays)]!;
  return day * minutesPerDay + i32(total - wholeDays * minutesPerDay);
}

/**
 * The end of the protected interval that contains a minute, or -1 if none does. An interval
 * includes its start and not its end. UTC clock times on the days they are listed for; bank
 * holidays take their own entry.
 * @rule A9
 */
export function closingEdge(meter: MeterSettings, minute: i32): i32 {
  const ends: I32s = meter.protectedEnds;
  if (ends.length === 0) return -1;
  let interval: i32 = meter.protectedFirst[dayIndexOf(minute)]!;
  while (interval < ends.length && ends[interval]! <= minute) interval++;
  if (interval === ends.length || meter.protectedStarts[interval]! > minute) return -1;
  return ends[interval]!;
}
