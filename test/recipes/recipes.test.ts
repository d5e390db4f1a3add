// The recipes of CONTRIBUTING.md: each first step, taken by itself, leaves exactly those files that
// the recipe says the compiler asks for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  compileErrorsAfter,
  type CompileError,
  type Edit,
} from '../support/recipes/compile-edited-source.ts';
import { filesTheCompilerAsksFor } from '../support/recipes/recipe-steps.ts';
import { root } from '../support/tidy/source-files.ts';

interface Recipe {
  /** Its title in CONTRIBUTING.md. */
  readonly title: string;
  /** Its first step, with a name that nothing else has. */
  readonly firstStep: readonly Edit[];
  /** Every error has to name what was added. */
  readonly added: string;
}

const recipes: readonly Recipe[] = [
  {
    title: 'Add a metric',
    firstStep: [
      {
        path: 'src/experiment/metrics.ts',
        find: '] as const satisfies readonly Metric[];',
        replaceWith: `  { name: 'dummy_metric', unit: 'spells', meaning: 'for a test', rule: 'C1' },
] as const satisfies readonly Metric[];`,
      },
    ],
    added: 'dummy_metric',
  },
  {
    title: 'Add a policy lever',
    firstStep: [
      {
        path: 'src/scenario/scenario.ts',
        find: 'readonly contacts: number;',
        replaceWith: 'readonly contacts: number;\n    readonly dummyLever: number;',
      },
    ],
    added: 'dummyLever',
  },
  {
    title: 'Add an onboarding order',
    firstStep: [
      {
        path: 'src/scenario/scenario.ts',
        find: 'export const onboardingOrders = [',
        replaceWith: "export const onboardingOrders = ['dummy-order', ",
      },
    ],
    added: 'dummy-order',
  },
  {
    title: 'Add a meter kind',
    firstStep: [
      {
        path: 'src/scenario/scenario.ts',
        find: 'export const meterKinds = [',
        replaceWith: "export const meterKinds = ['dummy-kind', ",
      },
    ],
    added: 'dummy-kind',
  },
];

test('every command that the page says to run is a script of the package', () => {
  const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const said = Array.from(
    read('CONTRIBUTING.md').matchAll(/npm run ([\w:-]+)/gu),
    ([, name]) => name!,
  );
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((name) => !(name in scripts))).toEqual([]);
});

test('the source as it is compiles', () => {
  expect(compileErrorsAfter([])).toEqual([]);
});

describe.each(recipes)('the recipe "$title"', ({ title, firstStep, added }) => {
  let errors: readonly CompileError[] = [];
  beforeAll(() => {
    errors = compileErrorsAfter(firstStep);
  });

  test('names the files that do not compile after its first step, and no others', () => {
    const files = [...new Set(errors.map(({ path }) => path))].sort();
    expect(files).toEqual(filesTheCompilerAsksFor(title));
  });

  test('gives errors that name what is missing', () => {
    expect(errors.filter(({ message }) => !message.includes(added))).toEqual([]);
  });
});
