// Writes into VALIDATION.md what one parameter, how often money is short, does to the cause of
// losses (target 9), and what that costs targets 3 and 4, all else as shipped. `npm run
// docs:trade-off`, two or three minutes of one processor.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figuresOf, prepareOrdinaryLife } from '../src/calibration/ordinary-life.ts';
import { resultsOf, type TargetResult } from '../src/calibration/results.ts';
import { scenarioOf, type Setting } from '../src/calibration/settings.ts';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { numberText } from '../src/outputs/number-text.ts';
import { loadScenario } from '../src/scenario/load.ts';
import { valueAt } from '../src/scenario/merge.ts';
import { recordMade } from './made-on.ts';
import { withBlock } from './marked-block.ts';

const page = fileURLToPath(new URL('VALIDATION.md', import.meta.url));
const files = scenarioFilesOnDisk();
const key = 'behaviour.shortOfMoney.share';
/** Around the shipped share; the last two lie beyond its plausible range, which ends at 0.2. */
const otherShares = [0.01, 0.025, 0.05, 0.1, 0.3, 0.5];
const shown = ['9a', '9b', '3d', '3e', '4a', '4b'];

interface Row {
  readonly share: number;
  readonly results: readonly TargetResult[];
}

function load(setting: Setting, share?: number): ReturnType<typeof loadScenario> {
  const part = (of: number): string => String(Math.min(1, (of * share!) / shipped));
  const overrides =
    share === undefined
      ? []
      : [
          { path: `${key}.vulnerable`, value: part(vulnerable), option: key },
          { path: `${key}.others`, value: part(others), option: key },
        ];
  return loadScenario(scenarioOf(setting), files, { overrides });
}

function live(share: number): Row {
  console.error(`share ${share}`);
  const results = (['calm', 'hard'] as const).flatMap((setting) => {
    const life = prepareOrdinaryLife(load(setting, share).scenario);
    const lives = Array.from({ length: life.scenario.replications }, (_, index) =>
      figuresOf(life, index + 1),
    );
    return resultsOf(setting, lives);
  });
  return { share, results };
}

const resultOf = ({ results }: Row, id: string): TargetResult =>
  results.find(({ target }) => target.id === id)!;
const percent = (share: number): string => `${numberText(100 * share, 1)} %`;

function cell(row: Row, id: string): string {
  const { simulated, met } = resultOf(row, id);
  return met ? `**${percent(simulated.mean)}**` : percent(simulated.mean);
}

/**
 * Where the published share of losses for want of money is passed, on a straight line between two
 * rows.
 */
function reached(rows: readonly Row[], id: string): string {
  const { target } = resultOf(rows[0]!, id);
  const meanOf = (row: Row): number => resultOf(row, id).simulated.mean;
  const above = rows.findIndex((row) => meanOf(row) >= target.published);
  if (above <= 0)
    return `${percent(target.published)} is ${above === 0 ? 'passed by every row' : 'not reached'}`;
  const [low, high] = [rows[above - 1]!, rows[above]!];
  const part = (target.published - meanOf(low)) / (meanOf(high) - meanOf(low));
  return (
    `${percent(target.published)} at a share of about ` +
    numberText(low.share + part * (high.share - low.share), 3)
  );
}

function lines(rows: readonly Row[], shipped: number): readonly string[] {
  const published = shown.map((id) => percent(resultOf(rows[0]!, id).target.published));
  return [
    `\`${key}\` alone is moved, in \`calm.yaml\` for the first column and in \`hard.yaml\` ` +
      'for the others, at their own size. Bold: within tolerance. The last two shares lie ' +
      'beyond its plausible range. 3 is accounts with a loss in the quarter, 4 accounts off ' +
      'over 3 h. Shares are means over homes; vulnerable homes are short four times as often ' +
      'as others.',
    '',
    '| share of needs | 9a lack of money, calm | 9b lack of money, hard | 3d electricity | ' +
      '3e gas | 4a electricity | 4b gas |',
    '|---|---|---|---|---|---|---|',
    `| published | ${published.join(' | ')} |`,
    ...rows.map(
      (row) =>
        `| ${numberText(row.share, 4)}${row.share === shipped ? ' (shipped)' : ''} | ` +
        `${shown.map((id) => cell(row, id)).join(' | ')} |`,
    ),
    '',
    `So one parameter reaches both: calm, ${reached(rows, '9a')}; hard, ${reached(rows, '9b')}.`,
  ];
}

/** The mean over homes of the two shipped shares; the other rows keep their proportion. */
const { vulnerable, others } = valueAt(load('hard').document, key.split('.')) as {
  vulnerable: number;
  others: number;
};
const vulnerableHomes = Number(valueAt(load('hard').document, ['population', 'vulnerable']));
const shipped = vulnerableHomes * vulnerable + (1 - vulnerableHomes) * others;
const rows = [...otherShares, shipped].toSorted((a, b) => a - b).map(live);
writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'trade-off', lines(rows, shipped)));
recordMade('trade-off');
