// `offsupply check`: runs scenarios at the size of their baselines and reports what moved, or makes
// new baselines; runs worked cases and reports figures that are not as expected.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { coordinate } from '../experiment/coordinate.ts';
import { memoryStore, type RecordStore } from '../experiment/record-store.ts';
import { replicationsOf } from '../experiment/shard.ts';
import { isCaseName, judgeCase, readCase, type WorkedCase } from '../experiment/worked-case.ts';
import { readBaseline, writeBaseline } from '../files/baseline-files.ts';
import { shippedCaseNames, shippedScenarioNames } from '../files/scenario-files.ts';
import type { ReplicationJob } from '../files/runner-thread.ts';
import { runnersFor } from '../files/worker-pool.ts';
import { naming } from '../files/file-operations.ts';
import { writeOutputs } from '../files/write-outputs.ts';
import { baselineOf, type Baseline } from '../outputs/baseline.ts';
import {
  caseJson,
  casesMarkdown,
  caseText,
  isAsExpected,
  type CheckedCase,
} from '../outputs/case-report.ts';
import {
  checkedAgainst,
  checkJson,
  checkMarkdown,
  checkText,
  hasMoved,
  missingBaselinesMarkdown,
  type Checked,
} from '../outputs/check-report.ts';
import { jsonText } from '../outputs/json.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { exitCodes, type Host } from './host.ts';
import { identify } from './run-identity.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress } from './terminal.ts';
import { version } from './version.ts';

export interface CheckOptions {
  readonly update?: boolean;
  readonly baselines?: string;
  readonly households?: number;
  readonly replications?: number;
  readonly keepCapacities?: true;
  readonly workers?: number;
  readonly format: 'text' | 'markdown';
  readonly json?: true;
}

/** Default size of a baseline: small enough to run at every commit. */
const usualSize = { households: 100, replications: 6 } as const;

export async function check(
  paths: readonly string[],
  options: CheckOptions,
  host: Host,
): Promise<number> {
  const { update = false, json = false } = options;
  const named = paths.length > 0 ? paths : [...shippedScenarioNames(), ...shippedCaseNames()];
  // Everything is read before anything runs.
  const cases = named
    .filter(isCaseName)
    .map((name) => ({ name, ...readCase(name, scenarioFilesFor(host)) }));
  const subjects = subjectsOf(
    named.filter((name) => !isCaseName(name)),
    options,
    host,
  );
  const { checked, checkedCases } = await runAll(subjects, cases, options, host);
  if (json)
    host.stdout.write(
      jsonText({ scenarios: checked.map(checkJson), cases: checkedCases.map(caseJson) }),
    );
  else if (options.format === 'markdown')
    host.stdout.write(
      [checkMarkdown(checked), casesMarkdown(checkedCases)]
        .filter((text) => text !== '')
        .join('\n'),
    );
  else host.stdout.write([...checked.map(checkText), ...checkedCases.map(caseText)].join(''));
  const wrong = checkedCases.filter((one) => !isAsExpected(one)).length;
  if (wrong > 0) host.stderr.write(`${wrong} of ${checkedCases.length} cases not as expected\n`);
  const moved = update ? 0 : checked.filter(hasMoved).length;
  if (moved > 0)
    host.stderr.write(
      `${moved} of ${checked.length} scenarios moved. If they were meant to: check again ` +
        `with --update, and commit the baselines with the reason.\n`,
    );
  return wrong > 0 || moved > 0 ? exitCodes.threshold : exitCodes.done;
}

/** A scenario to check, at the size of its run. */
interface Subject {
  readonly name: string;
  readonly scenario: Scenario;
  readonly keepCapacities: boolean;
  /** Folder of its baseline. */
  readonly folder: string;
  /** Absent for a first baseline, or one of another size. */
  readonly before: Baseline | undefined;
}

/** @throws UsageError naming every scenario without a baseline */
function subjectsOf(
  paths: readonly string[],
  options: CheckOptions,
  host: Host,
): readonly Subject[] {
  const { update = false, households, replications } = options;
  if (
    !update &&
    (households !== undefined || replications !== undefined || options.keepCapacities !== undefined)
  ) {
    throw new UsageError(
      'a check is run at the size of the baseline: give --households, --replications and ' +
        '--keep-capacities with --update',
    );
  }
  const files = scenarioFilesFor(host);
  const subjects = paths.map((path): Subject => {
    const { files: read } = loadScenario(path, files);
    const folder = options.baselines ?? join(dirname(read[0]!), 'baselines');
    const { name } = parse(path);
    const before = readBaseline(resolve(host.cwd, folder), name);
    const size = {
      households: households ?? before?.households ?? usualSize.households,
      replications: replications ?? before?.replications ?? usualSize.replications,
    };
    const overrides = Object.entries(size).map(([key, value]) => ({
      path: key,
      value: String(value),
      option: `--${key} ${value}`,
    }));
    const keepCapacities = options.keepCapacities ?? before?.keepCapacities ?? false;
    const { scenario } = loadScenario(path, files, { overrides, keepCapacities });
    const sameSize =
      before?.households === scenario.households &&
      before.replications === scenario.replications &&
      before.keepCapacities === keepCapacities;
    return { name, scenario, keepCapacities, folder, before: sameSize ? before : undefined };
  });
  const without = subjects
    .filter(({ before }) => before === undefined)
    .map(({ name, folder }) => join(folder, name));
  if (without.length > 0 && !update) {
    if (options.format === 'markdown') host.stdout.write(missingBaselinesMarkdown(without));
    throw new UsageError(
      `there is no baseline ${without.map((file) => `${file}.*.csv`).join(', ')}: make it ` +
        'with --update',
    );
  }
  return subjects;
}

interface NamedCase extends WorkedCase {
  readonly name: string;
}

interface AllChecked {
  /** Comparisons of scenarios that had a baseline. */
  readonly checked: readonly Checked[];
  readonly checkedCases: readonly CheckedCase[];
}

async function runAll(
  subjects: readonly Subject[],
  cases: readonly NamedCase[],
  { update = false, workers = 1 }: CheckOptions,
  host: Host,
): Promise<AllChecked> {
  const signal = host.interruption();
  const { stderr, environment } = host;
  const total = [...subjects, ...cases].reduce(
    (sum, { scenario }) => sum + scenario.replications,
    0,
  );
  const progress = startProgress({ total, unit: 'replications', stream: stderr, environment });
  const checked: Checked[] = [];
  const checkedCases: CheckedCase[] = [];
  let done = 0;
  const how = {
    ...{ workers, signal },
    onProgress(more: number) {
      progress.update(done + more);
    },
  };
  try {
    for (const subject of subjects) {
      const { name, scenario, folder, before } = subject;
      const now = await runAnew(subject, how);
      done += scenario.replications;
      if (before !== undefined) checked.push(checkedAgainst(name, before, now));
      if (!update) continue;
      writeBaseline(resolve(host.cwd, folder), name, now, host.files);
      progress.message(`wrote ${join(folder, name)}.run.csv and .metrics.csv`);
    }
    for (const one of cases) {
      const { scenario, name, title } = one;
      const { replications } = scenario;
      const store = await replicated(
        { scenario, keepSpells: false, keepMeters: false, contentKey: '' },
        how,
      );
      done += replications;
      checkedCases.push({ name, title, replications, verdicts: judgeCase(one, store) });
    }
  } finally {
    progress.finish();
  }
  return { checked, checkedCases };
}

interface Effort {
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Runs every replication of a scenario, in memory. */
async function replicated(job: ReplicationJob, { workers, ...how }: Effort): Promise<RecordStore> {
  const { households, replications } = job.scenario;
  const store = memoryStore(job.contentKey);
  await coordinate({
    replications: replicationsOf(replications),
    runners: workers,
    startRunner: runnersFor(job, workers),
    ...{ store, households, ...how },
  });
  return store;
}

/**
 * Runs a scenario as `offsupply run --spells --meters` does, into a folder that is removed again.
 */
async function runAnew({ scenario, keepCapacities }: Subject, effort: Effort): Promise<Baseline> {
  const { scenarioSha256, contentKey } = identify(scenario, { spells: true, meters: true });
  // Made before the run, which is useless if there is no space.
  const directory = naming('make a folder in', tmpdir(), () =>
    mkdtempSync(join(tmpdir(), 'offsupply-check-')),
  );
  try {
    const store = await replicated(
      { scenario, keepSpells: true, keepMeters: true, contentKey },
      effort,
    );
    const run = { directory, scenario, scenarioSha256, version, store, signal: effort.signal };
    const files = await writeOutputs({ ...run, spells: true, meters: true, environment: {} });
    return baselineOf({ scenario, scenarioSha256, keepCapacities, store, files });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
