// `npm run test:typescript`: the types of the package under each version of TypeScript that
// docs/USING.md says it works with, fetched from the registry.
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkTypes, installPackage, output } from './installed-package.ts';

/** The first is the least; before 5.4 the types of zod, which ours use, need --skipLibCheck. */
const versions = ['5.4.5', '5.6.3', '5.8.3', '6.0.3', '7.0.2'];
const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-typescript-'));
try {
  const foreign = path.join(folder, 'foreign');
  mkdirSync(foreign);
  installPackage(foreign);
  const compilerOf = (version: string): string => {
    const own = path.join(folder, version);
    mkdirSync(own);
    output(
      'npm',
      [
        'install',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--prefix',
        own,
        `typescript@${version}`,
      ],
      own,
    );
    return path.join(own, 'node_modules/typescript/bin/tsc');
  };
  for (const version of versions) {
    checkTypes(foreign, compilerOf(version));
    console.log(`TypeScript ${version}: the types are sound`);
  }
  checkTypes(foreign, compilerOf('5.0.4'), true);
  console.log('TypeScript 5.0.4: the types are sound with --skipLibCheck');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
