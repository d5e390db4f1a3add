// Durations and dates as people write them. Durations become minutes; a date stays text, checked
// against the real calendar.

const minutesPerHour = 60;
export const minutesPerDay = 1440;
const minutesPerUnit = { m: 1, h: minutesPerHour, d: minutesPerDay, w: 7 * minutesPerDay } as const;
type DurationUnit = keyof typeof minutesPerUnit;

const durationPattern = /^(-?\d+(?:\.\d+)?)([mhdw])$/;

/**
 * Minutes in `90m`, `36h`, `1.5d`, `2w`; undefined when the text is not a duration. May be negative
 * or fractional: callers check that.
 */
export function minutesOf(text: string): number | undefined {
  const match = durationPattern.exec(text);
  if (match === null) return undefined;
  // Rounded to a millionth: 1.1h is 66 minutes, not 66.00000000000001.
  return Math.round(Number(match[1]) * minutesPerUnit[match[2] as DurationUnit] * 1e6) / 1e6 + 0;
}

/** The shortest exact way to write a number of minutes: 20160 is `2w`, 90 is `90m`. */
export function durationText(minutes: number): string {
  if (minutes === 0) return '0d';
  const unit =
    (['w', 'd', 'h'] as const).find((name) => minutes % minutesPerUnit[name] === 0) ?? 'm';
  return `${minutes / minutesPerUnit[unit]}${unit}`;
}

const unitWords: Readonly<Record<string, DurationUnit>> = {
  ...{ m: 'm', min: 'm', mins: 'm', minute: 'm', minutes: 'm' },
  ...{ h: 'h', hr: 'h', hrs: 'h', hour: 'h', hours: 'h' },
  ...{ d: 'd', day: 'd', days: 'd', w: 'w', wk: 'w', wks: 'w', week: 'w', weeks: 'w' },
};

/** The duration probably meant by `14 days`, `1d 12h` or `P14D`, in the form that is accepted. */
export function guessDuration(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^pt?(?=\d)/, '');
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)(?:\s|,|and)*/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== plain) return undefined;
  const single = parts.length === 1 ? unitWords[parts[0]?.[2] ?? ''] : undefined;
  if (single !== undefined) return `${Number(parts[0]?.[1])}${single}`;
  let minutes = 0;
  for (const [, amount, word] of parts) {
    const unit = unitWords[word ?? ''];
    if (unit === undefined) return undefined;
    minutes += Number(amount) * minutesPerUnit[unit];
  }
  return durationText(minutes);
}

/** Days, for somebody who wrote months or years. */
export function guessDays(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(mo|mth|months?|y|yr|years?)$/i.exec(text.trim());
  if (match === null) return undefined;
  const daysPerUnit = /^m/i.test(match[2] ?? '') ? 365 / 12 : 365;
  return `${Math.round(Number(match[1]) * daysPerUnit)}d`;
}

const firstYear = 2000;
const lastYear = 2099;
export const dateAllowed = `a calendar date, YYYY-MM-DD, from ${firstYear} to ${lastYear}`;

/**
 * Days since 1970-01-01 of a date written YYYY-MM-DD; undefined when there is no such day in the
 * years we accept.
 */
export function dayNumberOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (
    year < firstYear ||
    year > lastYear ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month)
  )
    return undefined;
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** YYYY-MM-DD of a day number. */
export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * 86_400_000).toISOString().slice(0, 10);
}

/** `month` from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
