// `offsupply validate`: checks every file named, and prints a summary of each or what is wrong with
// it.
import { availableParallelism } from 'node:os';
import { stringify } from 'yaml';
import { ScenarioError } from '../errors.ts';
import { costOf, type RunCost } from '../experiment/run-cost.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { jsonText, sortedJson, type Json } from '../outputs/json.ts';
import { numberText } from '../outputs/number-text.ts';
import { plainLabel } from '../outputs/text-columns.ts';
import { loadScenario, type LoadedScenario } from '../scenario/load.ts';
import { outlookOf, type Outlook } from '../scenario/outlook.ts';
import { noFailure, type Policy, type Scenario } from '../scenario/scenario.ts';
import { minutesPerDay } from '../scenario/units.ts';
import { costText } from './cost-guard.ts';
import { exitCodes, type Host } from './host.ts';
import { bookLines, courseLines } from '../outputs/outlook-text.ts';
import { scenarioFilesFor } from './scenario-source.ts';

export interface ValidateOptions {
  readonly resolved?: true;
  readonly json?: true;
}

type Checked = { readonly path: string } & (
  | { readonly loaded: LoadedScenario }
  | { readonly error: ScenarioError }
);

export function validate(paths: readonly string[], options: ValidateOptions, host: Host): number {
  const checked = paths.map((path) => check(path, host));
  const wrong = checked.filter((one) => 'error' in one).length;
  if (options.json === true)
    host.stdout.write(jsonText({ files: checked.map((one) => jsonOf(one, options)) }));
  else {
    checked.forEach((one, index) => {
      if ('error' in one) {
        host.stderr.write(
          `${one.path}: ${count(one.error.problems.length, 'problem')}\n\n${one.error.message}\n\n`,
        );
        return;
      }
      for (const warning of one.loaded.warnings)
        host.stderr.write(`${one.path}: warning: ${warning}\n`);
      for (const note of one.loaded.notes) host.stderr.write(`${one.path}: ${note}\n`);
      const text =
        options.resolved === true
          ? stringify(one.loaded.document, { lineWidth: 0 })
          : overview(one.path, one.loaded);
      host.stdout.write(options.resolved === true && index > 0 ? `---\n${text}` : text);
    });
    if (paths.length > 1)
      host.stderr.write(
        wrong === 0
          ? `all ${paths.length} scenarios are valid\n`
          : `${wrong} of ${paths.length} scenarios are wrong\n`,
      );
  }
  return wrong === 0 ? exitCodes.done : exitCodes.usage;
}

function check(path: string, host: Host): Checked {
  try {
    return {
      path,
      loaded: loadScenario(path, scenarioFilesFor(host), { checkThreshold: thresholdMistake }),
    };
  } catch (error) {
    if (error instanceof ScenarioError) return { path, error };
    throw error;
  }
}

function overview(path: string, { scenario, files }: LoadedScenario): string {
  const outlook = outlookOf(scenario);
  const {
    title,
    start,
    horizonMinutes,
    warmUpMinutes,
    households,
    replications,
    seed,
    policies,
    reference,
  } = scenario;
  const facts = [
    ['start', `${start}, after ${daysText(warmUpMinutes)} of ordinary life`],
    ['horizon', daysText(horizonMinutes)],
    ['households', numberText(households, 0)],
    ...bookLines(outlook),
    ['replications', `${numberText(replications, 0)}, seed ${plainLabel(seed, 60)}`],
    ['cost', `a run takes about ${costText(costOfRun(scenario))}`],
    ['made of', files.join(' ← ')],
  ] as const;
  const lines = [
    `${path}: valid`,
    `  ${plainLabel(title, 110)}`,
    ...facts.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    '  policies',
    ...policies.flatMap((policy) => [
      ...policyLines(policy, policy.id === reference),
      ...courseUnder(policy.id, reference, outlook),
    ]),
  ];
  return `${lines.join('\n')}\n\n`;
}

function policyLines({ id, label, changes }: Policy, isReference: boolean): readonly string[] {
  const head = `    ${id}: ${plainLabel(label, 80)}${isReference ? ' (reference)' : ''}`;
  if (id === noFailure) return [`${head}: the supplier goes on trading`];
  if (changes.length === 0) return [`${head}: institutions as the scenario has them`];
  return [
    head,
    ...changes.map(({ path, from, to }) => `      ${words(path)}: ${to} (was ${from})`),
  ];
}

/**
 * The course of events under a policy: complete for the reference, only the differences for others.
 */
function courseUnder(id: string, reference: string, { policies }: Outlook): readonly string[] {
  const own = policies.find(({ policy }) => policy === id);
  if (own === undefined) return [];
  const main = policies.find(({ policy }) => policy === reference) ?? policies[0]!;
  const known = own === main ? [] : courseLines(main);
  return courseLines(own)
    .filter((line) => !known.includes(line))
    .map((line) => `      → ${line}`);
}

function costOfRun(scenario: Scenario): RunCost {
  const { replications } = scenario;
  const workers = Math.min(availableParallelism(), replications);
  return costOf({ scenario, replications, workers, spells: false, meters: false });
}

/** `onboarding.firstTimeSuccess` → `onboarding first time success` */
function words(path: string): string {
  return path.replaceAll('.', ' ').replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

function daysText(minutes: number): string {
  return count(minutes / minutesPerDay, 'day');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function jsonOf(one: Checked, { resolved = false }: { readonly resolved?: boolean }): Json {
  if ('error' in one)
    return { file: one.path, valid: false, problems: sortedJson(one.error.problems) };
  const { scenario, document, files, warnings, thresholds } = one.loaded;
  const { title, start, households, replications, seed, reference } = scenario;
  return {
    ...{ file: one.path, valid: true, title, start, households, replications, seed, reference },
    horizonDays: scenario.horizonMinutes / minutesPerDay,
    warmUpDays: scenario.warmUpMinutes / minutesPerDay,
    policies: scenario.policies.map(({ id, label, description, changes }) => ({
      id,
      label,
      description,
      changes,
    })),
    outlook: sortedJson(outlookOf(one.loaded.scenario)),
    cost: { ...costOfRun(one.loaded.scenario) },
    ...{ files, warnings, thresholds },
    ...(resolved ? { resolved: document as Json } : {}),
  };
}
