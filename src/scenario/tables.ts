// CSV files that a scenario names: their values replace the reference before the scenario is
// resolved.
import type { Problem } from '../errors.ts';
import { tooMuchCsv, type CsvRow, type ScenarioFiles } from './files.ts';
import { isMap, type KeyPath, type PlainMap } from './kind.ts';
import { nearest } from './nearest.ts';
import { dateOf, dayNumberOf } from './units.ts';
import { pathText, shorten } from './yaml-text.ts';

/** The source of the values that replace a reference. */
export interface Table {
  /** Path of the map that names the file. */
  readonly path: KeyPath;
  readonly file: string;
  readonly rows: readonly CsvRow[];
  readonly column: number;
}

export interface Inlined {
  readonly document: unknown;
  readonly tables: readonly Table[];
  readonly problems: readonly Problem[];
}

/** A problem with the reference at this path. */
type Report = (path: KeyPath, allowed: string, fix: string) => Problem;

interface Context {
  readonly files: ScenarioFiles;
  /** The scenario, whose folder contains all files it may name. */
  readonly root: string;
  /** The file that has the value at a path. */
  readonly sayer: (path: KeyPath) => string;
  readonly report: Report;
}

export function inlineTables(document: unknown, context: Context): Inlined {
  const tables: Table[] = [];
  const problems: Problem[] = [];
  const visit = (value: unknown, path: KeyPath): unknown => {
    if (Array.isArray(value)) return value.map((part, index) => visit(part, [...path, index]));
    if (!isMap(value)) return value;
    const key = path.at(-1);
    if (typeof value['csv'] === 'string' && (key === 'empirical' || key === 'weather')) {
      const read = readTable(value, path, context);
      if (!('rows' in read)) {
        problems.push(read);
        return value;
      }
      tables.push(read);
      if (key === 'empirical')
        return { values: read.rows.slice(1).map((row) => cellValue(row.cells[read.column] ?? '')) };
      const days = weatherOf(read);
      if ('temperatures' in days) return days;
      problems.push(days);
      return 'gb';
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, visit(part, [...path, name])]),
    );
  };
  return { document: visit(document, []), tables, problems };
}

function readTable(
  reference: PlainMap,
  path: KeyPath,
  { files, root, sayer, report }: Context,
): Table | Problem {
  const csv = String(reference['csv']);
  const at = [...path, 'csv'];
  const allowed = 'a CSV file in the folder of the scenario or below it';
  const file = files.resolve(csv, sayer(at), root);
  if (typeof file !== 'string')
    return report(at, allowed, `copy the file beside the scenario: ${file.refused}`);
  const text = files.read(file);
  if (text === undefined) return report(at, allowed, `check the name: there is no ${file}`);
  if (typeof text !== 'string') return report(at, allowed, `name another file: ${text.refused}`);
  const tooMuch = tooMuchCsv(text);
  if (tooMuch !== undefined)
    return {
      ...report(
        at,
        tooMuch.allowed,
        `keep fewer rows and columns of ${file}: a random sample does as well`,
      ),
      found: `${shorten(csv)}, ${tooMuch.found}`,
    };
  let rows: readonly CsvRow[];
  try {
    rows = files.rows(text);
  } catch (error) {
    return report(
      at,
      'a CSV file: a header line, then as many cells in every line',
      `mend ${file}: ${error instanceof Error ? error.message : 'it is not CSV'}`,
    );
  }
  const header = rows[0]?.cells ?? [];
  if (rows.length < 2)
    return report(at, 'a CSV file with a header line and at least one row', `add rows to ${file}`);
  if (path.at(-1) === 'weather') return { path, file, rows, column: weatherColumns(header)[1] };
  const column = header.indexOf(String(reference['column']));
  if (column >= 0) return { path, file, rows, column };
  const meant = nearest(String(reference['column']), header) ?? header.join(' or ');
  return report(
    [...path, 'column'],
    `a heading of ${file}: ${shorten(header.join(', '))}`,
    `write ${shorten(meant)}`,
  );
}

/**
 * A number if it looks like one, else the text: a duration, or a mistake that the kind of value
 * there refuses.
 */
const cellValue = (cell: string): number | string =>
  /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;

/** Columns of the date and of the temperature: by heading, else the first two. */
function weatherColumns(header: readonly string[]): readonly [number, number] {
  const names = header.map((name) => name.toLowerCase());
  const named = [names.indexOf('date'), names.indexOf('temperature')] as const;
  return named[0] >= 0 && named[1] >= 0 ? named : [0, 1];
}

function weatherOf({
  path,
  file,
  rows,
  column,
}: Table): { firstDay: string; temperatures: number[] } | Problem {
  const [header, ...days] = rows;
  const [dateColumn] = weatherColumns(header?.cells ?? []);
  const temperatures: number[] = [];
  let firstDay = 0;
  const refuseAt =
    (line: number) =>
    (found: string, allowed: string, fix: string): Problem => ({
      ...{ file, line, path: pathText(path), found: shorten(found) || 'nothing', allowed, fix },
    });
  const first = header?.cells[dateColumn] ?? '';
  // A date in the header would be lost.
  if (dayNumberOf(first) !== undefined)
    return refuseAt(header!.line)(
      first,
      'a header line above the days',
      'put date,temperature above it',
    );
  for (const { line, cells } of days) {
    const refuse = refuseAt(line);
    const day = dayNumberOf(cells[dateColumn] ?? '');
    if (day === undefined)
      return refuse(
        cells[dateColumn] ?? '',
        'a date as 2022-01-10 in the date column',
        'write year, month and day as 2022-01-10',
      );
    if (temperatures.length === 0) firstDay = day;
    const expected = firstDay + temperatures.length;
    if (day !== expected)
      return refuse(dateOf(day), 'one row for each day, in order', `put ${dateOf(expected)} here`);
    const temperature = cellValue(cells[column] ?? '');
    if (typeof temperature !== 'number' || temperature < -40 || temperature > 50) {
      return refuse(
        cells[column] ?? '',
        'a daily mean temperature in °C, from -40 to 50',
        'write a number such as 7.5',
      );
    }
    temperatures.push(temperature);
  }
  return { firstDay: dateOf(firstDay), temperatures };
}

/** The cell that a problem at this path is about, if any. */
export function cellBehind(
  tables: readonly Table[],
  path: KeyPath,
): (Pick<Problem, 'file' | 'line' | 'found'> & { row: CsvRow }) | undefined {
  const address = path.join('.');
  const table = tables.find((one) => address.startsWith(`${one.path.join('.')}.values.`));
  const row = table?.rows[Number(path.at(-1)) + 1];
  if (table === undefined || row === undefined) return undefined;
  return {
    file: table.file,
    line: row.line,
    found: shorten(row.cells[table.column] ?? '') || 'nothing',
    row,
  };
}
