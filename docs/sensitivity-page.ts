// SENSITIVITY.md from sensitivity.csv and the ranges: what is varied, what comes of it, ranked. Running it is make-sensitivity.ts.
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { metrics } from '../src/experiment/metrics.ts';
import { factorDefault, factorName } from '../src/experiment/variation.ts';
import { numberText } from '../src/outputs/number-text.ts';
import type { PlainMap } from '../src/scenario/kind.ts';

const factor = z.strictObject({
  key: z.string(),
  share: z.exactOptional(z.string()),
  low: z.exactOptional(z.unknown()),
  high: z.exactOptional(z.unknown()),
  range: z.string(),
});
const rangesSchema = z.strictObject({
  scenario: z.string(),
  policies: z.array(z.string()),
  metric: z.enum(metrics.map(({ name }) => name)),
  households: z.number(),
  replications: z.number(),
  set: z.record(z.string(), z.unknown()),
  factors: z.array(factor),
  fixed: z.array(z.strictObject({ key: z.string(), because: z.string() })),
});
/** What docs/sensitivity-ranges.yaml says. */
export type Ranges = z.output<typeof rangesSchema>;

export function readRanges(text: string): Ranges {
  return rangesSchema.parse(parseYaml(text));
}

/** A row of sensitivity.csv: one end of one factor under one policy, or the scenario as it stands (`end` is base). */
export interface EffectRow {
  readonly factor: string;
  readonly default: string;
  readonly end: 'base' | 'low' | 'high';
  readonly value: string;
  readonly policy: string;
  readonly mean: number;
  readonly difference: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly replications: number;
  readonly range: string;
}

export const csvHeader = [
  ...['factor', 'default', 'end', 'value', 'policy', 'mean'],
  ...['difference', 'ci_low', 'ci_high', 'replications', 'range'],
] as const;

function readEffects(csv: string): readonly EffectRow[] {
  const rows: readonly Readonly<Record<(typeof csvHeader)[number], string>>[] = parseCsv(csv, { columns: true });
  return rows.map(({ ci_low: ciLow, ci_high: ciHigh, ...row }) => ({
    ...row,
    end: row.end as EffectRow['end'],
    mean: Number(row.mean),
    difference: Number(row.difference),
    ciLow: Number(ciLow),
    ciHigh: Number(ciHigh),
    replications: Number(row.replications),
  }));
}

interface Ranked {
  readonly factor: string;
  readonly default: string;
  readonly range: string;
  readonly low: EffectRow | undefined;
  readonly high: EffectRow | undefined;
  /** How far the headline moves between the ends, the default's own among them. */
  readonly swing: number;
}

/** Factors by how far they move the headline under a policy, most first; ties in the order of the file. */
function ranking(rows: readonly EffectRow[], policy: string): readonly Ranked[] {
  const own = rows.filter((row) => row.policy === policy && row.end !== 'base');
  const factors = [...new Set(own.map(({ factor }) => factor))];
  return factors
    .map((factor) => {
      const ends = own.filter((row) => row.factor === factor);
      const differences = [0, ...ends.map(({ difference }) => difference)];
      return {
        ...{ factor, default: ends[0]!.default, range: ends[0]!.range },
        low: ends.find(({ end }) => end === 'low'),
        high: ends.find(({ end }) => end === 'high'),
        swing: Math.max(...differences) - Math.min(...differences),
      };
    })
    .sort((a, b) => b.swing - a.swing);
}

/** Told from luck at 95 %, one comparison at a time. */
function isSeen(row: EffectRow | undefined): boolean {
  return row !== undefined && (row.ciLow > 0 || row.ciHigh < 0);
}

/** The farthest any of their intervals reaches from nothing. */
function reach(ranked: readonly Ranked[]): number {
  const ends = ranked.flatMap(({ low, high }) => [low, high]).filter((row) => row !== undefined);
  return Math.max(0, ...ends.flatMap(({ ciLow, ciHigh }) => [-ciLow, ciHigh]));
}

function effectText(row: EffectRow | undefined): string {
  if (row === undefined) return 'the default';
  const half = (row.ciHigh - row.ciLow) / 2;
  const sign = row.difference > 0 ? '+' : '';
  return `${sign}${numberText(row.difference, 0)} ± ${numberText(half, 0)} (\`${row.value.replaceAll('|', '\\|')}\`)`;
}

function rankingTable(ranked: readonly Ranked[]): readonly string[] {
  return [
    '| | parameter | default | at the low end | at the high end | swing |',
    '|---|---|---|---|---|---|',
    ...ranked.map(
      (row, index) =>
        `| ${index + 1} | \`${row.factor}\` | \`${row.default}\` | ${effectText(row.low)} | ${effectText(row.high)} | ${numberText(row.swing, 0)} |`,
    ),
  ];
}

function notRun({ factors }: Ranges, rows: readonly EffectRow[]): readonly string[] {
  const names = factors.map(factorName).filter((name) => !rows.some((row) => row.factor === name));
  if (names.length === 0) return [];
  return [
    '## Not run yet',
    '',
    `The run behind this page was cut short before ${names.map((name) => `\`${name}\``).join(', ')}.`,
    '',
  ];
}

/** What the numbers were run with where the scenario has other values by now. */
function staleness({ factors }: Ranges, rows: readonly EffectRow[], document: PlainMap): readonly string[] {
  const moved = factors.flatMap((factor) => {
    const name = factorName(factor);
    const run = rows.find((row) => row.factor === name)?.default;
    const now = factorDefault(factor, document);
    return run === undefined || run === now ? [] : [`\`${name}\` ${run} (now ${now})`];
  });
  if (moved.length === 0) return [];
  return [`**Out of date**: run with ${moved.join(', ')}. \`npm run docs:sensitivity\` runs it again.`, ''];
}

/** @param document the scenario as it stands today */
export function sensitivityPage(ranges: Ranges, csv: string, version: string, document: PlainMap): string {
  const rows = readEffects(csv);
  const base = rows.filter(({ end }) => end === 'base');
  const { replications } = base[0]!;
  const perPolicy = ranges.policies.flatMap((policy) => {
    const ranked = ranking(rows, policy);
    const seen = ranked.filter(({ low, high }) => isSeen(low) || isSeen(high));
    const unseen = ranked.filter((row) => !seen.includes(row));
    return [
      `## Under \`${policy}\``,
      '',
      `As it stands: ${numberText(base.find((row) => row.policy === policy)!.mean, 0)} excess households off supply per ${numberText(ranges.households, 0)} homes.`,
      '',
      ...rankingTable(seen),
      '',
      `Not told from luck at either end (and so within ${numberText(reach(unseen), 0)} homes, at 95 %): ${unseen.map(({ factor }) => `\`${factor}\``).join(', ')}.`,
      '',
    ];
  });
  return [
    '# Sensitivity of the headline',
    '',
    `Made by \`npm run docs:sensitivity\` with version ${version}; do not edit. The numbers, with every interval and the source of every range, are in [sensitivity.csv](sensitivity.csv);`,
    'the ranges are in [sensitivity-ranges.yaml](sensitivity-ranges.yaml); each parameter is explained in [PARAMETERS.md](PARAMETERS.md) and its rule in [MODEL.md](MODEL.md).',
    '',
    `Each parameter marked *assumption*, and a few published ones for scale, is moved to one end of its plausible range and then to the other, everything else left as \`${ranges.scenario}\` has it.`,
    `The figure is how much \`${ranges.metric}\` (homes off supply under the policy that never were without the failure) moves, in homes per ${numberText(ranges.households, 0)}, with its 95 % interval over ${replications} replications of`,
    `${numberText(ranges.households, 0)} homes. All points share one luck: the difference is paired replication by replication. What is finite (contact centre, agent) is made smaller in proportion to the book.`,
    '*Swing* is the distance between the ends, the default among them. With so many comparisons about one in twenty that does nothing will look as if it did: small ranks mean little.',
    'One at a time says nothing about parameters that act together, and a wide range is not a likely one.',
    '',
    ...staleness(ranges, rows, document),
    ...perPolicy,
    ...notRun(ranges, rows),
    '## Not varied, and why',
    '',
    '| parameter | why not |',
    '|---|---|',
    ...ranges.fixed.map(({ key, because }) => `| \`${key}\` | ${because} |`),
    '',
  ].join('\n');
}

/** Whether a range, or a reason for having none, covers a key of defaults.yaml. */
export function isCovered(key: string, { factors, fixed }: Ranges): boolean {
  const reaches = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
  const names = [...factors.map((factor) => factorName(factor).replace(': ', '.')), ...fixed.map((one) => one.key)];
  return names.some((name) => reaches(name, key));
}
