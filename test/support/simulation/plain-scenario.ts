// Scenarios for tests of rules, in a few lines: parts laid one over another by the rules of
// scenario files, on top of the shipped defaults; and ways to run them. The plain part is a world
// so simple that it can be worked by hand.
import type { Ledger, LedgerLine } from '../../../src/simulation/reports.ts';
import { simulateReplication } from '../../../src/simulation/replication.ts';
import { prepareExperiment, runReplication } from '../../../src/experiment/experiment.ts';
import {
  metricIndex,
  metrics,
  segments,
  type MetricName,
  type Segment,
} from '../../../src/experiment/metrics.ts';
import {
  seriesMetrics,
  type PolicyRecord,
  type ReplicationRecord,
  type SeriesMetric,
} from '../../../src/experiment/records.ts';
import { scenarioFilesOnDisk } from '../../../src/files/scenario-files.ts';
import { parseScenario } from '../../../src/scenario/load.ts';
import { merge } from '../../../src/scenario/merge.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { fileSchema } from '../../../src/scenario/schema.ts';

/** Part of a scenario file as plain data. */
export type Part = Readonly<Record<string, unknown>>;

const files = scenarioFilesOnDisk();

export function scenarioOf(...parts: readonly Part[]): Scenario {
  const document = parts.reduce<unknown>((base, part) => merge(fileSchema, base, part), {
    extends: 'defaults.yaml',
    title: 'A test',
  });
  return parseScenario(JSON.stringify(document), 'case.yaml', files).scenario;
}

/** Shares of meter kinds that are all one kind. */
export function onlyKind(
  kind: 'smets2' | 'smets1-enrolled' | 'smets1-unenrolled' | 'legacy',
): Part {
  return {
    population: {
      meterKinds: { smets2: 0, 'smets1-enrolled': 0, 'smets1-unenrolled': 0, legacy: 0, [kind]: 1 },
    },
  };
}
export function onlyFuels(fuels: 'dual' | 'electricity' | 'gas'): Part {
  return { population: { fuels: { dual: 0, electricity: 0, gas: 0, [fuels]: 1 } } };
}
export function onlyHabit(habit: 'reactive' | 'pay-cycle' | 'emergency-only' | 'never'): Part {
  return {
    behaviour: {
      habits: { reactive: 0, 'pay-cycle': 0, 'emergency-only': 0, never: 0, [habit]: 1 },
    },
  };
}

const flatFuel = {
  annual: 365,
  season: 'flat',
  coldResponse: 0,
  shape: 'flat',
  dayNoise: { cv: 0, autocorrelation: 0 },
};

/**
 * One SMETS2 electricity meter with £10 that burns £3 a day, evenly, and is never topped up: no
 * standing charge, debt, emergency credit, windows, noise, rationing or misses. Failure on Monday
 * 10 January 2022, appointment a day later, nobody onboarded within a year.
 */
export const plain: Part = {
  start: '2022-01-10',
  horizon: '20d',
  households: 1,
  replications: 1,
  seed: 'plain meter',
  warmUp: '0d',
  population: {
    fuels: { dual: 0, electricity: 1, gas: 0 },
    meterKinds: { smets2: 1, 'smets1-enrolled': 0, 'smets1-unenrolled': 0, legacy: 0 },
    noWan: 0,
    legacyDevice: { lostPerMonth: 0 },
    vulnerable: 0,
    psr: 0,
    medicallyDependent: 0,
    initialBalance: { electricity: 10, gas: 10 },
    debt: { share: 0 },
  },
  consumption: {
    electricity: flatFuel,
    gas: flatFuel,
    correlation: 0,
    rationing: { lowCredit: { below: 0, factor: 1 }, emergencyCredit: { factor: 1 } },
  },
  tariff: {
    electricity: { unitRate: 300, standingCharge: 0 },
    gas: { unitRate: 300, standingCharge: 0 },
  },
  meter: {
    emergencyCredit: { limit: 0, offeredBelow: 1, selected: 0, selectDelay: '0m', whenOff: false },
    nonDisablement: 'none',
    suspendCharges: { inEmergencyCredit: false, whenOff: false },
    reconnectMargin: 1,
    rearm: { electricity: '0m', gas: '0m', gasFails: 0 },
    missed: 0,
  },
  behaviour: {
    habits: { reactive: 0, 'pay-cycle': 0, 'emergency-only': 0, never: 1 },
    trigger: 2,
    notice: '0m',
    vendAmount: 10,
    vendStep: 0,
    vendFollowsUse: 0,
    shortOfMoney: { share: 0, wait: '1d' },
    retry: { normal: '12h', offSupply: '3h' },
    typing: { fails: 0 },
    wakingHours: '00:00-24:00',
  },
  exit: { vendingEnds: '0d' },
  appointment: { after: '1d' },
  agent: { from: 'day0', decision: '0d', perDay: 'unlimited', success: 1 },
  onboarding: {
    starts: '0d',
    pace: '365d',
    exchange: '365d',
    firstTimeSuccess: 1,
    longTail: { share: 0 },
    learnChannel: '0m',
    recommence: { does: 'none', after: '0m', success: 1 },
    safeMode: { ends: 'repaid', owed: 'stays', weekly: 0, credit: 0 },
  },
  support: {
    from: 'day0',
    contacts: 0,
    callAfter: '1h',
    agents: 1,
    callLength: '10m',
    patience: '20m',
    hours: '00:00-24:00',
    discretionaryCredit: { legacyDelay: '0m' },
  },
  policies: { nothing: { label: 'Nobody acts' } },
};

/** Supplier's emergency credit of £10, always selected at once when offered below £1. */
export const emergencyCredit: Part = {
  meter: { emergencyCredit: { limit: 10, offeredBelow: 1, selected: 1, selectDelay: '0m' } },
};

export function runOnce(
  scenario: Scenario,
  replication = 1,
  policies?: readonly string[],
): ReplicationRecord {
  const experiment = prepareExperiment(scenario, {
    keepSpells: true,
    keepMeters: true,
    ...(policies === undefined ? {} : { policies }),
  });
  return runReplication(experiment, replication);
}

export function policyOf(record: ReplicationRecord, policy: string): PolicyRecord {
  const found = record.policies.find((one) => one.policy === policy);
  if (found === undefined) throw new Error(`no policy ${policy}`);
  return found;
}

/** One replication of one policy of a scenario laid out in parts. */
export function outcome(policy: string, ...parts: readonly Part[]): PolicyRecord {
  return policyOf(runOnce(scenarioOf(...parts)), policy);
}

export function metric(record: PolicyRecord, name: MetricName, segment: Segment = 'all'): number {
  return record.metrics[segments.indexOf(segment) * metrics.length + metricIndex[name]]!;
}

/** One hourly series, hour 0 first. */
export function seriesOf(record: PolicyRecord, name: SeriesMetric): readonly number[] {
  const perMetric = record.series.length / seriesMetrics.length;
  return [
    ...record.series.subarray(
      seriesMetrics.indexOf(name) * perMetric,
      (seriesMetrics.indexOf(name) + 1) * perMetric,
    ),
  ];
}

/** Identifiers and certificates stay as they are until the SoLR onboards the meter. */
export const held: Part = {
  identifiers: { moved: 'onboarding' },
  certificates: { revoked: 'onboarding' },
};

/** What happened to one household under a policy (or in the `warm-up`). */
export function ledgerOf(
  scenario: Scenario,
  policy: string,
  household = 0,
  replication = 1,
): Ledger {
  const { plan, key } = prepareExperiment(scenario);
  const ledgers = new Map<string, Ledger>();
  simulateReplication(plan, { key, replication, traced: { household, ledgers } });
  const ledger = ledgers.get(policy);
  if (ledger === undefined) throw new Error(`no ledger of ${policy}`);
  return ledger;
}

/** The events of a ledger as `minute event`, fuel in front where it is gas. */
export function eventsOf(ledger: readonly LedgerLine[]): readonly string[] {
  return ledger.map(
    ({ minute, fuel, event }) => `${fuel === 'gas' ? 'gas ' : ''}${minute} ${event}`,
  );
}

/**
 * What happens to the one home of the plain scenario with these parts, under a policy: its events,
 * as `eventsOf`.
 */
export function lived(policy: string, ...parts: readonly Part[]): readonly string[] {
  return eventsOf(ledgerOf(scenarioOf(plain, ...parts), policy));
}

export const day = 1440;
/** Whole micropounds. */
export const pounds = (amount: number): number => Math.round(amount * 1e6);
