// `npm run test:identity`: an older commit and this tree write the same bytes. Both builds run
// every shipped scenario, generated scenarios and the other commands that use the engine. Every
// file is compared, and what is printed. Needs a build of this tree (the npm script makes one).
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertIsBuilt, buildCommit, thisTree } from '../builds/build-commit.ts';
import {
  casesOfGenerated,
  casesOfOtherCommands,
  casesOfScarceCapacity,
  casesOfScenario,
  reducedModel,
  shippedScenarios,
  type Case,
} from './cases.ts';
import { runCase, type Outcome } from './run-case.ts';
import { addGeneratedScenarios, stageBuild } from './staged-build.ts';

/**
 * The last commit whose engine is the first one, in TypeScript, with its two known faults mended
 * (which gate was shut; charges in the ledger of a home that cannot top up). Every later engine
 * must give its bytes. Move it on only together with a change of results that CHANGELOG.md
 * announces.
 */
const lastCommitOfTheFirstEngine = '108483c8fc057c7f43090c17ba30a4b20ac0e062';

const shortHash = lastCommitOfTheFirstEngine.slice(0, 12);
const usage = `Usage: npm run test:identity -- [options]

  --against <commit>    the commit to compare with (default: ${shortHash})
  --old <folder>        a checkout of it that is built already, instead of --against
  --households <list>   sizes of the runs (default: 300,800,2000)
  --seeds <n>           seeds for each size (default: 3)
  --replications <n>    replications of each run (default: 2)
  --generated <n>       generated scenarios (default: 60)
  --scenarios <list>    only these shipped scenarios, without the generated ones
  --only <ending>       compare only files whose names end so, such as .csv
  --quick               300 homes, one seed, 10 generated scenarios

Exit code 1 where a file differs or a run fails. Exit code 2 where it cannot begin.`;

const options = readOptions();
const { values } = options;

function readOptions() {
  try {
    return parseArgs({
      options: {
        against: { type: 'string', default: lastCommitOfTheFirstEngine },
        old: { type: 'string' },
        households: { type: 'string' },
        seeds: { type: 'string' },
        replications: { type: 'string', default: '2' },
        generated: { type: 'string' },
        scenarios: { type: 'string' },
        only: { type: 'string', default: '' },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** Ends with what is wrong; the usage is one option away. */
function refuse(why: string): never {
  console.error(`${why}\nnpm run test:identity -- --help lists the options.`);
  process.exit(2);
}

function wholeNumber(name: string, text: string, least = 1): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    refuse(`--${name}: ${text} is not a whole number of at least ${least}`);
  }
  return value;
}

if (values.help) {
  console.log(usage);
  process.exit(0);
}

const households = (values.households ?? (values.quick ? '300' : '300,800,2000'))
  .split(',')
  .map((size) => wholeNumber('households', size));
const replications = wholeNumber('replications', values.replications);
const seeds = wholeNumber('seeds', values.seeds ?? (values.quick ? '1' : '3'));
const generated = wholeNumber('generated', values.generated ?? (values.quick ? '10' : '60'), 0);

const started = Date.now();
const oldFolder = oldBuildAskedFor();
const staging = mkdtempSync(join(tmpdir(), 'offsupply-builds-'));
const [oldBuild, newBuild] = [join(staging, 'old'), join(staging, 'new')];
try {
  stageBuild(oldFolder, oldBuild);
  stageBuild(thisTree, newBuild);
  const { failed, compared } = await runAll(casesAskedFor());
  const seconds = Math.round((Date.now() - started) / 1000);
  const which = values.only === '' ? '' : ` Only files that end in ${values.only} were compared.`;
  console.log(`${compared} runs in ${seconds} s, ${failed} differ or failed.${which}`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
}

function oldBuildAskedFor(): string {
  try {
    if (values.old === undefined) return buildCommit(values.against);
    assertIsBuilt(values.old);
    return values.old;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function casesAskedFor(): Case[] {
  const sizes = { households, seeds, replications };
  const shipped = [...shippedScenarios(join(newBuild, 'scenarios'))];
  if (values.scenarios !== undefined) {
    const named = values.scenarios.split(',');
    const unknown = named.find((name) => !shipped.includes(name));
    if (unknown !== undefined) refuse(`no scenario ${unknown}; there are ${shipped.join(', ')}`);
    return named.flatMap((scenario) => casesOfScenario(scenario, sizes));
  }
  if (!shipped.includes(reducedModel))
    throw new Error(`${reducedModel} is not among the scenarios`);
  const ofGenerated = casesOfGenerated(addGeneratedScenarios([oldBuild, newBuild], generated));
  return [
    ...shipped.flatMap((scenario) => casesOfScenario(scenario, sizes)),
    ...casesOfScarceCapacity(sizes),
    ...ofGenerated,
    ...casesOfOtherCommands(households[0]!),
  ];
}

/** Runs the cases, as many at once as there are processors, and reports each group as it ends. */
async function runAll(cases: readonly Case[]): Promise<{ failed: number; compared: number }> {
  const results = new Map<Case, Outcome[] | Error>();
  const waiting = [...cases];
  let failed = 0;
  let compared = 0;
  const takeCases = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const given = next;
      results.set(
        given,
        await runCase(given, oldBuild, newBuild, values.only).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      );
      const group = cases.filter((one) => one.group === given.group);
      if (!group.every((one) => results.has(one))) continue;
      const told = group.map((one) => results.get(one)!);
      failed += reportGroup(given.group, told);
      compared += told.flat().length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, takeCases));
  return { failed, compared };
}

/** As a shell takes it. */
function commandLine(words: readonly string[]): string {
  return words.map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ');
}

/** One line for the group, and where it differs what comes first. @returns runs that differ */
function reportGroup(group: string, results: readonly (Outcome[] | Error)[]): number {
  const errors = results.filter((result) => result instanceof Error);
  const outcomes = results.flatMap((result) => (result instanceof Error ? [] : result));
  const sum = (value: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + value(outcome), 0);
  const differing = outcomes.filter(({ differences }) => differences.length > 0);
  const counts =
    `${String(outcomes.length).padStart(4)} runs ${String(sum(({ files }) => files)).padStart(5)}` +
    ` files ${(sum(({ bytes }) => bytes) / 1e6).toFixed(1).padStart(7)} MB`;
  const verdict =
    errors.length > 0
      ? `FAILED in ${errors.length} of ${results.length} runs`
      : differing.length > 0
        ? `DIFFERENT in ${differing.length} runs, ${sum((one) => one.differences.length)} files`
        : 'same';
  console.log(`${group.padEnd(30)}${counts}  ${verdict}`);
  if (errors[0] !== undefined) console.log(`  ${errors[0].message.trimEnd()}`);
  if (differing[0] !== undefined) {
    const { case: given, engine, differences } = differing[0];
    console.log(`  first: ${given.label}, ${engine.name}: ${commandLine(given.words)}`);
    console.log(`  ${differences[0]!.file}, ${differences[0]!.what}`);
    console.log(`  all its files that differ: ${differences.map(({ file }) => file).join(', ')}`);
  }
  return errors.length + differing.length;
}
