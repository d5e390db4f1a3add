// `offsupply sweep`: runs the scenario at every point of a design, writes sweep.csv and sweep.html,
// prints what is best where.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { metrics, type MetricName } from '../experiment/metrics.ts';
import { judge } from '../experiment/threshold.ts';
import {
  designs,
  grid,
  latinHypercube,
  mostSobolDimensions,
  sobolPoints,
  type DesignName,
  type UnitPoint,
} from '../explore/designs.ts';
import {
  mainMetrics,
  pointOutcomes,
  sweepPoints,
  sweepRows,
  type Sweep,
} from '../explore/sweep.ts';
import { readVaried, type Varied } from '../explore/vary.ts';
import { openOutputDirectory } from '../files/output-directory.ts';
import { grouped } from '../scenario/numbers.ts';
import { withSegments } from '../outputs/columns.ts';
import { csvChunks } from '../outputs/csv.ts';
import { dataPackage, withDocuments, type FileRecord } from '../outputs/data-package.ts';
import { jsonText } from '../outputs/json.ts';
import { sweepPage } from '../outputs/explore/sweep-page.ts';
import { sweepJson, sweepText, type PointVerdict } from '../outputs/sweep-text.ts';
import { sweepTable } from '../outputs/sweep-columns.ts';
import type { ExploreOptions } from './explore-options.ts';
import { explore, exitCodeFor, type Exploration } from './exploration.ts';
import { exitCodes, type Host } from './host.ts';
import { tableStyle } from './terminal.ts';
import { version } from './version.ts';

export interface SweepOptions extends ExploreOptions {
  readonly vary?: readonly string[];
  readonly design?: DesignName;
  readonly points?: number;
  readonly metric?: readonly MetricName[];
}

const mostPoints = 100_000;
const mostVariedWithAll = 10;

export async function sweep(path: string, options: SweepOptions, host: Host): Promise<number> {
  return explore({ command: 'sweep', path, options }, host, async (exploration) => {
    const varied = variedOf(exploration, options);
    const design = designOf(varied, options, exploration.scenario.seed);
    checkLevels(exploration, varied);
    const points = sweepPoints(
      varied.map(({ factor }) => factor),
      design,
    );
    if ((await exploration.runDesign(points.map(({ point }) => point))) !== 'whole')
      return exitCodes.done;
    return writeSweep(
      exploration,
      {
        scenario: exploration.scenario,
        factors: varied.map(({ factor }) => factor),
        points,
        segments: exploration.layout.segments,
        figuresAt: (point) => exploration.figuresAt(point),
        metrics: metricsFor(varied, options, exploration),
      },
      options,
      host,
    );
  });
}

function variedOf(
  exploration: Exploration,
  { vary, only, factors }: SweepOptions,
): readonly Varied[] {
  if (vary !== undefined) {
    if (only !== undefined || factors !== undefined)
      throw new UsageError(
        '--vary says what is varied: leave out --only and --factors, which choose among ' +
          'the scenario’s ranges',
      );
    return readVaried(vary, exploration.loaded);
  }
  return exploration
    .factors({ ...(only && { only }), ...(factors && { factors }) })
    .factors.map((factor) => ({ factor, levels: undefined }));
}

/**
 * If many values are varied, sweep.csv has only the main metrics, since each row repeats every
 * varied value.
 */
function metricsFor(
  varied: readonly Varied[],
  { metric }: SweepOptions,
  { progress }: Exploration,
): readonly MetricName[] {
  if (metric !== undefined) return metric;
  if (varied.length <= mostVariedWithAll) return metrics.map(({ name }) => name);
  progress.message(
    `sweep.csv has the ${mainMetrics.length} main metrics of ${metrics.length}, since each ` +
      `row repeats ${varied.length} varied values; ` +
      '--metric all has every one, and runs nothing again',
  );
  return mainMetrics;
}

/** @throws UsageError if the options give no design */
function designOf(
  varied: readonly Varied[],
  { design, points, vary }: SweepOptions,
  seed: string,
): readonly UnitPoint[] {
  const chosen = design ?? (vary !== undefined && varied.length <= 2 ? designs[0] : designs[1]);
  if (chosen === 'grid') {
    if (points !== undefined)
      throw new UsageError(
        '--points goes with --design lhs or sobol: a grid has the values that --vary names',
      );
    const levels = varied.map(({ factor, levels: count }) => {
      if (count === undefined)
        throw new UsageError(
          `--vary ${factor.path}: a grid needs a number of values: write ` +
            `${factor.path}=${factor.low}..${factor.high}:5, or choose --design lhs`,
        );
      return count;
    });
    const count = levels.reduce((product, one) => product * one, 1);
    if (count > mostPoints)
      throw new UsageError(
        `--design grid: ${levels.join(' × ')} values make ${grouped(count)} points, more ` +
          `than ${grouped(mostPoints)}: write fewer values, or choose --design lhs --points ` +
          '1000',
      );
    return grid(levels);
  }
  const count = points ?? 128;
  if (chosen === 'lhs') return latinHypercube(count, varied.length, seed);
  if (varied.length > mostSobolDimensions)
    throw new UsageError(
      `--design sobol: ${varied.length} factors are more than ${mostSobolDimensions}: ` +
        'choose some with --factors',
    );
  return sobolPoints(count, varied.length, seed);
}

/** Checks each value alone, before anything is run. @throws ScenarioError */
function checkLevels(exploration: Exploration, varied: readonly Varied[]): void {
  for (const { factor, levels } of varied) {
    const count = Math.min(levels ?? 3, 50);
    for (let level = 0; level < count; level++)
      exploration.check({ settings: factor.settingsAt(level / (count - 1)) });
  }
}

async function writeSweep(
  exploration: Exploration,
  study: Sweep,
  options: SweepOptions,
  host: Host,
): Promise<number> {
  const { scenario, thresholds, out, progress, signal } = exploration;
  const outcomes = pointOutcomes(study);
  const verdicts = thresholds.thresholds.map((threshold): PointVerdict => ({
    threshold,
    missed: study.points
      .filter(({ point }) => !judge(threshold, exploration.figuresAt(point)).met)
      .map(({ number }) => number),
  }));
  const names = ['sweep.csv', 'sweep.html', 'datapackage.json'];
  const directory = openOutputDirectory(
    exploration.folder,
    (name) => names.includes(name),
    host.files,
  );
  const table = withSegments(sweepTable(study.factors.map(({ name }) => name)), scenario);
  const csv = await directory.write(table.path, csvChunks(table, sweepRows(study)), signal);
  const page = sweepPage(
    { study, outcomes, verdicts, version, replications: exploration.replications },
    (text) => createHash('sha256').update(text).digest('base64'),
  );
  const document = {
    path: 'sweep.html',
    title: 'The sweep',
    description: 'What is best at which values: one page without script.',
  };
  const html = await directory.write(document.path, [page], signal);
  const resources = [{ table: table as never, file: csv }];
  const described = withDocuments(
    dataPackage({ title: scenario.title, description: scenario.description, version, resources }),
    [{ ...document, file: html }],
  );
  const files: readonly FileRecord[] = [
    csv,
    html,
    await directory.write('datapackage.json', [described], signal),
  ];
  progress.finish();
  if (options.json === true) {
    host.stdout.write(
      jsonText({
        ...sweepJson(study, outcomes, verdicts),
        ...{ version, out, files: files.map((file) => ({ ...file, path: join(out, file.path) })) },
      }),
    );
  } else
    host.stdout.write(
      sweepText(study, outcomes, verdicts, tableStyle(host.environment, host.stdout, host.stderr)),
    );
  progress.message(`${files.map(({ path }) => path).join(', ')} in ${join(out, '/')}`);
  return exitCodeFor(verdicts.filter(({ missed }) => missed.length > 0).length);
}
