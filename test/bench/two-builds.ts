// Measures this build and another one in turn, so that a slow minute of the machine falls on both.
import { availableParallelism } from 'node:os';
import type { Build, ProcessFigures } from './measure-process.ts';
import { measureRun } from './measure-process.ts';
import type { Peer } from './peers.ts';
import { prepayLite, reducedPolicies } from './whole-processes.ts';

/** One value a round, of both sides. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly other: readonly number[];
  readonly ours: readonly number[];
}

/** What one side takes in one round, by name of the row. */
type Values = ReadonlyMap<string, { readonly value: number; readonly unit: string }>;

export interface Measurement {
  readonly name: string;
  /** Of the rounds asked for; fewer where a round takes most of a minute. */
  readonly rounds: (asked: number) => number;
  measure(build: Build): Values;
}

export const oneReplication = ['--replications', '1', '--workers', '1'];
export const onePolicy = 'mp134a-mp185';
export const onePolicyFlags = ['--policies', onePolicy, '--set', `reference=${onePolicy}`];
/** The row of the reduced model that peers are compared with. */
const reducedCost = 'prepay-lite, engine';

/**
 * @param referenceWinter file of the scenario that both builds run: the older one's, since a newer
 * build runs the files of an older
 */
export function measurements(isQuick: boolean, referenceWinter: string): readonly Measurement[] {
  // The smaller one takes more than the half second after which V8 optimizes the kernel.
  const small = 10_000;
  const large = isQuick ? 25_000 : 50_000;
  const all: Measurement[] = [
    costPerHome('reference-winter, all policies', referenceWinter, [], [small, large]),
    costPerHome(`reference-winter, ${onePolicy} and its twin`, referenceWinter, onePolicyFlags, [
      2 * small,
      2 * large,
    ]),
    reducedModel(isQuick ? [100_000, 200_000] : [100_000, 1_000_000]),
    {
      name: 'reference-winter, 200 homes, 1 replication',
      rounds: (asked) => asked,
      measure(build) {
        const flags = ['--households', '200', ...oneReplication];
        const used = measureRun(build, referenceWinter, ...flags);
        return valuesOf([
          [`${this.name}: user CPU`, used.userSeconds, 's'],
          [`${this.name}: wall time`, used.wallSeconds, 's'],
          [`${this.name}: peak memory`, used.peakMebibytes, 'MiB'],
        ]);
      },
    },
  ];
  return isQuick ? all : [...all, wholeOfNpmStart(referenceWinter)];
}

/** The difference of two sizes, so that start and end of the process drop out. */
function costPerHome(
  name: string,
  scenario: string,
  flags: readonly string[],
  [small, large]: readonly [number, number],
): Measurement {
  return {
    name,
    rounds: (asked) => asked,
    measure(build) {
      const used = (households: number): ProcessFigures =>
        measureRun(
          build,
          scenario,
          '--households',
          String(households),
          ...oneReplication,
          ...flags,
        );
      const [few, many] = [used(small), used(large)];
      return valuesOf([
        [
          `${name}: user CPU per home, ${differenceOf(small, large)}`,
          perHome(few, many, small, large),
          'µs',
        ],
        [`${name}: peak memory, ${count(large)} homes`, many.peakMebibytes, 'MiB'],
      ]);
    },
  };
}

function reducedModel([small, large]: readonly [number, number]): Measurement {
  return {
    name: 'prepay-lite',
    rounds: (asked) => asked,
    measure(build) {
      const used = (households: number): ProcessFigures =>
        measureRun(build, prepayLite, '--households', String(households), ...oneReplication);
      const [few, many] = [used(small), used(large)];
      const cost = perHome(few, many, small, large);
      return valuesOf([
        [`${reducedCost}: user CPU per home, ${differenceOf(small, large)}`, cost, 'µs'],
        [`prepay-lite, whole process, ${count(small)} homes: user CPU`, few.userSeconds, 's'],
        [`prepay-lite, whole process, ${count(small)} homes: wall time`, few.wallSeconds, 's'],
        [`prepay-lite, peak memory, ${count(small)} homes`, few.peakMebibytes, 'MiB'],
        [`prepay-lite, peak memory, ${count(large)} homes`, many.peakMebibytes, 'MiB'],
      ]);
    },
  };
}

/** As `npm start` runs it but for where the files go: all policies, all replications. */
function wholeOfNpmStart(referenceWinter: string): Measurement {
  return {
    name: 'npm start',
    rounds: (asked) => Math.min(3, asked),
    measure(build) {
      const used = measureRun(build, referenceWinter);
      return valuesOf([
        [`npm start: wall time on ${availableParallelism()} processors`, used.wallSeconds, 's'],
        ['npm start: user CPU', used.userSeconds, 's'],
        ['npm start: peak memory', used.peakMebibytes, 'MiB'],
      ]);
    },
  };
}

function valuesOf(rows: readonly [name: string, value: number, unit: string][]): Values {
  return new Map(rows.map(([name, value, unit]) => [name, { value, unit }]));
}
function perHome(few: ProcessFigures, many: ProcessFigures, small: number, large: number): number {
  return ((many.userSeconds - few.userSeconds) / (large - small)) * 1e6;
}
function count(households: number): string {
  return households.toLocaleString('en-GB');
}
export function differenceOf(small: number, large: number): string {
  return `${count(large)} less ${count(small)} homes`;
}

/** Both builds in every round, the other way round in every second one. */
export function measureBuilds(
  measurement: Measurement,
  rounds: number,
  old: Build,
  now: Build,
): Row[] {
  const other: Values[] = [];
  const ours: Values[] = [];
  for (let round = 0; round < rounds; round++) {
    const measureOld = (): unknown => other.push(measurement.measure(old));
    const measureNew = (): unknown => ours.push(measurement.measure(now));
    for (const measure of inTurn(round, measureOld, measureNew)) measure();
  }
  return [...ours[0]!].map(([name, { unit }]) => ({
    name,
    unit,
    other: other.map((values) => values.get(name)!.value),
    ours: ours.map((values) => values.get(name)!.value),
  }));
}

/** The reduced model in another program against this build, per home and policy. */
export function measurePeer(peer: Peer, rounds: number, now: Build, isQuick: boolean): Row {
  const [small, large] = peer.sizes;
  const reduced = reducedModel(isQuick ? [100_000, 200_000] : [100_000, 1_000_000]);
  return sideBySide(
    `${peer.name}: user CPU per home and policy, ${differenceOf(small, large)}`,
    rounds,
    () => costPerHomeOf((households) => peer.measure(households), small, large),
    () => [...reduced.measure(now).values()][0]!.value / reducedPolicies,
  );
}

/** The cost of a home in microseconds, from processes of two sizes. */
export function costPerHomeOf(
  measure: (households: number) => ProcessFigures,
  small: number,
  large: number,
): number {
  return perHome(measure(small), measure(large), small, large);
}

/** Costs of a home in microseconds, taken in turn. */
export function sideBySide(
  name: string,
  rounds: number,
  measureOther: () => number,
  measureOurs: () => number,
): Row {
  const other: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const steps = inTurn(
      round,
      () => other.push(measureOther()),
      () => ours.push(measureOurs()),
    );
    for (const measure of steps) measure();
  }
  return { name, unit: 'µs', other, ours };
}

function inTurn<Step>(round: number, first: Step, second: Step): readonly [Step, Step] {
  return round % 2 === 0 ? [first, second] : [second, first];
}
