// 8. How sure: differences from the reference with their intervals, and how often the ranking turns round.
import { forest, type ForestRow } from '../../charts/dots.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText, shareText } from '../../number-text.ts';
import type { Member } from '../cast.ts';
import { tableElement, type Figure } from '../figure.ts';
import { comparisonOf, figureIn, type RunData } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText } from '../words.ts';

export function howSure(context: ReportContext): Section {
  const { data, cast } = context;
  const others = cast.failures.filter((member) => member !== cast.reference);
  return {
    id: 'how-sure',
    title: 'How sure this is',
    parts: [
      luckText(data),
      ...(cast.reference === undefined || others.length === 0
        ? []
        : [differences(context, cast.reference, others), ranking(context)]),
    ],
  };
}

function luckText({ facts: { replications } }: RunData): Markup {
  return markup`<p>${
    replications < 2
      ? 'There is one replication, so nothing can be said of luck.'
      : `The intervals hold luck: which households live in the book, the weather, when top-ups end, who notices. They come from ${numberText(replications, 0)} replications and narrow with more.`
  } They do <strong>not</strong> hold what the assumptions leave open; that was not varied in this run. <code>offsupply sweep</code> shows which assumptions matter, and the list at the end says which are guesses.</p>
`;
}

function differences({ data }: ReportContext, reference: Member, others: readonly Member[]): Figure {
  const rows = others.map((member): ForestRow => {
    const row = comparisonOf(data, member.id, reference.id, 'excess_households_off');
    const difference = figureIn(row, 'difference').value;
    const [low, high] = [figureIn(row, 'ci_low').value, figureIn(row, 'ci_high').value];
    return {
      label: member.label,
      colour: member.style.colour,
      difference,
      ...(Number.isNaN(low) ? {} : { interval: [low, high] as const }),
      text: Number.isNaN(low) ? countText(difference) : `${countText(difference)} (${countText(low)} to ${countText(high)})`,
    };
  });
  const clear = rows.filter(({ interval }) => interval !== undefined && (interval[0] > 0 || interval[1] < 0)).length;
  return {
    chart: {
      name: 'differences',
      title:
        clear === rows.length
          ? `Every difference from ${reference.label} is larger than luck`
          : clear === 0
            ? `No difference from ${reference.label} can be told from luck`
            : `${numberText(clear, 0)} of ${numberText(rows.length, 0)} differences from ${reference.label} are larger than luck`,
      description: `Dots with 95 % intervals about a line of no difference: households off supply because of the failure, less those under ${reference.label}. ${rows
        .map(({ label, text }) => `${label}: ${text}.`)
        .join(' ')}`,
      draw: (canvas) => forest(rows, ['fewer households off', 'more households off'], canvas),
    },
    table: {
      head: ['Policy', 'Difference', 'from', 'to', 'Lower in share of replications'],
      rows: others.map(({ id, label }) => {
        const row = comparisonOf(data, id, reference.id, 'excess_households_off');
        return [
          label,
          ...['difference', 'ci_low', 'ci_high'].map((column) => countText(figureIn(row, column).value)),
          shareText(figureIn(row, 'share_lower').value),
        ];
      }),
    },
    sources: ['comparison.csv'],
    note: markup`Households off supply because of the failure, against ${reference.label}; differences are paired, since both meet the same households and luck.`,
  };
}

/** In how many replications each policy leaves the fewest households off, ties shared by all who tie. */
function ranking({ data, cast }: ReportContext): Markup {
  const byReplication = new Map<string, { policy: string; value: number }[]>();
  for (const row of data.replications) {
    if (!cast.failures.some(({ id }) => id === row['policy'])) continue;
    const list = byReplication.get(row['replication']!) ?? [];
    byReplication.set(row['replication']!, [
      ...list,
      { policy: row['policy']!, value: figureIn(row, 'excess_households_off').value },
    ]);
  }
  const first = new Map<string, number>();
  for (const list of byReplication.values()) {
    const least = Math.min(...list.map(({ value }) => value));
    for (const { policy, value } of list) if (value === least) first.set(policy, (first.get(policy) ?? 0) + 1);
  }
  const count = byReplication.size;
  const sorted = cast.failures.toSorted((a, b) => (first.get(b.id) ?? 0) - (first.get(a.id) ?? 0));
  const top = sorted[0]!;
  const times = first.get(top.id) ?? 0;
  const verdict =
    times === count
      ? `In every replication ${top.label} leaves the fewest households off because of the failure, so luck alone does not change who comes first.`
      : `${top.label} leaves the fewest households off in ${numberText(times, 0)} of ${numberText(count, 0)} replications; in the others luck puts another policy first.`;
  return markup`<h3>What would change the ranking</h3>
<p>${verdict}</p>
${tableElement(
  {
    head: ['Policy', 'Replications in which it leaves the fewest off', 'Share'],
    rows: sorted.map(({ id, label }) => [label, `${first.get(id) ?? 0} of ${count}`, shareText((first.get(id) ?? 0) / count)]),
  },
  'how often each policy comes first',
)}
<p class="files">Data: <a href="replications.csv">replications.csv</a></p>
`;
}
