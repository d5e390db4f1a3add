// datapackage.json: describes every file of a run, and all columns of its CSV files, as a
// Frictionless Data Package (v1). Columns come from columns.ts alone.
import type { Column, Table } from './columns.ts';
import { jsonText, type Json } from './json.ts';

/** A file as written. */
export interface FileRecord {
  /** Name in the output folder. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface DataPackage {
  /** Becomes a part of the package's name: lower-case letters, digits, `-`. */
  readonly title: string;
  readonly description: string;
  /** Version of the program, and so of the columns. */
  readonly version: string;
  readonly resources: readonly { readonly table: Table<never>; readonly file: FileRecord }[];
  /** The same tables, or some of them, as Parquet. */
  readonly parquet?: DataPackage['resources'];
}

/** A file that is no table. */
export interface Document {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Absent for one that is written after the package. */
  readonly file?: FileRecord;
}

/** Of the tables alone. */
export function dataPackage({
  title,
  description,
  version,
  resources,
  parquet = [],
}: DataPackage): string {
  return jsonText({
    profile: 'tabular-data-package',
    name: `offsupply-${slug(title)}`,
    title,
    description,
    version,
    resources: [
      ...resources.map(({ table, file }) => resource(table, file)),
      ...parquet.map(({ table, file }) => parquetResource(table, file)),
    ],
  });
}

const tabular = 'tabular-data-resource';

/** The package with the same tables, and with these documents in place of the old ones. */
export function withDocuments(packageText: string, documents: readonly Document[]): string {
  const described = JSON.parse(packageText) as {
    readonly resources: readonly { readonly [key: string]: Json }[];
  };
  const tables = described.resources.filter(({ schema }) => schema !== undefined);
  return jsonText({
    ...described,
    profile: 'data-package',
    resources: [...tables, ...documents.map(documentResource)],
  });
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  svg: 'image/svg+xml',
  json: 'application/json',
  csv: 'text/csv',
};

function documentResource({ path, title, description, file }: Document): Json {
  const [, name = path, format = ''] = /^(.*)\.([^.]+)$/u.exec(path) ?? [];
  return {
    profile: 'data-resource',
    name: slug(name),
    path,
    title,
    description,
    format,
    mediatype: mediaTypes[format] ?? 'application/octet-stream',
    encoding: 'utf-8',
    ...(file === undefined ? {} : { bytes: file.bytes, hash: `sha256:${file.sha256}` }),
  };
}

function resource(table: Table<never>, file: FileRecord): Json {
  return {
    profile: tabular,
    name: slug(table.path.replace(/\.csv$/u, '')),
    path: file.path,
    title: table.title,
    description: table.description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    dialect: {
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
      header: true,
      skipInitialSpace: false,
      caseSensitiveHeader: true,
    },
    schema: {
      fields: table.columns.map(field),
      missingValues: [''],
      primaryKey: [...table.primaryKey],
    },
  };
}

/**
 * A tabular data resource is CSV by its definition; this is the same table, whose schema says the
 * same.
 */
function parquetResource(table: Table<never>, file: FileRecord): Json {
  return {
    profile: 'data-resource',
    name: slug(file.path),
    path: file.path,
    title: table.title,
    description:
      `${table.description}. The rows of ${table.path} as Parquet: text is UTF-8, integers ` +
      'are INT64, numbers DOUBLE, times UTC to the millisecond, an empty cell is null',
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    schema: { fields: table.columns.map(field), primaryKey: [...table.primaryKey] },
  };
}

function field(column: Column<never>): Json {
  const { name, type, title, description, unit } = column;
  const constraints = {
    required: column.optional !== true,
    ...(column.enum === undefined ? {} : { enum: [...column.enum] }),
    ...(column.minimum === undefined ? {} : { minimum: column.minimum }),
    ...(column.maximum === undefined ? {} : { maximum: column.maximum }),
  };
  return {
    name,
    type,
    ...(type === 'boolean' ? { trueValues: ['yes'], falseValues: ['no'] } : {}),
    title,
    description,
    ...(unit === undefined ? {} : { unit }),
    constraints,
  };
}

/** Lower-case letters, digits and `-`, as package names are made of. */
function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return plain === '' ? 'run' : plain.slice(0, 64);
}
