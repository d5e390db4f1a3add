// Defaults of keys that are newer than the first scenario files, for files that start from nothing
// and do not have them.
import { isMap, omit, type PlainMap } from './kind.ts';

/** Defaults below sections that every complete file has. */
const belowSections: PlainMap = {
  behaviour: { vendStep: 1 },
  agent: { from: 'appointment' },
  onboarding: {
    safeMode: { ends: { uniform: ['1d', '14d'] }, owed: 'plan', weekly: 5, credit: 10 },
  },
  support: {
    from: 'appointment',
    discretionaryCredit: { legacyDelay: { lognormal: { median: '3h', sigma: 0.7 } } },
  },
};

const sections: PlainMap = {
  costs: {
    visit: 80,
    call: 5,
    command: 0.1,
    standardPayment: 40,
    standardHours: 24,
    writtenOff: 1,
  },
  segments: ['vulnerable+fuel', 'medical+fuel'],
  grants: [],
  ranges: {},
};

/** The document, with the default of each later key that it does not have. */
export function withLaterKeys(document: PlainMap): PlainMap {
  const filled = { ...sections, ...document };
  for (const key of Object.keys(belowSections))
    if (isMap(filled[key])) filled[key] = fill(belowSections[key], filled[key]);
  const behaviour = filled['behaviour'];
  // Without either key, vends follow neither the bill nor the use, as before these keys existed.
  if (isMap(behaviour) && !('vendFollowsBill' in behaviour) && !('vendFollowsUse' in behaviour))
    filled['behaviour'] = { ...behaviour, vendFollowsUse: 0 };
  return filled;
}

function fill(defaults: unknown, said: unknown): unknown {
  if (said === undefined) return defaults;
  // A distribution is not a section, so it is not filled in.
  if (!isMap(defaults) || !isMap(said) || isDistribution(defaults)) return said;
  const keys = Object.keys(defaults).map((key) => [key, fill(defaults[key], said[key])]);
  return { ...said, ...Object.fromEntries(keys) };
}

const isDistribution = (value: PlainMap): boolean => 'uniform' in value || 'lognormal' in value;

const vendFollows = ['vendFollowsUse', 'vendFollowsBill'] as const;

/**
 * `vendFollowsUse` and `vendFollowsBill` replace each other: a file with one of them removes the
 * other of the file it extends.
 */
export function withoutReplaced(base: PlainMap, change: PlainMap): PlainMap {
  const { behaviour } = change;
  if (!isMap(base['behaviour']) || !isMap(behaviour)) return base;
  const said = vendFollows.filter((key) => key in behaviour);
  if (said.length !== 1) return base;
  return {
    ...base,
    behaviour: omit(base['behaviour'], ...vendFollows.filter((key) => key !== said[0])),
  };
}

/** The same for values set by options. */
export function withoutReplacedByOptions(document: PlainMap, paths: readonly string[]): PlainMap {
  const behaviour = Object.fromEntries(
    vendFollows
      .filter((key) =>
        paths.some((path) => path === `behaviour.${key}` || path.startsWith(`behaviour.${key}.`)),
      )
      .map((key) => [key, true]),
  );
  return withoutReplaced(document, { behaviour });
}
