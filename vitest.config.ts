import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { compileKernel, kernelCode } from './compile-kernel.js';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { joinedSources } from './test/setup/joined-sources.ts';

/**
 * The files that take longest, 10 seconds of processor time or more: begun first, none of them ends
 * alone on one processor.
 */
const longest = [
  'cli/faults.test',
  'cli/shards.test',
  'shortcuts/run-ahead.prop',
  'cli/sensitivity.test',
  'cli/kills.test',
  'cli/check-sensitivity.test',
  'browser/report.test',
  'theory/coverage.theory',
  'reference/agreement.prop',
  'simulation/kernel-builds.prop',
  'browser/sensitivity.test',
  'simulation/shipped-scenarios.test',
  'scenario/scenario.prop',
  'recipes/recipes.test',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.includes(name));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const kernel = kernelCode(await compileKernel());

// Kinds of test by suffix: behaviour, property, closed form, stored output (CONTRIBUTING.md).
export default defineConfig({
  plugins: [kernel, joinedSources(kernel)],
  test: {
    include: ['test/**/*.{test,prop,theory,golden}.ts'],
    globalSetup: ['test/setup/join-programs.ts', 'test/setup/temporary-folders.ts'],
    sequence: { sequencer: LongestFirst },
    // Vitest leaves a processor free, which on a machine of two is half of it. One more than there
    // are: a test that waits for a browser or a command it has begun leaves its own idle.
    maxWorkers: availableParallelism() + 1,
    // Both processors are taken: memory cleared by a second thread costs an eighth more processor
    // time.
    execArgv: ['--single-threaded-gc', '--max-semi-space-size=64'],
    // A process runs one file after another: what it has loaded and compiled serves the next one
    // too.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
