// The changes between two resolved scenarios, key by key. A change that is the same under several
// policies, or for several kinds of meter, is listed once. Descriptions, and values that follow
// from others (a policy's list of changes), are left out.
import { isMap } from './kind.ts';
import type { Policy, Scenario } from './scenario.ts';
import { isWrittenWhole, writtenValue } from './written-values.ts';

export interface InputChange {
  /** Of the value in a scenario file: `onboarding.pace`. */
  readonly path: string;
  /**
   * Policies, or kinds of meter, for which it changed; empty if it changed for all, or does not
   * depend on them.
   */
  readonly where: readonly string[];
  /** As a file writes it, `{ uniform: [14d, 28d] }`; `nothing` where only the other has it. */
  readonly from: string;
  readonly to: string;
}

/**
 * Changes in the scenario's order of keys, policies last. Empty if the scenarios are equivalent.
 */
export function scenarioDifferences(from: Scenario, to: Scenario): readonly InputChange[] {
  const { policies, meter } = from;
  const { policies: policiesTo, meter: meterTo } = to;
  const policyOf = (list: readonly Policy[], id: string): Policy | undefined =>
    list.find((policy) => policy.id === id);
  const ids = policies.map(({ id }) => id);
  const common = ids.filter((id) => policyOf(policiesTo, id) !== undefined);
  return [
    ...leafChanges(plainKeys(from), plainKeys(to)),
    ...together(
      metersOf(meter).map(([name, settings]) => [
        name,
        leafChanges(settings, metersOf(meterTo).find(([other]) => other === name)?.[1], ['meter']),
      ]),
    ),
    ...policiesTo
      .filter(({ id }) => !ids.includes(id))
      .map(({ id }) => change(['policies', id], undefined, 'a policy')),
    ...ids
      .filter((id) => !common.includes(id))
      .map((id) => change(['policies', id], 'a policy', undefined)),
    ...common.flatMap((id) =>
      leafChanges(policyOf(policies, id)!.label, policyOf(policiesTo, id)!.label, [
        'policies',
        id,
        'label',
      ]),
    ),
    ...together(
      common.map((id) => [
        id,
        leafChanges(leversOf(policyOf(policies, id)!), leversOf(policyOf(policiesTo, id)!)),
      ]),
    ),
  ];
}

/** `smets2 electricity` and its settings. */
function metersOf(meter: Scenario['meter']): readonly (readonly [string, unknown])[] {
  return Object.entries(meter).flatMap(([kind, byFuel]) =>
    Object.entries(byFuel as object).map(
      ([fuel, settings]: [string, unknown]) => [`${kind} ${fuel}`, settings] as const,
    ),
  );
}

/** Merges the same change in several places. */
function together(
  places: readonly (readonly [name: string, changes: readonly InputChange[]])[],
): readonly InputChange[] {
  const grouped = new Map<string, InputChange>();
  for (const [name, changes] of places) {
    for (const one of changes) {
      const key = JSON.stringify([one.path, one.from, one.to]);
      const where = [...(grouped.get(key)?.where ?? []), name];
      grouped.set(key, { ...one, where });
    }
  }
  return [...grouped.values()].map((one) =>
    one.where.length === places.length ? { ...one, where: [] } : one,
  );
}

/** Changes of the innermost values that differ. */
function leafChanges(
  from: unknown,
  to: unknown,
  path: readonly string[] = [],
): readonly InputChange[] {
  if (isMap(from) && isMap(to) && !isWrittenWhole(from) && !isWrittenWhole(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => leafChanges(from[key], to[key], [...path, key]));
  }
  const one = change(path, from, to);
  return one.from === one.to ? [] : [one];
}

function change(path: readonly string[], from: unknown, to: unknown): InputChange {
  return {
    path: path.join('.'),
    where: [],
    from: writtenValue(path, from),
    to: writtenValue(path, to),
  };
}

/** The parts of a scenario that are compared key by key, with the keys of a file. */
function plainKeys(scenario: Scenario): unknown {
  const { title, start, horizonMinutes, warmUpMinutes, ...others } = scenario;
  const elsewhere = { description: undefined, policies: undefined, meter: undefined };
  return { title, start, horizon: horizonMinutes, warmUp: warmUpMinutes, ...others, ...elsewhere };
}

function leversOf({ institutions: { advice, ...others } }: Policy): unknown {
  return { ...others, behaviour: { advice } };
}
