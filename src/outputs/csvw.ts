// csv-metadata.json: the tables of a run as W3C CSV on the Web metadata, one document for all of
// them, made from the same columns as datapackage.json.
import type { Column, Table } from './columns.ts';
import { shortDescription } from './cover-sheet.ts';
import type { Json } from './json.ts';

export const csvwDocument = {
  path: 'csv-metadata.json',
  title: 'CSV on the Web metadata',
  description: 'Every table with its columns, types and units, for tools that read CSVW.',
} as const;

/** @param tables those written */
export function csvwText(
  title: string,
  description: string,
  tables: readonly Table<never>[],
): string {
  const document: Json = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': title,
    'dc:description': description,
    dialect: {
      encoding: 'utf-8',
      lineTerminators: ['\n'],
      header: true,
      delimiter: ',',
      doubleQuote: true,
    },
    tables: tables.map((table) => ({
      url: table.path,
      'dc:title': table.title,
      'dc:description': table.description,
      tableSchema: { columns: table.columns.map(columnJson), primaryKey: [...table.primaryKey] },
    })),
  };
  // On one line: it is for programs, and half as long.
  return `${JSON.stringify(document)}\n`;
}

function columnJson(column: Column<never>): Json {
  const { name, title, description, unit, optional } = column;
  return {
    ...{
      name,
      titles: name,
      'dc:title': title,
      'dc:description': shortDescription(name, description),
    },
    // CSVW has no property for units.
    ...(unit === undefined ? {} : { 'schema:unitText': unit }),
    ...{ datatype: datatypeJson(column), required: optional !== true },
  };
}

const bases = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  datetime: 'dateTimeStamp',
} as const;

function datatypeJson({ type, minimum, maximum }: Column<never>): Json {
  return {
    base: bases[type],
    ...(type === 'boolean' ? { format: 'yes|no' } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
