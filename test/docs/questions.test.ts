import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { questionsPage, readQuestions } from '../../docs/make-questions.ts';

const docs = join(import.meta.dirname, '../../docs');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');
const rows = readQuestions(read('questions.csv'));
const { common, questions } = parse(read('questions.yaml')) as {
  common: string;
  questions: Record<string, string[]>;
};

test('the page of questions is what its kept rows say (else: npm run docs:questions -- --page)', () => {
  expect(questionsPage(read('QUESTIONS.md'), rows)).toBe(read('QUESTIONS.md'));
});

test('the kept rows are of the commands that are asked (else: npm run docs:questions)', () => {
  const asked = Object.values(questions).flatMap((each) =>
    each.map((one) => `offsupply solve ${one} ${common}`),
  );
  expect([...new Set(rows.map(({ command }) => command))]).toEqual(asked);
});

test('every question has an answer that some value keeps, and its sentence names what was looked for', () => {
  for (const [question, asked] of Object.entries(questions)) {
    const own = rows.filter((row) => row.question === question);
    expect(
      own.some(({ standing }) => standing === 'kept'),
      question,
    ).toBe(true);
    for (const one of asked) {
      const path = /--find (\S+)/u.exec(one)![1]!;
      expect(own.find(({ command }) => command.includes(one))!.sentence).toContain(path);
    }
  }
});
