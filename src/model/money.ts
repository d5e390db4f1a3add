// Money inside the engine: integer micropounds held in doubles (exact to nine billion pounds), and time as integer minutes.
// Only the edges know pounds and pence: the scenario on the way in, the columns of the files on the way out.

export const micropoundsPerPound = 1_000_000;
const micropoundsPerPenny = 10_000;

export function poundsToMicropounds(pounds: number): number {
  return Math.round(pounds * micropoundsPerPound);
}
export function penceToMicropounds(pence: number): number {
  return Math.round(pence * micropoundsPerPenny);
}
/** Not rounded: a rate is only ever rounded as part of a cumulative cost. */
export function penceToMicropoundsExact(pence: number): number {
  return pence * micropoundsPerPenny;
}

export const minutesPerDay = 1440;
export const minutesPerHour = 60;
/** Day of a minute, from day 0. Half a minute keeps the product clear of whole numbers, so a reciprocal is exact and spares a division. */
export function dayOf(minute: number): number {
  return Math.floor((minute + 0.5) * (1 / minutesPerDay)) | 0;
}
/** Later than any minute of any run: the time of what is not going to happen. */
export const never = 0x7fffffff;
