// Estimates the time, memory and disk of a run before it begins. Rough: from measured runs of
// reference-winter.yaml (Node 20, 2 cores).
import type { Scenario } from '../scenario/scenario.ts';
import { minutesPerDay } from '../scenario/units.ts';

export interface RunCost {
  /** Elapsed seconds, with its workers. */
  readonly seconds: number;
  readonly memoryBytes: number;
  /** Bytes of the files, and of the replications that are kept until the files are written. */
  readonly diskBytes: number;
}

export interface RunSize {
  readonly scenario: Pick<
    Scenario,
    'households' | 'horizonMinutes' | 'warmUpMinutes' | 'policies' | 'population'
  >;
  /** Replications still to be run. */
  readonly replications: number;
  readonly workers: number;
  readonly spells: boolean;
  readonly meters: boolean;
}

const mega = 1e6;
/** Starting, reading the scenario, ending. */
const startSeconds = 1;
const startBytes = 150 * mega;
const secondsPerHouseholdDay = 1.2e-7;
/** Of a book, in each worker. */
const bytesPerHousehold = 650;
/**
 * Cost per policy of its rows of summary.csv, comparison.csv and the other tables, and of its rows
 * of replications.csv.
 */
const policySeconds = 0.08;
const policyMemory = 3.5 * mega;
const policyDisk = 0.55 * mega;
const replicationDisk = 10_000;
/**
 * A row of meters.csv, and of spells.csv; what is kept of a replication takes as much disk again.
 */
const meterRow = { seconds: 5e-5, memory: 3600, disk: 2 * 220 };
const spellRow = { seconds: 3e-5, memory: 1800, disk: 2 * 110 };
/** Spells per home and day, with a failure. */
const spellsPerHouseholdDay = 0.03;

export function costOf({ scenario, replications, workers, spells, meters }: RunSize): RunCost {
  const { households, horizonMinutes, warmUpMinutes, population } = scenario;
  const policies = scenario.policies.length;
  const days = horizonMinutes / minutesPerDay;
  const ran = policies * replications;
  const meterRows = meters ? households * (1 + population.fuels.dual) * policies : 0;
  const spellRows = spells ? households * days * spellsPerHouseholdDay * policies : 0;
  const atOnce = Math.max(1, Math.min(workers, replications));
  const simulated =
    households * (days + warmUpMinutes / minutesPerDay) * ran * secondsPerHouseholdDay;
  const rowSeconds = (meterRows * meterRow.seconds + spellRows * spellRow.seconds) * replications;
  return {
    seconds: startSeconds + simulated / workers + rowSeconds + policies * policySeconds,
    memoryBytes:
      startBytes +
      atOnce *
        (households * bytesPerHousehold +
          meterRows * meterRow.memory +
          spellRows * spellRow.memory) +
      policies * policyMemory,
    diskBytes:
      policies * policyDisk +
      ran * replicationDisk +
      (meterRows * meterRow.disk + spellRows * spellRow.disk) * replications,
  };
}
