// The files of the project as the tidy tests read them: text, imports, comments.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface SourceFile {
  /** From the root of the project, such as `src/cli/main.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Comment {
  readonly text: string;
  /** 1 for the first. */
  readonly line: number;
}

/** Every file under version control or about to be, from the root of the project. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file !== '' && existsSync(path.join(root, file)));
}

/** The TypeScript files of folders such as `src` or `test/reference`. */
export function typescriptFiles(...folders: readonly string[]): readonly SourceFile[] {
  return projectFiles()
    .filter(
      (file) =>
        // What is written in AssemblyScript (src/kernel/platform.as.ts) is not TypeScript.
        /(?<!\.as)\.ts$/u.test(file) && folders.some((folder) => file.startsWith(`${folder}/`)),
    )
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** What a file imports or exports from, type imports included, as written. */
export const importsOf = (text: string): readonly string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

export const parse = ({ path: file, text }: SourceFile): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

export const lineOf = (tree: ts.SourceFile, position: number): number =>
  tree.getLineAndCharacterOfPosition(position).line + 1;

export function commentsOf(text: string, file = 'file.ts'): readonly Comment[] {
  const tree = parse({ path: file, text });
  const found = new Map<number, Comment>();
  const keep = (ranges: readonly ts.CommentRange[] = []): void => {
    for (const { pos, end } of ranges) {
      found.set(pos, { text: text.slice(pos, end), line: lineOf(tree, pos) });
    }
  };
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(tree);
    // Only where a token begins or ends: within a string or template there is no comment.
    if (children.length === 0) {
      keep(ts.getLeadingCommentRanges(text, node.getFullStart()));
      keep(ts.getTrailingCommentRanges(text, node.getEnd()));
    }
    children.forEach(visit);
  };
  visit(tree);
  return [...found.values()].sort((a, b) => a.line - b.line);
}
