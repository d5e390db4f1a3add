// Writes section 1 of VALIDATION.md: ordinary life in each setting against the published figures, and the fitted values with the spread of
// those that fit about as well. `npm run docs:calibration`, for a minute or two of one processor.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { figuresOf, prepareOrdinaryLife } from '../src/calibration/ordinary-life.ts';
import { resultsOf } from '../src/calibration/results.ts';
import { scenarioOf, settings, type Setting } from '../src/calibration/settings.ts';
import { minutesOf } from '../src/scenario/units.ts';
import { version } from '../src/cli/version.ts';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { calibrationText } from '../src/outputs/calibration-table.ts';
import { loadScenario } from '../src/scenario/load.ts';
import { valueAt } from '../src/scenario/merge.ts';
import { withBlock } from './marked-block.ts';
import { parameterFacts } from './parameter-facts.ts';

const page = fileURLToPath(new URL('VALIDATION.md', import.meta.url));
const posterior = new URL('../scenarios/calibration/posterior.csv', import.meta.url);
const files = scenarioFilesOnDisk();

function targetsTable(): string {
  const results = settings.flatMap((setting) => {
    console.error(setting);
    const life = prepareOrdinaryLife(loadScenario(scenarioOf(setting), files).scenario);
    return resultsOf(
      setting,
      Array.from({ length: life.scenario.replications }, (_, index) => figuresOf(life, index + 1)),
    );
  });
  return calibrationText(results.toSorted((a, b) => (a.target.id < b.target.id ? -1 : 1))).trimEnd();
}

/** A key path a row: fitted, from and to over the sets that fit about as well, the specialist's own, the range searched. */
function valuesTable(): readonly string[] {
  const sets: readonly Readonly<Record<string, string>>[] = parse(readFileSync(posterior), { columns: true });
  const documentOf = (setting: Setting): unknown => loadScenario(scenarioOf(setting), files).document;
  const [calm, specialist] = [documentOf('calm'), documentOf('specialist')];
  const facts = parameterFacts();
  const written = (document: unknown, path: string): string => String(valueAt(document, path.split('.')));
  const order = (cell: string): number => minutesOf(cell) ?? Number(cell);
  const row = (path: string): string => {
    const cells = sets.map((set) => set[path]!).toSorted((a, b) => order(a) - order(b));
    const range = facts.find((one) => path === one.path || path.startsWith(`${one.path}.`))?.range;
    return `| \`${path}\` | ${sets[0]![path]!} | ${cells[0]!} to ${cells.at(-1)!} | ${written(specialist, path)} | ${range || '—'} |`;
  };
  const paths = Object.keys(sets[0]!).filter((name) => name !== 'set' && name !== 'distance');
  const short = 'behaviour.shortOfMoney.share';
  return [
    `Fitted values: the winter law's (the defaults), the spread over the ${sets.length} sets of [posterior.csv](../scenarios/calibration/posterior.csv) that fit about as well, and the specialist's own.`,
    `In calm winters \`${short}\` is ${written(calm, short)}.`,
    '',
    '| parameter | winter | spread | specialist | plausible range |',
    '|---|---|---|---|---|',
    ...paths.map(row),
  ];
}

const lines = [
  `\`npm run docs:calibration\`, version ${version}: what \`npx offsupply calibrate\` prints, the three scenarios at their own size.`,
  '',
  '```',
  ...targetsTable().split('\n'),
  '```',
  '',
  ...valuesTable(),
];
writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'calibration', lines));
