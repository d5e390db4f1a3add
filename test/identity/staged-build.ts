// Copies of a build that differ in the program alone: both get this tree's scenarios and version.
// A reworded scenario or a new version number is then no difference between two engines.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { assertIsBuilt, thisTree } from '../builds/build-commit.ts';
import { anyScenario } from '../support/engine-any-scenario.ts';
import { reducedModel } from './cases.ts';

/** Fixed, so that a difference can be found again. */
const seedOfGenerated = 20_260_101;

/** Copies what a build runs from; later builds in the original folder do not disturb the copy. */
export function stageBuild(built: string, folder: string): void {
  assertIsBuilt(built);
  mkdirSync(folder, { recursive: true });
  cpSync(join(built, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const name of ['package.json', 'scenarios']) {
    cpSync(join(thisTree, name), join(folder, name), { recursive: true });
  }
  cpSync(join(thisTree, 'test/bench', reducedModel), join(folder, 'scenarios', reducedModel));
}

/** Writes generated scenarios beside the shipped ones. @returns their names as `run` takes them */
export function addGeneratedScenarios(folders: readonly string[], count: number): string[] {
  const scenarios = fc.sample(anyScenario, { numRuns: count, seed: seedOfGenerated });
  const heading = { extends: 'defaults.yaml', title: 'Generated', description: 'For a test' };
  return scenarios.map((scenario, index) => {
    const name = `generated/${index + 1}.yaml`;
    for (const folder of folders) {
      mkdirSync(join(folder, 'scenarios/generated'), { recursive: true });
      writeFileSync(join(folder, 'scenarios', name), JSON.stringify({ ...heading, ...scenario }));
    }
    return name;
  });
}
