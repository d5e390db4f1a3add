// The package as it goes out, in a folder that is nothing of ours, as `npm install` would put it
// there; the packages it needs are links to those here.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What `npm pack` says of the file it makes, in bytes. */
export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
}

/**
 * Needs a build.
 * @param folder empty; a package of ES modules is made of it, with the programs of docs/browser
 */
export function installPackage(folder: string): Packed {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  // Without its scripts, which would build and change the manifest in the folder that other tests
  // read.
  const [packed] = JSON.parse(
    output('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root),
  ) as readonly [Packed];
  output('tar', ['-xzf', path.join(folder, packed.filename), '-C', modules], folder);
  symlinkSync(path.join(modules, 'package'), path.join(modules, 'offsupply'));
  const { dependencies } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Manifest;
  for (const name of Object.keys(dependencies))
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const name of ['page.ts', 'worker.ts'])
    writeFileSync(path.join(folder, name), readFileSync(path.join(root, 'docs/browser', name)));
  return packed;
}

/** What a command prints; it must succeed. */
export function output(program: string, words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${program} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/**
 * Compiles programs that use all parts of the package, with no types of Node at hand.
 * @throws with what the compiler says
 */
export function checkTypes(folder: string, compiler: string, skipLibCheck = false): void {
  const compilerOptions = {
    ...{
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      lib: ['ES2022', 'DOM'],
      types: [],
    },
    ...{ strict: true, noEmit: true, skipLibCheck },
  };
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  );
  writeFileSync(path.join(folder, 'disk.ts'), usesFiles);
  output(process.execPath, [compiler, '-p', folder], folder);
}

const usesFiles = `import { loadScenario, simulate, type Scenario } from 'offsupply';
import { fileStore, scenarioFilesOnDisk, writeOutputs, type OutputOptions } from 'offsupply/files';
const scenario: Scenario = loadScenario('omni-2021.yaml', scenarioFilesOnDisk()).scenario;
export const files: Promise<readonly { readonly path: string }[]> = writeOutputs({
  directory: 'here', scenario, scenarioSha256: '', version: '1', store: simulate(scenario), spells: false, meters: false, environment: {},
} satisfies OutputOptions);
export const store = fileStore({ folder: 'there', contentKey: '' });
`;
