// `npm run bench`: speed and memory, of this build alone or against another build and other
// programs. Needs a build (the npm script makes one).
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertIsBuilt, copyBuild, programOf, thisTree } from '../builds/build-commit.ts';
import { enginesOffered } from '../builds/engines.ts';
import { printHeading, printRow } from './comparison-table.ts';
import { Figures } from './figures.ts';
import type { Build } from './measure-process.ts';
import { median, pairedRatio } from './paired-ratios.ts';
import { peersIn } from './peers.ts';
import { measurePrototype } from './prototype.ts';
import { measureBuilds, measurements, measurePeer, type Row } from './two-builds.ts';
import {
  benchFull,
  benchReduced,
  benchReplications,
  benchStreams,
  benchWorkers,
} from './whole-processes.ts';

const usage = `Usage: npm run bench -- [options]

  --against <folder>  measure this build and the one in that folder in turn
  --rounds <n>        rounds of that (default: 7, with --quick 3)
  --only <text>       of that, only measurements whose names hold the text
  --engine <name>     of that, the engine of this build, where it has several
  --peers <folder>    also measure the speed references in that folder
  --prototype <folder>  with --against a checkout of the first engine: also measure the kernel's
                      prototype in that folder
  --workers           measure two workers against one instead
  --quick             smaller sizes, and no run of a million homes
  --record            add the figures to history.csv`;

const { values } = readOptions();

function readOptions() {
  try {
    return parseArgs({
      options: {
        against: { type: 'string' },
        rounds: { type: 'string' },
        only: { type: 'string', default: '' },
        engine: { type: 'string' },
        peers: { type: 'string' },
        prototype: { type: 'string' },
        workers: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(why: string): never {
  console.error(`${why}\nnpm run bench -- --help lists the options.`);
  process.exit(2);
}

if (values.help) {
  console.log(usage);
  process.exit(0);
}

if (values.prototype !== undefined && values.against === undefined)
  refuse('--prototype needs --against, a checkout of the first engine');

const figures = new Figures();
if (values.workers) benchWorkers(figures);
else if (values.against !== undefined) await benchAgainst(values.against);
else {
  benchStreams(figures);
  benchReduced(figures, values.peers);
  benchFull(figures, values.quick);
  benchReplications(figures);
}
if (values.record) figures.appendTo(join(thisTree, 'test/bench/history.csv'));

async function benchAgainst(folder: string): Promise<void> {
  try {
    assertIsBuilt(folder);
  } catch (error) {
    refuse((error as Error).message);
  }
  const rounds = Number(values.rounds ?? (values.quick ? '3' : '7'));
  if (!Number.isSafeInteger(rounds) || rounds < 1) {
    refuse(`--rounds: ${values.rounds} is not a whole number of at least 1`);
  }
  const scenario = join(folder, 'scenarios/reference-winter.yaml');
  const chosen = measurements(values.quick, scenario).filter(({ name }) =>
    name.includes(values.only),
  );
  const copies = mkdtempSync(join(tmpdir(), 'offsupply-builds-'));
  process.on('exit', () => {
    rmSync(copies, { recursive: true, force: true });
  });
  copyBuild(folder, join(copies, 'old'));
  copyBuild(thisTree, join(copies, 'new'));
  const old: Build = { folder: join(copies, 'old'), engineWords: [] };
  const now: Build = { folder: join(copies, 'new'), engineWords: engineWords() };
  const { peers, missing } =
    values.peers === undefined ? { peers: [], missing: [] } : peersIn(values.peers);

  console.log(`old: ${folder}, new: ${thisTree}, Node ${process.version}`);
  printLoad('before');
  printHeading('old', 'new');
  for (const measurement of chosen) {
    const rows = measureBuilds(measurement, measurement.rounds(rounds), old, now);
    for (const row of rows) report(row, 'old');
  }
  if (values.peers !== undefined || values.prototype !== undefined) printHeading('peer', 'new');
  for (const peer of peers) report(measurePeer(peer, rounds, now, values.quick), peer.name);
  if (values.prototype !== undefined) {
    const into = join(copies, 'prototype');
    for (const row of await measurePrototype(values.prototype, folder, into, rounds, now))
      report(row, 'prototype');
  }
  for (const what of missing) console.log(`Not measured: ${what}`);
  printLoad('after');
  console.log('Medians of rounds; a ratio above 1 means that the new build takes less.');
}

/** Other work on the machine makes the same computation take more CPU time. */
function printLoad(when: string): void {
  const load = loadavg()[0]!.toFixed(1);
  console.log(`Load of the machine ${when}: ${load} (a quiet machine has at most 1 before)`);
}

function engineWords(): readonly string[] {
  if (values.engine === undefined) return [];
  const offered = enginesOffered(programOf(thisTree), 'run');
  const choice = offered.find(({ name }) => name === values.engine);
  const names = offered.map(({ name }) => name).join(', ');
  return choice?.words ?? refuse(`--engine: ${values.engine} is not one of: ${names}`);
}

function report(row: Row, other: string): void {
  printRow(row);
  const ratio = pairedRatio(row.other, row.ours).median;
  figures.keep({ name: row.name, value: median(row.ours), unit: row.unit });
  figures.keep({ name: `${row.name}, ${other}/new`, value: ratio, unit: '' });
}
