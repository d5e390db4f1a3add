// What keeps the source tidy, as far as a machine can tell.
//
// It can tell: a rule of docs/MODEL.md without a tag in src, with two tags, or without a test that
// names it; circles of imports; lines and functions that are too long; comments (and
// CONTRIBUTING.md) that name a file that does not exist; two exported functions of one name; two
// functions of three or more statements whose bodies are the same but for the names of their
// variables.
//
// It cannot tell: whether a tagged function states its rule rightly (the reference and the tests
// that name the rule hold it to that); whether a rule is stated a second time in other words, or in
// part; whether a test does what its title says; whether a name or a comment is good English.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { functionsOf } from './support/tidy/functions.ts';
import { importCircles } from './support/tidy/import-circles.ts';
import { rulesOfModel } from './support/tidy/model-rules.ts';
import { missingPaths, missingPathsOfPage } from './support/tidy/named-paths.ts';
import { ruleTagsOf } from './support/tidy/rule-tags.ts';
import { root, typescriptFiles } from './support/tidy/source-files.ts';
import { testFilesByRule, testTitles } from './support/tidy/test-titles.ts';

/** Folders in which lines and functions have to be short: texts and pages have longer ones. */
const shortFolders = ['src/kernel', 'src/simulation'];

/** Helpers; the reference; what runs before the tests; commands that npm runs by themselves. */
const ownFolders = [
  'test/support',
  'test/reference',
  'test/setup',
  'test/bench',
  'test/fuzz',
  'test/builds',
  'test/identity',
  'test/nodes',
];

const longestLine = 100;
const longestFunction = 60;
/** Of documents, but for tables, code and addresses. */
const longestLineOfPage = 120;

const source = typescriptFiles('src');
const short = typescriptFiles(...shortFolders);
/** E9 is a table of policies: it stands in scenarios/, as data. */
const inScenarios = ['E9'];
const rules = rulesOfModel()
  .map(({ rule }) => rule)
  .filter((rule) => !inScenarios.includes(rule));

describe('each rule of MODEL.md', () => {
  const { tags, adrift } = ruleTagsOf(source);
  const places = (rule: string): readonly string[] =>
    tags.filter((tag) => tag.rule === rule).map(({ path, name }) => `${path} ${name}`);

  test('has a @rule tag in src: rules still untagged', () => {
    const untagged = rules.filter((rule) => places(rule).length === 0);
    expect(untagged.join(' ')).toBe('');
  });

  test('has no more than one tag', () => {
    const twice = rules.filter((rule) => places(rule).length > 1);
    expect(twice.map((rule) => `${rule}: ${places(rule).join(', ')}`)).toEqual([]);
  });

  test('is what a tag names, above a function, class or const', () => {
    const unknown = tags.filter(({ rule }) => !rules.includes(rule));
    expect(unknown).toEqual([]);
    expect(adrift).toEqual([]);
  });

  test('is named by a test: rules that no test names', () => {
    const named = testFilesByRule(testTitles());
    const unnamed = rules.filter((rule) => !named.has(rule));
    expect(unnamed.join(' ')).toBe('');
  });
});

test('documents have lines that fit a screen', () => {
  // Folders of packages are not even read: they take seconds.
  const pages = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !/^(?:\.|(?:node_modules|dist|output)$)/u.test(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' }).map((path) =>
            join(entry.name, path),
          )
        : [entry.name],
    )
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/reports'));
  expect(pages.length).toBeGreaterThan(40);
  const long = pages.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8').replace(/^```[^]*?^```$/gmu, '');
    return text
      .split('\n')
      .filter(
        (line) => line.length > longestLineOfPage && !/^\s*\|/u.test(line) && !/^ {4}/u.test(line),
      )
      .filter((line) => line.trim().includes(' '))
      .map((line) => `${path}: ${line}`);
  });
  expect(long).toEqual([]);
});

describe('the tests', () => {
  test('keep their helpers in test/support', () => {
    const astray = typescriptFiles('test')
      .map(({ path }) => path)
      .filter((path) => !/\.(?:test|prop|theory|golden|slurm|speed|config)\.ts$/u.test(path))
      .filter((path) => !ownFolders.some((folder) => path.startsWith(`${folder}/`)));
    expect(astray).toEqual([]);
  });
});

describe('the checks find what they look for', () => {
  const file = (path: string, text: string) => ({ path, text });

  test('a circle of three files, and none where imports go one way', () => {
    const [a, b, c] = [
      file('src/a.ts', "import { b } from './b.ts';"),
      file('src/b.ts', "import type { C } from './c.ts';"),
      file('src/c.ts', "const a = import('./a.ts');"),
    ];
    expect(importCircles([a, b, c])).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts']]);
    expect(importCircles([a, b])).toEqual([]);
  });

  test('tags of functions, methods and constants, and one that stands above nothing', () => {
    const text = `// Header. @rule A1

import { x } from './x.ts';

/** @rule A2, A3: charges. */
export function postCharges() {}
class Account {
  // Text.
  // @rule A4
  select() {}
}
/** @rule A5. */
const threshold = 1;
`;
    expect(ruleTagsOf([file('src/a.ts', text)])).toEqual({
      tags: [
        { rule: 'A2', path: 'src/a.ts', name: 'postCharges' },
        { rule: 'A3', path: 'src/a.ts', name: 'postCharges' },
        { rule: 'A4', path: 'src/a.ts', name: 'Account.select' },
        { rule: 'A5', path: 'src/a.ts', name: 'threshold' },
      ],
      adrift: ['src/a.ts:1'],
    });
  });

  test('a function written twice under other names, but not one that calls something else', () => {
    const text = (name: string, local: string, called: string): string =>
      `export function ${name}(${local}: number) { const x = ${called}(${local}); if (x > ` +
      '1) throw Error(); return x; }';
    const shapes = [text('a', 'm', 'f'), text('b', 'n', 'f'), text('c', 'm', 'g')].map(
      (one) => functionsOf([file('src/a.ts', one)])[0]!.shape,
    );
    expect(shapes[0]).toBe(shapes[1]);
    expect(shapes[0]).not.toBe(shapes[2]);
    expect(shapes[0]).not.toBe('');
  });

  test('a flat table, which may be long, and a function that only looks like one', () => {
    const isFlat = (body: string): boolean =>
      functionsOf([file('src/a.ts', `function a(b: number) { ${body} }`)])[0]!.isFlatTable;
    expect(isFlat('return { x: 1, y: b };')).toBe(true);
    expect(isFlat('switch (b) { case 1: return 2; default: return 3; }')).toBe(true);
    expect(isFlat('const c = b; return { x: c };')).toBe(false);
    expect(isFlat('switch (b) { case 1: b += 1; return b; default: return 3; }')).toBe(false);
  });

  test('a name in a comment for which there is no file', () => {
    const text =
      '// See docs/MODEL.md, scenario/load.ts and docs/GONE.md; it writes ' +
      'meters.csv.\nconst a = 1;';
    expect(missingPaths([file('src/a.ts', text)])).toEqual(['src/a.ts:1 names docs/GONE.md']);
  });
});

describe('the source', () => {
  test('has no circles of imports', () => {
    expect(importCircles(source)).toEqual([]);
  });

  test(`has lines of at most ${longestLine} columns`, () => {
    const long = short.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) =>
        // An address cannot be broken.
        line.length > longestLine && !line.includes('https://') ? [`${path}:${index + 1}`] : [],
      ),
    );
    expect(long).toEqual([]);
  });

  test(`has comments of at most ${longestLine} columns; code is broken by the formatter`, () => {
    const long = typescriptFiles('src', 'test', 'docs').flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => line.length > longestLine && /^\s*(?:\/\/|\/?\*)/u.test(line))
        .filter((line) => !line.includes('https://'))
        .map((line) => `${path}: ${line}`),
    );
    expect(long).toEqual([]);
  });

  test(`has functions of at most ${longestFunction} lines, flat tables apart`, () => {
    const long = functionsOf(short).filter(
      ({ lines, isFlatTable }) => lines > longestFunction && !isFlatTable,
    );
    expect(long.map(({ where, lines }) => `${where}: ${lines} lines`)).toEqual([]);
  });

  test('names in its comments only files that exist', () => {
    expect(missingPaths([...source, ...typescriptFiles('test', 'docs')])).toEqual([]);
  });

  test('is where CONTRIBUTING.md says', () => {
    const page = { path: 'CONTRIBUTING.md', text: readFileSync(`${root}CONTRIBUTING.md`, 'utf8') };
    expect(missingPathsOfPage(page)).toEqual([]);
  });

  const functions = functionsOf(source);

  test('has no two exported functions of one name', () => {
    const exported = functions.filter(({ isExported }) => isExported);
    expect(repeated(exported.map(({ name, where }) => [name, where]))).toEqual([]);
  });

  test('has no function written twice', () => {
    const long = functions.filter(({ shape }) => shape !== '');
    expect(repeated(long.map(({ shape, where }) => [shape, where]))).toEqual([]);
  });
});

/** Places whose key is that of another place, together. */
function repeated(places: readonly (readonly [key: string, where: string])[]): readonly string[] {
  const byKey = new Map<string, string[]>();
  for (const [key, where] of places) byKey.set(key, [...(byKey.get(key) ?? []), where]);
  return [...byKey.values()].filter(({ length }) => length > 1).map((same) => same.join(' = '));
}
