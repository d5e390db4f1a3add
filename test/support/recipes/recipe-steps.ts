// The recipes of CONTRIBUTING.md, and which of their steps the compiler asks for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tidy/source-files.ts';

/**
 * Files whose step in a recipe says that the compiler asks for it, sorted.
 *
 * @param title of the recipe, such as `Add a metric`
 */
export function filesTheCompilerAsksFor(title: string): readonly string[] {
  const page = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  const recipe = page.split(/^### /mu).find((part) => part.startsWith(`${title}\n`));
  if (recipe === undefined) throw new Error(`CONTRIBUTING.md has no recipe "${title}"`);
  const asked = recipe
    .split(/\n(?=\S)/u)
    .map((step) => step.replace(/\s+/gu, ' '))
    .flatMap((step) => step.split('The compiler asks for it.').slice(0, -1));
  return asked
    .flatMap((step) => [...step.matchAll(/`(src\/[\w/-]+\.ts)`/gu)].map(([, file]) => file!))
    .sort();
}
