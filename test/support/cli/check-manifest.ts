// Manifests held against the published schema of what reads them, as types: no key that there is
// not, none missing, no value that is not allowed.
import path from 'node:path';
import ts from 'typescript';

interface Manifest {
  readonly file: string;
  readonly value: unknown;
  /** The type it must be of, and the module that exports it. */
  readonly type: string;
  readonly module: string;
}

const options: ts.CompilerOptions = {
  ...{
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  },
  ...{
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    allowImportingTsExtensions: true,
  },
};

/** What is wrong with any of them, each with the manifest's name. */
export function problemsOfManifests(manifests: readonly Manifest[]): readonly string[] {
  const texts = new Map(
    manifests.map(({ file, value, type, module }) => [
      path.join(import.meta.dirname, `${file}.checked.ts`),
      `import type { ${type} } from '${module}';\nexport const manifest: ${type} = ` +
        `${JSON.stringify(value, null, 2)};\n`,
    ]),
  );
  const host = ts.createCompilerHost(options);
  host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name);
  host.readFile = (name) => texts.get(name) ?? ts.sys.readFile(name);
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = path.basename(file?.fileName ?? '').replace('.checked.ts', '');
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
