// The page as one file of HTML: what is read before any script runs, and the places that the script
// fills.
import { markup, Markup } from '../outputs/markup.ts';
import { documentHead } from '../outputs/report/document-head.ts';
import { styleSheet } from '../outputs/report/style.ts';
import { figures } from './figures.ts';
import { pageStyle } from './style.ts';

export { loadedCases } from './cases.ts';

/** What the build has joined. */
export interface PageParts {
  /** The page's own script. */
  readonly script: string;
  /** The worker's, compressed, as base64. */
  readonly worker: string;
  /** The loaded cases as JSON, compressed, as base64. */
  readonly cases: string;
  readonly version: string;
}

const title = 'What if a prepayment supplier fails?';

/**
 * @param sha256 of a text's UTF-8, in base64: the page lets in its own script and style by it, and
 * no other
 */
export function pageHtml(
  { script, worker, cases, version }: PageParts,
  sha256: (text: string) => string,
): string {
  const style = `${styleSheet}${pageStyle}`;
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${sha256(script)}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${sha256(style)}'`,
    `worker-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return markup`${documentHead({ title, policy: new Markup(policy), style: new Markup(style) })}
<body>
<header class="top"><div>
<a class="skip" href="#answer">Skip to the answer</a>
<p class="kicker">offsupply ${version}: what if</p>
<h1>${title}</h1>
<p>Choose a case, move a lever, and see how many homes lose supply under each policy. Everything is simulated on this machine; nothing is sent.</p>
</div></header>
<main>
<div id="presets" role="group" aria-label="Cases to begin with"></div>
<div id="mistakes" role="alert" hidden></div>
<p id="status" class="heard" role="status"></p>
<div id="work">
<aside id="levers" aria-labelledby="levers-title">
<h2 id="levers-title">Levers</h2>
<p class="jump"><a href="#answer">Go down to the answer</a></p>
<p class="note">The green band is what the scenario calls plausible. The blue mark is where the case has it.</p>
<div id="lever-groups"></div>
<fieldset><legend>Homes simulated</legend>
<div class="lever"><label for="households">More homes: a steadier answer, and a slower one</label><select id="households"></select></div>
</fieldset>
<details id="policies"><summary>Policies shown</summary><div class="checks" id="policy-list"></div></details>
<details id="more"><summary>More: every key of your policy</summary>
<p class="note">Values as a scenario file writes them. Empty: as the case has it.</p>
<div class="more" id="more-list" role="region" aria-label="Every key of your policy" tabindex="0"></div></details>
<details id="yaml"><summary>The scenario file</summary>
<p class="note">Change anything here. It is checked as the command checks it.</p>
<label for="yaml-text">Scenario file, YAML</label>
<textarea id="yaml-text" spellcheck="false" autocomplete="off"></textarea>
<div class="actions"><button type="button" id="yaml-use">Use this file</button><button type="button" id="yaml-back">Back to the case’s own</button></div>
<div id="yaml-mistakes" role="alert" hidden></div></details>
<p class="actions"><button type="button" id="reset">Put all levers back</button></p>
</aside>
<div id="results" aria-busy="true">
<section aria-labelledby="answer">
<h2 id="answer" tabindex="-1">The answer</h2>
<p id="progress" aria-hidden="true">Starting …</p>
<div class="headline" id="headline"></div>
<ul class="answer" id="sentences"></ul>
<p class="note">In brackets: 95 % interval of the mean over simulated failures. It covers random variation only, not uncertain assumptions.</p>
<details id="remarks" hidden><summary>What the command remarks on this setting</summary><ul></ul></details>
<p class="actions"><button type="button" id="pin">Pin this setting to compare</button><button type="button" id="unpin" hidden>Remove the pinned setting</button></p>
</section>
<aside class="scope" aria-labelledby="scope-title">
<h3 id="scope-title">What you cannot conclude</h3>
<ul>
<li><strong>Not a forecast, and not a count of what happened.</strong> No count of homes off supply in a real failure has been published.</li>
<li><strong>Compare policies with one another</strong> rather than quote one number alone. Percentages apply to a book of any size; counts only to this one.</li>
<li><strong>Many assumptions have no published source.</strong> <span id="width">How far the answer may move with them is worked out once the answer is steady.</span></li>
<li><strong>Not legal advice</strong>, and no judgement of any firm.</li>
</ul>
</aside>
<section id="changed" aria-labelledby="changed-title" hidden>
<h2 id="changed-title">What changed</h2>
<div id="pinned-list"></div>
<div id="changed-table"></div>
<div class="pair"><div><h3>Pinned</h3><div id="pinned-chart"></div></div><div><h3>Now</h3><div id="now-chart"></div></div></div>
</section>
<section aria-labelledby="pictures-title">
<h2 id="pictures-title">Pictures</h2>
<div class="charts">
${figures.map(
  ({ name, title }) => markup`<figure id="${name}"><figcaption><h3>${title}</h3></figcaption>
<div class="drawing"></div>
<details><summary>The figures in a table</summary><div class="rows"></div></details>
<p class="actions"><button type="button" data-picture="${name}">Download this picture (SVG)</button></p></figure>
`,
)}</div>
</section>
<section aria-labelledby="household-title">
<h2 id="household-title">One household</h2>
<p>The credit on one home’s meters under two policies. A black bar is a time without supply.</p>
<div class="pair"><div class="lever"><label for="told-first">First policy</label><select id="told-first"></select></div><div class="lever"><label for="told-second">Second policy</label><select id="told-second"></select></div></div>
<p class="actions"><button type="button" id="another">Another household</button></p>
<p id="household-words" role="status"></p>
<div id="household-picture"></div>
</section>
<section id="take" aria-labelledby="take-title">
<h2 id="take-title">Take it away</h2>
<p>The address of this page holds the whole setting: copy it to share it. This command gives the same numbers to the last digit:</p>
<pre id="command" tabindex="0" role="region" aria-label="Command"></pre>
<p class="note" id="command-note" hidden>It reads scenario.yaml: download that first.</p>
<p class="actions"><button type="button" id="copy">Copy the command</button><button type="button" id="save-yaml">Download scenario.yaml</button><button type="button" id="save-csv">Download summary.csv</button></p>
<p id="taken" role="status"></p>
</section>
</div>
</div>
</main>
<footer><p>offsupply ${version}. The same engine as the command line, in this page. It works from disk with the network off.</p></footer>
<script type="application/json" id="own-scenario">null</script>
<script type="text/plain" id="cases">${new Markup(cases)}</script>
<script type="text/plain" id="worker">${new Markup(worker)}</script>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}
