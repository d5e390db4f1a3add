// Capacities: numbers of agents, or jobs per day, for the whole book or per 10,000 homes.
import { parts } from './collections.ts';
import { isMap, type JsonSchema, type Kind } from './kind.ts';

/** A capacity for the book of its scenario, or per 10,000 homes of any book. */
export type Capacity = number | { readonly per10000Homes: number };

const homesOfRate = 10_000;

/** A number for the book, or a rate for 10,000 homes. */
export function perBook(one: Kind<number>, rate: Kind<number>): Kind<Capacity> {
  return {
    allowed: `${one.allowed}, or { per10000Homes: n }`,
    json: { oneOf: [one.json, perBookJson(rate.json)] },
    read: (found, refuse) =>
      isMap(found)
        ? parts(found, { per10000Homes: rate }, refuse)
        : one.read(found, (fix) => refuse(fix)),
  };
}

export const perBookJson = (rate: JsonSchema): JsonSchema => ({
  description: 'For each 10,000 homes, so that a book of any size has the same.',
  type: 'object',
  properties: { per10000Homes: rate },
  required: ['per10000Homes'],
  additionalProperties: false,
});

/** A capacity for a number of homes; it need not be whole. */
export function placesADay(capacity: Capacity, households: number): number;
export function placesADay(
  capacity: Capacity | 'unlimited',
  households: number,
): number | 'unlimited';
export function placesADay(
  capacity: Capacity | 'unlimited',
  households: number,
): number | 'unlimited' {
  return typeof capacity === 'object'
    ? (capacity.per10000Homes * households) / homesOfRate
    : capacity;
}

/** A whole number of agents: at least 1, unless there are none at all. */
export const wholeAgents = (agents: number): number =>
  agents === 0 ? 0 : Math.max(1, Math.round(agents));
