// Speed and memory of this build alone: draws, the reduced model, the full one, many replications.
import { fileURLToPath } from 'node:url';
import { seedKey, Streams } from '../../src/random/streams.ts';
import { thisTree } from '../builds/build-commit.ts';
import type { Figures } from './figures.ts';
import { measureRun, type Build } from './measure-process.ts';
import { median } from './paired-ratios.ts';
import { peersIn } from './peers.ts';

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
export const prepayLite = beside('prepay-lite.yaml');
const referenceWinter = beside('../../scenarios/reference-winter.yaml');
const thisBuild: Build = { folder: thisTree, engineWords: [] };

const reducedDays = 35;
/** The twin under no-failure is simulated too, and counts. */
export const reducedPolicies = 2;

function run(scenario: string, ...flags: readonly string[]) {
  return measureRun(thisBuild, scenario, '--workers', '1', ...flags);
}

export function benchStreams(figures: Figures): void {
  const streams = new Streams(seedKey('bench'), 1);
  const draws = 5_000_000;
  let sum = 0;
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const started = process.hrtime.bigint();
    for (let draw = 0; draw < draws; draw++) sum += streams.uniform(draw >> 4, 33, draw & 15);
    best = Math.min(best, Number(process.hrtime.bigint() - started) / draws);
  }
  if (!(sum > 0)) throw new Error('uniform numbers are positive');
  figures.add('a draw of a random stream (no stream is ever set up)', best, 'ns');
}

/** @param peersFolder measures the speed references in turn with this build, where given */
export function benchReduced(figures: Figures, peersFolder: string | undefined): void {
  const households = 100_000;
  const { peers, missing } =
    peersFolder === undefined ? { peers: [], missing: [] } : peersIn(peersFolder);
  for (const what of missing) console.error(`Not measured: ${what}`);
  const ours: number[] = [];
  const theirs = new Map(peers.map((peer) => [peer, [] as number[]]));
  for (let round = 0; round < 3; round++) {
    ours.push(run(prepayLite, '--households', String(households)).wallSeconds);
    for (const [peer, seconds] of theirs) {
      // SimPy takes most of a minute.
      if (round > 0 && peer.name === 'SimPy') continue;
      seconds.push(peer.measure(households).wallSeconds);
    }
  }
  const rate = (households * reducedDays * reducedPolicies) / median(ours);
  figures.add('reduced model, 100,000 households, whole process', median(ours), 's');
  figures.add('reduced model, household-days (both policies)', rate / 1e6, 'M/s');
  for (const [peer, seconds] of theirs) {
    const name = peer.name === 'SimPy' ? 'SimPy' : 'the tuned sequential JavaScript reference';
    figures.add(`  times ${name}`, rate / ((households * reducedDays) / median(seconds)), '');
  }
}

export function benchFull(figures: Figures, isQuick: boolean): void {
  const flags = ['--replications', '1', '--policies', 'mp134a-mp185'];
  const small = run(referenceWinter, ...flags, '--households', '100000');
  const rate = small.events / small.wallSeconds;
  figures.add('full model, 100,000 households, whole process', rate / 1e6, 'M events/s');
  figures.add('full model, 100,000 households, peak memory', small.peakMebibytes, 'MiB');
  if (isQuick) return;
  const large = run(referenceWinter, ...flags, '--households', '1000000');
  const largeRate = large.events / large.wallSeconds;
  figures.add('full model, 1,000,000 households, whole process', largeRate / 1e6, 'M events/s');
  figures.add('  share of the rate at 100,000', largeRate / rate, '');
  figures.add('full model, 1,000,000 households, peak memory', large.peakMebibytes, 'MiB');
}

export function benchReplications(figures: Figures): void {
  for (const replications of [20, 400]) {
    const flags = ['--households', '500', '--replications', String(replications)];
    const { peakMebibytes } = run(referenceWinter, ...flags);
    const name = `500 households, ${replications} replications, peak memory`;
    figures.add(name, peakMebibytes, 'MiB');
  }
}

/** Two workers against one, in turn, so that a slow minute of the machine falls on both. */
export function benchWorkers(figures: Figures): void {
  const flags = ['--households', '50000', '--replications', '4'];
  const seconds = (workers: number): number =>
    measureRun(thisBuild, referenceWinter, ...flags, '--workers', String(workers)).wallSeconds;
  const ratios: number[] = [];
  for (let round = 1; round <= 5; round++) {
    const [one, two] =
      round % 2 === 1 ? [seconds(1), seconds(2)] : [seconds(2), seconds(1)].reverse();
    ratios.push(one! / two!);
    const name = `50,000 households, round ${round}: throughput of two workers to one`;
    figures.add(name, one! / two!, '');
  }
  figures.add('50,000 households, median of rounds', median(ratios), '');
}
