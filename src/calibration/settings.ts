// The settings of ordinary life that published figures belong to: each a shipped scenario without a
// failure.

/** Settings with figures that habits are fitted to. */
export const fittedSettings = [
  'calm',
  'hard',
  'specialist',
  'early-2022',
  'present-winter',
] as const;
/** Settings whose figures are only predicted. */
const heldOutSettings = [
  'summer-2022',
  'autumn-2022',
  'year-2017',
  'year-2022',
  'year-2023',
] as const;
export const settings = [...fittedSettings, ...heldOutSettings] as const;
export type FittedSetting = (typeof fittedSettings)[number];
export type Setting = (typeof settings)[number];

/** Path of a setting's scenario among the shipped ones. */
export function scenarioOf(setting: Setting): string {
  return `calibration/${setting}.yaml`;
}

/**
 * What the counts of winter 2022/23 count: losses of supply, or customers with at least one loss.
 * The wording of the sources fits either, so habits can be fitted to each.
 */
export const readings = ['events', 'customers'] as const;
export type Reading = (typeof readings)[number];
