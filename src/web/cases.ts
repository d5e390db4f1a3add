// The page's cases as they are before anything is moved, loaded when the page is built: the first
// answer of a case waits for no file to be read.
import { answerQuestion } from './desk.ts';
import { firstHouseholds, presets } from './presets.ts';
import type { Answer } from './protocol.ts';
import { householdsOverride } from './setting.ts';

/** What a desk would answer to `load`, by name of the scenario file. */
export type LoadedCases = Readonly<Record<string, Answer<'load'>>>;

export function loadedCases(): LoadedCases {
  const overrides = [householdsOverride(`${firstHouseholds}`)];
  return Object.fromEntries(
    presets.map(({ name, policies }) => [
      name,
      answerQuestion('load', { name, overrides, ...(policies && { policies }) }, null),
    ]),
  );
}
