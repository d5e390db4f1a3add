// 2. Differences between the policies: the scenario in a few lines, and the changes of each policy.
import { schemaAt } from '../../../scenario/explain.ts';
import { institutionsSchema } from '../../../scenario/schema.ts';
import type { Policy } from '../../../scenario/scenario.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { plainLabel } from '../../text-columns.ts';
import type { StyledPolicy } from '../policy-styles.ts';
import { tableElement } from '../figure.ts';
import type { ReportContext, Section } from '../section.ts';
import { brokenAtDots } from '../words.ts';

const longestText = 2000;

export function policies({ data, policyStyles }: ReportContext): Section {
  const { scenario, replications, seed } = data.facts;
  const days = (minutes: number): string =>
    `${numberText(minutes / 1440, Number.isInteger(minutes / 1440) ? 0 : 1)} days`;
  const facts: readonly (readonly [string, string])[] = [
    ['Supplier stops trading', `${scenario.start}, 00:00 UTC: day 0`],
    ['Households', `${numberText(scenario.households, 0)}, all prepayment`],
    [
      'Followed for',
      `${days(scenario.horizonMinutes)}, after ${days(scenario.warmUpMinutes)} of ordinary life`,
    ],
    ['Replications', `${numberText(replications, 0)}; seed ${plainLabel(seed, 60)}`],
  ];
  return {
    id: 'policies',
    title: 'What differs between the policies',
    parts: [
      markup`<dl class="facts">${facts.map(([term, fact]) => markup`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>
<p>Every policy has the same households, weather and chance events; a policy changes only what institutions do.</p>
`,
      ...policyStyles.failures.map((member) =>
        policyPart(member, member === policyStyles.reference),
      ),
      markup`<h3>${policyStyles.ordinary.label}</h3>\n<p>${plainLabel(policyStyles.ordinary.policy.description, longestText) || 'The same households and chance events, with a supplier that goes on trading.'}</p>\n`,
    ],
  };
}

function policyPart({ id, label, policy }: StyledPolicy, isReference: boolean): Markup {
  const description = plainLabel(policy.description, longestText);
  return markup`<div class="policy"><h3>${label}${isReference ? markup` <span class="tag">reference</span>` : undefined}</h3>
${description === '' ? undefined : markup`<p>${description}</p>\n`}${policy.changes.length === 0 ? markup`<p class="note">Changes nothing: institutions act as the scenario says.</p>\n` : changesTable(id, label, policy)}</div>\n`;
}

function changesTable(id: string, label: string, { changes }: Policy): Markup {
  return markup`${tableElement(
    {
      head: ['What it changes', 'From', 'To'],
      rows: changes.map(({ path, from, to }) => [
        markup`${brokenAtDots(path)} <span class="meaning">${meaningOf(path)}</span>`,
        from,
        to,
      ]),
      words: new Set([1, 2]),
    },
    `changes of ${label === id ? id : `${label} (${id})`}`,
  )}\n`;
}

/** The schema's description of a lever. */
function meaningOf(path: string): string {
  const keys = path.split('.');
  const section = described(keys.slice(0, 1));
  const own = described(keys);
  return [section, own]
    .filter((text, index) => text !== '' && (index > 0 || text !== own))
    .join(' ');
}

function described(keys: readonly string[]): string {
  return (
    (schemaAt(institutionsSchema, keys) as { description?: string } | undefined)?.description ?? ''
  );
}
