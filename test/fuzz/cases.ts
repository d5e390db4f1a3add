// One case of the fuzzer: made from its seed alone, tried, and what is wrong with it told.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { thresholdMistake } from '../../src/experiment/threshold.ts';
import { ScenarioError } from '../../src/errors.ts';
import {
  scenarioFilesOnDisk,
  shippedScenarioNames,
  shippedScenarios,
} from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { command } from '../support/cli/run-command.ts';
import { corpus } from './corpus.ts';
import { mutated } from './mutations.ts';
import { problemsOfResults } from './oracle.ts';
import { Choices } from './random.ts';
import { randomDocument } from './schema-documents.ts';

export const kinds = ['texts', 'runs'] as const;
export type Kind = (typeof kinds)[number];

/** Seconds of processor time that checking a text may take, and running a scenario. */
export const secondsMost: Readonly<Record<Kind, number>> = { texts: 2, runs: 10 };

export interface Tried {
  readonly text: string;
  /** `refused`: with exit code 2, naming problems. */
  readonly ending: 'done' | 'refused';
  readonly problems: readonly string[];
  readonly seconds: number;
}

const starting: readonly string[] = [
  ...Object.values(corpus).filter((text) => text.length < 5000),
  ...['defaults.yaml', ...shippedScenarioNames()].map((name) =>
    readFileSync(path.join(shippedScenarios, name), 'utf8'),
  ),
];
const files = scenarioFilesOnDisk();

/** The text of a case. */
export function textOf(kind: Kind, seed: string, index: number): string {
  const choices = new Choices(`${seed} ${kind} ${index}`);
  return kind === 'texts' ? mutated(choices.of(starting), choices) : validText(choices);
}

/**
 * A random scenario without the parts that do not fit: what is refused is taken out until the rest
 * is allowed.
 */
function validText(choices: Choices): string {
  const document = randomDocument(choices);
  for (let tries = 0; tries < 30; tries++) {
    const refused = problemPaths(JSON.stringify(document));
    if (refused.length === 0) break;
    for (const at of refused) remove(document, at);
  }
  return stringify(document, { aliasDuplicateObjects: false });
}

function problemPaths(text: string): readonly string[] {
  try {
    return (loadText(text), []);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems.map((problem) => problem.path);
    throw error;
  }
}

/** The deepest part of a path that is there. */
function remove(document: Record<string, unknown>, at: string): void {
  const keys = at.split(/[.[\]]+/u).filter((key) => key !== '');
  let parent = document;
  let [holder, last] = [document, keys[0]!];
  for (const key of keys) {
    if (typeof parent !== 'object' || parent === null || !(key in parent)) break;
    // A list or a distribution goes as a whole.
    if (!Array.isArray(parent)) [holder, last] = [parent, key];
    parent = parent[key] as Record<string, unknown>;
  }
  Reflect.deleteProperty(holder, last);
}

const scratch = path.join(shippedScenarios, 'fuzz-case.yaml');

function loadText(text: string) {
  // Named as if it were beside the shipped scenarios, which it extends; it is not written there.
  const reading = {
    ...files,
    read: (file: string) => (file === scratch ? text : files.read(file)),
  };
  return loadScenario(scratch, reading, { checkThreshold: thresholdMistake });
}

export async function tryCase(kind: Kind, text: string, folder: string): Promise<Tried> {
  const started = process.cpuUsage();
  const tried = kind === 'texts' ? checkText(text) : await runText(text, folder);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const slow =
    seconds > secondsMost[kind] ? [`it took ${seconds.toFixed(1)} s of processor time`] : [];
  return { text, seconds, ...tried, problems: [...tried.problems, ...slow] };
}

type Outcome = Pick<Tried, 'ending' | 'problems'>;

function checkText(text: string): Outcome {
  try {
    loadText(text);
    return { ending: 'done', problems: [] };
  } catch (error) {
    if (!(error instanceof ScenarioError))
      return { ending: 'refused', problems: [`it ended in ${String((error as Error).stack)}`] };
    const vague = error.problems.filter((problem) =>
      [problem.file, problem.path, problem.found, problem.allowed, problem.fix].includes(''),
    );
    return {
      ending: 'refused',
      problems: vague.map((problem) => `a problem lacks something: ${JSON.stringify(problem)}`),
    };
  }
}

async function runText(text: string, folder: string): Promise<Outcome> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'case.yaml'), text);
  const line = 'run case.yaml --spells --meters --workers 1 --progress none --out o';
  const { exitCode, stdout, stderr } = await command(line, { cwd: folder });
  const told =
    /\bNaN\b|Infinity|undefined|\[object/u.exec(stdout) === null
      ? []
      : [`the terminal says: ${stdout}`];
  if (exitCode === 2)
    return {
      ending: 'refused',
      problems: readdirSync(folder).includes('o') ? ['refused, and a folder was made'] : [],
    };
  if (exitCode !== 0) return { ending: 'done', problems: [`exit code ${exitCode}: ${stderr}`] };
  const record = JSON.parse(readFileSync(path.join(folder, 'o/run.json'), 'utf8')) as {
    scenario: { horizonMinutes: number };
  };
  return {
    ending: 'done',
    problems: [
      ...told,
      ...problemsOfResults(path.join(folder, 'o'), record.scenario.horizonMinutes),
    ],
  };
}
