// 10. Assumptions with their sources, the log of checks, and how to make the run again.
import { numberText } from '../../number-text.ts';
import { markup, type Markup } from '../../markup.ts';
import { plainLabel } from '../../text-columns.ts';
import { checksOn } from '../checks.ts';
import { tableElement } from '../figure.ts';
import type { Row } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { brokenAtDots } from '../words.ts';

export function annex(context: ReportContext): Section {
  return {
    id: 'annex',
    title: 'Assumptions, checks, and how to reproduce this run',
    parts: [assumptions(context), qualityAssurance(context), reproduction(context)],
  };
}

function assumptions({ data: { assumptions: rows } }: ReportContext): Markup {
  const count = (confidence: string): string =>
    numberText(rows.filter((row) => row['confidence'] === confidence).length, 0);
  return markup`<h3>Assumptions and their sources</h3>
<p>Of ${numberText(rows.length, 0)} parameters, ${count('sourced')} name a published source, ${count('assumption')} are assumptions, ${count('set')} were set by an option of this run, and for ${count('unsaid')} the scenario says neither. An assumption may name what bounds it.</p>
<details class="printed"><summary>All parameters, with value, confidence and source</summary>
<div class="table" role="region" aria-label="Table: assumptions" tabindex="0"><table>
<thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">Confidence</th><th scope="col">Said by</th><th scope="col">Source, range, remarks</th></tr></thead>
<tbody>
${rows.map(assumptionRow)}</tbody></table></div>
</details>
<p class="files">Data: <a href="assumptions.csv">assumptions.csv</a></p>
`;
}

const longestRemark = 600;

function assumptionRow(row: Row): Markup {
  const cell = (name: string): string => plainLabel(row[name]!, longestRemark);
  return markup`<tr><th scope="row"><code>${brokenAtDots(cell('parameter'))}</code></th><td><code>${cell('value')}</code></td><td>${cell('confidence')}</td><td>${cell('said_by')}</td><td class="remark">${linked(cell('remark'))}</td></tr>\n`;
}

/** Text with addresses of sources as links; only http and https become links. */
function linked(text: string): Markup {
  const parts = text.split(/(https?:\/\/[^\s,;()<>"'`]*[^\s,;()<>"'`.:])/u);
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<a href="${part}" rel="noreferrer">${part}</a>` : markup`${part}`))}`;
}

function qualityAssurance({ data, policyStyles }: ReportContext): Markup {
  const checks = checksOn(data, policyStyles);
  const failed = checks.filter(({ holds }) => !holds).length;
  return markup`<h3>Quality assurance log</h3>
<p>${failed === 0 ? 'All checks on the figures of this run hold.' : markup`<strong>${failed} of ${checks.length} checks on the figures of this run fail: do not use it.</strong>`}</p>
${tableElement({ head: ['Check on this run', 'Result'], rows: checks.map(({ sentence, holds }) => [sentence, holds ? 'holds' : 'FAILS']), words: new Set([1]) }, 'checks on this run')}
<h4>Checks on the program</h4>
<p>Made by its tests at every change, not by this report; <code>npm test</code> repeats them.</p>
${tableElement({ head: ['Check', 'How'], rows: programChecks, words: new Set([1]) }, 'checks on the program')}
<h4>Sign-off</h4>
${tableElement({ head: ['Role', 'Name', 'Date', 'Remarks'], rows: ['Commissioner', 'Senior responsible owner', 'Analyst', 'Independent reviewer'].map((role) => [role, '', '', '']), words: new Set([1, 2, 3]) }, 'sign-off, to be filled in')}
`;
}

const programChecks: readonly (readonly [string, string])[] = [
  ['Arithmetic', 'The engine against closed forms: constant demand, one meter, one queue'],
  [
    'Money and energy',
    'An independent checker balances every account of random scenarios, to the millionth ' +
      'of a pound',
  ],
  [
    'Time',
    'Households run ahead against a plain global queue of events: the same events at the ' +
      'same minutes',
  ],
  ['Rules', 'Each rule of the model document by a test of its name'],
  [
    'Sense',
    'No failure is ordinary life; a change that can only help never harms beyond what ' +
      'theory allows',
  ],
  ['Repeatability', 'The same bytes for any number of workers'],
  [
    'Validation',
    'Of ordinary life against published figures only: for the event itself nothing is published',
  ],
];

function reproduction({ data }: ReportContext): Markup {
  const { version, seed, scenarioSha256, replications, scenario, files } = data.facts;
  // These two have options of their own.
  const set = data.assumptions
    .filter(
      (row) =>
        row['confidence'] === 'set' &&
        row['parameter'] !== 'seed' &&
        row['parameter'] !== 'replications',
    )
    .map((row) => `--set '${row['parameter']!}=${row['value']!}'`);
  const drawn =
    scenario.uncertainty === undefined ? [] : [`--uncertainty ${scenario.uncertainty.draws}`];
  const policies = `--policies ${scenario.policies.map(({ id }) => id).join(',')}`;
  const own = [`--seed '${seed}'`, `--replications ${replications}`, policies, ...drawn, ...set];
  const command = ['offsupply run', '<scenario file>', ...own].join(' ');
  const facts: readonly (readonly [string, string])[] = [
    ['Program', `offsupply ${version}`],
    ['Seed', plainLabel(seed, 100)],
    ['Replications', `${replications}`],
    ['Policies', scenario.policies.map(({ id }) => id).join(', ')],
    ['SHA-256 of the resolved scenario', scenarioSha256],
  ];
  return markup`<h3>Reproduce this run</h3>
<p>The resolved scenario, every default filled in, is in <a href="run.json">run.json</a>. The same scenario, seed and version give the same files, byte for byte, on any machine.</p>
<pre tabindex="0" role="region" aria-label="Command"><code>${plainLabel(command, 2000)}</code></pre>
<p>This page alone is made again from the files beside it by <code>offsupply report &lt;folder&gt;</code>.</p>
<dl class="facts">${facts.map(([term, fact]) => markup`<div><dt>${term}</dt><dd class="breaks">${fact}</dd></div>`)}</dl>
<details><summary>The tables and their SHA-256</summary>
${tableElement({ head: ['File', 'Bytes', 'SHA-256'], rows: files.map(({ path, bytes, sha256 }) => [path, numberText(bytes, 0), sha256]), words: new Set([2]) }, 'tables of the run')}
</details>
`;
}
