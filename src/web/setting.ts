// A setting of the page: what was chosen and moved. It is kept in the address, becomes values set
// on top of the scenario, and a command.
import { commandText } from '../outputs/command-text.ts';
import type { Override } from '../scenario/override.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import {
  levers,
  settingsOfAll,
  settingsOfOwn,
  type Moved,
  type Settings,
  type Start,
} from './levers.ts';
import type { Wanted } from './protocol.ts';

export interface Setting {
  /** Name of the scenario file. */
  readonly scenario: string;
  /** Another text in its place, as typed into the page. */
  readonly text?: string;
  readonly households: string;
  /** Ids of the policies shown; undefined for all. */
  readonly policies?: readonly string[];
  /** Id of the policy that the user's own starts from. */
  readonly like?: string;
  readonly moved: Moved;
  /** Further keys of the user's own policy, as YAML. */
  readonly more: Settings;
}

/** What the desk is to load. */
export function fileOf({
  scenario,
  text,
}: Pick<Setting, 'scenario' | 'text'>): Pick<Wanted, 'name' | 'text'> {
  return text === undefined ? { name: scenario } : { name: changedName, text };
}

/** The user's own policy. */
export const ownPolicy = 'yours';
const ownLabel = 'Your policy';

/** What a changed text is called, in messages and in the command. */
export const changedName = 'scenario.yaml';

export function hasOwnPolicy(setting: Setting, start: Start): boolean {
  return Object.keys(ownSettings(setting, start)).length > 0;
}

function ownSettings({ moved, more }: Setting, start: Start): Settings {
  return { ...settingsOfOwn(moved, start), ...more };
}

export function householdsOverride(count: string): Override {
  return { path: 'households', value: count, option: `--households ${count}` };
}

/** In the order of the command. */
export function settingOverrides(setting: Setting, start: Start | undefined): readonly Override[] {
  const set = (path: string, value: string): Override => ({
    path,
    value,
    option: `--set ${path}=${value}`,
  });
  const households = householdsOverride(setting.households);
  if (start === undefined) return [households];
  const shown = start.scenario.policies.filter(({ id }) => setting.policies?.includes(id) ?? true);
  const reference = start.scenario.policies.filter(({ id }) => id === start.scenario.reference);
  const ofAll = settingsOfAll(setting.moved, start, [
    ...new Set([...reference, ...shown, start.like]),
  ]);
  const own = ownSettings(setting, start);
  const ofOwn: Settings =
    Object.keys(own).length === 0 ? {} : { like: start.like.id, label: ownLabel, ...own };
  return [
    households,
    ...Object.entries(ofAll).map(([path, value]) => set(path, value)),
    ...Object.entries(ofOwn).map(([path, value]) => set(`policies.${ownPolicy}.${path}`, value)),
  ];
}

/** Policies of `--policies`; undefined where all are run. */
export function policiesOf(setting: Setting, start: Start): readonly string[] | undefined {
  if (setting.policies === undefined) return undefined;
  return hasOwnPolicy(setting, start) ? [...setting.policies, ownPolicy] : setting.policies;
}

/** The command whose numbers are the page's. */
export function commandOf(setting: Setting, start: Start, replications: number): string {
  const policies = policiesOf(setting, start);
  const chosen = [
    '--replications',
    String(replications),
    ...(policies === undefined ? [] : ['--policies', policies.join(',')]),
  ];
  // A text of the user's own is in no file yet: the one that the page hands out holds everything.
  if (setting.text !== undefined) return commandText(['run', changedName, ...chosen]);
  const [, ...set] = settingOverrides(setting, start);
  const words = set.flatMap(({ path, value }) => ['--set', `${path}=${value}`]);
  return commandText([
    'run',
    setting.scenario,
    '--households',
    setting.households,
    ...chosen,
    ...words,
  ]);
}

/** The policies of a run that are told of: all but ordinary life, the user's own first. */
export function shownPolicies({ policies }: Scenario): Scenario['policies'] {
  const acting = policies.filter(({ id }) => id !== noFailure);
  return [
    ...acting.filter(({ id }) => id === ownPolicy),
    ...acting.filter(({ id }) => id !== ownPolicy),
  ];
}

/** After the `#`. */
export function addressOf(setting: Setting): string {
  return `s=${encodeURIComponent(JSON.stringify(setting))}`;
}

const longestAddress = 300_000;

/** What an address says, or what is wrong with it; undefined where it says nothing. */
export function settingIn(hash: string): Setting | { readonly mistake: string } | undefined {
  const text = hash.replace(/^#/u, '');
  if (text === '') return undefined;
  if (!text.startsWith('s=')) return { mistake: 'after # it does not begin with s=' };
  if (text.length > longestAddress) return { mistake: 'after #s= it is too long' };
  try {
    return settingOf(JSON.parse(decodeURIComponent(text.slice(2))));
  } catch (error) {
    return {
      mistake:
        'after #s= ' +
        (error instanceof Mistake ? error.message : 'it is not a setting of this page'),
    };
  }
}

class Mistake extends Error {}

const wholeNumber = /^[1-9]\d{0,8}$/u;

function settingOf(found: unknown): Setting {
  const known = ['scenario', 'text', 'households', 'policies', 'like', 'moved', 'more'];
  const map = mapAt(found, 'the setting');
  for (const key of Object.keys(map))
    if (!known.includes(key)) throw new Mistake(`there is no key ${key.slice(0, 40)}`);
  const { scenario, text, households, policies, like, moved, more } = map;
  const households_ = textAt(households, 'households');
  if (!wholeNumber.test(households_)) throw new Mistake('households is no whole number');
  if (policies !== undefined && !Array.isArray(policies)) throw new Mistake('policies is no list');
  return {
    scenario: textAt(scenario, 'scenario'),
    households: households_,
    moved: movedIn(moved),
    more: textsAt(more, 'more'),
    ...(text === undefined ? {} : { text: textAt(text, 'text') }),
    ...(policies === undefined
      ? {}
      : { policies: policies.map((id: unknown) => textAt(id, 'policies')) }),
    ...(like === undefined ? {} : { like: textAt(like, 'like') }),
  };
}

/** Values that the levers can take. */
function movedIn(found: unknown): Moved {
  const moved = textsAt(found, 'moved');
  for (const [name, value] of Object.entries(moved)) {
    const lever = levers.find((one) => one.name === name);
    if (lever === undefined) throw new Mistake(`moved: there is no lever ${name.slice(0, 40)}`);
    if (lever.kind === 'choice') {
      if (!lever.options.some((option) => option.value === value))
        throw new Mistake(`moved: ${name} has no such choice`);
    } else if (
      !/^\d{1,6}(?:\.\d{1,6})?$/u.test(value) ||
      Number(value) < lever.least ||
      Number(value) > lever.most
    )
      throw new Mistake(`moved: ${name} is no number from ${lever.least} to ${lever.most}`);
  }
  return moved;
}

function mapAt(found: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new Mistake(`${place} is no map`);
  return found as Readonly<Record<string, unknown>>;
}

function textAt(found: unknown, place: string): string {
  if (typeof found !== 'string') throw new Mistake(`${place} is no text`);
  return found;
}

function textsAt(found: unknown, place: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapAt(found, place)).map(([key, value]) => [key, textAt(value, place)]),
  );
}
