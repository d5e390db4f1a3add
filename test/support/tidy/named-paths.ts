// Files and folders that comments name.
import path from 'node:path';
import { commentsOf, projectFiles, type SourceFile } from './source-files.ts';

/** `scenario/load.ts`, `docs/MODEL.md` or `src/cli`; not `meters.csv` or `run.json`, which runs write. */
const pathPattern =
  /(?<![\w./-])(?:\.{1,2}\/)*\w[\w.-]*(?:\/[\w.-]+)*\.(?:ts|mjs|md)\b|(?<![\w./-])(?:src|test|docs|scenarios)\/[\w./-]+/gu;

/** Names in comments for which there is no file or folder, each with where it stands. */
export function missingPaths(files: readonly SourceFile[]): readonly string[] {
  const known = projectFiles();
  const exists = (named: string, from: string): boolean => {
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
  return files.flatMap((file) =>
    commentsOf(file.text, file.path).flatMap(({ text, line }) =>
      [...text.matchAll(pathPattern)]
        .map(([named]) => named.replace(/[./]+$/u, ''))
        .filter((named) => !exists(named, file.path))
        .map((named) => `${file.path}:${line} names ${named}`),
    ),
  );
}
