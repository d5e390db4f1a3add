// The desk of the what-if page, a worker: loads and checks scenarios as the command does, so that
// the page itself never waits for that.
import { stringify } from 'yaml';
import { ScenarioError } from '../errors.ts';
import { prepareExperiment, runReplication, withPolicies } from '../experiment/experiment.ts';
import { metrics, metricIndex, placeOf } from '../experiment/metrics.ts';
import { thresholdMistake } from '../experiment/threshold.ts';
import { traceHousehold } from '../experiment/trace.ts';
import { levelSpread } from '../experiment/uncertainty.ts';
import { drawnWorlds } from '../explore/worlds.ts';
import { decimalCell } from '../outputs/cells.ts';
import { decimalsOf } from '../outputs/columns.ts';
import { storiesTable } from '../outputs/report-columns.ts';
import type { Row } from '../outputs/report/run-data.ts';
import { memoryFiles, type CsvRow, type ScenarioFiles } from '../scenario/files.ts';
import { scenarioJsonSchema } from '../scenario/json-schema.ts';
import { variantLoader, type LoadedScenario } from '../scenario/load.ts';
import { valueAt } from '../scenario/merge.ts';
import type { Override } from '../scenario/override.ts';
import { parameterUnit } from '../scenario/parameter-units.ts';
import { printValue } from '../scenario/print.ts';
import type { Range, Scenario } from '../scenario/scenario.ts';
import { leafPaths } from '../scenario/setting.ts';
import type {
  Answer,
  Asked,
  DeskAnswer,
  DeskQuestion,
  InstitutionKey,
  OwnScenario,
  QuestionKind,
  Wanted,
} from './protocol.ts';
import { sections } from './sections.ts';
import { scenarioTexts } from './scenario-texts.ts';

type Acts = {
  [Kind in QuestionKind]: (asked: Asked<Kind>, own: OwnScenario | null) => Answer<Kind>;
};

/** What the module of a desk calls, once: it then answers the page. */
export function serveDesk(): void {
  const scope = globalThis as unknown as {
    postMessage(message: DeskAnswer): void;
    addEventListener(
      type: 'message',
      listener: (event: { readonly data: DeskQuestion }) => void,
    ): void;
  };
  scope.addEventListener('message', ({ data: { number, kind, asked, own } }) => {
    try {
      scope.postMessage({ number, answer: answerQuestion(kind, asked, own) });
    } catch (error) {
      if (error instanceof ScenarioError) scope.postMessage({ number, problems: error.problems });
      else
        scope.postMessage({
          number,
          failed: error instanceof Error ? error.message : String(error),
        });
    }
  });
}

/** @throws ScenarioError where the scenario is wrong */
export function answerQuestion<Kind extends QuestionKind>(
  kind: Kind,
  asked: Asked<Kind>,
  own: OwnScenario | null,
): Answer<Kind> {
  const act = acts[kind] as (asked: Asked<Kind>, own: OwnScenario | null) => Answer<Kind>;
  return act(asked, own);
}

const acts: Acts = {
  load(wanted, own) {
    const { scenario, warnings, notes } = load(wanted, own);
    return { scenario, remarks: [...warnings, ...notes] };
  },
  document: (wanted, own) => stringify(load(wanted, own).document, { lineWidth: 0 }),
  text({ name }, own) {
    const files = filesWith({ name, overrides: [] }, own);
    const file = fileNamed(name, own);
    const text = files.read(files.read(file) === undefined ? (files.shipped(file) ?? file) : file);
    return typeof text === 'string' ? text : '';
  },
  keys: (wanted, own) => institutionKeys(load(wanted, own)),
  household: (asked, own) => householdRows(load(asked, own).scenario, asked),
  width({ replications, metrics: wantedMetrics, ...wanted }, own) {
    const loaded = load(wanted, own);
    const worlds = drawnWorlds(loaded, filesWith(wanted, own), 'all');
    const variant = variantOf(wanted, own);
    const rows = new Map<string, Float64Array[]>();
    for (let replication = 1; replication <= replications; replication += 1) {
      const { scenario } = variant([...wanted.overrides, ...worlds.settingsOf(replication)]);
      const experiment = prepareExperiment(scenario, {
        ...(wanted.policies && { policies: wanted.policies }),
        segments: [0],
      });
      for (const { policy, metrics: row } of runReplication(experiment, replication).policies)
        rows.set(policy, [...(rows.get(policy) ?? []), row]);
    }
    return [...rows].flatMap(([policy, own_]) =>
      wantedMetrics.map((metric) => {
        const { range } = levelSpread(
          worlds.scenario as Parameters<typeof levelSpread>[0],
          own_,
          placeOf(metric, 0),
        );
        const cell = (value: number): string =>
          decimalCell(value, decimalsOf(metrics[metricIndex[metric]]!.unit));
        return { policy, metric, low: cell(range[0]), high: cell(range[1]) };
      }),
    );
  },
};

function load(wanted: Wanted, own: OwnScenario | null): LoadedScenario {
  return variantOf(wanted, own)(wanted.overrides);
}

type Variant = (overrides: readonly Override[]) => LoadedScenario;
const variants = new Map<string, Variant>();
/** Texts that a desk keeps read: a user goes back and forth between a few. */
const variantsMost = 8;

function variantOf(wanted: Wanted, own: OwnScenario | null): Variant {
  const { name, text, policies } = wanted;
  const key = JSON.stringify([name, text, policies]);
  const known = variants.get(key);
  if (known !== undefined) return known;
  const files = filesWith(wanted, own);
  const how = { policies, checkThreshold: thresholdMistake };
  // Throws what is wrong with the files alone, before anything is kept of them.
  const variant = variantLoader(fileNamed(name, own), files, how);
  if (variants.size >= variantsMost) variants.clear();
  variants.set(key, variant);
  return variant;
}

const fileNamed = (name: string, own: OwnScenario | null): string =>
  own?.name === name ? own.file : name;

function filesWith({ name, text }: Wanted, own: OwnScenario | null): ScenarioFiles {
  // A case of the page is not changed by a file beside the user's own that has its name.
  const ownFiles = text !== undefined || name === own?.name ? (own?.files ?? {}) : {};
  return memoryFiles({
    files: text === undefined ? ownFiles : { ...ownFiles, [name]: text },
    shipped: { ...scenarioTexts, ...own?.shipped },
    rows: (csv) => own?.tables[csv] ?? plainRows(csv),
  });
}

/** Rows of a shipped CSV file, which has no quotes. */
function plainRows(csv: string): readonly CsvRow[] {
  if (csv.includes('"'))
    throw new Error(
      'CSV files cannot be read in this page: start it with offsupply web <scenario>',
    );
  return csv
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ line: index + 1, cells: line.split(',') }));
}

/** Every key of the institutions, in the order of docs/MODEL.md. */
function institutionKeys({ document, scenario }: LoadedScenario): readonly InstitutionKey[] {
  const schema = scenarioJsonSchema() as Described;
  return leafPaths()
    .filter((path) =>
      sections.some((section) => path === section || path.startsWith(`${section}.`)),
    )
    .map((path) => {
      const keys = path.split('.');
      return {
        path,
        help:
          keys.reduce<Described | undefined>((here, key) => here?.properties?.[key], schema)
            ?.description ?? '',
        unit: parameterUnit(keys),
        value: printValue(valueAt(document, keys)),
        range: rangesBelow(scenario, path),
      };
    });
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
}

function rangesBelow({ ranges }: Scenario, path: string): string {
  const found = Object.entries(ranges).filter(
    ([key]) => key === path || key.startsWith(`${path}.`),
  );
  return found
    .map(
      ([key, range]) =>
        `${key === path ? '' : `${key.slice(path.length + 1)}: `}${rangeText(range)}`,
    )
    .join('; ');
}

function rangeText(range: Range): string {
  if (range.kind === 'choices') return range.values.map(printValue).join(' or ');
  const unit = range.unit === undefined ? '' : ' for 10,000 homes';
  return `${printValue(range.from)} to ${printValue(range.to)}${unit}`;
}

function householdRows(
  scenario: Scenario,
  { household, told }: { readonly household: number; readonly told: readonly string[] },
): readonly Row[] {
  const experiment = prepareExperiment(withPolicies(scenario, told));
  const trace = traceHousehold(experiment, { household, replication: 1 });
  const { meterKind, vulnerable } = trace.attributes;
  const { columns } = storiesTable(scenario.start);
  return told.flatMap((policy) => {
    const ledger = trace.policies.find(({ policy: { id } }) => id === policy)?.ledger ?? [];
    return ledger.map((line, index): Row => {
      const row = {
        story: 'median' as const,
        replication: 1,
        household,
        meterKind,
        vulnerable,
        policy,
        place: index + 1,
        line,
      };
      return Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row)]));
    });
  });
}
