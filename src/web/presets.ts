// What the page begins with: shipped scenarios, and which of their policies are shown at first.
import { noFailure, type Scenario } from '../scenario/scenario.ts';

export interface Preset {
  /** Of the scenario file. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** The policy that "your policy" starts from. */
  readonly like?: string;
  /** Policies shown at first; all of the scenario where it says none. */
  readonly policies?: readonly string[];
}

/** Homes of the first answer. */
export const firstHouseholds = 500;

export const presets: readonly Preset[] = [
  {
    name: 'reference-winter.yaml',
    title: 'January 2022',
    about: 'Both changes of the code are in force. Meters and prices of the time.',
    like: 'mp134a-mp185',
  },
  {
    name: 'present-day.yaml',
    title: 'Present day',
    about: 'January 2026: more smart meters, more debt, prices of today.',
    like: 'mp134a-mp185',
  },
  {
    name: 'omni-2021.yaml',
    title: 'Omni, November 2021',
    about: 'A book like Omni Energy’s, between the two changes. A what-if, not a reconstruction.',
    like: 'mp134a-mp185',
  },
  {
    name: 'who-acts-when.yaml',
    title: 'Who acts when',
    about:
      'Early or late agent, with each hold. The other rows of the table are under ' +
      '“Policies shown”.',
    like: 'both-short',
    // One policy for each step of the argument, where top-up codes end alike.
    policies: [
      'none-short',
      'holds-only-short',
      'early-agent-short',
      'mp134a-short',
      'both-short',
      'early-agent-both-short',
    ],
  },
];

/** Of a scenario that has more policies, and is no case of the page, as many are shown at first. */
export const mostAtFirst = 8;

/** What "your policy" starts from: the preset's choice, or the scenario's last policy. */
export function startOf(preset: Preset, { policies, reference }: Scenario): string {
  return preset.like ?? policies.filter(({ id }) => id !== noFailure).at(-1)?.id ?? reference;
}

/** Policies shown at first; undefined for all of the scenario. */
export function firstPolicies(
  preset: Preset,
  { policies, reference }: Scenario,
): readonly string[] | undefined {
  if (preset.policies !== undefined) return preset.policies;
  const own = policies.map(({ id }) => id).filter((id) => id !== noFailure);
  if (own.length <= mostAtFirst) return undefined;
  return own.filter((id, place) => id === reference || place < mostAtFirst);
}
