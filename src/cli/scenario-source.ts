// Scenario files as seen from the host's folder.
import { basename, extname, isAbsolute, relative, resolve } from 'node:path';
import { scenarioFilesOnDisk } from '../files/scenario-files.ts';
import type { ScenarioPage } from '../scenario/assumptions.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import type { Host } from './host.ts';

/** Paths stay as the user wrote them, so that messages name files as the user does. */
export function scenarioFilesFor({ cwd }: Host): ScenarioFiles {
  const disk = scenarioFilesOnDisk();
  return {
    ...disk,
    read: (path) => disk.read(resolve(cwd, path)),
    resolve(reference, from, root) {
      const found = disk.resolve(reference, resolve(cwd, from), resolve(cwd, root));
      return typeof found === 'string' && !isAbsolute(from) ? relative(cwd, found) : found;
    },
  };
}

/** The files of a loaded scenario, as they are now; tables beside it say nothing of parameters. */
export function pagesOf(paths: readonly string[], files: ScenarioFiles): readonly ScenarioPage[] {
  const pages = paths.filter((path) => extname(path) !== '.csv');
  return pages.map((path) => ({ name: basename(path), text: files.read(path) as string }));
}
