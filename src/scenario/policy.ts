// Policies: the scenario's institutions with one policy's changes made to them.
import * as z from 'zod';
import { assert } from '../errors.ts';
import { placesADay, wholeAgents } from './capacities.ts';
import { isMap, omit, type PlainMap } from './kind.ts';
import type { WrittenPace } from './levers.ts';
import { leavesOf, merge, valueAt } from './merge.ts';
import { printValue } from './print.ts';
import { noFailure, type Institutions, type Pace, type Policy } from './scenario.ts';
import { institutionsSchema } from './schema.ts';

/** A policy as a file has it, with its label filled in. */
export interface PolicyDocument extends PlainMap {
  readonly label: string;
  readonly description: string;
}

/** The policies of a document with every label filled in, no-failure first. */
export function policyDocuments(
  listed: Readonly<Record<string, PlainMap>>,
): Readonly<Record<string, PolicyDocument>> {
  const labelled = Object.entries(listed).map(
    ([id, policy]) => [id, { label: id, description: '', ...policy }] as const,
  );
  const own = labelled.filter(([id]) => id !== noFailure);
  const twin = {
    label: 'No failure',
    description: 'The counterfactual twin: the supplier goes on trading.',
    ...listed[noFailure],
  };
  return Object.fromEntries([[noFailure, twin], ...own]);
}

/** The policies that a document lists. An empty policy changes nothing. */
export const policyMap = (document: PlainMap): Readonly<Record<string, PlainMap>> =>
  Object.fromEntries(
    Object.entries(isMap(document['policies']) ? document['policies'] : {})
      .map(([id, policy]) => [id, policy ?? {}] as const)
      .filter((entry): entry is [string, PlainMap] => isMap(entry[1])),
  );

/** The merged scenario, and the same with the values of CSV files in place of their names. */
export interface Documents {
  readonly written: PlainMap;
  readonly inlined: PlainMap;
}

export function resolvePolicies(
  { written, inlined }: Documents,
  households: number,
): readonly Policy[] {
  const base = baseInstitutions(inlined);
  const writtenBase = baseInstitutions(written);
  const writtenPolicies = policyMap(written);
  return Object.entries(policyDocuments(policyMap(inlined))).map(
    ([id, { label, description, ...changes }]) => {
      const parsed = institutionsSchema.safeParse(merge(institutionsSchema, base, changes));
      assert(
        parsed.success,
        `policy ${id} passed its check but does not resolve: ${parsed.error?.message ?? ''}`,
      );
      const institutions = institutionsOf(parsed.data, households);
      return {
        id,
        label,
        description,
        institutions,
        changes: changesOf(writtenBase, omit(writtenPolicies[id] ?? {}, 'label', 'description')),
      };
    },
  );
}

/** The part of a document that policies may change. */
function baseInstitutions(document: PlainMap): PlainMap {
  const keys = Object.keys(institutionsSchema.shape);
  return {
    ...Object.fromEntries(keys.map((key) => [key, document[key]])),
    behaviour: { advice: valueAt(document, ['behaviour', 'advice']) },
  };
}

/** The institutions of a document, with capacities for a book of `households` homes. */
function institutionsOf(
  { behaviour, agent, onboarding, support, ...others }: z.output<typeof institutionsSchema>,
  households: number,
): Institutions {
  const { pace, exchange } = onboarding;
  const { engineers } = support;
  const paceOf = (written: WrittenPace): Pace =>
    written.kind === 'drawn'
      ? written
      : { ...written, perDay: placesADay(written.perDay, households) };
  return {
    ...others,
    agent: { ...agent, perDay: placesADay(agent.perDay, households) },
    onboarding: { ...onboarding, pace: paceOf(pace), exchange: paceOf(exchange) },
    support: {
      ...support,
      agents: wholeAgents(placesADay(support.agents, households)),
      engineers: { ...engineers, visitsPerDay: placesADay(engineers.visitsPerDay, households) },
    },
    advice: behaviour.advice,
  };
}

/** The changes of a policy, leaf by leaf. A value equal to the base's is not a change. */
function changesOf(base: PlainMap, changes: PlainMap): Policy['changes'] {
  return leavesOf(institutionsSchema, changes)
    .map(({ path, value }) => ({
      path: path.join('.'),
      from: printValue(valueAt(base, path)),
      to: printValue(value),
    }))
    .filter(({ from, to }) => from !== to);
}
