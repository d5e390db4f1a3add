// The engines a build can run a command with. Builds from before the option have one, unnamed.
import { spawnSync } from 'node:child_process';

const engineNames = ['wasm', 'typescript'] as const;

/** Words that choose an engine, and how to call it in a table. */
export interface EngineChoice {
  readonly name: string;
  readonly words: readonly string[];
}

export const onlyEngine: EngineChoice = { name: 'the only engine', words: [] };

/** The engines that `<command> --help` offers, or the only one where it has no such option. */
export function enginesOffered(program: string, command: string): readonly EngineChoice[] {
  const help = spawnSync(process.execPath, [program, command, '--help'], { encoding: 'utf8' });
  if (help.status !== 0) throw new Error(`${program} ${command} --help failed:\n${help.stderr}`);
  return enginesInHelp(help.stdout);
}

export function enginesInHelp(help: string): readonly EngineChoice[] {
  if (!/^ +--engine\b/mu.test(help)) return [onlyEngine];
  return engineNames.map((name) => ({ name, words: ['--engine', name] }));
}
