// What `offsupply check` prints for a scenario: nothing moved; or which files and figures changed,
// and by how much.
import { movements, type Movement } from '../experiment/movement.ts';
import type { Baseline } from './baseline.ts';
import type { Json } from './json.ts';
import { escaped, markdownTable } from './markdown.ts';
import { noFigure, numberText, withUnit } from './number-text.ts';
import { alignedLines, wrapped } from './text-columns.ts';

/** A scenario's baseline compared with its current results. */
export interface Checked {
  /** Name of the scenario's file, without its ending. */
  readonly name: string;
  /** Number of compared figures, in the current run. */
  readonly figures: number;
  readonly replications: number;
  /** Whether the resolved scenario is the one that the baseline was made from. */
  readonly sameInputs: boolean;
  /** CSV files whose bytes have changed. */
  readonly files: readonly { readonly path: string; readonly was?: string; readonly is?: string }[];
  readonly movements: readonly Movement[];
}

export function checkedAgainst(name: string, before: Baseline, now: Baseline): Checked {
  const was = new Map(before.files.map(({ path, sha256 }) => [path, sha256]));
  const is = new Map(now.files.map(({ path, sha256 }) => [path, sha256]));
  return {
    name,
    figures: now.figures.length,
    replications: now.replications,
    sameInputs: before.scenarioSha256 === now.scenarioSha256,
    files: [...new Set([...was.keys(), ...is.keys()])]
      .filter((path) => was.get(path) !== is.get(path))
      .map((path) => ({
        path,
        ...(was.has(path) ? { was: was.get(path)! } : {}),
        ...(is.has(path) ? { is: is.get(path)! } : {}),
      })),
    movements: movements(before.figures, now.figures),
  };
}

/** Whether anything changed: the files, the figures, or the scenario in run.json. */
export function hasMoved(checked: Checked): boolean {
  return !checked.sameInputs || resultsMoved(checked);
}

function resultsMoved({ files, movements: moved }: Checked): boolean {
  return files.length > 0 || moved.length > 0;
}

const width = 110;

/** Lines of text ending in a line feed. */
export function checkText(checked: Checked): string {
  return `${linesOf(checked).join('\n')}\n`;
}

function linesOf(checked: Checked): readonly string[] {
  const { name, figures, sameInputs, files } = checked;
  if (!hasMoved(checked)) return [`${name}: nothing moved (${figures} figures)`];
  const inputs = sameInputs ? [] : ['  The scenario as resolved is not the one of the baseline.'];
  if (!resultsMoved(checked))
    return [`${name}: MOVED, but in its inputs only, none of ${figures} figures`, ...inputs, ''];
  const { beyond, within } = byNoise(checked);
  return [
    `${name}: MOVED, ${beyond.length} of ${figures} figures beyond their Monte Carlo ` +
      `noise, ${within.length} within`,
    ...inputs,
    ...(files.length === 0
      ? []
      : wrapped(`  Bytes moved in ${files.map(({ path }) => path).join(', ')}`, width)),
    ...(beyond.length === 0 ? [] : ['', ...movedLines(beyond)]),
    ...listed(
      'Within noise',
      within,
      ({ metric, change, unit }) => `${metric} ${changeText(change.difference, unit)}`,
    ),
    ...listed(
      'In some segment only',
      checked.movements.filter(({ kind }) => kind === 'segments'),
    ),
    ...listed(
      'New',
      checked.movements.filter(({ kind }) => kind === 'appeared'),
    ),
    ...listed(
      'Gone',
      checked.movements.filter(({ kind }) => kind === 'vanished'),
    ),
    '',
  ];
}

type MovedFigure = Extract<Movement, { readonly kind: 'moved' }>;

function byNoise({ movements: all }: Checked): {
  readonly beyond: readonly MovedFigure[];
  readonly within: readonly MovedFigure[];
} {
  const moved = all.filter((one) => one.kind === 'moved');
  return {
    beyond: moved.filter(({ beyondNoise }) => beyondNoise),
    within: moved.filter(({ beyondNoise }) => !beyondNoise),
  };
}

function movedLines(moved: readonly MovedFigure[]): readonly string[] {
  const rows = moved.map((one) => {
    const [metric, ...figures] = movedCells(one);
    return [`${one.policy}  ${metric!}`, ...figures];
  });
  const heads = ['policy  metric', 'baseline', 'now', 'change, 95 %', ''];
  return alignedLines([heads, ...rows], width - 2).map((line) => `  ${line}`);
}

/** A heading, and for each policy a text about its metrics. */
function listed<One extends Movement>(
  heading: string,
  list: readonly One[],
  textOf: (one: One) => string = ({ metric }) => metric,
): readonly string[] {
  if (list.length === 0) return [];
  const policies = [...new Set(list.map(({ policy }) => policy))];
  return [
    '',
    `  ${heading}`,
    ...policies.flatMap((policy) => {
      const texts = list.filter((one) => one.policy === policy).map(textOf);
      return wrapped(`    ${policy}: ${texts.join(', ')}`, width);
    }),
  ];
}

/** In the metric's unit, with enough decimals to see a small figure move. */
function fineText(value: number, unit: string): string {
  return withUnit(fineNumber(unit === 'share' ? 100 * value : value), unit);
}

function fineNumber(value: number): string {
  return numberText(value, Math.abs(value) < 10 ? 4 : 2);
}

/** `+1.25`; a share's in percentage points. */
function changeText(value: number, unit: string): string {
  const number = fineNumber(unit === 'share' ? 100 * value : value);
  const text = value > 0 && /[1-9]/u.test(number) ? `+${number}` : number;
  return unit === 'share' ? `${text} points` : withUnit(text, unit);
}

function movedCells({ metric, unit, before, now, change }: MovedFigure): readonly string[] {
  const half = change.ciHigh - change.difference;
  const relative = 100 * (change.ratio - 1);
  return [
    metric,
    fineText(before, unit),
    fineText(now, unit),
    `${changeText(change.difference, unit)} ± ${fineNumber(unit === 'share' ? 100 * half : half)}`,
    Number.isNaN(relative) ? noFigure : `${relative > 0 ? '+' : ''}${fineNumber(relative)} %`,
  ];
}

/** All scenarios as Markdown, for the summary of a job in CI; nothing where there are none. */
export function checkMarkdown(checked: readonly Checked[]): string {
  if (checked.length === 0) return '';
  const moved = checked.filter(hasMoved);
  const rows = checked.map((one) => {
    const { beyond, within } = byNoise(one);
    return [
      one.name,
      hasMoved(one) ? 'moved' : 'nothing moved',
      one.sameInputs ? 'same' : 'changed',
      String(one.files.length),
      `${beyond.length} of ${one.figures}`,
      String(within.length),
    ];
  });
  const of = checked.length === 1 ? 'scenario' : 'scenarios';
  return [
    '## offsupply check: ' +
      (moved.length === 0 ? 'nothing moved' : `${moved.length} of ${checked.length} ${of} moved`),
    '',
    ...markdownTable(
      ['scenario', 'result', 'inputs', 'files changed', 'figures beyond noise', 'within noise'],
      rows,
    ),
    ...moved.flatMap(scenarioMarkdown),
    '',
  ].join('\n');
}

/** Says that nothing was compared, and what to do. @param baselines paths without their endings */
export function missingBaselinesMarkdown(baselines: readonly string[]): string {
  const rows = baselines.map((path) => [
    `${path}.*.csv`,
    'not there',
    'run offsupply check --update, and commit it',
  ]);
  const count = baselines.length === 1 ? 'a baseline is' : `${baselines.length} baselines are`;
  const table = markdownTable(['baseline', '', 'what to do'], rows);
  return [`## offsupply check: ${count} not there, nothing was compared`, '', ...table, ''].join(
    '\n',
  );
}

function scenarioMarkdown(checked: Checked): readonly string[] {
  const { beyond, within } = byNoise(checked);
  const ofKind = (kind: Movement['kind']): readonly Movement[] =>
    checked.movements.filter((one) => one.kind === kind);
  const table = beyond.map((one) => [one.policy, ...movedCells(one)]);
  const files = checked.files.map(({ path }) => escaped(path)).join(', ');
  return [
    '',
    `### ${escaped(checked.name)}`,
    ...(checked.sameInputs ? [] : ['', 'The scenario as resolved is not the one of the baseline.']),
    ...(files === '' ? [] : ['', `Bytes moved in ${files}.`]),
    ...(table.length === 0
      ? []
      : [
          '',
          ...markdownTable(
            ['policy', 'metric', 'baseline', 'now', 'change, 95 %', 'relative'],
            table,
          ),
        ]),
    ...folded(
      'moved within noise',
      within,
      ({ change, unit }) => ` ${changeText(change.difference, unit)}`,
    ),
    ...folded('moved in some segment only', ofKind('segments')),
    ...folded('new', ofKind('appeared')),
    ...folded('gone', ofKind('vanished')),
  ];
}

/** A list that is folded until opened: a line for each policy. */
function folded<One extends Movement>(
  what: string,
  list: readonly One[],
  more: (one: One) => string = () => '',
): readonly string[] {
  if (list.length === 0) return [];
  const lines = [...new Set(list.map(({ policy }) => policy))].map((policy) => {
    const texts = list
      .filter((one) => one.policy === policy)
      .map((one) => `\`${one.metric}\`${more(one)}`);
    return `- \`${policy}\`: ${texts.join(', ')}`;
  });
  const count = list.length === 1 ? '1 figure' : `${list.length} figures`;
  return ['', `<details><summary>${count} ${what}</summary>`, '', ...lines, '', '</details>'];
}

export function checkJson(checked: Checked): Json {
  const { name, figures, replications, sameInputs, files } = checked;
  return {
    ...{
      scenario: name,
      figures,
      replications,
      same_inputs: sameInputs,
      moved: hasMoved(checked),
      files,
    },
    movements: checked.movements.map((one): Json => {
      const { kind, policy, metric } = one;
      if (one.kind !== 'moved') return { kind, policy, metric };
      const { difference, ciLow, ciHigh } = one.change;
      return {
        ...{ kind, policy, metric, unit: one.unit, beyond_noise: one.beyondNoise },
        baseline: orNull(one.before),
        now: orNull(one.now),
        change: orNull(difference),
        ci_low: orNull(ciLow),
        ci_high: orNull(ciHigh),
      };
    }),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
