// Compiles src with a few texts changed, in memory, and says what no longer compiles.
import path from 'node:path';
import ts from 'typescript';
import { root } from '../tidy/source-files.ts';

/** A change of one file: `find` stands in it once. */
export interface Edit {
  /** From the root of the project, such as `src/experiment/metrics.ts`. */
  readonly path: string;
  readonly find: string;
  readonly replaceWith: string;
}

export interface CompileError {
  readonly path: string;
  readonly message: string;
}

const settings = readSettings();
/** Files that were read once are not read again, nor checked again where nothing they import has changed. */
let latest: ts.SemanticDiagnosticsBuilderProgram | undefined;

/** The errors of the project's own compiler settings, one a message, in order of files. */
export function compileErrorsAfter(edits: readonly Edit[]): readonly CompileError[] {
  const host = ts.createIncrementalCompilerHost(settings.options);
  const read = (file: string): string | undefined => editedText(file, ts.sys.readFile(file), edits);
  host.readFile = read;
  host.getSourceFile = (file, languageVersion) => {
    const text = read(file);
    const known = latest?.getSourceFile(file);
    if (known !== undefined && known.text === text) return known;
    if (text === undefined) return undefined;
    const source = ts.createSourceFile(file, text, languageVersion, true);
    // What the compiler knows a changed file by.
    return Object.assign(source, { version: ts.sys.createHash!(text) });
  };
  latest = ts.createSemanticDiagnosticsBuilderProgram(
    settings.fileNames,
    settings.options,
    host,
    latest,
  );
  const found = [
    ...latest.getConfigFileParsingDiagnostics(),
    ...latest.getOptionsDiagnostics(),
    ...latest.getGlobalDiagnostics(),
    ...latest.getSyntacticDiagnostics(),
    ...latest.getSemanticDiagnostics(),
  ];
  return found.map(({ file, messageText }) => ({
    path: file === undefined ? '' : fromRoot(file.fileName),
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

/** tsconfig.json, for what is shipped: src. */
function readSettings(): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as {
    readonly config: object;
  };
  return ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
}

function editedText(
  file: string,
  text: string | undefined,
  edits: readonly Edit[],
): string | undefined {
  let edited = text;
  for (const { find, replaceWith } of edits.filter((edit) => edit.path === fromRoot(file))) {
    const parts: readonly string[] = edited?.split(find) ?? [];
    if (parts.length !== 2) {
      throw new Error(
        `${fromRoot(file)} has "${find}" ${parts.length - 1} times instead of once: mend the recipe's test`,
      );
    }
    edited = parts.join(replaceWith);
  }
  return edited;
}

const fromRoot = (file: string): string => path.relative(root, file).split(path.sep).join('/');
