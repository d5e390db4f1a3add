// The program's version: that of package.json, two folders up both in a checkout (src/cli) and when
// built (dist/cli).
import { readFileSync } from 'node:fs';

export const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;
