// What the numbers of these pages were made on: for each command that writes some, a checksum of
// everything whose move moves them. The command records it (made-on.json), and
// test/docs/made-on.test.ts names the command to run when something has moved since.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresOf, prepareOrdinaryLife } from '../src/calibration/ordinary-life.ts';
import { scenarioOf, settings, type Setting } from '../src/calibration/settings.ts';
import { scenarioFilesOnDisk } from '../src/files/scenario-files.ts';
import { loadScenario } from '../src/scenario/load.ts';
import { root } from './finished-runs.ts';

const record = join(root, 'docs/made-on.json');
const files = scenarioFilesOnDisk();
const sha256 = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);

/** Homes of the runs that stand for a setting of ordinary life, which has no baseline. */
const householdsOfLife = '40';

/** A text that moves when the thing does, by kind. */
const textOf = {
  /**
   * A shipped scenario: every metric of its baseline, and the size of the run that the page tells
   * of.
   */
  scenario: (name: string): string => {
    const { households, replications } = loadScenario(`${name}.yaml`, files).scenario;
    const metrics = readFileSync(join(root, `scenarios/baselines/${name}.metrics.csv`), 'utf8');
    return [metrics, households, replications].join('\0');
  },
  /** A setting of ordinary life: its size, and its figures on a small book. */
  life: (name: string): string => {
    const { households, replications } = loadScenario(scenarioOf(name as Setting), files).scenario;
    const overrides = [{ path: 'households', value: householdsOfLife, option: 'households' }];
    const life = prepareOrdinaryLife(
      loadScenario(scenarioOf(name as Setting), files, { overrides }).scenario,
    );
    return JSON.stringify([households, replications, figuresOf(life, 1)]);
  },
  file: (path: string): string => readFileSync(join(root, path), 'utf8'),
} as const;
type Kind = keyof typeof textOf;
/** Such as `scenario omni-2021`. */
type Source = `${Kind} ${string}`;

const scenarios = (...names: readonly string[]): readonly Source[] =>
  names.map((name) => `scenario ${name}` as const);
const lives = (...names: readonly Setting[]): readonly Source[] =>
  names.map((name) => `life ${name}` as const);

/** The accepted sets of habits. */
const posterior = 'file scenarios/calibration/posterior.csv';

/** By command (`npm run docs:…`), what its numbers stand on. */
const sources = {
  headline: [
    ...scenarios('who-acts-when', 'reference-winter', 'omni-2021', 'together-2022'),
    posterior,
  ],
  'safe-mode': scenarios('reference-winter'),
  'book-sizes': [...scenarios('reference-winter'), 'file docs/book-of-40000.yaml'],
  calibration: [
    ...lives(...settings),
    ...scenarios(
      'reference-winter',
      'present-day',
      'rebel-2025',
      'reference-summer',
      'tomato-2025',
    ),
    posterior,
  ],
  'trade-off': lives('calm', 'hard'),
  sensitivity: [...scenarios('reference-winter'), 'file scenarios/defaults.yaml'],
  questions: [...scenarios('reference-winter', 'who-acts-when'), 'file docs/questions.yaml'],
  reports: scenarios('reference-winter', 'omni-2021'),
} as const satisfies Readonly<Record<string, readonly Source[]>>;
export type PageCommand = keyof typeof sources;
export const pageCommands = Object.keys(sources) as readonly PageCommand[];

type Recorded = Readonly<Record<string, Readonly<Record<string, string>>>>;
const recorded = (): Recorded => JSON.parse(readFileSync(record, 'utf8')) as Recorded;

function checksumOf(source: Source): string {
  const [kind, name] = source.split(' ') as [Kind, string];
  return sha256(textOf[kind](name));
}

const checksumsOf = (command: PageCommand): Readonly<Record<string, string>> =>
  Object.fromEntries(sources[command].map((source) => [source, checksumOf(source)]));

/** Notes that the command has just written its numbers. */
export function recordMade(command: PageCommand): void {
  const all = { ...recorded(), [command]: checksumsOf(command) };
  const inOrder = Object.fromEntries(
    pageCommands.flatMap((name) => (name in all ? [[name, all[name]]] : [])),
  );
  writeFileSync(record, `${JSON.stringify(inOrder, null, 2)}\n`);
}

/** What has moved since the command wrote its numbers; everything, where it never has. */
export function movedSince(command: PageCommand): readonly string[] {
  const then = recorded()[command] ?? {};
  return Object.entries(checksumsOf(command)).flatMap(([source, now]) =>
    then[source] === now ? [] : [source],
  );
}

// Of a page that offsupply writes by itself: `tsx docs/made-on.ts sensitivity`, after it.
const [, script, command] = process.argv;
if (script === fileURLToPath(import.meta.url)) recordMade(command as PageCommand);
