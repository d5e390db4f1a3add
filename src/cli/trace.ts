// `offsupply trace`: why one household went off and what would have kept it on, then its ledger
// under several policies.
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { LedgerLine } from '../simulation/reports.ts';
import { prepareExperiment } from '../experiment/experiment.ts';
import { needsReachedHome } from '../experiment/stories.ts';
import { traceHousehold, type HouseholdTrace, type PolicyTrace } from '../experiment/trace.ts';
import { readRunRecord } from '../files/finished-run.ts';
import type { HouseholdAttributes } from '../simulation/attributes.ts';
import { micropoundsPerPound, minutesPerDay, never } from '../kernel/time.ts';
import { timeCell } from '../outputs/cells.ts';
import { jsonText, type Json } from '../outputs/json.ts';
import { numberText } from '../outputs/number-text.ts';
import { plainLabel, wrapped } from '../outputs/text-columns.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { exitCodes, type Host } from './host.ts';
import { buildIdentity } from './build-identity.ts';
import { checkPolicies, overridesOf, type ScenarioOptions } from './scenario-options.ts';
import { scenarioFilesFor } from './scenario-source.ts';
import { startProgress } from './terminal.ts';
import { accountLines, accountsOf, exitsNote } from './trace-account.ts';
import { courseText, meterGates } from './trace-gates.ts';
import { fullTable, sideBySide, type LedgerColumn } from './trace-tables.ts';
import { listText } from './trace-words.ts';
import { version } from './version.ts';

export interface TraceOptions extends ScenarioOptions {
  /** Folder of a finished run, in place of a scenario file. */
  readonly run?: string;
  readonly household: number;
  readonly replication: number;
  readonly policies?: readonly string[];
  readonly json?: true;
}

/** Events of the warm-up that are shown: enough to see the household's state before day 0. */
const tail = 8;
const widest = 160;

/** @param path of a scenario file; absent with `--run` */
export function trace(path: string | undefined, options: TraceOptions, host: Host): number {
  const scenario = scenarioToTrace(path, options, host);
  checkPolicies(scenario, options.policies);
  const { household, replication, policies } = options;
  if (household >= scenario.households) {
    throw new UsageError(
      `--household ${household}: the scenario has households 0 to ${scenario.households - 1}`,
    );
  }
  const progress = startProgress({
    total: scenario.households,
    unit: 'households',
    stream: host.stderr,
    environment: host.environment,
  });
  let simulated = 0;
  const traced = traceHousehold(
    prepareExperiment(scenario, { ...(policies === undefined ? {} : { policies }) }),
    {
      household,
      replication,
      onProgress(more) {
        progress.update((simulated += more));
      },
    },
  );
  progress.finish();
  const shown = traced.policies.filter(
    ({ policy }) => policies === undefined || policies.includes(policy.id),
  );
  const width = Math.min(widest, Math.max(80, host.stdout.columns ?? widest));
  host.stdout.write(
    options.json === true
      ? jsonText(documentOf(scenario, traced, shown))
      : `${textOf(scenario, traced, shown, width).join('\n')}\n`,
  );
  return exitCodes.done;
}

/**
 * @throws UsageError where neither or both of a scenario and a run are given, or the run cannot be
 * followed
 */
function scenarioToTrace(path: string | undefined, options: TraceOptions, host: Host): Scenario {
  const { run } = options;
  if (run === undefined) {
    if (path !== undefined)
      return loadScenario(path, scenarioFilesFor(host), { overrides: overridesOf(options) })
        .scenario;
    throw new UsageError(
      'name a scenario file, or the folder of a finished run with --run, such as --run output/mine',
    );
  }
  if (path !== undefined)
    throw new UsageError(
      `--run ${run} has its scenario in it: leave out ${path}, or leave out --run`,
    );
  const record = readRunRecord(resolve(host.cwd, run), run);
  if (record.version !== version)
    throw new UsageError(
      `${run} was written by version ${record.version}, and this is ${version}: run the ` +
        'scenario again, or trace it with that version',
    );
  if (record.scenario.uncertainty !== undefined)
    throw new UsageError(
      `${run} drew its assumptions anew for each world (--uncertainty ` +
        `${record.scenario.uncertainty.draws}), which trace does not: ` +
        'trace the scenario file, whose households have its own',
    );
  const [then, now] = [record.environment?.commit, buildIdentity().commit];
  if (then !== now)
    host.stderr.write(
      `note: ${run} was run at commit ${then ?? 'unknown'}, and this is ` +
        `${now ?? 'unknown'}; results may differ\n`,
    );
  if (options.replication > record.replications)
    throw new UsageError(
      `--replication ${options.replication}: ${run} has replications 1 to ` +
        `${record.replications}; name one of them, ` +
        'or trace the scenario file, which has as many as you like',
    );
  return record.scenario;
}

function textOf(
  scenario: Scenario,
  traced: HouseholdTrace,
  shown: readonly PolicyTrace[],
  width: number,
): readonly string[] {
  const { start } = scenario;
  const groups = alike(shown);
  const [only] = groups;
  const tables =
    groups.length === 1
      ? [[only!.title, ...fullTable(start, only!.ledger)]]
      : sideBySide(start, groups, width);
  const told = new Map<string, string>();
  return [
    `${plainLabel(scenario.title, 100)}: household ${traced.household} of replication ` +
      `${traced.replication}, seed ${plainLabel(scenario.seed, 40)}`,
    ...[attributesText(traced.attributes), ...unreachedNote(traced), ...exitsNote(shown)].flatMap(
      (line) => wrapped(line, width),
    ),
    '',
    'Why it went off, and what would have kept it on',
    ...shown
      .flatMap((one) => [
        '',
        headOf(one),
        ...coursesOf(traced, one),
        ...accountLines(traced, one, told),
      ])
      .flatMap((line) => wrapped(line, width)),
    '',
    `Before day 0, under every policy (the last ${Math.min(tail, traced.warmUp.length)} of ` +
      `${traced.warmUp.length} events)`,
    ...fullTable(start, traced.warmUp.slice(-tail)),
    '',
    `From day 0 (${start}), each event with the balance after it`,
    ...tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
  ];
}

/** Policies with identical ledgers share a column. */
function alike(shown: readonly PolicyTrace[]): readonly LedgerColumn[] {
  const groups = new Map<string, { ids: string[]; ledger: PolicyTrace['ledger'] }>();
  for (const { policy, ledger } of shown) {
    const key = JSON.stringify(ledger);
    const group = groups.get(key) ?? { ids: [], ledger };
    group.ids.push(policy.id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ids, ledger }) => ({ title: listText(ids), ledger }));
}

function headOf({ policy }: PolicyTrace): string {
  return policy.label === policy.id ? policy.id : `${policy.id}: ${plainLabel(policy.label, 80)}`;
}

function coursesOf(
  { attributes }: HouseholdTrace,
  { course, ledger }: PolicyTrace,
): readonly string[] {
  const byFuel = attributes.fuels.map((fuel) => ({
    fuel,
    text: courseText(meterGates(course, attributes, ledger, fuel)),
  }));
  if (new Set(byFuel.map(({ text }) => text)).size === 1) return [`  Course: ${byFuel[0]!.text}.`];
  return byFuel.map(({ fuel, text }) => `  Course, ${fuel}: ${text}.`);
}

/** A note for a home that commands do not reach, under policies with a hold or an agent. */
function unreachedNote({ attributes, policies, firstReached }: HouseholdTrace): readonly string[] {
  if (attributes.reachedByDcc || !needsReachedHome(policies.map(({ policy }) => policy))) return [];
  const other =
    firstReached === undefined
      ? ''
      : ` The first home that they reach is --household ${firstReached}.`;
  return [
    'DCC does not reach the meters of this home: commands of an agent do not come to it, ' +
      `whatever is held.${other}`,
  ];
}

function attributesText(attributes: HouseholdAttributes): string {
  const {
    fuels,
    meterKind,
    wan,
    reachedByDcc,
    vulnerable,
    psr,
    medical,
    habit,
    payCycle,
    trigger,
    annualKwh,
  } = attributes;
  const habitText =
    payCycle !== undefined
      ? `${habit}, ${payCycle}`
      : trigger !== undefined
        ? `${habit}, tops up below £${numberText(trigger, 2)}`
        : habit;
  return [
    `${meterKind} meters for ` +
      fuels.map((fuel) => `${fuel} (${numberText(annualKwh[fuel]!, 0)} kWh a year)`).join(' and '),
    ...(meterKind === 'legacy'
      ? []
      : [reachedByDcc ? 'reached by DCC' : wan ? 'not reached by DCC' : 'no WAN']),
    vulnerable ? 'vulnerable' : 'not vulnerable',
    psr ? 'on the PSR' : 'not on the PSR',
    ...(medical ? ['medically dependent'] : []),
    `habit: ${habitText}`,
  ].join(' · ');
}

function documentOf(
  scenario: Scenario,
  traced: HouseholdTrace,
  shown: readonly PolicyTrace[],
): Json {
  const { title, start, seed } = scenario;
  const time = (minute: number): Json => (minute === never ? null : timeCell(start, minute));
  const eventOf = (line: LedgerLine): Json => ({
    time: time(line.minute),
    day: Math.floor(line.minute / minutesPerDay),
    minute: line.minute,
    fuel: line.fuel,
    event: line.event,
    amount_gbp: line.amount === null ? null : line.amount / micropoundsPerPound,
    balance_gbp: line.balance / micropoundsPerPound,
    emergency_credit_left_gbp: line.emergencyCreditLeft / micropoundsPerPound,
    emergency_credit_used_gbp: line.emergencyCreditUsed / micropoundsPerPound,
    debt_gbp: line.accumulatedDebt / micropoundsPerPound,
    supply: line.supply,
    safe_mode: line.safeMode,
  });
  const { annualKwh, ...attributes } = traced.attributes;
  return {
    ...{ title, start, seed, household: traced.household, replication: traced.replication },
    attributes: { ...attributes, annual_kwh: { ...annualKwh } },
    warm_up: traced.warmUp.map(eventOf),
    policies: shown.map((one) => ({
      policy: one.policy.id,
      label: one.policy.label,
      course:
        one.course === null
          ? null
          : {
              appointment: time(one.course.appointmentAt),
              vending_ends: time(one.course.vendingEndsAt),
              agent_instructed: time(one.course.instructedAt),
              identifiers_moved: time(one.course.identifiersMoveAt),
              certificates_revoked: time(one.course.certificatesRevokedAt),
            },
      events: one.ledger.map(eventOf),
      spells: accountsOf(traced, one).map(({ spell, why, ended, keptOn, alsoOff }) => ({
        fuel: spell.fuel,
        start: time(spell.startMinute),
        end: time(spell.endMinute),
        hours: (spell.endMinute - spell.startMinute) / 60,
        cause: spell.cause,
        shut_gate: spell.shutGate,
        ended_by: spell.endedBy,
        why,
        ended,
        kept_on: keptOn.map(({ policies, because }) => ({ policies, because })),
        also_off: alsoOff,
      })),
    })),
  };
}
