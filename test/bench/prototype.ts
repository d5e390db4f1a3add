// The prototype of the kernel: the whole model of a home but for calls, visits and daily ranking,
// in AssemblyScript. It reads no scenarios: it takes its tables from the sources of the first
// engine.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'rolldown';
import { run, thisTree } from '../builds/build-commit.ts';
import { measureNode, measureRun, type Build, type ProcessFigures } from './measure-process.ts';
import { python } from './peers.ts';
import {
  costPerHomeOf,
  differenceOf,
  onePolicy,
  onePolicyFlags,
  oneReplication,
  sideBySide,
  type Row,
} from './two-builds.ts';

/** Simulates as many homes as its first argument says, under the policies that its second names. */
const program = `
import { dump, experiment, load } from './prepare.ts';
import { kernel } from './host.mjs';
const [households, chosen] = process.argv.slice(2);
const sets = [['households', households], ['support.contacts', '0'], ['replications', '1']];
if (chosen !== 'all') sets.push(['reference', chosen]);
const { scenario } = load('PROJECT/scenarios/reference-winter.yaml', sets);
const policies = scenario.policies.filter(
  ({ id }) => chosen === 'all' || id === chosen || id === 'no-failure',
);
const { plan, key } = experiment({ ...scenario, policies });
const { run } = await kernel('wasm', dump(plan, key, 1), false);
run(0, Number(households));
`;

/**
 * Builds the prototype and measures it in turn with this build, both without calls.
 * @param folder its sources
 * @param firstEngine a checkout of the first engine
 * @param into an empty folder
 */
export async function measurePrototype(
  folder: string,
  firstEngine: string,
  into: string,
  rounds: number,
  now: Build,
): Promise<readonly Row[]> {
  await buildPrototype(folder, resolve(firstEngine), into);
  const scenario = join(firstEngine, 'scenarios/reference-winter.yaml');
  const [small, large] = [10_000, 50_000];
  const rowOf = (what: string, chosen: string, flags: readonly string[]): Row => {
    const prototype = (households: number): ProcessFigures =>
      measureNode([join(into, 'run.mjs'), String(households), chosen]);
    const ours = (households: number): ProcessFigures => {
      const size = ['--households', String(households), ...oneReplication];
      return measureRun(now, scenario, ...size, '--set', 'support.contacts=0', ...flags);
    };
    return sideBySide(
      `prototype, without calls, ${what}: user CPU per home, ${differenceOf(small, large)}`,
      rounds,
      () => costPerHomeOf(prototype, small, large),
      () => costPerHomeOf(ours, small, large),
    );
  };
  return [
    rowOf(`${onePolicy} and its twin`, onePolicy, onePolicyFlags),
    rowOf('all policies', 'all', []),
  ];
}

async function buildPrototype(folder: string, firstEngine: string, into: string): Promise<void> {
  const filled = ['prepare.ts', 'host.mjs'];
  cpSync(folder, into, { recursive: true, filter: (file) => !filled.includes(basename(file)) });
  for (const name of filled) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(into, name), text.replaceAll('PROJECT', firstEngine));
  }
  writeFileSync(join(into, 'run.ts'), program.replaceAll('PROJECT', firstEngine));
  run(into, python, 'gen.py', 'full-model.src.ts', 'generated');
  const compiler = join(thisTree, 'node_modules/assemblyscript/bin/asc.js');
  const options = '--optimizeLevel 3 --shrinkLevel 0 --converge --noAssert --runtime stub';
  const source = ['generated/as/kernel.ts', '--outFile', 'kernel.wasm', '--initialMemory', '64'];
  run(into, process.execPath, compiler, ...source, ...options.split(' '));
  await build({
    input: join(into, 'run.ts'),
    platform: 'node',
    // The same in TypeScript, which is not measured.
    external: ['./kernel.mjs'],
    output: { file: join(into, 'run.mjs'), format: 'esm', codeSplitting: false },
    logLevel: 'silent',
  });
}
