// Arranges the policies in a table of who acts when: columns by which of the two holds are in
// force, rows by when the agent is told to act. The effect of one change is the difference of two
// cells. Policies that differ from the reference in the agent itself have no cell.
import type { Institutions } from '../../scenario/scenario.ts';
import { plainLabel } from '../text-columns.ts';
import type { PolicyStyles, StyledPolicy } from './policy-styles.ts';
import type { RunData } from './run-data.ts';

export type Hold = 'certificates' | 'identifiers';
/** The changes of the code, as this report names them. */
export const holdWords: Readonly<Record<Hold, { readonly code: string; readonly words: string }>> =
  {
    certificates: { code: 'MP134A', words: 'the failed supplier’s certificates are held' },
    identifiers: { code: 'MP185', words: 'its identifiers are held' },
  };

export const holdColumns = [
  { title: 'Neither hold', certificates: false, identifiers: false },
  { title: 'MP134A alone', certificates: true, identifiers: false },
  { title: 'MP185 alone', certificates: false, identifiers: true },
  { title: 'Both holds', certificates: true, identifiers: true },
] as const;

export interface TableLine {
  /** Other differences from the reference; empty for the reference's own setting. */
  readonly setting: string;
  /** When the agent is told to act. */
  readonly told: string;
  /** In the order of `holdColumns`. */
  readonly cells: readonly (StyledPolicy | undefined)[];
}

/** Used in place of the time at which the agent is told to act. */
export const nobodyActs = 'nobody acts';

/** Levers that decide who acts when. */
const ownPaths = [
  'certificates.revoked',
  'identifiers.moved',
  'agent.acts',
  'agent.from',
  'agent.decision',
];

/**
 * Lines in the scenario's order, those with the reference's setting first; none if no policy has a
 * hold.
 */
export function whoActsWhen(
  data: RunData,
  { failures, reference }: PolicyStyles,
): readonly TableLine[] {
  if (reference === undefined) return [];
  const lines: { setting: string; told: string; cells: (StyledPolicy | undefined)[] }[] = [];
  for (const member of failures) {
    const setting = settingOf(member, reference);
    const column = columnOf(member.policy.institutions);
    if (setting === undefined || column === -1) continue;
    const told = toldText(data, member);
    let line = lines.find((one) => one.setting === setting && one.told === told);
    if (line === undefined)
      lines.push((line = { setting, told, cells: holdColumns.map(() => undefined) }));
    line.cells[column] ??= member;
  }
  const used = holdColumns.filter((_, column) =>
    lines.some(({ cells }) => cells[column] !== undefined),
  );
  if (used.length < 2) return [];
  // Settings without any hold are left out.
  const held = new Set(
    lines
      .filter(({ cells }) => cells.slice(1).some((cell) => cell !== undefined))
      .map(({ setting }) => setting),
  );
  return lines
    .filter(({ setting }) => setting === '' || held.has(setting))
    .toSorted((a, b) => Number(a.setting !== '') - Number(b.setting !== ''));
}

/**
 * The other differences from the reference, in words. Undefined if the agent itself differs: its
 * speed, its acts, or the probability that it exists.
 */
function settingOf(member: StyledPolicy, reference: StyledPolicy): string | undefined {
  const own = changesOf(member);
  const others = changesOf(reference);
  const differing = [...new Set([...own.keys(), ...others.keys()])].filter(
    (path) => !ownPaths.includes(path) && own.get(path)?.to !== others.get(path)?.to,
  );
  if (differing.some((path) => path.startsWith('agent.'))) return undefined;
  return differing
    .map((path) => settingText(path, own.get(path)?.to ?? others.get(path)!.from))
    .join('; ');
}

/** A change in words, for levers that such tables usually vary; others as written. */
function settingText(path: string, value: string): string {
  if (path === 'exit.vendingEnds')
    return value === 'onboarding'
      ? 'the failed supplier’s top-ups go on until onboarding'
      : `the failed supplier’s top-ups end ${spanText(value)} after the failure`;
  if (path === 'onboarding.starts')
    return `onboarding starts ${spanText(value)} after the appointment`;
  return `${path}: ${value}`;
}

const changesOf = ({
  policy,
}: StyledPolicy): ReadonlyMap<string, { readonly from: string; readonly to: string }> =>
  new Map(policy.changes.map((change) => [change.path, change]));

/**
 * Column of the institutions; −1 if a gate moves neither at the appointment nor at each onboarding.
 */
function columnOf({ certificates: { revoked }, identifiers: { moved } }: Institutions): number {
  const isKnown = [revoked, moved].every((gate) => gate === 'appointment' || gate === 'onboarding');
  return isKnown
    ? holdColumns.findIndex(
        ({ certificates, identifiers }) =>
          certificates === (revoked === 'onboarding') && identifiers === (moved === 'onboarding'),
      )
    : -1;
}

function toldText({ assumptions }: RunData, { policy }: StyledPolicy): string {
  const { agent } = policy.institutions;
  if (!agent.acts) return nobodyActs;
  const decision =
    policy.changes.find(({ path }) => path === 'agent.decision')?.to ??
    assumptions.find((row) => row['parameter'] === 'agent.decision')?.['value'] ??
    '';
  return (
    `agent told ${spanText(decision)} ` +
    (agent.from === 'day0' ? 'after the failure' : 'after the appointment')
  );
}

/**
 * `1 to 3 days` of `{ triangular: [1d, 2d, 3d] }`, `14 days` of `14d`; any other law as it is
 * written.
 */
function spanText(law: string): string {
  const [, days] = /^(\d+(?:\.\d+)?)d$/u.exec(law) ?? [];
  if (days !== undefined) return `${days} days`;
  const [, least, most] =
    /^\{ (?:uniform|triangular): \[(\d+(?:\.\d+)?)d, (?:[^,\]]+, )?(\d+(?:\.\d+)?)d\] \}$/u.exec(
      law,
    ) ?? [];
  return least === undefined ? plainLabel(law, 60) : `${least} to ${most!} days`;
}

/** Two policies that differ in one hold and nothing else. */
export interface Contrast {
  readonly hold: Hold;
  readonly without: StyledPolicy;
  readonly with: StyledPolicy;
  readonly told: string;
  /** Whether the other hold is in force under both. */
  readonly givenOther: boolean;
}

/** All pairs of cells of a line that differ in one hold. */
export function contrastsIn({ told, cells }: TableLine): readonly Contrast[] {
  return (['certificates', 'identifiers'] as const).flatMap((hold) => {
    const other = hold === 'certificates' ? 'identifiers' : 'certificates';
    const at = (held: boolean, otherHeld: boolean): StyledPolicy | undefined =>
      cells[
        holdColumns.findIndex((column) => column[hold] === held && column[other] === otherHeld)
      ];
    return [true, false].flatMap((givenOther) => {
      const [without, withHold] = [at(false, givenOther), at(true, givenOther)];
      return without === undefined || withHold === undefined
        ? []
        : [{ hold, without, with: withHold, told, givenOther }];
    });
  });
}
