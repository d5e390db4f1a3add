// A small, strict reader of data packages: checks a CSV against the schema that documents it, and
// says everything that is wrong.
import { parse } from 'csv-parse/sync';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly unit?: string;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly constraints: {
    readonly required: boolean;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
  };
}

export interface Resource {
  readonly profile: string;
  readonly name: string;
  readonly path: string;
  readonly encoding: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly Field[];
    readonly missingValues: readonly string[];
    readonly primaryKey: readonly string[];
  };
}

export interface Package {
  readonly profile: string;
  readonly name: string;
  readonly resources: readonly Resource[];
}

const shapes: Readonly<Record<string, RegExp>> = {
  string: /^[^\r]*$/u,
  integer: /^-?(?:0|[1-9]\d*)$/u,
  number: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u,
};

export function problemsOfResource(resource: Resource, csv: string): readonly string[] {
  const { fields, primaryKey } = resource.schema;
  const [header = [], ...rows]: string[][] = parse(csv, {
    record_delimiter: '\n',
    relax_column_count: false,
  });
  const problems: string[] = [];
  if (header.join() !== fields.map((field) => field.name).join())
    problems.push(`columns ${header.join()}`);
  const keys = new Set<string>();
  for (const [index, row] of rows.entries()) {
    fields.forEach((field, column) => {
      const wrong = problemOfCell(field, row[column]!);
      if (wrong !== undefined) problems.push(`line ${index + 2}, ${field.name}: ${wrong}`);
    });
    const key = primaryKey.map((name) => row[header.indexOf(name)]).join('|');
    if (keys.has(key)) problems.push(`line ${index + 2}: key ${key} again`);
    keys.add(key);
  }
  return problems;
}

function problemOfCell(
  { type, trueValues = [], falseValues = [], constraints }: Field,
  cell: string,
): string | undefined {
  if (cell === '') return constraints.required ? 'empty' : undefined;
  if (type === 'boolean')
    return [...trueValues, ...falseValues].includes(cell)
      ? undefined
      : `${cell} is neither yes nor no`;
  const shape = shapes[type];
  if (shape === undefined) return `unknown type ${type}`;
  if (!shape.test(cell)) return `${cell} is no ${type}`;
  if (type === 'datetime' && Number.isNaN(Date.parse(cell))) return `${cell} is no time`;
  if (constraints.enum !== undefined && !constraints.enum.includes(cell))
    return `${cell} is not one of ${constraints.enum.join()}`;
  if (constraints.minimum !== undefined && Number(cell) < constraints.minimum)
    return `${cell} is below ${constraints.minimum}`;
  if (constraints.maximum !== undefined && Number(cell) > constraints.maximum)
    return `${cell} is above ${constraints.maximum}`;
  return undefined;
}
