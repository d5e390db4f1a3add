// `offsupply solve`: reads the question, tries values until the answer is narrow, writes the files,
// prints the answer.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { mostAt } from '../experiment/summary.ts';
import { fewestForPrecision } from '../experiment/stopping-rule.ts';
import type { Point } from '../explore/points.ts';
import { readAsked, type Asked, type AskedWords } from '../explore/solve/ask.ts';
import { valueOnGrid, type Problem, type Sample, type Wanted } from '../explore/solve/problem.ts';
import { scannedIndices } from '../explore/solve/scan.ts';
import { searchValue, type Answer } from '../explore/solve/solve.ts';
import type { Frontier, Solved } from '../explore/solve/solved.ts';
import type { Sought } from '../explore/solve/sought.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { csvText } from '../outputs/csv.ts';
import { jsonText, type Json } from '../outputs/json.ts';
import { frontierRows, frontierTable, solveRows, solveTable } from '../outputs/solve-columns.ts';
import { solvePageFiles } from '../outputs/explore/solve-page.ts';
import { frontierJson, frontierText, solvedJson, solvedText } from '../outputs/solve-report.ts';
import { loadScenario } from '../scenario/load.ts';
import { commandText, optionWords } from '../outputs/command-text.ts';
import { explore, type Exploration } from './exploration.ts';
import { explorationWords, type ExploreOptions } from './explore-options.ts';
import { exitCodes, type Host } from './host.ts';
import { checkPolicies, overridesOf } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { version } from './version.ts';

export interface SolveOptions extends ExploreOptions, AskedWords {
  readonly maxReplications: number;
  /** Values of the coarse scan, and of the first path where two are given. */
  readonly points: number;
}

export async function solve(path: string, options: SolveOptions, host: Host): Promise<number> {
  refuseOthers(options);
  const asked = askedOf(path, options, host);
  const about = asked.conditions.flatMap(({ policy, reference }) => [
    policy,
    ...(reference === undefined ? [] : [reference]),
  ]);
  const needed: SolveOptions = {
    ...options,
    policies: options.policies ?? [...new Set(about)],
    segment: [...new Set(asked.conditions.map(({ segment }) => segment))],
  };
  return explore(
    { command: 'solve', path, options: needed, typed: options },
    host,
    async (exploration) => {
      const search = new Search(asked, options, exploration);
      search.check();
      const reached = await exploration.runDesign(search.scan(), search.replications);
      if (reached !== 'whole') {
        exploration.progress.message(
          reached === 'dry'
            ? 'That is the coarse scan; narrowing takes two to ten times as many runs again.'
            : 'That is a part of the coarse scan. merge joins the parts, then simulates the ' +
                'rest of the search on its machine.',
        );
        return exitCodes.done;
      }
      if (options.gather !== undefined)
        exploration.progress.message(
          'The coarse scan of all shards is joined. The search goes on from it.',
        );
      const found = await search.find();
      return tell(found, { path, exploration, options, host });
    },
  );
}

/** @throws UsageError for options of the other exploring commands that make no sense here */
function refuseOthers({ shard, keepRuns, threshold, segment }: SolveOptions): void {
  if (shard !== undefined && keepRuns !== undefined)
    throw new UsageError(
      '--keep-runs: merge, which finishes the search of shards, keeps no runs; leave out ' +
        '--keep-runs, or leave out --shard and search on one machine',
    );
  if (threshold !== undefined)
    throw new UsageError('--threshold: a limit that has to be kept is written after --such-that');
  if (segment !== undefined)
    throw new UsageError(
      '--segment: write the homes into the condition: policy:metric{vulnerable=yes}<x',
    );
}

/** @throws ScenarioError, UsageError */
function askedOf(path: string, options: SolveOptions, host: Host): Asked {
  const loaded = loadScenario(path, scenarioFilesFor(host), {
    overrides: overridesOf(options),
    keepCapacities: options.keepCapacities === true,
    checkThreshold: thresholdMistake,
  });
  checkPolicies(loaded.scenario, options.policies);
  return readAsked(options, loaded);
}

class Search {
  readonly #asked: Asked;
  readonly #exploration: Exploration;
  readonly #problem: Problem;
  readonly #points: number;

  constructor(asked: Asked, { maxReplications, points }: SolveOptions, exploration: Exploration) {
    this.#asked = asked;
    this.#exploration = exploration;
    this.#points = points;
    const replications = Math.max(fewestForPrecision, exploration.replications);
    this.#problem = {
      grid: this.#sought.grid,
      limits: asked.conditions,
      replications,
      atMost: Math.max(maxReplications, replications),
      scanned: points,
      ...(asked.precision === undefined ? {} : { precision: asked.precision }),
    };
  }

  /** Replications of each value at first. */
  get replications(): number {
    return this.#problem.replications;
  }

  get #sought(): Sought {
    return this.#asked.sought.at(-1)!;
  }

  get #held(): Sought | undefined {
    return this.#asked.sought.length === 2 ? this.#asked.sought[0] : undefined;
  }

  /** Checks the ends of a range in the whole scenario. @throws ScenarioError */
  check(): void {
    const { lastIndex } = this.#sought.grid;
    for (const held of this.#heldIndices())
      for (const index of [0, lastIndex]) this.#exploration.check(this.#pointAt(index, held));
  }

  /** The points that are tried in any case. */
  scan(): readonly Point[] {
    const scanned = scannedIndices(this.#sought.grid, this.#points);
    return this.#heldIndices().flatMap((held) =>
      scanned.map((index) => this.#pointAt(index, held)),
    );
  }

  async find(): Promise<Solved | Frontier> {
    const { conditions } = this.#asked;
    const sought = this.#sought;
    const held = this.#held;
    if (held === undefined) return { sought, conditions, answer: await this.#solve() };
    const along: { value: number; answer: Answer }[] = [];
    for (const index of this.#heldIndices())
      along.push({ value: valueOnGrid(held.grid, index!), answer: await this.#solve(index) });
    return { held, sought, conditions, along };
  }

  #heldIndices(): readonly (number | undefined)[] {
    return this.#held === undefined ? [undefined] : scannedIndices(this.#held.grid, this.#points);
  }

  #pointAt(index: number, held: number | undefined): Point {
    const before = held === undefined ? [] : this.#held!.settingsAt(held);
    return { settings: [...before, ...this.#sought.settingsAt(index)] };
  }

  async #solve(held?: number): Promise<Answer> {
    const search = searchValue(this.#problem);
    let step = search.next([]);
    while (step.done !== true) step = search.next(await this.#samples(step.value, held));
    return step.value;
  }

  /** Tries values, grouped by number of replications. */
  async #samples(wanted: readonly Wanted[], held: number | undefined): Promise<readonly Sample[]> {
    for (const replications of new Set(wanted.map((one) => one.replications))) {
      const together = wanted.filter((one) => one.replications === replications);
      await this.#exploration.run(
        together.map(({ index }) => this.#pointAt(index, held)),
        replications,
      );
    }
    return wanted.map(({ index, replications }) => {
      const figures = this.#exploration.figuresAt(this.#pointAt(index, held), replications);
      return this.#asked.conditions.map(({ policy, reference, place }) => {
        const rows = figures.metricsOf(policy);
        const most = mostAt(rows, place);
        const own = rows.map((row) => row[place]!);
        if (reference === undefined)
          return { values: own, ...(most === undefined ? {} : { most }) };
        const other = figures.metricsOf(reference);
        const values = own.map((value, replication) => value - other[replication]![place]!);
        return { values, most: most ?? Infinity, isDifference: true };
      });
    });
  }
}

interface Telling {
  /** Of the scenario, as typed. */
  readonly path: string;
  readonly exploration: Exploration;
  readonly options: SolveOptions;
  readonly host: Host;
}

/** Writes the files and prints the answer. @returns the exit code */
async function tell(
  found: Solved | Frontier,
  { path: typedPath, exploration, options, host }: Telling,
): Promise<number> {
  const { out, folder, progress, signal, scenario, started } = exploration;
  const directory = openOutputDirectory(
    folder,
    (name) => /^(?:solve|frontier|chart-)/u.test(name),
    host.files,
  );
  const facts = {
    ...{ title: scenario.title, households: scenario.households, seed: scenario.seed, version },
    command: commandOf(typedPath, options),
  };
  const base64 = (text: string): string => createHash('sha256').update(text).digest('base64');
  const files = [...tablesOf(found), ...solvePageFiles(found, facts, base64)];
  for (const { path, text } of files) await directory.write(path, [text], signal);
  progress.finish();
  const seconds = (Date.now() - started.getTime()) / 1000;
  const json = (): Json => ('held' in found ? frontierJson(found) : solvedJson(found));
  const paths = files.map(({ path }) => join(out, path));
  if (options.json === true)
    host.stdout.write(jsonText({ ...(json() as object), version, out, files: paths, seconds }));
  else host.stdout.write('held' in found ? frontierText(found) : solvedText(found));
  progress.message(`${files.length} files in ${join(out, '/')} after ${seconds.toFixed(1)} s`);
  return isAnswered(found) ? exitCodes.done : exitCodes.threshold;
}

/** The command that gives the same answer, without options for workers, folders and shards. */
function commandOf(path: string, options: SolveOptions): string {
  const { find, step, suchThat, precision, maxReplications, points } = options;
  return commandText([
    ...['solve', path],
    ...optionWords({ find, in: options.in, step, suchThat, precision, maxReplications, points }),
    ...explorationWords(options),
  ]);
}

function tablesOf(
  found: Solved | Frontier,
): readonly { readonly path: string; readonly text: string }[] {
  if (!('held' in found))
    return [{ path: solveTable.path, text: csvText(solveTable, solveRows(found)) }];
  const { held, sought, conditions, along } = found;
  const rows = along.flatMap(({ value, answer }) =>
    solveRows({ sought, conditions, answer }, held.textOf(value)),
  );
  return [
    { path: frontierTable.path, text: csvText(frontierTable, frontierRows(found)) },
    { path: solveTable.path, text: csvText(solveTable, rows) },
  ];
}

/** Whether some value surely keeps every limit. */
function isAnswered(found: Solved | Frontier): boolean {
  return 'held' in found
    ? found.along.some(({ answer }) => answer.kind !== 'none')
    : found.answer.kind !== 'none';
}
