// The command lines that both builds run: every shipped scenario at several sizes and seeds,
// generated scenarios, and the other commands that use the engine.
import { readdirSync } from 'node:fs';

/** A command line but for `--engine` and where its files go. */
export interface Case {
  /** The heading under which it is reported. */
  readonly group: string;
  /** What tells it from the others of its group. */
  readonly label: string;
  readonly words: readonly string[];
  /** Whether it writes files; its standard output is compared in any case. */
  readonly writesFiles: boolean;
}

export interface Sizes {
  readonly households: readonly number[];
  readonly seeds: number;
  readonly replications: number;
}

export const reducedModel = 'prepay-lite.yaml';
const scenariosOfCalibration = 'calibration';

/** Names of the shipped scenarios as `run` takes them; the defaults are one of them. */
export function shippedScenarios(folder: string): string[] {
  const yamlIn = (path: string): string[] =>
    readdirSync(path)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
  const ofCalibration = yamlIn(`${folder}/${scenariosOfCalibration}`);
  return [...yamlIn(folder), ...ofCalibration.map((name) => `${scenariosOfCalibration}/${name}`)];
}

/** One scenario with all its policies, with accounts and interruptions written. */
export function casesOfScenario(scenario: string, sizes: Sizes): Case[] {
  return sizes.households.flatMap((households) =>
    Array.from({ length: sizes.seeds }, (_, index) => {
      const seed = `identity-${index + 1}`;
      return runCase(scenario, `${households} homes, seed ${seed}`, scenario, [
        ...['--households', String(households), '--seed', seed],
        ...['--replications', String(sizes.replications)],
      ]);
    }),
  );
}

/** Generated scenarios have a dozen homes at most; with more of them their queues fill up. */
export function casesOfGenerated(scenarios: readonly string[]): Case[] {
  const size = ['--households', '40', '--replications', '8'];
  return scenarios.map((name) => runCase('generated scenarios', name, name, size));
}

/** Queues that are empty in a small book as the scenarios have it, and that order homes here. */
export function casesOfScarceCapacity(sizes: Sizes): Case[] {
  const settings = [
    'support.agents=1',
    'support.contacts=1',
    'support.engineers.visitsPerDay=6',
    'agent.perDay=25',
    'onboarding.pace={ perDay: 15 }',
    'onboarding.exchange={ perDay: 2 }',
    'onboarding.order=vulnerable-first',
  ].flatMap((setting) => ['--set', setting]);
  return casesOfScenario('reference-winter.yaml', sizes).map((one) => ({
    ...one,
    group: 'scarce capacity',
    words: [...one.words, ...settings],
  }));
}

function runCase(group: string, label: string, scenario: string, words: readonly string[]): Case {
  const fixed = ['--spells', '--meters', '--workers', '1', '--progress', 'none'];
  return { group, label, words: ['run', scenario, ...words, ...fixed], writesFiles: true };
}

/** Parameters drawn anew, single households followed, and ordinary life against its targets. */
export function casesOfOtherCommands(households: number): Case[] {
  const size = ['--households', String(households)];
  const uncertain = runCase(
    'run --parameter-uncertainty',
    `${households} homes`,
    'reference-winter.yaml',
    [...size, '--replications', '6', '--parameter-uncertainty'],
  );
  const traces = ['reference-winter.yaml', 'levers.yaml', 'every-parameter.yaml'].flatMap(
    (scenario) =>
      [0, 1, 2, 3].map((household) => ({
        group: 'trace',
        label: `${scenario}, household ${household}`,
        words: ['trace', scenario, ...size, '--household', String(household), '--json'],
        writesFiles: false,
      })),
  );
  const calibration = {
    group: 'calibrate',
    label: `${households} homes`,
    words: ['calibrate', ...size, '--replications', '2', '--progress', 'none'],
    writesFiles: true,
  };
  return [uncertain, ...traces, calibration];
}
