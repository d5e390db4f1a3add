// The settings of ordinary life that published figures belong to: each a shipped scenario without a failure.

export const settings = ['calm', 'hard', 'specialist'] as const;
export type Setting = (typeof settings)[number];

/** Path of a setting's scenario among the shipped ones. */
export function scenarioOf(setting: Setting): string {
  return `calibration/${setting}.yaml`;
}
