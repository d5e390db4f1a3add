// `offsupply sensitivity`: finds the assumptions that matter most. Varies the ranges of a scenario
// by a method, writes sensitivity.csv and sensitivity.html, prints what decides the level and the
// ranking of policies.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { metrics, segmentNames, type MetricName } from '../experiment/metrics.ts';
import { judge } from '../experiment/threshold.ts';
import type { Factor } from '../explore/factor.ts';
import { basePoint, type Point } from '../explore/points.ts';
import {
  morrisDesign,
  oatDesign,
  strongest,
  type Design,
  type Method,
  type Outcome,
} from '../explore/sensitivity/assessment.ts';
import {
  allOutcomes,
  assessAll,
  bestPolicies,
  gridFactorOf,
  headlineOutcomes,
  outcomeOf,
  studyPoints,
  type AssessedOutcome,
  type Headline,
  type Study,
} from '../explore/sensitivity/study.ts';
import { uniformsOf } from '../explore/sensitivity/uniforms.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { csvChunks } from '../outputs/csv.ts';
import { dataPackage, withDocuments, type FileRecord } from '../outputs/data-package.ts';
import { jsonText } from '../outputs/json.ts';
import { sensitivityRows, sensitivityTable } from '../outputs/explore/sensitivity-columns.ts';
import { sensitivityPage, sensitivityPagePath } from '../outputs/explore/sensitivity-page.ts';
import type { SensitivityReport } from '../outputs/explore/sensitivity-report.ts';
import {
  sensitivityJson,
  sensitivityMarkdown,
  sensitivityText,
} from '../outputs/explore/sensitivity-text.ts';
import { nearest } from '../scenario/nearest.ts';
import { noFailure } from '../scenario/scenario.ts';
import { commandText, optionWords } from '../outputs/command-text.ts';
import { exitCodeFor, explore, type Exploration } from './exploration.ts';
import { explorationWords } from './explore-options.ts';
import { exitCodes, type Host } from './host.ts';
import { withPoliciesOfQuestion, type PoliciesAsked } from './sensitivity-policies.ts';
import { version } from './version.ts';

export interface SensitivityOptions extends PoliciesAsked {
  readonly method?: Method;
  readonly trajectories?: number;
  readonly points?: number;
  readonly metric?: readonly MetricName[];
  readonly markdown?: true;
}

/** Enough to separate effects from random variation, since all points share it. */
export const sensitivityReplications = 4;
/** Up to this many points, `oat` is the default method. */
const pointsOfOat = 200;
const strongestMost = 10;
export const defaultTrajectories = 10;
export const defaultRows = 128;

export async function sensitivity(
  path: string,
  typed: SensitivityOptions,
  host: Host,
): Promise<number> {
  const options = withPoliciesOfQuestion(path, typed, host);
  const onPolicies = options.aboutPolicies === undefined ? [] : [options.aboutPolicies];
  const replications = options.replications ?? String(sensitivityReplications);
  return explore(
    { command: 'sensitivity', path, options: { ...options, replications } },
    host,
    async (exploration) => {
      for (const remark of onPolicies) exploration.progress.message(remark);
      const names = options.metric ?? ['excess_hours_off', 'excess_households_off'];
      const outcomes = outcomesAsked(exploration, names, options);
      const { factors, remarks } = factorsAsked(exploration, names, options);
      const method = methodFor(factors, options, exploration);
      checkEnds(exploration, factors);
      const screens =
        method === 'sobol' && options.factors === undefined && factors.length > strongestMost;
      const designed = {
        path,
        exploration,
        options,
        outcomes,
        remarks: [...onPolicies, ...remarks],
        host,
      };
      if (screens) return screenThenSobol(factors, designed);
      const design =
        method === 'sobol' ? sobolDesign(factors, designed) : designOf(method, factors, designed);
      const points = [basePoint, ...studyPoints(factors, design)];
      if ((await exploration.runDesign(points)) !== 'whole') return exitCodes.done;
      return write(studyOf(factors, design, exploration), points, designed);
    },
  );
}

interface Designed {
  /** Of the scenario, as typed. */
  readonly path: string;
  readonly exploration: Exploration;
  readonly options: SensitivityOptions;
  readonly outcomes: readonly Outcome[];
  readonly remarks: readonly string[];
  readonly host: Host;
}

/**
 * Estimates Sobol' indices for the factors with the strongest elementary effects only, since they
 * cost many points per factor.
 */
async function screenThenSobol(factors: readonly Factor[], designed: Designed): Promise<number> {
  const { exploration, options, outcomes } = designed;
  const screening = designOf('morris', factors, designed);
  const screened = [basePoint, ...studyPoints(factors, screening)];
  if (options.shard !== undefined || options.gather !== undefined)
    throw new UsageError(
      '--shard: which factors are strongest is known only when all points of --method ' +
        'morris are there: ' +
        'run that first, then name the strongest with --factors',
    );
  if (options.dryRun === true) {
    const chosen = factors.slice(0, strongestMost);
    const both = [...screened, ...studyPoints(chosen, sobolDesign(chosen, designed))];
    await exploration.runDesign(both);
    return exitCodes.done;
  }
  exploration.progress.message(
    `first the elementary effects of ${factors.length} factors, then Sobol’ indices of the ` +
      `${strongestMost} strongest`,
  );
  await exploration.run(screened);
  const { level, ranking } = headlineOf(designed);
  const looked = outcomes.filter(({ policy, reference }) =>
    [level, ranking].some(
      (place) =>
        place !== undefined &&
        outcomes[place]!.policy === policy &&
        outcomes[place]!.reference === reference,
    ),
  );
  const found = assessAll(
    studyOf(factors, screening, exploration),
    looked.length === 0 ? outcomes : looked,
  );
  const places = strongest(
    found.map((one) => one.sensitivity),
    strongestMost,
  );
  if (places.length === 0)
    throw new UsageError(
      'no factor is told from chance: give more --replications or --trajectories, or name ' +
        'factors with --factors',
    );
  const chosen = places.map((place) => factors[place]!);
  exploration.progress.message(`strongest: ${chosen.map(({ name }) => name).join(', ')}`);
  const design = sobolDesign(chosen, designed);
  const points = [basePoint, ...studyPoints(chosen, design)];
  await exploration.run(points);
  const remark =
    `The ${chosen.length} strongest of ${factors.length} assumptions by their elementary ` +
    `effects (${options.trajectories ?? defaultTrajectories} ` +
    'trajectories); the others stay as the scenario has them.';
  const remarks = [remark, ...designed.remarks];
  return write(studyOf(chosen, design, exploration), [...screened, ...points.slice(1)], {
    ...designed,
    remarks,
  });
}

function studyOf(factors: readonly Factor[], design: Design, exploration: Exploration): Study {
  return {
    factors,
    design,
    figuresAt: (point) => exploration.figuresAt(point),
    segments: exploration.scenario.segments,
  };
}

function designOf(
  method: 'oat' | 'morris',
  factors: readonly Factor[],
  { exploration, options }: Designed,
): Design {
  const grid = factors.map(gridFactorOf);
  if (method === 'oat') return oatDesign(grid);
  return morrisDesign(
    grid,
    options.trajectories ?? defaultTrajectories,
    uniformsOf(`morris ${exploration.scenario.seed}`),
  );
}

/**
 * Random rows, since intervals assume independent rows; Sobol' points of few rows in many
 * dimensions are not independent.
 */
function sobolDesign(factors: readonly Factor[], { exploration, options }: Designed): Design {
  const uniform = uniformsOf(`sobol ${exploration.scenario.seed}`);
  const rows = Array.from({ length: options.points ?? defaultRows }, () =>
    Array.from({ length: 2 * factors.length }, uniform),
  );
  return { method: 'sobol', scheme: { factors: factors.length, secondOrder: true }, rows };
}

/** @throws UsageError for options of another method */
function methodFor(
  factors: readonly Factor[],
  { method, trajectories, points }: SensitivityOptions,
  { progress }: Exploration,
): Method {
  const count = 1 + studyPoints(factors, oatDesign(factors.map(gridFactorOf))).length;
  const chosen = method ?? (count <= pointsOfOat ? 'oat' : 'morris');
  if (method === undefined && chosen === 'morris')
    progress.message(
      `--method morris: one at a time would take ${count} points, more than ` +
        `${pointsOfOat}; --method oat does it all the same`,
    );
  if (trajectories !== undefined && chosen === 'oat')
    throw new UsageError(
      '--trajectories goes with --method morris or sobol: oat has each end of each range',
    );
  if (points !== undefined && chosen !== 'sobol')
    throw new UsageError(
      '--points goes with --method sobol; ' +
        (chosen === 'oat' ? 'oat has each end of each range' : 'with morris give --trajectories'),
    );
  return chosen;
}

interface FactorsAsked {
  readonly factors: readonly Factor[];
  readonly remarks: readonly string[];
}

/** The factors chosen. Costs of acts are factors only if a metric is in pounds. */
function factorsAsked(
  exploration: Exploration,
  names: readonly MetricName[],
  { only, factors }: SensitivityOptions,
): FactorsAsked {
  const chosen = exploration.factors({ ...(only && { only }), ...(factors && { factors }) });
  const inPounds = metrics.some(({ name, unit }) => names.includes(name) && unit === 'gbp');
  if (inPounds || factors !== undefined) return chosen;
  const kept = chosen.factors.filter(({ path }) => !path.startsWith('costs.'));
  const left = chosen.factors.length - kept.length;
  if (left === 0 || kept.length === 0) return chosen;
  const remark = `The ${left} ranges of costs are left out: they move no metric asked for.`;
  exploration.progress.message(remark);
  return { factors: kept, remarks: [...chosen.remarks, remark] };
}

/** Checks each end alone, before anything is run. @throws ScenarioError */
function checkEnds(exploration: Exploration, factors: readonly Factor[]): void {
  for (const factor of factors)
    for (const end of [0, 1]) exploration.check({ settings: factor.settingsAt(end) });
}

/** @throws UsageError for a policy that there is not, or that is not run */
function outcomesAsked(
  { scenario, loaded, layout }: Exploration,
  names: readonly MetricName[],
  { of }: SensitivityOptions,
): readonly Outcome[] {
  const known = segmentNames(scenario.segments);
  const segments = layout.segments.map((place) => known[place]!);
  if (of === undefined) return allOutcomes(scenario, names, segments);
  const form = '"policy" or "policy vs policy", such as "mp134a-mp185 vs no-intervention"';
  const written = of.trim().split(/\s+vs\s+/u);
  const [policy = '', reference] = written;
  if (written.length > 2 || policy === '') throw new UsageError(`--of ${of}: write ${form}`);
  const run = scenario.policies.map(({ id }) => id);
  for (const id of written) {
    if (run.includes(id)) continue;
    const all = loaded.scenario.policies.map((one) => one.id);
    if (all.includes(id))
      throw new UsageError(`--of ${of}: ${id} is not run: add it to --policies`);
    const meant = nearest(id, all);
    throw new UsageError(
      `--of ${of}: there is no policy ` +
        `${id}.${meant === undefined ? '' : ` Did you mean ${meant}?`} The scenario has ` +
        `${all.join(', ')}; write ${form}.`,
    );
  }
  if (policy === reference)
    throw new UsageError(`--of ${of}: a policy differs from another: name two`);
  if (
    reference === undefined &&
    policy === noFailure &&
    names.every((name) => name.startsWith('excess'))
  )
    throw new UsageError(
      `--of ${of}: ${noFailure} has no excess: name a --metric such as households_off`,
    );
  return segments.flatMap((segment) =>
    names.map((metric) =>
      outcomeOf({ policy, ...(reference === undefined ? {} : { reference }) }, metric, segment),
    ),
  );
}

function headlineOf({ exploration, options, outcomes }: Designed): Headline {
  if (options.of === undefined)
    return headlineOutcomes(exploration.scenario, outcomes, exploration.figuresAt(basePoint));
  const isPair = outcomes[0]!.reference !== undefined;
  return { level: isPair ? undefined : 0, ranking: isPair ? 0 : undefined };
}

async function write(study: Study, points: readonly Point[], designed: Designed): Promise<number> {
  const { exploration, options, host } = designed;
  const { scenario, progress, signal, out } = exploration;
  const report = reportOf(study, points.length, assessAll(study, designed.outcomes), designed);
  const names = [sensitivityTable.path, sensitivityPagePath, 'datapackage.json'];
  const directory = openOutputDirectory(
    exploration.folder,
    (name) => names.includes(name),
    host.files,
  );
  const csv = await directory.write(
    sensitivityTable.path,
    csvChunks(sensitivityTable, sensitivityRows(report)),
    signal,
  );
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
  const page = await directory.write(
    sensitivityPagePath,
    [sensitivityPage(report, sha256)],
    signal,
  );
  const resources = [{ table: sensitivityTable as never, file: csv }];
  const document = {
    path: sensitivityPagePath,
    title: 'Sensitivity',
    description: 'Which assumptions decide: one page without script.',
    file: page,
  };
  const described = withDocuments(
    dataPackage({ title: scenario.title, description: scenario.description, version, resources }),
    [document],
  );
  const files: readonly FileRecord[] = [
    csv,
    page,
    await directory.write('datapackage.json', [described], signal),
  ];
  progress.finish();
  if (options.json === true)
    host.stdout.write(
      jsonText({
        ...sensitivityJson(report),
        version,
        out,
        files: files.map((file) => ({ ...file, path: join(out, file.path) })),
      }),
    );
  else
    host.stdout.write(
      options.markdown === true ? sensitivityMarkdown(report) : sensitivityText(report),
    );
  progress.message(`${files.map(({ path }) => path).join(', ')} in ${join(out, '/')}`);
  return exitCodeFor(missedThresholds(points, exploration));
}

function reportOf(
  study: Study,
  points: number,
  outcomes: readonly AssessedOutcome[],
  designed: Designed,
): SensitivityReport {
  const { exploration, remarks } = designed;
  const { scenario, replications } = exploration;
  return {
    ...{
      title: scenario.title,
      version,
      command: commandOf(designed, study.design.method),
      method: study.design.method,
      points,
      remarks,
    },
    ...{ households: scenario.households, replications, seed: scenario.seed },
    factors: study.factors.map((factor) => ({
      name: factor.name,
      label: factor.label,
      low: factor.low,
      high: factor.high,
      default: factor.default,
      textAt: (at: number) => factor.levelAt(at).text,
    })),
    policies: scenario.policies.map(({ id, label }) => ({ id, label })),
    outcomes,
    ...headlineOf(designed),
    best: bestPolicies(study, scenario),
  };
}

/** The command that gives the same results, without options for workers, folders and shards. */
function commandOf({ path, options }: Designed, method: Method): string {
  return commandText([
    ...['sensitivity', path, '--method', method],
    ...optionWords({
      trajectories: options.trajectories,
      points: options.points,
      metric: options.metric,
      of: options.of,
    }),
    ...explorationWords(options),
  ]);
}

/**
 * Prints for each condition at how many points it is not met.
 * @returns how many conditions are missed somewhere
 */
function missedThresholds(points: readonly Point[], exploration: Exploration): number {
  const { thresholds, progress } = exploration;
  const missed = thresholds.thresholds.map((threshold) => ({
    text: threshold.text,
    count: points.filter((point) => !judge(threshold, exploration.figuresAt(point)).met).length,
  }));
  for (const { text, count } of missed)
    if (count > 0) progress.message(`not met at ${count} of ${points.length} points: ${text}`);
  return missed.filter(({ count }) => count > 0).length;
}
