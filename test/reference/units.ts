// Whole minutes (T1) and whole micropounds (T4).

export const minutesPerDay = 1440;

/** Money in whole micropounds. */
export const pounds = (amount: number): number => Math.round(amount * 1_000_000);
export const pence = (amount: number): number => Math.round(amount * 10_000);

/** The day that a minute belongs to, day 0 being the one on which the supplier stops trading. */
export const dayOf = (minute: number): number => Math.floor(minute / minutesPerDay);

export const isMidnight = (minute: number): boolean => minute % minutesPerDay === 0;

/** The time of what does not happen. */
export const never = Infinity;
