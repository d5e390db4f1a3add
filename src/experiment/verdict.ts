// Which policy does best, which do not differ clearly from it, and which are equal. Judged by hours
// off supply because of the failure. The terminal's table and the report use the same rule.
import type { Policy } from '../scenario/scenario.ts';
import { pairedDifference } from './statistics.ts';

/** The figures of a policy, by replication. */
export interface Contender {
  readonly id: string;
  /** excess_hours_off */
  readonly hours: readonly number[];
  /** excess_households_off */
  readonly households: readonly number[];
}

export interface Verdict {
  /** Fewest hours off because of the failure, on average; the first of equals. */
  readonly best: string;
  /**
   * Policies whose hours do not differ clearly from the best's: the paired 95 % interval of the
   * difference contains 0. In the order given.
   */
  readonly tied: readonly string[];
  /**
   * Groups of two or more policies with the same hours and homes in every replication, in the order
   * given.
   */
  readonly equal: readonly (readonly string[])[];
}

/**
 * The verdict among policies under which the supplier leaves as under the reference; undefined if
 * the best of all is one of them. Neither an agent nor the code decides how a supplier leaves.
 */
export function verdictOfSameExit(
  contenders: readonly Contender[],
  policies: readonly Policy[],
  reference: string,
): Verdict | undefined {
  const isOfSameExit = sameExitAs(reference, policies);
  const best = verdictOf(contenders)?.best;
  if (best === undefined || isOfSameExit(best)) return undefined;
  return verdictOf(contenders.filter(({ id }) => isOfSameExit(id)));
}

/**
 * Whether the supplier leaves in the same way under another policy as under this one.
 * @param id of this one
 */
export function sameExitAs(id: string, policies: readonly Policy[]): (other: string) => boolean {
  const exitOf = (one: string): string =>
    JSON.stringify(policies.find((policy) => policy.id === one)?.institutions.exit);
  const own = exitOf(id);
  return (other) => exitOf(other) === own;
}

/** Whether nobody acts for the homes, and both gates shut at the appointment. */
export function isWorstCase({
  institutions: { agent, identifiers, certificates },
}: Policy): boolean {
  return (
    !agent.acts && identifiers.moved === 'appointment' && certificates.revoked === 'appointment'
  );
}

/** The verdict among policies; undefined if there are none. */
export function verdictOf(contenders: readonly Contender[]): Verdict | undefined {
  const sum = ({ hours }: Contender): number => hours.reduce((total, value) => total + value, 0);
  const [first, ...others] = contenders;
  if (first === undefined) return undefined;
  const best = others.reduce((least, one) => (sum(one) < sum(least) ? one : least), first);
  const tied = contenders
    .filter((one) => one !== best && !isDistinguishable(one, best))
    .map(({ id }) => id);
  return { best: best.id, tied, equal: equalGroups(contenders) };
}

/**
 * Whether two policies differ clearly. One replication gives no interval: then any difference
 * counts.
 */
function isDistinguishable(one: Contender, best: Contender): boolean {
  const { difference, ciLow } = pairedDifference(one.hours, best.hours);
  return Number.isNaN(ciLow) ? difference > 0 : ciLow > 0;
}

function equalGroups(contenders: readonly Contender[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { id, hours, households } of contenders) {
    const key = `${hours.join()};${households.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
