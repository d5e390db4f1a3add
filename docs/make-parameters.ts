// Writes PARAMETERS.md: every parameter of scenarios/defaults.yaml, a column for each thing that is
// known of it (parameter-facts.ts). `npm run docs:parameters`; test/docs.test.ts fails when the
// page is stale.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesOfModel } from '../test/support/tidy/model-rules.ts';
import { pageLines } from './marked-block.ts';
import { parameterFacts, type ParameterFacts } from './parameter-facts.ts';

const page = fileURLToPath(new URL('PARAMETERS.md', import.meta.url));
const model = rulesOfModel();
const none = '—';

/** The page as it should be. */
export function parametersPage(): string {
  return pageLines([
    '# Parameters',
    '',
    'Made from the comments of [`scenarios/defaults.yaml`](../scenarios/defaults.yaml) and from ' +
      '[parameter-notes.yaml](parameter-notes.yaml) by `npm run docs:parameters`; do not ' +
      'edit. A scenario may change any of them, ' +
      'a policy only those of institutions. Search for a key; the rule says what it does.',
    '',
    '*Confidence*, best first: **published**, a regulator, an official body, research or a ' +
      'charity’s survey gives the figure; ' +
      '**maker**, a supplier’s or meter maker’s own page does, so one setting seen and not ' +
      'everybody’s; **code**, read in public ' +
      'source code; **press**, a figure at second hand; **worked out**, our arithmetic or ' +
      'reading of published figures that do not ' +
      'say quite this; **judgement**, no source found. *Assumption* beside it: part of the ' +
      'value or of its use is assumed, and the ' +
      'fit may have moved it. *Range*: what the sources, or judgement where there are ' +
      'none, make plausible. *Fitted to*: targets of ' +
      '`offsupply calibrate` ([VALIDATION.md](VALIDATION.md), section 1). *Time* in ' +
      'values: minutes `m`, hours `h`, days `d`. ' +
      'How far each moves the headline: [SENSITIVITY.md](SENSITIVITY.md).',
    '',
    '| name | value | unit | source | confidence | plausible range | fitted to | rule | remarks |',
    '|---|---|---|---|---|---|---|---|---|',
    ...parameterFacts().map(rowOf),
    '',
  ]).join('\n');
}

function rowOf({
  path,
  value,
  unit,
  links,
  confidence,
  isAssumption,
  range,
  fittedTo,
  rules,
  remark,
}: ParameterFacts): string {
  const cells = [
    `\`${path}\``,
    `\`${value}\``,
    unit,
    links.map((link) => `[${new URL(link).hostname.replace(/^www\./u, '')}](${link})`).join(', '),
    isAssumption ? `${confidence}, *assumption*` : confidence,
    range,
    fittedTo,
    rules.map((rule) => `[${rule}](MODEL.md#${anchorOf(rule)})`).join(', '),
    remark,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || none).join(' | ')} |`;
}

/** The heading of MODEL.md that a rule stands under, as a link has it. */
function anchorOf(name: string): string {
  const found = model.find(({ rule }) => rule === name);
  if (found === undefined)
    throw new Error(`MODEL.md has no rule ${name}, which docs/parameter-notes.yaml points to`);
  return found.anchor;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, parametersPage());
