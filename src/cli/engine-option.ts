// `--engine`: which build of the kernel simulates. Results do not depend on it.
import { Option, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { engines, isBuilt, whyNoWasm, type Engine } from '../simulation/kernel-builds.ts';

export interface EngineOption {
  readonly engine?: Engine;
}

export function addEngine(command: Command): Command {
  return command.addOption(
    new Option(
      '--engine <build>',
      'which build of the simulation runs: wasm is faster (default, where it can be made); ' +
        'the results are the same',
    ).choices(engines),
  );
}

/** The build to run, and a remark if the default cannot be used. */
export function engineFor({ engine }: EngineOption): {
  readonly engine: Engine;
  readonly remarks: readonly string[];
} {
  if (engine === 'typescript') return { engine, remarks: [] };
  const why = whyNoWasm();
  if (why === undefined) return { engine: 'wasm', remarks: [] };
  if (engine === 'wasm')
    throw new UsageError(
      `--engine wasm: WASM cannot be made here: ${why}; leave it out, or use --engine typescript`,
    );
  const remark =
    `WASM cannot be made here (${why}): the TypeScript build runs, which takes about twice ` +
    'as long';
  return { engine: 'typescript', remarks: isBuilt() ? [remark] : [] };
}
