// The files of a run as tests compare them: every one in its folder, byte for byte.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Texts by path within the folder, hidden files and folders included; of run.json and shard.json
 * all but `environment`, which may differ.
 */
export function resultsIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(folder, name);
      if (statSync(file).isDirectory()) return [name, '(a folder)'];
      const text = readFileSync(file, 'latin1');
      if (!['run.json', 'shard.json'].includes(path.basename(name))) return [name, text];
      return [name, JSON.stringify({ ...(JSON.parse(text) as object), environment: {} })];
    }),
  );
}
