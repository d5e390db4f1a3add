// Writes section 1 of VALIDATION.md: each published figure beside the simulated one, with its range
// over sets of habits that the fitted figures do not rule out, and the fitted values. `npm run
// docs:calibration`, some minutes of one processor.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { figuresOf, prepareOrdinaryLife, type Figures } from '../src/calibration/ordinary-life.ts';
import { resultsOf, type TargetResult } from '../src/calibration/results.ts';
import { scenarioOf, settings, type Reading, type Setting } from '../src/calibration/settings.ts';
import { isMet, type Target } from '../src/calibration/targets.ts';
import { minutesOf } from '../src/scenario/units.ts';
import { version } from '../src/cli/version.ts';
import { scenarioFilesOnDisk, shippedScenarioNames } from '../src/files/scenario-files.ts';
import { toleranceText } from '../src/outputs/calibration-columns.ts';
import { loadScenario } from '../src/scenario/load.ts';
import type { Override } from '../src/scenario/override.ts';
import { recordMade } from './made-on.ts';
import { withBlock } from './marked-block.ts';
import { parameterFacts } from './parameter-facts.ts';

const page = fileURLToPath(new URL('VALIDATION.md', import.meta.url));
const posterior = new URL('../scenarios/calibration/posterior.csv', import.meta.url);
const files = scenarioFilesOnDisk();
const sets: readonly Readonly<Record<string, string>>[] = parse(readFileSync(posterior), {
  columns: true,
});
const paths = Object.keys(sets[0]!).filter(
  (name) => !['set', 'distance', 'largest'].includes(name),
);

/**
 * Accepted sets that the ranges of the table are taken over, evenly out of all, each with so many
 * homes.
 */
const shownSets = 25;
const shownHouseholds = 600;

function figuresIn(setting: Setting, overrides: readonly Override[] = []): readonly Figures[] {
  const life = prepareOrdinaryLife(
    loadScenario(scenarioOf(setting), files, { overrides }).scenario,
  );
  return Array.from({ length: life.scenario.replications }, (_, index) =>
    figuresOf(life, index + 1),
  );
}

/** By target, its simulated value under each shown set, in rising order. */
function spreadOver(): ReadonlyMap<Target, readonly number[]> {
  const accepted = sets.slice(1);
  const every = Math.max(1, Math.floor(accepted.length / shownSets));
  const found = new Map<Target, number[]>();
  for (const [number, set] of accepted.entries()) {
    if (number % every !== 0) continue;
    console.error(`set ${set['set']!}`);
    const size = { households: String(shownHouseholds), replications: '1' };
    const values = [...Object.entries(size), ...paths.map((path) => [path, set[path]!] as const)];
    const overrides = values.map(([path, value]) => ({ path, value, option: 'posterior.csv' }));
    for (const setting of settings)
      for (const { target, simulated } of resultsOf(setting, figuresIn(setting, overrides)))
        found.set(
          target,
          [...(found.get(target) ?? []), simulated.mean].sort((a, b) => a - b),
        );
  }
  return found;
}

const shown = (value: number): string =>
  Number.isNaN(value) ? '—' : String(Number(value.toPrecision(3)));
const readingText = { events: 'losses', customers: 'customers with a loss' } as const;

/** The reading that the shipped habits are fitted in. */
const chosen: Reading = 'customers';
const useOf = ({ use, reading }: Target): string =>
  use === 'fitted' && reading !== undefined && reading !== chosen ? 'other reading' : use;

function targetRow({ target, simulated, met }: TargetResult, spread: readonly number[]): string {
  const at = (part: number): number => spread[Math.round(part * (spread.length - 1))] ?? NaN;
  const share = spread.filter((value) => isMet(target, value)).length / spread.length;
  const reading = target.reading === undefined ? '' : readingText[target.reading];
  return (
    `| ${target.id} | [${target.what}](${target.source}) | ${reading} | ${useOf(target)} | ` +
    `${shown(target.published)} | ${toleranceText(target)} | ${shown(simulated.mean)} | ` +
    `${shown(at(0.05))} to ${shown(at(0.95))} | ${met ? 'yes' : 'no'} | ` +
    `${Math.round(100 * share)} % |`
  );
}

function targetsTable(): readonly string[] {
  const results = settings.flatMap((setting) => {
    console.error(setting);
    return resultsOf(setting, figuresIn(setting));
  });
  const spread = spreadOver();
  const order = new Intl.Collator('en', { numeric: true });
  const rows = results.toSorted((a, b) => order.compare(a.target.id, b.target.id));
  const missed = rows.filter(({ met }) => !met);
  const countOf = (use: string, met: boolean): number =>
    rows.filter((row) => useOf(row.target) === use && (!met || row.met)).length;
  const tally = ['fitted', 'every price', 'shape', 'held out', 'other reading'].map(
    (use) => `${use} ${countOf(use, true)} of ${countOf(use, false)}`,
  );
  return [
    '| no. | figure | reading | use | published | tolerance | predicted | range over sets ' +
      '| met | sets that meet it |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => targetRow(row, spread.get(row.target) ?? [])),
    '',
    `Met: ${tally.join(', ')}. Not met, and why:`,
    '',
    ...missed.map(({ target }) => `- ${target.id}: ${target.obstacle}.`),
  ];
}

/** Winter quarters of smart meters at the prices of each shipped scenario: rule 33 of the model. */
function pricesTable(): readonly string[] {
  const namesByPrices = new Map<string, string[]>();
  for (const name of ['defaults.yaml', ...shippedScenarioNames()]) {
    const prices = JSON.stringify(loadScenario(name, files).scenario.tariff);
    namesByPrices.set(prices, [
      ...(namesByPrices.get(prices) ?? []),
      `\`${name.replace('.yaml', '')}\``,
    ]);
  }
  const rows = Array.from(namesByPrices.values(), (names) => {
    console.error(names[0]);
    const { tariff } = loadScenario(`${names[0]!.replaceAll('`', '')}.yaml`, files).document as {
      tariff: Record<string, Record<string, number>>;
    };
    const overrides = ['electricity', 'gas'].flatMap((fuel) =>
      ['unitRate', 'standingCharge'].map((key) => ({
        ...{ path: `tariff.${fuel}.${key}`, value: String(tariff[fuel]![key]), option: 'tariff' },
      })),
    );
    const lives = figuresIn('early-2022', [
      ...overrides,
      { path: 'replications', value: '3', option: 'replications' },
    ]);
    const mean = (figure: keyof Figures): number =>
      lives.reduce((sum, life) => sum + life[figure], 0) / lives.length;
    const [electricity, gas] = [mean('electricityAccountsOff3h'), mean('gasAccountsOff3h')];
    const isNear = (value: number, published: number): boolean =>
      value <= 1.5 * published && value >= published / 1.5;
    const isMetHere = isNear(electricity, 0.13) && isNear(gas, 0.33) && gas > electricity;
    const { electricity: e, gas: g } = tariff;
    return (
      `| ${names.join(', ')} | ${e!['unitRate']} p, ${e!['standingCharge']} p; ` +
      `${g!['unitRate']} p, ${g!['standingCharge']} p | ${shown(100 * electricity)} % | ` +
      `${shown(100 * gas)} % | ${isMetHere ? 'yes' : 'no'} |`
    );
  });
  return [
    'The same habits at the prices of every shipped scenario: smart meters in a quarter ' +
      'from January to March, no grants, off over 3 h. The rule (model, 33): 8.7 to 19.5 % ' +
      'of electricity and 22 to 49.5 % of gas accounts, gas above electricity.',
    '',
    '| prices of | electricity, gas: a kWh, a day | electricity | gas | within the rule |',
    '|---|---|---|---|---|',
    ...rows,
  ];
}

/**
 * What stands in the way in the counted winter: one thing is changed at a time, all else as
 * shipped.
 */
const gasMedian = 'consumption.gas.annual.lognormal.median';
const electricityMedian = 'consumption.electricity.annual.lognormal.median';
const share = 'behaviour.shortOfMoney.share';
const first = (path: string): number => Number(sets[0]![path]);
const experiments: readonly (readonly [
  label: string,
  changes: readonly (readonly [path: string, value: string])[],
])[] = [
  ['as shipped', []],
  ['no grants', [['grants', '[]']]],
  ['no protected hours', [['meter.nonDisablement', 'none']]],
  ['gas at the price of early 2022', [['tariff.gas.unitRate', '4.07']]],
  ['18 % less gas used', [[gasMedian, String(Math.round(0.82 * first(gasMedian)))]]],
  ['vends in proportion to the bill', [['behaviour.vendFollowsBill.exponent', '1']]],
  ['electricity use at 2,200 kWh', [[electricityMedian, '2200']]],
  [
    'money short twice as often, beyond the range',
    (['vulnerable', 'others'] as const).map(
      (kind) => [`${share}.${kind}`, String(2 * first(`${share}.${kind}`))] as const,
    ),
  ],
];

function experimentsTable(): readonly string[] {
  const ids = ['3c', '3d', '3e', '4a', '4b', '9b'];
  const rows = experiments.map(([label, changes]) => {
    console.error(label);
    const overrides = [...changes, ['replications', '3'] as const].map(([path, value]) => ({
      path,
      value,
      option: label,
    }));
    const results = resultsOf('hard', figuresIn('hard', overrides));
    const cells = ids.map((id) => {
      const { simulated, met } = results.find(({ target }) => target.id === id)!;
      return met ? `**${shown(simulated.mean)}**` : shown(simulated.mean);
    });
    return `| ${label} | ${cells.join(' | ')} |`;
  });
  return [
    'What stands in the way in winter 2022/23: `hard.yaml` with one thing changed at a ' +
      'time, three replications. Bold: within tolerance. 3c is gas losses over electricity ' +
      'losses, 3d and 3e accounts with a loss (electricity, gas), 4a and 4b off over 3 h, 9b ' +
      'the share of losses for lack of money.',
    '',
    `| changed | ${ids.join(' | ')} |`,
    '|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

/** A key path a row: fitted, 5 % to 95 % of the accepted sets, the range searched. */
function valuesTable(): readonly string[] {
  const facts = parameterFacts();
  const order = (cell: string): number => minutesOf(cell) ?? Number(cell);
  const row = (path: string): string => {
    const cells = sets.map((set) => set[path]!).toSorted((a, b) => order(a) - order(b));
    const at = (part: number): string => cells[Math.round(part * (cells.length - 1))]!;
    const range = facts.find((one) => path === one.path || path.startsWith(`${one.path}.`))?.range;
    return `| \`${path}\` | ${sets[0]![path]!} | ${at(0.05)} to ${at(0.95)} | ${range || '—'} |`;
  };
  return [
    'Fitted values: one set of habits for all settings and prices, which are the defaults, ' +
      `and 5 % to 95 % of the ${sets.length - 1} accepted sets of ` +
      '[posterior.csv](../scenarios/calibration/posterior.csv).',
    '',
    '| parameter | fitted | accepted sets | plausible range |',
    '|---|---|---|---|',
    ...paths.map(row),
  ];
}

const name = sets.length > 1000 ? 'accepted sets' : 'near fits: fewer than 1,000 accepted sets';
const lines = [
  `\`npm run docs:calibration\`, version ${version}. *Predicted*: the fitted set, the ` +
    `scenarios at their own size. *Range over sets*: 5 % to 95 % of up to ${shownSets} ` +
    `${name}, ${shownHouseholds} homes each, so random variation of so few homes is in it. ` +
    '*Every price*: no published figure but a rule, losses of the order of winter 2022/23 at ' +
    'other prices. *Held out*: never fitted. *Other reading*: the counts read as losses, ' +
    'which the shipped habits are not fitted to.',
  '',
  ...targetsTable(),
  '',
  ...pricesTable(),
  '',
  ...experimentsTable(),
  '',
  ...valuesTable(),
];
writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'calibration', lines));
recordMade('calibration');
