// What must hold of the files of any run, read as a stranger would: from the files alone, sharing
// no code with the program.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

type Row = Readonly<Record<string, string>>;

/**
 * What is wrong with a folder of results, in words; nothing when all is well.
 * @param horizonMinutes of the run
 */
export function problemsOfResults(folder: string, horizonMinutes: number): readonly string[] {
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(problem);
  checkChecksums(folder, say);
  const tables = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => [name, rowsOf(folder, name, say)] as const),
  );
  const rowsIn = (name: string): readonly Row[] =>
    tables.get(name) ?? (say(`there is no ${name}`), []);
  const spells = rowsIn('spells.csv');
  const meters = rowsIn('meters.csv');
  const horizon = horizonMinutes / 60;
  for (const meter of meters) checkMeter(meter, horizon, say);
  checkSpells(spells, meters, horizonMinutes, say);
  checkSummary(rowsIn('summary.csv'), horizon, say);
  checkCounts(rowsIn('replications.csv'), spells, meters, say);
  return problems;
}

type Say = (problem: string) => void;

function checkChecksums(folder: string, say: Say): void {
  const record = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as {
    readonly files: readonly {
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
    }[];
  };
  const listed = new Set(['run.json', ...record.files.map((file) => file.path)]);
  for (const name of readdirSync(folder)) if (!listed.has(name)) say(`${name} is not in run.json`);
  for (const { path: name, bytes, sha256 } of record.files) {
    const content = readFileSync(path.join(folder, name));
    if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256)
      say(`${name} has another checksum than run.json says`);
  }
}

function rowsOf(folder: string, name: string, say: Say): readonly Row[] {
  const [header = [], ...lines] = parse(readFileSync(path.join(folder, name), 'utf8'), {});
  for (const [index, cells] of lines.entries())
    for (const cell of cells)
      if (
        /^(?:-?Infinity|NaN|undefined|null|\[object.*)$/u.test(cell) ||
        (/^[=+@\t\r-]/u.test(cell) && Number.isNaN(Number(cell)))
      )
        say(`${name}, row ${index + 1}: a cell is ${cell}`);
  return lines.map((cells) =>
    Object.fromEntries(header.map((column, place) => [column, cells[place]!])),
  );
}

/** `12.345678` as millionths. */
const millionths = (text: string): bigint => BigInt(text.replace('.', ''));

const nameOf = (row: Row): string =>
  ['policy', 'replication', 'household', 'fuel'].map((key) => row[key]!).join('/');

function checkMeter(meter: Row, horizon: number, say: Say): void {
  const pounds = (column: string): bigint => {
    if (!/^-?\d+\.\d{6}$/u.test(meter[column]!))
      say(`${nameOf(meter)}: ${column} is ${meter[column]!}`);
    return millionths(meter[column]!);
  };
  const added = ['opening_net', 'vended', 'credit_granted', 'owed_moved', 'written_off'].map(
    pounds,
  );
  const taken = ['debt_repaid', 'energy_cost', 'charges'].map(pounds);
  const sum = (values: readonly bigint[]): bigint => values.reduce((one, other) => one + other, 0n);
  if (sum(added) - sum(taken) !== pounds('closing_net'))
    say(`${nameOf(meter)}: money is not conserved`);
  for (const column of [
    'vended',
    'debt_repaid',
    'energy_cost',
    'charges',
    'credit_granted',
    'vends',
    'failed_vends',
    'hours_off',
  ])
    if (Number(meter[column]) < 0) say(`${nameOf(meter)}: ${column} is ${meter[column]!}`);
  if (Number(meter['hours_off']) > horizon + 1e-4)
    say(`${nameOf(meter)}: off for ${meter['hours_off']!} of ${horizon} hours`);
}

/** Columns may hold minutes or times of day: hours are their difference. */
function checkSpells(
  spells: readonly Row[],
  meters: readonly Row[],
  horizonMinutes: number,
  say: Say,
): void {
  const byMeter = new Map<string, { count: number; hours: number }>();
  for (const spell of spells) {
    const hours = Number(spell['hours']);
    if (!(hours > 0)) say(`${nameOf(spell)}: a spell of ${spell['hours']!} hours`);
    const length = (Date.parse(spell['end']!) - Date.parse(spell['start']!)) / 3_600_000;
    if (Math.abs(length - hours) > 1e-3)
      say(`${nameOf(spell)}: from ${spell['start']!} to ${spell['end']!} is not ${hours} hours`);
    if (hours > horizonMinutes / 60 + 1e-4) say(`${nameOf(spell)}: a spell longer than the run`);
    const own = byMeter.get(nameOf(spell)) ?? { count: 0, hours: 0 };
    byMeter.set(nameOf(spell), { count: own.count + 1, hours: own.hours + hours });
  }
  for (const meter of meters) {
    const own = byMeter.get(nameOf(meter)) ?? { count: 0, hours: 0 };
    byMeter.delete(nameOf(meter));
    if (Number(meter['spells']) !== own.count)
      say(`${nameOf(meter)}: ${meter['spells']!} spells, ${own.count} in spells.csv`);
    if (Math.abs(Number(meter['hours_off']) - own.hours) > 1e-3 * (own.count + 1))
      say(`${nameOf(meter)}: off for ${meter['hours_off']!} hours, ${own.hours} in spells.csv`);
  }
  for (const name of byMeter.keys()) say(`${name}: a spell of no meter`);
}

const tolerance = 1e-3;

function checkSummary(rows: readonly Row[], horizon: number, say: Say): void {
  const households = new Map(
    rows
      .filter(({ metric }) => metric === 'households')
      .map((row) => [`${row['policy']!}/${row['segment']!}`, Number(row['mean'])]),
  );
  for (const row of rows) {
    const name = `${row['policy']!} ${row['segment']!} ${row['metric']!}`;
    const values = ['mean', 'ci_low', 'ci_high', 'p05', 'median', 'p95'].filter(
      (column) => row[column] !== '',
    );
    const { metric, unit } = row as { readonly metric: string; readonly unit: string };
    // A meter may be in emergency credit and owe; debts less those of the twin may be below 0, as
    // hours less the twin's may.
    const mayBeLess = /^(?:debt_excess|excess_hours_off|cost_per|cost_total)/u.test(metric);
    const most =
      unit === 'share'
        ? 1
        : unit === 'households'
          ? households.get(`${row['policy']!}/${row['segment']!}`)!
          : unit === 'hours' && !metric.startsWith('hours_off')
            ? horizon
            : Infinity;
    for (const column of values) {
      const value = Number(row[column]);
      if (!Number.isFinite(value)) say(`${name}: ${column} is ${row[column]!}`);
      const isMean = column === 'mean';
      if (isMean && (value > most + tolerance || (value < -tolerance && !mayBeLess)))
        say(`${name}: ${column} is ${value}, at most ${most}`);
      if (unit === 'share' && (value > 1 + tolerance || value < -tolerance))
        say(`${name}: ${column} is ${value}`);
    }
    if (
      row['ci_low'] !== '' &&
      !(
        Number(row['ci_low']) <= Number(row['mean']) + tolerance &&
        Number(row['mean']) <= Number(row['ci_high']) + tolerance
      )
    )
      say(`${name}: the mean ${row['mean']!} is outside its interval`);
  }
}

function checkCounts(
  replications: readonly Row[],
  spells: readonly Row[],
  meters: readonly Row[],
  say: Say,
): void {
  const keyOf = (row: Row): string => `${row['policy']!}/${row['replication']!}`;
  const grouped = (rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
    return groups;
  };
  const [spellsBy, metersBy] = [grouped(spells), grouped(meters)];
  for (const row of replications.filter(({ segment }) => segment === 'all')) {
    const [own, ownMeters] = [spellsBy.get(keyOf(row)) ?? [], metersBy.get(keyOf(row)) ?? []];
    const total = (column: string): number =>
      ownMeters.reduce((sum, meter) => sum + Number(meter[column]), 0);
    const expected = {
      households: new Set(ownMeters.map(({ household }) => household)).size,
      households_off: new Set(own.map(({ household }) => household)).size,
      meters_off: new Set(own.map(nameOf)).size,
      spells: own.length,
      vends: total('vends'),
      failed_vends: total('failed_vends'),
      spells_no_channel: own.filter(({ cause }) => cause === 'no-channel').length,
      spells_no_money: own.filter(({ cause }) => cause === 'no-money').length,
      spells_not_noticed: own.filter(({ cause }) => cause === 'not-noticed').length,
    };
    for (const [metric, value] of Object.entries(expected))
      if (Number(row[metric]) !== value)
        say(`${keyOf(row)}: ${metric} is ${row[metric]!}, ${value} by spells and meters`);
  }
}
