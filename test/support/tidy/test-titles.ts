// The titles of tests and of the groups they stand in.
import ts from 'typescript';
import { parse, typescriptFiles } from './source-files.ts';

export interface TestTitle {
  readonly path: string;
  readonly title: string;
}

const starters = new Set(['describe', 'test', 'it']);

export function testTitles(): readonly TestTitle[] {
  // Those in test/hostile are numbered by a report of hostile inputs, H1 to H25, not by rules.
  const files = typescriptFiles('test').filter(
    ({ path }) =>
      /\.(?:test|prop|theory|golden|slurm)\.ts$/u.test(path) && !path.startsWith('test/hostile/'),
  );
  return files.flatMap((file) => {
    const titles: TestTitle[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && starters.has(calledName(node.expression))) {
        const [title] = node.arguments;
        if (
          title !== undefined &&
          (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))
        ) {
          titles.push({ path: file.path, title: title.getText().slice(1, -1) });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(file));
    return titles;
  });
}

/** `test` of test(…), test.each(…)(…) and test.skipIf(…)(…). */
function calledName(called: ts.Expression): string {
  if (ts.isIdentifier(called)) return called.text;
  if (ts.isCallExpression(called) || ts.isPropertyAccessExpression(called)) {
    return calledName(called.expression);
  }
  return ts.isTaggedTemplateExpression(called) ? calledName(called.tag) : '';
}

/** Files of the tests that name a rule in a title. */
export function testFilesByRule(
  titles: readonly TestTitle[],
): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const { path, title } of titles) {
    for (const rule of rulesNamedIn(title)) {
      const known = files.get(rule) ?? [];
      if (!known.includes(path)) files.set(rule, [...known, path]);
    }
  }
  return files;
}

/** `A7`, `A6, A7` and `H7 to H9`, but not `MP134A`. */
function rulesNamedIn(title: string): readonly string[] {
  const ranges = [...title.matchAll(/\b([A-Z])(\d{1,2}) to \1(\d{1,2})\b/gu)].flatMap(
    ([, letter, from, to]) =>
      Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, index) => `${letter!}${Number(from) + index}`,
      ),
  );
  const single = [...title.matchAll(/\b[A-Z]\d{1,2}\b/gu)].map(([rule]) => rule);
  return [...new Set([...ranges, ...single])];
}
