// Every number of the defaults, changed by a hundredth, moves a figure in the baseline of
// every-parameter.yaml, so that `check` names policy and metric. Those that cannot are listed, each
// with its reason.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isMap, isNode, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import {
  prepareExperiment,
  runReplication,
  type Experiment,
} from '../../src/experiment/experiment.ts';
import { movements, type Figure, type Movement } from '../../src/experiment/movement.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { baselineOf } from '../../src/outputs/baseline.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { minutesOf } from '../../src/scenario/units.ts';

const defaults = readFileSync(path.join(shippedScenarios, 'defaults.yaml'), 'utf8');

const ofTheRun = 'a baseline has a size of its own';
const nothing = 'a hundredth of nothing is nothing';
const cannotAct: Readonly<Record<string, string>> = {
  households: ofTheRun,
  replications: ofTheRun,
  'population.debt.vendShare': nothing,
  'consumption.gas.coldResponse': nothing,
  'behaviour.habits.never': nothing,
  'exit.vendingEnds.uniform.0': nothing,
  'exit.protected': nothing,
  'agent.decision.triangular.0': nothing,
  'onboarding.starts': nothing,
  'support.agents.per10000Homes': 'a quarter of a person is one person, and so is a hundredth more',
  'support.engineers.visitsPerDay': nothing,
};

/** A number in the text of the defaults, as it stands there: `0.03`, `28d`. */
interface Written {
  readonly path: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The greatest of those it makes a whole with, where there are any. */
  readonly beside?: Written;
}

function numbersIn(node: unknown, at: string): readonly Written[] {
  if (isScalar(node)) {
    const text = String(node.value);
    const [from, to] = node.range!;
    return typeof node.value === 'number' || minutesOf(text) !== undefined
      ? [{ path: at, text, from, to }]
      : [];
  }
  const under = (key: unknown): string => (at === '' ? String(key) : `${at}.${String(key)}`);
  if (isSeq(node)) return whole(node.items.flatMap((item, index) => numbersIn(item, under(index))));
  if (!isMap<Node>(node)) return [];
  return whole(
    node.items.flatMap(({ key, value }) => (isNode(value) ? numbersIn(value, under(key)) : [])),
  );
}

/** Shares of a whole know what to take from. */
function whole(numbers: readonly Written[]): readonly Written[] {
  const sum = numbers.reduce((total, { text }) => total + Number(text), 0);
  if (numbers.length < 2 || !(Math.abs(sum - 1) < 1e-9)) return numbers;
  return numbers.map((number) => {
    const [beside] = numbers
      .filter((other) => other !== number)
      .sort((a, b) => Number(b.text) - Number(a.text));
    return { ...number, beside: beside! };
  });
}

/** What is not known of a key moves nothing by itself. */
const isRange = ({ path: at }: Written): boolean => at.startsWith('ranges.');

const isNothing = ({ text }: Written): boolean => parseFloat(text) === 0;

/**
 * More by a hundredth; where that is not allowed, less by a hundredth, or the next whole number or
 * day.
 */
function changedTexts(number: Written): readonly string[] {
  const minutes = minutesOf(number.text);
  if (minutes !== undefined)
    return [`${Math.max(minutes + 1, Math.round(minutes * 1.01))}m`, `${minutes / 1440 + 1}d`].map(
      (text) => edited(number, text),
    );
  const value = Number(number.text);
  return [value * 1.01, value * 0.99, value + 1].map((changed) =>
    edited(number, rounded(changed), value - changed),
  );
}

function edited({ from, to, beside }: Written, text: string, rest = 0): string {
  const edits = [{ from, to, text }];
  if (beside !== undefined)
    edits.push({ from: beside.from, to: beside.to, text: rounded(Number(beside.text) + rest) });
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce(
      (page, edit) => `${page.slice(0, edit.from)}${edit.text}${page.slice(edit.to)}`,
      defaults,
    );
}

const rounded = (value: number): string => String(Number(value.toPrecision(10)));

/** The scenario at the size of its baseline, with another page of defaults. */
function scenarioWith(page: string): Scenario {
  const disk = scenarioFilesOnDisk();
  const read = (file: string) => (path.basename(file) === 'defaults.yaml' ? page : disk.read(file));
  return loadScenario('every-parameter.yaml', { ...disk, read }).scenario;
}

function scenarioChanged(number: Written): Scenario {
  const mistakes: unknown[] = [];
  for (const page of changedTexts(number)) {
    try {
      return scenarioWith(page);
    } catch (error) {
      mistakes.push(error);
    }
  }
  throw new AggregateError(mistakes, `${number.path} can be changed`);
}

/** What a baseline holds of one replication. */
function figuresOf(experiment: Experiment, replication: number): readonly Figure[] {
  const store = memoryStore();
  store.put(runReplication(experiment, replication));
  const { scenario } = experiment;
  return baselineOf({ scenario, scenarioSha256: '', keepCapacities: false, store, files: [] })
    .figures;
}

const numbers = numbersIn(parseDocument(defaults).contents, '').filter(
  (number) => !isRange(number),
);
const unchanged = scenarioWith(defaults);
const [first, ...others] = Array.from(
  { length: unchanged.replications },
  (_, index) => index + 1,
) as [number, ...number[]];
/** Policies beside the reference: none, which takes a fraction of the time, or all. */
type Policies = readonly [] | undefined;
/** Where a movement is looked for, in turn: what most numbers move comes first. */
const looks: readonly (readonly [Policies, readonly number[]])[] = [
  [[], [first]],
  [undefined, [first]],
  [[], others],
  [undefined, others],
];
const before = new Map<string, readonly Figure[]>();

const placeOf = (policies: Policies, replication: number): string =>
  `${policies?.length} ${replication}`;

function experimentOf(scenario: Scenario, policies: Policies): Experiment {
  return prepareExperiment(scenario, policies === undefined ? {} : { policies });
}

beforeAll(() => {
  for (const [policies, replications] of looks) {
    const experiment = experimentOf(unchanged, policies);
    for (const replication of replications)
      before.set(placeOf(policies, replication), figuresOf(experiment, replication));
  }
}, 120_000);

/**
 * The first movement that is found; replications are independent, so the first that moves will do.
 */
function movementOf(scenario: Scenario): Movement | undefined {
  for (const [policies, replications] of looks) {
    const experiment = experimentOf(scenario, policies);
    for (const replication of replications) {
      const figures = before.get(placeOf(policies, replication))!;
      const [moved] = movements(figures, figuresOf(experiment, replication));
      if (moved !== undefined) return moved;
    }
  }
  return undefined;
}

describe('a number of the defaults, changed by a hundredth,', () => {
  it('is listed as one that cannot act only where it is nothing, or the size of the run', () => {
    const unable = numbers.filter(
      (number) =>
        isNothing(number) || /^(?:households|replications|support\.agents\..*)$/u.test(number.path),
    );
    expect(unable.map((number) => number.path)).toEqual(Object.keys(cannotAct));
  });

  it.each(
    numbers
      .filter((number) => !(number.path in cannotAct))
      .map((number) => [number.path, number] as const),
  )(
    'is reported by check with policy and metric: %s',
    (_, number) => {
      expect(movementOf(scenarioChanged(number))).toMatchObject({
        kind: expect.stringMatching(/^(?:moved|segments)$/u) as string,
        policy: expect.stringMatching(/./u) as string,
        metric: expect.stringMatching(/./u) as string,
      });
    },
    120_000,
  );
});

describe('a page of defaults written differently', () => {
  it('moves nothing', () => {
    expect(
      movementOf(scenarioWith(`# A remark\n${defaults.replace('horizon: 56d', 'horizon: 8w')}`)),
    ).toBeUndefined();
  });
});
