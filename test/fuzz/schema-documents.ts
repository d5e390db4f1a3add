// Random scenarios from the JSON Schema itself: whatever an editor would let a user write, small
// enough to run in a second.
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import type { Choices } from './random.ts';

type Schema = Readonly<Record<string, unknown>>;
type Document = Record<string, unknown>;

const root = scenarioJsonSchema() as unknown as Schema & {
  readonly definitions: Readonly<Record<string, Schema>>;
};

/** Not drawn: what a file starts from, what other values name, and what names a file. */
const left = new Set([
  '$schema',
  'extends',
  'reference',
  'thresholds',
  'ranges',
  'like',
  'policies',
  'csv',
]);

const clock = (choices: Choices): string =>
  `${String(choices.whole(0, 23)).padStart(2, '0')}:${choices.of(['00', '30', '59', '01'])}`;
const durationText = (choices: Choices): string =>
  choices.of([
    () => `${choices.whole(0, 90)}m`,
    () => `${choices.whole(1, 72)}h`,
    () => `${choices.whole(0, 40)}d`,
    () => `${choices.whole(1, 6)}w`,
    () => choices.of(['0m', '1m', '1440m', '0.5d', '1.5h', '365d']),
  ])();

/** How a text of a pattern is made, by a part of the pattern. */
const texts: readonly (readonly [part: string, make: (choices: Choices) => string])[] = [
  ['[mhdw]$', durationText],
  [
    '^20',
    (choices) =>
      `20${choices.whole(21, 26)}-${String(choices.whole(1, 12)).padStart(2, '0')}-${choices.whole(10, 28)}`,
  ],
  [
    'all-day',
    (choices) => (choices.happens(0.3) ? 'all-day' : `${clock(choices)}-${clock(choices)}`),
  ],
  ['24:00', (choices) => `${clock(choices)}-${choices.happens(0.1) ? '24:00' : clock(choices)}`],
  [
    'fuel|meter',
    (choices) =>
      choices.of(['vulnerable+fuel', 'medical+fuel', 'meter+psr', 'fuel+psr+vulnerable']),
  ],
];

function numberBetween(choices: Choices, least: number, most: number, isWhole: boolean): number {
  const edge = choices.unit();
  if (edge < 0.1) return least;
  if (edge < 0.15) return most;
  const low = Math.max(least, least < 0 ? least : 0);
  // As often small as large: most bounds are far from what anybody would write.
  const value =
    edge < 0.7 && most > 1
      ? Math.min(most, low + 10 ** (4 * choices.unit() - 2))
      : low + (most - low) * choices.unit();
  return isWhole ? Math.round(value) : Number(value.toPrecision(3));
}

/** Shares of one whole: a map of which every key is a share, and none has to be there. */
function isWhole({ properties, minProperties }: Schema): boolean {
  const all = Object.values((properties ?? {}) as Record<string, Schema>);
  return minProperties === 1 && all.every(({ $ref }) => $ref === '#/definitions/share');
}

function sharesOf(names: readonly string[], choices: Choices): Document {
  const weights: number[] = names.map(() => (choices.happens(0.4) ? 0 : choices.whole(1, 9)));
  if (!weights.some((weight) => weight > 0)) weights[0] = 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(names.map((name, index) => [name, weights[index]! / total]));
}

function valueOf(schema: Schema, choices: Choices, depth = 0): unknown {
  const {
    $ref,
    allOf,
    oneOf,
    anyOf,
    properties,
    minimum = 0,
    maximum = 1e6,
  } = schema as Record<string, never>;
  if ($ref !== undefined)
    return valueOf(root.definitions[String($ref).split('/').at(-1)!]!, choices, depth + 1);
  if (allOf !== undefined) return valueOf((allOf as Schema[])[0]!, choices, depth);
  const several = (oneOf ?? anyOf) as Schema[] | undefined;
  if (several !== undefined) {
    const possible = several.filter(
      (one) => !('properties' in one) || !('csv' in (one['properties'] as object)),
    );
    return valueOf(depth > 4 ? possible[0]! : choices.of(possible), choices, depth + 1);
  }
  if (schema['enum'] !== undefined) return choices.of(schema['enum'] as unknown[]);
  const type = Array.isArray(schema['type'])
    ? choices.of(schema['type'] as string[])
    : schema['type'];
  if (type === 'boolean') return choices.happens(0.5);
  if (type === 'number' || type === 'integer')
    return numberBetween(choices, minimum, maximum, type === 'integer');
  if (type === 'array') return listOf(schema, choices, depth);
  if (type === 'object' && properties !== undefined) {
    const names = Object.keys(properties);
    if (isWhole(schema)) return sharesOf(names, choices);
    const required = (schema['required'] ?? []) as readonly string[];
    return documentOf(
      schema,
      choices,
      depth,
      (name) => required.includes(name) || choices.happens(0.5),
    );
  }
  if (type === 'string') return textOf(schema, choices);
  return null;
}

function textOf({ pattern, format }: Schema, choices: Choices): string {
  const known = texts.find(([part]) => typeof pattern === 'string' && pattern.includes(part));
  if (known !== undefined) return known[1](choices);
  return format === 'date'
    ? '2022-01-10'
    : choices.of(['a', 'A label', '=1+1', '<b>x</b>', 'é 😀', 'x'.repeat(200)]);
}

function listOf(schema: Schema, choices: Choices, depth: number): unknown[] {
  const least = Number(schema['minItems'] ?? 0);
  const most = Number(schema['maxItems'] ?? least + 3);
  const length =
    least === most || least >= 24 ? least : choices.whole(least, Math.min(most, least + 3));
  const list = Array.from({ length }, () =>
    valueOf((schema['items'] ?? {}) as Schema, choices, depth + 1),
  );
  if (list.every((one) => typeof one === 'number'))
    return least === 12 ? list.map(() => 1 / 12) : list.sort((a, b) => a - b);
  if (schema['uniqueItems'] === true) return [...new Set(list)].sort();
  return list.every((one) => typeof one === 'string')
    ? list.sort((a, b) => minutesOf(a) - minutesOf(b))
    : list;
}

/** Of a duration; 0 of another text. */
function minutesOf(text: unknown): number {
  const match = /^([\d.]+)([mhdw])$/u.exec(String(text));
  return match === null
    ? 0
    : Number(match[1]) * { m: 1, h: 60, d: 1440, w: 10080 }[match[2] as 'm'];
}

function documentOf(
  schema: Schema,
  choices: Choices,
  depth: number,
  has: (name: string) => boolean,
): Document {
  const document: Document = {};
  const names = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  for (const [name, part] of names)
    if (!left.has(name) && has(name)) document[name] = valueOf(part, choices, depth + 1);
  return document;
}

const policySchema = (
  (root['properties'] as Record<string, Schema>)['policies']!['additionalProperties'] as {
    readonly anyOf: readonly Schema[];
  }
).anyOf[0]!;

/**
 * A scenario on top of a shipped one; not every one is valid, since parts have to fit one another.
 */
export function randomDocument(choices: Choices): Document {
  const document = documentOf(root, choices, 0, () => choices.happens(0.8));
  const ids = Array.from({ length: choices.whole(1, 3) }, (_, index) => `p${index}`);
  return {
    ...{
      extends: choices.of([
        'reference-winter.yaml',
        'defaults.yaml',
        'levers.yaml',
        'present-day.yaml',
      ]),
      ...document,
    },
    horizon: choices.of(['1m', '1h', '30h', '2d', '5d', '9d']),
    warmUp: choices.of(['0d', '1d', '3d']),
    households: choices.whole(1, 10),
    replications: choices.whole(1, 2),
    policies: Object.fromEntries(
      ids.map((id) => [id, documentOf(policySchema, choices, 0, () => choices.happens(0.4))]),
    ),
    reference: choices.of([...ids, 'no-failure']),
  };
}
