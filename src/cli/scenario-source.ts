// Scenario files, with paths relative to the host's folder.
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { scenarioFilesOnDisk } from '../files/scenario-files.ts';
import type { ScenarioPage } from '../scenario/assumptions.ts';
import type { ScenarioFiles } from '../scenario/files.ts';
import type { LoadedScenario } from '../scenario/load.ts';
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

/** The files of a loaded scenario, named as in tables: without their folders. */
export function namedPages({ pages }: LoadedScenario): readonly ScenarioPage[] {
  return pages.map((page) => ({ ...page, name: basename(page.name) }));
}
