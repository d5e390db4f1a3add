// Keys that came after the first scenario files: a file that starts from nothing and does not say them means these.
import { isMap, omit, type PlainMap } from './kind.ts';

/** Of sections that a complete file has in any case: filled in below them. */
const belowSections: PlainMap = {
  behaviour: { vendStep: 1 },
  agent: { from: 'appointment' },
  onboarding: { safeMode: { ends: { uniform: ['1d', '14d'] }, owed: 'plan', weekly: 5, credit: 10 } },
  support: {
    from: 'appointment',
    discretionaryCredit: { legacyDelay: { lognormal: { median: '3h', sigma: 0.7 } } },
  },
};

const sections: PlainMap = {
  costs: { visit: 80, call: 5, command: 0.1, standardPayment: 40, standardHours: 24, writtenOff: 1 },
  segments: ['vulnerable+fuel', 'medical+fuel'],
  grants: [],
  ranges: {},
};

/** What the scenario says, and the default of each later key that it does not say. */
export function withLaterKeys(document: PlainMap): PlainMap {
  const filled = { ...sections, ...document };
  for (const key of Object.keys(belowSections)) if (isMap(filled[key])) filled[key] = fill(belowSections[key], filled[key]);
  const behaviour = filled['behaviour'];
  // Vends that are said to follow neither the bill nor the use follow nothing, as before these keys.
  if (isMap(behaviour) && !('vendFollowsBill' in behaviour) && !('vendFollowsUse' in behaviour))
    filled['behaviour'] = { ...behaviour, vendFollowsUse: 0 };
  return filled;
}

function fill(defaults: unknown, said: unknown): unknown {
  if (said === undefined) return defaults;
  // A distribution that is said is no section.
  if (!isMap(defaults) || !isMap(said) || isDistribution(defaults)) return said;
  const keys = Object.keys(defaults).map((key) => [key, fill(defaults[key], said[key])]);
  return { ...said, ...Object.fromEntries(keys) };
}

const isDistribution = (value: PlainMap): boolean => 'uniform' in value || 'lognormal' in value;

const vendFollows = ['vendFollowsUse', 'vendFollowsBill'] as const;

/** `vendFollowsUse` and `vendFollowsBill` take each other's place: a file that says one of them says no to the other of its parent. */
export function withoutReplaced(base: PlainMap, change: PlainMap): PlainMap {
  const { behaviour } = change;
  if (!isMap(base['behaviour']) || !isMap(behaviour)) return base;
  const said = vendFollows.filter((key) => key in behaviour);
  if (said.length !== 1) return base;
  return { ...base, behaviour: omit(base['behaviour'], ...vendFollows.filter((key) => key !== said[0])) };
}

/** The same for values set by options. */
export function withoutReplacedByOptions(document: PlainMap, paths: readonly string[]): PlainMap {
  const behaviour = Object.fromEntries(
    vendFollows
      .filter((key) => paths.some((path) => path === `behaviour.${key}` || path.startsWith(`behaviour.${key}.`)))
      .map((key) => [key, true]),
  );
  return withoutReplaced(document, { behaviour });
}
