// Runs a command line in this process, with streams that remember; and writes the small scenario
// the tests run.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeFiles, type FileOperations } from '../../../src/files/file-operations.ts';
import { runCli } from '../../../src/cli/program.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  readonly columns?: number;
  readonly files?: FileOperations;
  /** Instead of the words of the line, where they hold blanks or nothing. */
  readonly words?: readonly string[];
  /** Empty by default. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of each text as it is written to stdout. */
  readonly onOutput?: (text: string) => void;
}

/** @param line words with single blanks between them */
export async function command(line: string, options: CommandOptions = {}): Promise<Outcome> {
  const {
    cwd = process.cwd(),
    signal = new AbortController().signal,
    columns = 100,
    files = nodeFiles,
    environment = {},
    onOutput,
  } = options;
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    columns,
    write(text: string) {
      written[name] += text;
      if (name === 'stdout') onOutput?.(text);
      return true;
    },
  });
  const exitCode = await runCli({
    argv: options.words ?? (line === '' ? [] : line.split(' ')),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    cwd,
    files,
    environment,
    interruption: () => signal,
  });
  return { exitCode, ...written };
}

const smallScenario = `title: A small book
description: For tests
extends: defaults.yaml
start: 2022-01-10
horizon: 21d
warmUp: 7d
households: 60
replications: 4
seed: small
population:
  meterKinds: { smets2: 0.7, smets1-enrolled: 0.1, smets1-unenrolled: 0.1, legacy: 0.1 }
support: { agents: 1 }
policies:
  no-intervention: { label: No intervention }
  held: { label: Held, certificates: { revoked: onboarding }, identifiers: { moved: onboarding }, agent: { acts: true } }
reference: no-intervention
`;

/** Puts small.yaml in a folder; more lines may be set on top of it. */
export function putSmallScenario(folder: string, name = 'small.yaml', text = smallScenario): void {
  writeFileSync(path.join(folder, name), text);
}
