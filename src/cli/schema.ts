// `offsupply schema`: the JSON Schema of scenario files, on stdout or in a file.
import { dirname, resolve } from 'node:path';
import { makeFolder, nodeFiles, writeWhole } from '../files/file-operations.ts';
import { scenarioJsonSchema } from '../scenario/json-schema.ts';
import { exitCodes, type Host } from './host.ts';

export interface SchemaOptions {
  readonly out?: string;
}

export function schema({ out }: SchemaOptions, host: Host): number {
  if (out === undefined) host.stdout.write(schemaText());
  else {
    const file = resolve(host.cwd, out);
    makeFolder(dirname(file), nodeFiles);
    writeWhole(file, new TextEncoder().encode(schemaText()), nodeFiles);
    host.stderr.write(`wrote ${out}\n`);
  }
  return exitCodes.done;
}

export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
