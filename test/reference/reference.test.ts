// The reference stays a second, independent statement of docs/MODEL.md.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commentsOf, importsOf } from '../support/tidy/source-files.ts';
import { rulesOfModel } from '../support/tidy/model-rules.ts';

const folder = import.meta.dirname;
const isTest = (name: string): boolean => /\.(?:test|prop)\.ts$/u.test(name);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !isTest(name));
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

test('the reference imports nothing but itself and the types of a scenario', () => {
  const foreign = files.flatMap((name) =>
    importsOf(read(name))
      .filter((target) => !/^\.\/[\w-]+\.ts$|^\.\.\/\.\.\/src\/scenario\//u.test(target))
      .map((target) => `${name} imports ${target}`),
  );
  expect(foreign).toEqual([]);
});

test('every rule of MODEL.md is named where the reference states it, or its README says why not', () => {
  const comments = files.flatMap((name) => commentsOf(read(name), name)).map(({ text }) => text);
  const notStated = read('README.md').split('## Rules that are not stated here')[1]!;
  const names = (text: string, rule: string): boolean =>
    new RegExp(`\\b${rule}\\b`, 'u').test(text);
  const wrong = rulesOfModel().filter(
    ({ rule }) => comments.some((text) => names(text, rule)) === names(notStated, rule),
  );
  expect(wrong.map(({ rule }) => rule)).toEqual([]);
});
