// The names of the tables and of the report's files that a run may write.

/** `summary` is the file summary.csv. */
export const tableNames = [
  'summary',
  'comparison',
  'uncertainty',
  'best-in-worlds',
  'worlds',
  'replications',
  'timeseries',
  'cuts-by-hour',
  'spells',
  'meters',
  'spell-lengths',
  'spell-gates',
  'timeline',
  'stories',
  'assumptions',
] as const;
export type TableName = (typeof tableNames)[number];

export function tableFile(name: TableName): string {
  return `${name}.csv`;
}

/** Tables that only a run with drawn assumptions has. */
export const drawnTables = [
  'uncertainty',
  'best-in-worlds',
  'worlds',
] as const satisfies readonly TableName[];

/** Tables that grow with replications, which --parquet writes as Parquet too. */
export const bulkTables = [
  'replications',
  'timeseries',
  'spells',
  'meters',
] as const satisfies readonly TableName[];

/** `spells.csv` → `spells.parquet` */
export function parquetPath(csvPath: string): string {
  return csvPath.replace(/\.csv$/u, '.parquet');
}

/** Tables that nothing but the report needs. */
export const reportOnlyTables: readonly TableName[] = ['spell-lengths', 'timeline', 'stories'];

export const reportPath = 'report.html';
const chartNames = [
  ...[
    'answer',
    'through-time',
    'spell-lengths',
    'long-spells',
    'who',
    'causes',
    'gates',
    'costs',
    'differences',
  ],
  'sources',
  ...['story-median', 'story-worst'],
];
/** Every file the report may consist of; which pictures there are depends on the run. */
export const reportPaths: readonly string[] = [
  reportPath,
  ...chartNames.map((name) => `chart-${name}.svg`),
];
/** Beside them, where they are asked for. */
export const specificationPaths: readonly string[] = chartNames.map(specificationPath);

/** A chart as Vega-Lite, beside its picture. */
export function specificationPath(chart: string): string {
  return `chart-${chart}.vl.json`;
}
