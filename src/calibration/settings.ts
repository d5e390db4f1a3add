// The settings of ordinary life that published figures belong to: each a shipped scenario without a failure.

export const settings = ['calm', 'hard', 'specialist'] as const;
export type Setting = (typeof settings)[number];

/** Path of a setting's scenario among the shipped ones. */
export function scenarioOf(setting: Setting): string {
  return `calibration/${setting}.yaml`;
}

/**
 * What is fitted together. `winter` is one law of behaviour for calm and hard winters, between which only how often money is short may
 * differ; its set is the default of every scenario. A specialist supplier's customers are others and have a set of their own.
 */
export const laws = { winter: ['calm', 'hard'], specialist: ['specialist'] } as const satisfies Readonly<
  Record<string, readonly Setting[]>
>;
export type Law = keyof typeof laws;
