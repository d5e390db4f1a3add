// Copies of a build that differ in the program alone: both get this tree's scenarios and version.
// A reworded scenario or a new version number is then no difference between two engines.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { copyBuild, thisTree } from '../builds/build-commit.ts';
import { anyScenario } from '../support/simulation/any-scenario.ts';
import { reducedModel } from './cases.ts';

/** Fixed, so that a difference can be found again. */
const seedOfGenerated = 20_260_101;

export function stageBuild(built: string, folder: string): void {
  copyBuild(built, folder);
  // No scenario of its own is left.
  rmSync(join(folder, 'scenarios'), { recursive: true });
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
