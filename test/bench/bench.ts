// Speed and memory of whole runs, as a user meets them: `npm run bench`. With `-- --peers <folder>` the speed references in that folder are
// run in turn with ours, so that ratios hold on a noisy machine; `-- --record` adds the figures to history.csv; `-- --quick` leaves out
// the million households; `-- --workers` measures two workers against one instead. Needs a build (the npm script makes one).
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seedKey, Streams } from '../../src/random/streams.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const command = join(root, 'dist/cli/main.js');
const prepayLite = join(root, 'test/bench/prepay-lite.yaml');
const winter = join(root, 'scenarios/reference-winter.yaml');
const options = process.argv.slice(2);

interface ProcessFigures {
  readonly wallSeconds: number;
  readonly peakMebibytes: number;
  readonly events: number;
}

/** Runs the program on a scenario as a process of its own, outputs written. */
function run(scenario: string, ...flags: string[]): ProcessFigures {
  const folder = mkdtempSync(join(tmpdir(), 'offsupply-bench-'));
  const tellPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;
  const started = process.hrtime.bigint();
  const child = spawnSync(process.execPath, [
    '--import',
    tellPeak,
    command,
    'run',
    scenario,
    '--workers',
    '1',
    '--out',
    folder,
    ...flags,
  ]);
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  const errors = child.stderr.toString();
  if (child.status !== 0) throw new Error(`the run failed: ${errors}`);
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { events: Record<string, number> };
  rmSync(folder, { recursive: true });
  const events = Object.values(record.events).reduce((sum, count) => sum + count, 0);
  return { wallSeconds, peakMebibytes: Number(/peak (\d+)/u.exec(errors)?.[1]) / 1024, events };
}

/** Wall seconds of a peer, as a process of its own; NaN, and why on stderr, where it does not run on this machine. */
function runPeer(program: string, ...args: string[]): number {
  const started = process.hrtime.bigint();
  const child = spawnSync(program, args);
  if (child.status !== 0) {
    const [why] = child.stderr.toString().trimEnd().split('\n').slice(-1);
    console.error(`not measured: ${program} ${args.join(' ')}: ${why}`);
    return NaN;
  }
  return Number(process.hrtime.bigint() - started) / 1e9;
}

const figures: [name: string, value: number, unit: string][] = [];
function tell(name: string, value: number, unit: string): void {
  figures.push([name, value, unit]);
  console.log(`${name.padEnd(64)} ${value.toLocaleString('en-GB', { maximumSignificantDigits: 4 }).padStart(12)} ${unit}`);
}
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function benchStreams(): void {
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
  tell('a draw of a random stream (no stream is ever set up)', best, 'ns');
}

const reducedDays = 35;
/** The twin under no-failure is lived too, and counts: two policies. */
const reducedPolicies = 2;

function benchReduced(): void {
  const households = 100_000;
  const peers = options.includes('--peers') ? options[options.indexOf('--peers') + 1] : undefined;
  const ours: number[] = [];
  const tuned: number[] = [];
  const simpy: number[] = [];
  for (let round = 0; round < 3; round++) {
    ours.push(run(prepayLite, '--households', String(households)).wallSeconds);
    if (peers === undefined) continue;
    tuned.push(runPeer(process.execPath, join(peers, 'js/seqtuned.mjs'), String(households), 'reps=1'));
    if (round === 0)
      simpy.push(
        runPeer(process.env.PYTHON ?? '/usr/bin/python3', join(peers, 'py/simpy_model.py'), String(households), 'reps=1'),
      );
  }
  const rate = (households * reducedDays * reducedPolicies) / median(ours);
  tell('reduced model, 100,000 households, whole process', median(ours), 's');
  tell('reduced model, household-days (both policies)', rate / 1e6, 'M/s');
  if (peers === undefined) return;
  const tellPeer = (name: string, seconds: readonly number[]): void => {
    if (!seconds.some(Number.isNaN)) tell(`  times ${name}`, rate / ((households * reducedDays) / median(seconds)), '');
  };
  tellPeer('the tuned sequential JavaScript reference', tuned);
  tellPeer('SimPy', simpy);
}

function benchFull(): void {
  const flags = ['--replications', '1', '--policies', 'mp134a-mp185'];
  const small = run(winter, ...flags, '--households', '100000');
  tell('full model, 100,000 households, whole process', small.events / small.wallSeconds / 1e6, 'M events/s');
  tell('full model, 100,000 households, peak memory', small.peakMebibytes, 'MiB');
  if (options.includes('--quick')) return;
  const large = run(winter, ...flags, '--households', '1000000');
  tell('full model, 1,000,000 households, whole process', large.events / large.wallSeconds / 1e6, 'M events/s');
  tell('  share of the rate at 100,000', large.events / large.wallSeconds / (small.events / small.wallSeconds), '');
  tell('full model, 1,000,000 households, peak memory', large.peakMebibytes, 'MiB');
}

function benchReplications(): void {
  const few = run(winter, '--households', '500', '--replications', '20');
  const many = run(winter, '--households', '500', '--replications', '400');
  tell('500 households, 20 replications, peak memory', few.peakMebibytes, 'MiB');
  tell('500 households, 400 replications, peak memory', many.peakMebibytes, 'MiB');
}

/** Two workers against one, in turn, so that a slow minute of the machine falls on both. */
function benchWorkers(): void {
  const flags = ['--households', '50000', '--replications', '4'];
  const ratios: number[] = [];
  for (let round = 1; round <= 5; round++) {
    const seconds = (workers: number): number => run(winter, ...flags, '--workers', String(workers)).wallSeconds;
    const [one, two] = round % 2 === 1 ? [seconds(1), seconds(2)] : [seconds(2), seconds(1)].reverse();
    ratios.push(one! / two!);
    tell(`50,000 households, round ${round}: throughput of two workers to one`, one! / two!, '');
  }
  tell('50,000 households, median of rounds', median(ratios), '');
}

if (options.includes('--workers')) benchWorkers();
else {
  benchStreams();
  benchReduced();
  benchFull();
  benchReplications();
}
if (options.includes('--record')) {
  const day = new Date().toISOString().slice(0, 10);
  const lines = figures.map(
    ([name, value, unit]) => `${day},${process.version},"${name.trim()}",${value.toPrecision(4)},${unit}\n`,
  );
  appendFileSync(join(root, 'test/bench/history.csv'), lines.join(''));
}
