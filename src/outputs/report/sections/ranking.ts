// Part of "How sure": how stable the ranking is. The number of replications in which each policy is
// better than the reference, better than the one ranked below it, and best of all.
import { markup, type Markup } from '../../markup.ts';
import { numberText, shareText } from '../../number-text.ts';
import { tableElement } from '../figure.ts';
import { figureIn, valuesByReplication, summaryOf } from '../run-data.ts';
import type { ReportContext } from '../section.ts';
import { countText } from '../words.ts';

/** With at least this many replications, counts are also shown as shares. */
const leastForShares = 20;

export function ranking({ data, policyStyles }: ReportContext): Markup {
  const count = data.facts.replications;
  const mean = (id: string): number =>
    figureIn(summaryOf(data, id, 'excess_hours_off'), 'mean').value;
  const ranked = policyStyles.failures.toSorted((a, b) => mean(a.id) - mean(b.id));
  const values = new Map(
    ranked.map(({ id }) => [id, valuesByReplication(data, id, 'excess_hours_off')]),
  );
  const of = (id: string, replication: number): number => values.get(id)![replication]!;
  const inHowMany = (holds: (replication: number) => boolean): number =>
    Array.from({ length: count }, (_, replication) => replication).filter(holds).length;
  const better = (id: string, other: string): number =>
    inHowMany((one) => of(id, one) < of(other, one));
  const best = (id: string): number =>
    inHowMany((one) => ranked.every((other) => of(id, one) <= of(other.id, one)));
  // 100 % of a few replications would look like certainty.
  const text = (times: number): string =>
    `${numberText(times, 0)} of ` +
    `${numberText(count, 0)}${count < leastForShares ? '' : ` (${shareText(times / count)})`}`;
  const [top, second] = ranked;
  const swaps = ranked.flatMap((member, place) => {
    const next = ranked[place + 1];
    return next !== undefined && better(member.id, next.id) < count
      ? [[member, next] as const]
      : [];
  });
  const first = best(top!.id);
  const lead =
    first === count
      ? `In every replication ${top!.label} has the fewest hours off because of the failure, ` +
        'so random variation alone does not change who comes first; another assumption may.'
      : `${top!.label} has the fewest hours off because of the failure in ${text(first)} of ` +
        'the replications, ties included; in the others random variation puts another policy ' +
        'first.';
  const turning =
    swaps.length === 0
      ? ' No two neighbours in the ranking change places in any replication.'
      : ' Neighbours that change places, or tie, in some replications: ' +
        `${numberText(swaps.length, 0)} of ${numberText(ranked.length - 1, 0)}.`;
  return markup`<h3>What would change the ranking</h3>
<p>${lead}${second === undefined ? '' : turning}</p>
${tableElement(
  {
    head: [
      'Policy, fewest hours off first',
      'Hours off because of the failure',
      'Better than the reference in',
      'Better than the next in',
      'Fewest of all in',
    ],
    rows: ranked.map(({ id, label }, place) => {
      const next = ranked[place + 1];
      return [
        label,
        countText(mean(id)),
        id === policyStyles.reference!.id
          ? 'reference'
          : text(better(id, policyStyles.reference!.id)),
        next === undefined ? 'last' : text(better(id, next.id)),
        text(best(id)),
      ];
    }),
  },
  'in how many replications each policy is better',
)}
<p class="files">Data: <a href="replications.csv">replications.csv</a></p>
`;
}
