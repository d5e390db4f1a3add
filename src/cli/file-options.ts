// `--no-report`, `--files` and `--series`: the files that a run writes, and the hours in them.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { seriesChoices, type SeriesChoice } from '../experiment/series-bands.ts';
import {
  bulkTables,
  drawnTables,
  reportOnlyTables,
  tableFile,
  tableNames,
  type TableName,
} from '../outputs/file-names.ts';
import { nearest } from '../scenario/nearest.ts';

export interface FileOptions {
  /** False with `--no-report`. */
  readonly report: boolean;
  readonly files?: readonly TableName[];
  readonly series: SeriesChoice;
  readonly parquet?: true;
  readonly vegaLite?: true;
}

/** Files that are written besides run.json and datapackage.json. */
export interface FileChoice {
  readonly report: boolean;
  /** README.csv and csv-metadata.json. */
  readonly coverSheet: boolean;
  /** Files of the tables that may be written; all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly series: SeriesChoice;
  readonly parquet: boolean;
  /** Whether Vega-Lite specifications of the charts are written. */
  readonly vegaLite: boolean;
}

export function addFileOptions(command: Command): Command {
  return command
    .option(
      '--no-report',
      `leave out the report, its pictures, and ${listed(reportOnlyTables)}, which only the ` +
        'report needs',
    )
    .option(
      '--files <names>',
      'write only these tables, by name with commas between, and neither report nor cover ' +
        `sheet: ${tableNames.join(', ')}; ` +
        'run.json and datapackage.json are always written',
      tableList,
    )
    .option(
      '--parquet',
      'also write replications, timeseries, spells and meters as Parquet, where their CSV ' +
        'is written: same columns, with types',
    )
    .option(
      '--vega-lite',
      'also write each chart of the report as a Vega-Lite specification, chart-….vl.json, ' +
        'which reads the CSV files beside it',
    )
    .addOption(
      new Option(
        '--series <hours>',
        'hours in timeseries.csv: thinned has each hour of the first week, those about ' +
          'each event of the failure, and each sixth ' +
          'hour; daily has midnights; none leaves the file and its chart out',
      )
        .choices(seriesChoices)
        .default('thinned'),
    );
}

/** `summary,comparison`, for options that choose tables. */
export function tableList(value: string): readonly TableName[] {
  return value.split(',').map((written) => {
    const name = tableNames.find((one) => one === written.trim().replace(/\.csv$/u, ''));
    if (name !== undefined) return name;
    const meant = nearest(written, tableNames);
    throw new InvalidArgumentError(
      'There is no table ' +
        `${written}.${meant === undefined ? '' : ` Did you mean ${meant}?`} There are ` +
        `${tableNames.join(', ')}.`,
    );
  });
}

/** The tables named, with those that --spells and --meters add; undefined where none are named. */
export function tablesNamed(
  options: Pick<FileOptions, 'files'> & { readonly spells?: true; readonly meters?: true },
) {
  const added = (['spells', 'meters'] as const).filter((name) => options[name]);
  return options.files && [...options.files, ...added];
}

/**
 * @param holds rows that a run has only if it was asked to keep them
 * @throws UsageError when a named table's rows are missing from the run
 */
export function fileChoice(
  { report, files, series, parquet: asked, vegaLite: specified }: FileOptions,
  holds: Readonly<Record<'spells' | 'meters' | 'uncertainty', boolean>>,
): FileChoice {
  const parquet = asked === true;
  const vegaLite = specified === true;
  if (vegaLite && (!report || files !== undefined))
    throw new UsageError(
      '--vega-lite writes the charts of the report: leave out --no-report and --files, or ' +
        '--vega-lite',
    );
  if (files === undefined) {
    if (report) return { report, coverSheet: true, series, parquet, vegaLite };
    return {
      report,
      coverSheet: true,
      series,
      parquet,
      vegaLite,
      only: new Set(tableNames.filter((name) => !reportOnlyTables.includes(name)).map(tableFile)),
    };
  }
  const needs: readonly (readonly [TableName, keyof typeof holds, string])[] = [
    ['spells', 'spells', '--spells'],
    ['meters', 'meters', '--meters'],
    ...drawnTables.map((name) => [name, 'uncertainty', '--uncertainty habits or all'] as const),
  ];
  for (const [name, held, option] of needs) {
    if (files.includes(name) && !holds[held])
      throw new UsageError(
        `--files ${name}: ${tableFile(name)} is only written by a run with ${option}`,
      );
  }
  if (files.includes('timeseries') && series === 'none')
    throw new UsageError(
      '--files timeseries and --series none say opposite things: leave one of them out',
    );
  if (parquet && !bulkTables.some((name) => files.includes(name)))
    throw new UsageError(
      `--parquet writes ${bulkTables.join(', ')} as Parquet, and --files names none of ` +
        'them: name one, or leave --parquet out',
    );
  return {
    report: false,
    coverSheet: false,
    series,
    parquet,
    vegaLite,
    only: new Set(files.map(tableFile)),
  };
}

function listed(tables: readonly TableName[]): string {
  const [last, ...others] = tables.map(tableFile).reverse();
  return `${others.reverse().join(', ')} and ${last!}`;
}
