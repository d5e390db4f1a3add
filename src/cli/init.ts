// `offsupply init`: a starter scenario with the schema beside it, and what to do next.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { makeFolder, nodeFiles, writeWhole } from '../files/file-operations.ts';
import { starterScenario } from '../scenario/starter.ts';
import { exitCodes, type Host } from './host.ts';
import { schemaText } from './schema.ts';

export interface InitOptions {
  readonly force?: boolean;
}

export function init(
  folder: string,
  { force = false }: InitOptions,
  { cwd, stdout }: Host,
): number {
  const texts = { 'starter.yaml': starterScenario(), 'scenario.schema.json': schemaText() };
  const names = Object.keys(texts).map((name) => join(folder, name));
  const there = names.filter((name) => existsSync(resolve(cwd, name)));
  if (there.length > 0 && !force) {
    throw new UsageError(
      `${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} there already: name ` +
        'another folder, or write over with --force',
    );
  }
  makeFolder(resolve(cwd, folder), nodeFiles);
  for (const [name, text] of Object.entries(texts))
    writeWhole(resolve(cwd, folder, name), new TextEncoder().encode(text), nodeFiles);
  const scenario = names[0]!;
  const next = [
    [`offsupply validate ${scenario}`, 'check it after a change'],
    [`offsupply run ${scenario}`, 'run it'],
    [`offsupply trace ${scenario} --household 7`, 'follow one home'],
  ] as const;
  const width = Math.max(...next.map(([command]) => command.length));
  stdout.write(
    'Wrote ' +
      `${names.join(' and ')}.\n\nNext:\n${next.map(([command, what]) => `  ${command.padEnd(width)}   ${what}\n`).join('')}`,
  );
  return exitCodes.done;
}
