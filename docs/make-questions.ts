// Asks the questions of QUESTIONS.md and writes what comes of them into questions.csv and the page.
// `npm run docs:questions`, some minutes of two processors; `-- --page` only writes the page anew;
// `-- --only told-by` asks one of them.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { parse as parseYaml } from 'yaml';
import { root } from './finished-runs.ts';
import { withBlock } from './marked-block.ts';
import { questionLines, type QuestionRow } from './question-page.ts';

const csvFile = join(root, 'docs/questions.csv');
const { values } = parseArgs({ options: { page: { type: 'boolean' }, only: { type: 'string' } } });

interface Asked {
  readonly common: string;
  readonly questions: Readonly<Record<string, readonly string[]>>;
}

/** What `solve --json` prints, as far as it is read here. */
interface Found {
  readonly sentence: string;
  readonly tried: readonly {
    readonly value: string;
    readonly standing: string;
    readonly replications: number;
    readonly figures: readonly {
      readonly condition: string;
      readonly mean: number | null;
      readonly ci_low: number | null;
      readonly ci_high: number | null;
    }[];
  }[];
}

/** Words of a command line; quotes hold words together. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare!);

function ask(
  question: string,
  place: number,
  asked: string,
  common: string,
): readonly QuestionRow[] {
  const out = join('output/questions', `${question}-${place + 1}`);
  const line = `${asked} ${common}`;
  console.error(line);
  const { status, stdout } = spawnSync(
    process.execPath,
    ['dist/cli/main.js', 'solve', ...wordsOf(line), '--json', '--out', out, '--fresh'],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // 3: no value will do, which is an answer.
  if (status !== 0 && status !== 3) throw new Error(`offsupply solve ${line} ended with ${status}`);
  const { sentence, tried } = JSON.parse(stdout) as Found;
  const command = `offsupply solve ${line}`;
  return tried.flatMap(({ value, standing, replications, figures }) =>
    figures.map(({ condition, mean, ci_low, ci_high }) => {
      const [low, high] = [ci_low ?? NaN, ci_high ?? NaN];
      return {
        question,
        command,
        sentence,
        value,
        condition,
        mean: mean ?? NaN,
        ciLow: low,
        ciHigh: high,
        standing,
        replications,
      };
    }),
  );
}

const header = [
  'question',
  'command',
  'sentence',
  'value',
  'condition',
  'mean',
  'ciLow',
  'ciHigh',
  'standing',
  'replications',
] as const;

/** The kept rows. */
export function readQuestions(text: string): readonly QuestionRow[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  const numbers = new Set(['mean', 'ciLow', 'ciHigh', 'replications']);
  const typed = (row: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, numbers.has(name) ? Number(value) : value]),
    );
  return rows.map((row) => typed(row) as QuestionRow);
}

function csvOf(rows: readonly QuestionRow[]): string {
  const cell = (value: string | number): string =>
    typeof value === 'string' ? value : String(Number(value.toFixed(6)));
  return stringify([[...header], ...rows.map((row) => header.map((name) => cell(row[name])))], {
    record_delimiter: '\n',
  });
}

/** The page with a block for each question. */
export function questionsPage(page: string, rows: readonly QuestionRow[]): string {
  return [...new Set(rows.map(({ question }) => question))].reduce((text, question) => {
    return withBlock(
      text,
      question,
      questionLines(rows.filter((row) => row.question === question)),
    );
  }, page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { common, questions } = parseYaml(
    readFileSync(join(root, 'docs/questions.yaml'), 'utf8'),
  ) as Asked;
  if (values.page !== true) {
    const kept = values.only === undefined ? [] : readQuestions(readFileSync(csvFile, 'utf8'));
    const rows = Object.entries(questions).flatMap(([question, asked]) => {
      if (values.only !== undefined && values.only !== question)
        return kept.filter((row) => row.question === question);
      return asked.flatMap((one, place) => ask(question, place, one, common));
    });
    writeFileSync(csvFile, csvOf(rows));
  }
  const file = join(root, 'docs/QUESTIONS.md');
  writeFileSync(
    file,
    questionsPage(readFileSync(file, 'utf8'), readQuestions(readFileSync(csvFile, 'utf8'))),
  );
}
