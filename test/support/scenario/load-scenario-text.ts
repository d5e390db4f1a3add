// Loading scenario texts in tests: from memory, on top of the shipped defaults.
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { ScenarioError, type Problem } from '../../../src/errors.ts';
import { memoryFiles, type ScenarioFiles } from '../../../src/scenario/files.ts';
import {
  parseScenario,
  type LoadOptions,
  type LoadedScenario,
} from '../../../src/scenario/load.ts';
import { shippedScenarios } from '../../../src/files/scenario-files.ts';

const defaultsText = readFileSync(`${shippedScenarios}defaults.yaml`, 'utf8');

/** Files in memory, the scenario itself among them as `study/scenario.yaml`. */
function filesWith(files: Readonly<Record<string, string>> = {}): ScenarioFiles {
  return memoryFiles({
    files,
    shipped: { 'defaults.yaml': defaultsText },
    rows: (csv) => parse(csv).map((cells, index) => ({ line: index + 1, cells })),
  });
}

export function load(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: LoadOptions = {},
): LoadedScenario {
  return parseScenario(
    text,
    'study/scenario.yaml',
    filesWith({ 'study/scenario.yaml': text, ...files }),
    options,
  );
}

/** What is wrong with a scenario; fails if nothing is. */
export function problemsOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: LoadOptions = {},
): readonly Problem[] {
  try {
    load(text, files, options);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  throw new Error('the scenario was accepted');
}
