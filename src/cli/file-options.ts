// `--no-report`, `--files` and `--series`: which files a run writes, and which hours are in them.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { seriesChoices, type SeriesChoice } from '../experiment/series-bands.ts';
import { reportOnlyTables, tableFile, tableNames, type TableName } from '../outputs/file-names.ts';
import { nearest } from '../scenario/nearest.ts';

export interface FileOptions {
  /** False with `--no-report`. */
  readonly report: boolean;
  readonly files?: readonly TableName[];
  readonly series: SeriesChoice;
}

/** What is written beside run.json and datapackage.json. */
export interface FileChoice {
  readonly report: boolean;
  /** README.csv and csv-metadata.json. */
  readonly coverSheet: boolean;
  /** Files of the tables that may be written; all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly series: SeriesChoice;
}

export function addFileOptions(command: Command): Command {
  return command
    .option('--no-report', `leave out the report, its pictures, and ${listed(reportOnlyTables)}, which only the report needs`)
    .option(
      '--files <names>',
      `write only these tables, by name with commas between, and neither report nor cover sheet: ${tableNames.join(', ')}; ` +
        'run.json and datapackage.json are always written',
      names,
    )
    .addOption(
      new Option(
        '--series <hours>',
        'hours in timeseries.csv: thinned has each hour of the first week, those about each event of the failure, and each sixth ' +
          'hour; daily has midnights; none leaves the file and its chart out',
      )
        .choices(seriesChoices)
        .default('thinned'),
    );
}

function names(value: string): readonly TableName[] {
  return value.split(',').map((written) => {
    const name = tableNames.find((one) => one === written.trim().replace(/\.csv$/u, ''));
    if (name !== undefined) return name;
    const meant = nearest(written, tableNames);
    throw new InvalidArgumentError(
      `There is no table ${written}.${meant === undefined ? '' : ` Did you mean ${meant}?`} There are ${tableNames.join(', ')}.`,
    );
  });
}

/** The tables named, with those that --spells and --meters add; undefined where none are named. */
export function tablesNamed(options: Pick<FileOptions, 'files'> & { readonly spells?: true; readonly meters?: true }) {
  const added = (['spells', 'meters'] as const).filter((name) => options[name]);
  return options.files && [...options.files, ...added];
}

/**
 * @param holds what is only there where the run was told to keep it
 * @throws UsageError when a table is named whose rows the run does not have
 */
export function fileChoice(
  { report, files, series }: FileOptions,
  holds: Readonly<Record<'spells' | 'meters' | 'uncertainty', boolean>>,
): FileChoice {
  if (files === undefined) {
    if (report) return { report, coverSheet: true, series };
    return {
      report,
      coverSheet: true,
      series,
      only: new Set(tableNames.filter((name) => !reportOnlyTables.includes(name)).map(tableFile)),
    };
  }
  const options = { spells: '--spells', meters: '--meters', uncertainty: '--parameter-uncertainty' };
  for (const name of ['spells', 'meters', 'uncertainty'] as const) {
    if (files.includes(name) && !holds[name])
      throw new UsageError(`--files ${name}: ${tableFile(name)} is only written by a run with ${options[name]}`);
  }
  if (files.includes('timeseries') && series === 'none')
    throw new UsageError('--files timeseries and --series none say opposite things: leave one of them out');
  return { report: false, coverSheet: false, series, only: new Set(files.map(tableFile)) };
}

function listed(tables: readonly TableName[]): string {
  const [last, ...others] = tables.map(tableFile).reverse();
  return `${others.reverse().join(', ')} and ${last!}`;
}
