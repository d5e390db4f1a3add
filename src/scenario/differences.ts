// What changed between two resolved scenarios, key by key. What is the same under several policies, or on several kinds of meter, is told once
// with where it holds. Texts that explain (descriptions) and what is worked out from the rest (a policy's list of changes) are left out.
import { printValue } from './print.ts';
import type { Policy, Scenario } from './scenario.ts';

export interface InputChange {
  /** `onboarding.pace.time.high`; durations are in minutes, money in pounds, as run.json has them. */
  readonly path: string;
  /** Policies, or kinds of meter, for which it changed; empty where it changed for all of them or there are none to tell apart. */
  readonly where: readonly string[];
  /** As text; `nothing` where only the other has it. */
  readonly from: string;
  readonly to: string;
}

/** In the scenario's order of keys, policies last. Nothing when the scenarios come to the same. */
export function scenarioDifferences(from: Scenario, to: Scenario): readonly InputChange[] {
  const { policies, meter } = from;
  const { policies: policiesTo, meter: meterTo } = to;
  const elsewhere = { description: undefined, policies: undefined, meter: undefined };
  const policyOf = (list: readonly Policy[], id: string): Policy | undefined => list.find((policy) => policy.id === id);
  const ids = policies.map(({ id }) => id);
  const common = ids.filter((id) => policyOf(policiesTo, id) !== undefined);
  return [
    ...leafChanges({ ...from, ...elsewhere }, { ...to, ...elsewhere }),
    ...together(
      'meter.',
      metersOf(meter).map(([name, settings]) => [
        name,
        leafChanges(settings, metersOf(meterTo).find(([other]) => other === name)?.[1]),
      ]),
    ),
    ...policiesTo.filter(({ id }) => !ids.includes(id)).map(({ id }) => change(`policies.${id}`, undefined, 'a policy')),
    ...ids.filter((id) => !common.includes(id)).map((id) => change(`policies.${id}`, 'a policy', undefined)),
    ...common.flatMap((id) =>
      leafChanges(policyOf(policies, id)!.label, policyOf(policiesTo, id)!.label, `policies.${id}.label`),
    ),
    ...together(
      '',
      common.map((id) => [id, leafChanges(policyOf(policies, id)!.institutions, policyOf(policiesTo, id)!.institutions)]),
    ),
  ];
}

/** `smets2 electricity` and its settings. */
function metersOf(meter: Scenario['meter']): readonly (readonly [string, unknown])[] {
  return Object.entries(meter).flatMap(([kind, byFuel]) =>
    Object.entries(byFuel as object).map(([fuel, settings]: [string, unknown]) => [`${kind} ${fuel}`, settings] as const),
  );
}

/** The same change in several places, once. */
function together(
  prefix: string,
  places: readonly (readonly [name: string, changes: readonly InputChange[]])[],
): readonly InputChange[] {
  const grouped = new Map<string, InputChange>();
  for (const [name, changes] of places) {
    for (const one of changes) {
      const key = JSON.stringify([one.path, one.from, one.to]);
      const where = [...(grouped.get(key)?.where ?? []), name];
      grouped.set(key, { ...one, path: `${prefix}${one.path}`, where });
    }
  }
  return [...grouped.values()].map((one) => (one.where.length === places.length ? { ...one, where: [] } : one));
}

/** Down to the keys that differ; lists, and distributions of different kinds, are compared whole. */
function leafChanges(from: unknown, to: unknown, path = ''): readonly InputChange[] {
  if (isMap(from) && isMap(to) && from['kind'] === to['kind']) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => leafChanges(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  return printValue(from) === printValue(to) ? [] : [change(path, from, to)];
}

function change(path: string, from: unknown, to: unknown): InputChange {
  return { path, where: [], from: printValue(from), to: printValue(to) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
