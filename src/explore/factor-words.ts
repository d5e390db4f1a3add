// The group and the label of a factor.
import * as z from 'zod';
import { schemaAt } from '../scenario/explain.ts';
import type { KeyPath } from '../scenario/kind.ts';
import { institutionsSchema, scenarioSchema } from '../scenario/schema.ts';

export const factorGroups = ['institutions', 'population', 'behaviour'] as const;
/**
 * What a factor is about, by its first key. `institutions`: what policies may change, and what acts
 * cost. `behaviour`: how homes top up. `population`: everything else, which is the homes, what they
 * use and pay, and the meters the failed supplier left them.
 */
export type FactorGroup = (typeof factorGroups)[number];

export function groupOf([first, second]: KeyPath): FactorGroup {
  if (first === 'behaviour') return second === 'advice' ? 'institutions' : 'behaviour';
  const isOfInstitutions =
    ['costs', 'policies'].includes(String(first)) || String(first) in institutionsSchema.shape;
  return isOfInstitutions ? 'institutions' : 'population';
}

/** The description of the key in the schema, and which part of its value the factor changes. */
export function labelOf(keys: KeyPath, shares: readonly string[] = []): string {
  for (let length = keys.length; length > 0; length--) {
    const here = schemaAt(scenarioSchema, keys.slice(0, length));
    const description = here === undefined ? undefined : z.globalRegistry.get(here)?.description;
    if (description === undefined) continue;
    const part = [...keys.slice(length), ...shares].join(' ');
    const text = description.replace(/\.$/u, '');
    return part === '' ? text : `${text} (${part})`;
  }
  return keys.join('.');
}
