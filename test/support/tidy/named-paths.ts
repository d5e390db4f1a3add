// Files and folders that comments name.
import path from 'node:path';
import { commentsOf, projectFiles, type SourceFile } from './source-files.ts';

/**
 * `scenario/load.ts`, `docs/MODEL.md` or `src/cli`; not `meters.csv` or `run.json`, which runs
 * write.
 */
const pathPattern =
  /(?<![\w./-])(?:\.{1,2}\/)*\w[\w.-]*(?:\/[\w.-]+)*\.(?:ts|mjs|md)\b|(?<![\w./-])(?:src|test|docs|scenarios)\/[\w./-]+/gu;

/** Names in comments for which there is no file or folder, each with where it stands. */
export function missingPaths(files: readonly SourceFile[]): readonly string[] {
  const isThere = lookUp();
  return files.flatMap((file) =>
    commentsOf(file.text, file.path).flatMap(({ text, line }) =>
      pathsIn(text)
        .filter((named) => !isThere(named, file.path))
        .map((named) => `${file.path}:${line} names ${named}`),
    ),
  );
}

/** The same of a page in Markdown, of what stands in `code type`. */
export function missingPathsOfPage(page: SourceFile): readonly string[] {
  const isThere = lookUp();
  return [...page.text.matchAll(/`([^`\n]+)`/gu)]
    .flatMap(([, code]) => pathsIn(code!))
    .filter((named) => !isThere(named, page.path));
}

const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(pathPattern)].map(([named]) => named.replace(/[./]+$/u, ''));

function lookUp(): (named: string, from: string) => boolean {
  const known = projectFiles();
  return (named, from) => {
    const beside = path.posix.join(path.posix.dirname(from), named);
    return known.some(
      (file) =>
        file === beside ||
        file === named ||
        file.endsWith(`/${named}`) ||
        file.startsWith(`${named}/`) ||
        file.startsWith(`${beside}/`),
    );
  };
}
