// Runs one command line with both builds and compares what they write.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from '../builds/build-commit.ts';
import { enginesOffered, onlyEngine, type EngineChoice } from '../builds/engines.ts';
import type { Case } from './cases.ts';
import { compareResults, type Comparison } from './compare-results.ts';

export interface Outcome extends Comparison {
  readonly case: Case;
  readonly engine: EngineChoice;
}

/** Success, and results that miss a threshold of the scenario. */
const finished = [0, 3];

/** Runs a case once with the old build and with every engine of the new one. */
export async function runCase(
  given: Case,
  oldBuild: string,
  newBuild: string,
  ending: string,
): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offsupply-identity-'));
  try {
    const oldResults = join(folder, 'old');
    await runBuild(oldBuild, 'old', given, onlyEngine, oldResults);
    const outcomes: Outcome[] = [];
    for (const engine of enginesOf(newBuild, given.words[0]!)) {
      const newResults = join(folder, 'new');
      await runBuild(newBuild, 'new', given, engine, newResults);
      outcomes.push({ case: given, engine, ...compareResults(oldResults, newResults, ending) });
      rmSync(newResults, { recursive: true });
    }
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const enginesByCommand = new Map<string, readonly EngineChoice[]>();
function enginesOf(build: string, command: string): readonly EngineChoice[] {
  const key = `${build} ${command}`;
  const engines = enginesByCommand.get(key) ?? enginesOffered(programOf(build), command);
  enginesByCommand.set(key, engines);
  return engines;
}

/** Leaves the files of the run in the folder, its standard output and exit code beside them. */
async function runBuild(
  build: string,
  side: string,
  given: Case,
  engine: EngineChoice,
  folder: string,
): Promise<void> {
  mkdirSync(folder);
  // The same relative folder for both, since the table printed at the end names it.
  const out = given.writesFiles ? ['--out', 'files'] : [];
  const words = [programOf(build), ...given.words, ...engine.words, ...out];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === null || !finished.includes(code)) {
    const line = [...given.words, ...engine.words].join(' ');
    throw new Error(
      `the ${side} build ended with code ${code}: offsupply ${line}\n${firstLinesOf(stderr)}`,
    );
  }
  writeFileSync(join(folder, 'standard-output.txt'), Buffer.concat(stdout));
  writeFileSync(join(folder, 'exit-code.txt'), `${code}\n`);
}

function firstLinesOf(text: string): string {
  return text.split('\n').slice(0, 4).join('\n');
}
