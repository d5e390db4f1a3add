// What `offsupply check` says of a scenario: nothing moved, or which bytes and which figures did, and by how much.
import { movements, type Movement } from '../experiment/movement.ts';
import type { Baseline } from './baseline.ts';
import type { Json } from './json.ts';
import { noFigure, numberText } from './number-text.ts';
import { alignedLines, wrapped } from './text-columns.ts';

/** A scenario's baseline against what it comes to now. */
export interface Checked {
  /** Name of the scenario's file, without its ending. */
  readonly name: string;
  /** Figures that are compared, of the run now. */
  readonly figures: number;
  readonly replications: number;
  /** Whether the scenario as resolved is the one the baseline was made of. */
  readonly sameInputs: boolean;
  /** CSV files whose bytes are not what they were. */
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

/** Whether any byte moved: of the files, of the figures, or of the scenario that run.json tells. */
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
  if (!resultsMoved(checked)) return [`${name}: MOVED, but in its inputs only, none of ${figures} figures`, ...inputs, ''];
  const moved = checked.movements.filter((one) => one.kind === 'moved');
  const beyond = moved.filter(({ beyondNoise }) => beyondNoise);
  const within = moved.filter(({ beyondNoise }) => !beyondNoise);
  return [
    `${name}: MOVED, ${beyond.length} of ${figures} figures beyond their Monte Carlo noise, ${within.length} within`,
    ...inputs,
    ...(files.length === 0 ? [] : wrapped(`  Bytes moved in ${files.map(({ path }) => path).join(', ')}`, width)),
    ...(beyond.length === 0 ? [] : ['', ...movedLines(beyond)]),
    ...listed('Within noise', within, ({ metric, change }) => `${metric} ${signed(change.difference)}`),
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

function movedLines(moved: readonly (Movement & { readonly kind: 'moved' })[]): readonly string[] {
  const rows = moved.map(({ policy, metric, before, now, change }) => [
    `${policy}  ${metric}`,
    figureText(before),
    figureText(now),
    `${signed(change.difference)} ± ${figureText(change.ciHigh - change.difference)}`,
    Number.isNaN(change.ratio) ? noFigure : `${signed(100 * (change.ratio - 1))} %`,
  ]);
  const heads = ['policy  metric', 'baseline', 'now', 'change, 95 %', ''];
  return alignedLines([heads, ...rows], width - 2).map((line) => `  ${line}`);
}

/** A heading and, for each policy, what is said of its metrics. */
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

/** Enough decimals to see a small figure move. */
function figureText(value: number): string {
  return numberText(value, Math.abs(value) < 10 ? 4 : 2);
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${figureText(value)}`;
}

export function checkJson(checked: Checked): Json {
  const { name, figures, replications, sameInputs, files } = checked;
  return {
    ...{ scenario: name, figures, replications, same_inputs: sameInputs, moved: hasMoved(checked), files },
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
