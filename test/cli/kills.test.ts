// Commands killed at random moments and given again. OFFSUPPLY_KILLS says how often each (by
// default 6 times for run and 2 for the others; 100 and 30 for the figures in docs/STATUS.md).
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tinyRandom } from '../support/experiment/fake-records.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { program } from '../support/cli/program.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const asked = process.env['OFFSUPPLY_KILLS'];
/** Command lines, each killed in turn. */
const lines = {
  run: ['reference-winter.yaml', 'legacy-only.yaml', 'omni-2021.yaml'].map(
    (scenario) =>
      `run ${scenario} --households 40 --replications 8 --horizon 7d --set warmUp=2d ` +
      '--spells --meters --parquet --workers 2 --resume',
  ),
  sweep: [
    'sweep legacy-only.yaml --vary agent.decision=0d..8d:9 --households 60 --replications ' +
      '4 --horizon 14d --workers 2',
  ],
  sensitivity: [
    'sensitivity legacy-only.yaml --factors ' +
      'agent.decision,onboarding.starts,agent.available --method morris --trajectories 4 ' +
      '--households 60 --horizon 14d --workers 2',
  ],
  solve: [
    'solve legacy-only.yaml --find onboarding.starts --in 0d..14d --such-that ' +
      'no-intervention:households_off_share<50% ' +
      '--households 60 --horizon 21d --max-replications 20 --workers 2',
  ],
} as const;
/** Figures of points are kept in the order in which they were made. */
const unordered = 'points.bin';
const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** Milliseconds that it had the folder for. */
  readonly lasted: number;
  /** Milliseconds from the signal to the end, where one was sent. */
  readonly stoppedIn: number;
}

interface Stop {
  readonly signal: NodeJS.Signals;
  /** Milliseconds after the command has taken its folder. */
  readonly after: number;
}

/** @param stop the signal to send this many milliseconds after the run has taken its folder */
async function run(line: string, folder: string, stop?: Stop): Promise<Ended> {
  const here = path.join(folder, 'here');
  const before = existsSync(here) ? locksIn(here) : '';
  const child = spawn(
    process.execPath,
    [program, ...line.split(' '), '--progress', 'none', '--out', 'here'],
    { cwd: folder },
  );
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  child.stdout.resume();
  let ended = false;
  const end = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (code, signal) => {
      ended = true;
      resolve([code, signal]);
    });
  });
  while (!ended && !(existsSync(here) && locksIn(here) !== before)) await setTimeout(1);
  const began = performance.now();
  let signalled = NaN;
  if (stop !== undefined) {
    await Promise.race([setTimeout(stop.after), end]);
    signalled = performance.now();
    child.kill(stop.signal);
  }
  const [code, signal] = await end;
  return {
    code,
    signal,
    stderr,
    lasted: performance.now() - began,
    stoppedIn: performance.now() - signalled,
  };
}

function locksIn(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.startsWith('.lock'))
    .join(' ');
}

function filesOf(folder: string): Record<string, string> {
  const files = resultsIn(folder);
  return unordered in files ? { ...files, [unordered]: '' } : files;
}

/** A file of results that is there is whole, and all are where run.json is. */
function expectNoneTorn(folder: string, whole: Readonly<Record<string, string>>): void {
  if (!existsSync(folder)) return;
  const left = filesOf(folder);
  for (const [name, text] of Object.entries(whole))
    if (name in left) expect(left[name], name).toBe(text);
  if ('run.json' in left) expect(left).toMatchObject(whole);
}

const counts = { kills: 0, 'before the end': 0, 'with something kept': 0, 'slowest stop (ms)': 0 };

/** Ends the command by a signal, and says whether everything was done by then. */
async function killed(
  line: string,
  folder: string,
  whole: Record<string, string>,
  about: string,
  stop: Stop,
): Promise<void> {
  const here = path.join(folder, 'here');
  const { signal } = stop;
  const ended = await run(line, folder, stop);
  counts.kills += 1;
  // A signal that comes while Node itself is ending ends it as any signal would: then everything
  // was done.
  const wasDone = ended.code === 0 || (signal !== 'SIGKILL' && ended.signal === signal);
  if (wasDone) expect(filesOf(here), `${about}: ${ended.stderr}`).toEqual(whole);
  else counts['before the end'] += 1;
  if (signal !== 'SIGKILL' && !wasDone) {
    expect(ended.code, `${about}: ${ended.stderr}`).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(ended.stderr, about).toContain(`interrupted by ${signal}`);
    counts['slowest stop (ms)'] = Math.max(
      counts['slowest stop (ms)'],
      Math.round(ended.stoppedIn),
    );
  }
  expectNoneTorn(here, whole);
}

describe.each(['run', 'sweep', 'sensitivity', 'solve'] as const)(
  '%s, killed at any moment',
  (name) => {
    const kills = Number(asked ?? (name === 'run' ? 6 : 2));
    it(
      'ends in the bytes of an uninterrupted one when it is given again, with nothing left ' +
        `over (${kills} kills)`,
      async () => {
        const seed = Date.now() % 1_000_000;
        const random = tinyRandom(seed);
        const uninterrupted: {
          readonly line: string;
          readonly whole: Record<string, string>;
          readonly lasted: number;
        }[] = [];
        for (const line of lines[name]) {
          const folder = temporaryFolder();
          const { code, lasted, stderr } = await run(line, folder);
          expect(code, stderr).toBe(0);
          uninterrupted.push({ line, whole: filesOf(path.join(folder, 'here')), lasted });
        }
        Object.assign(counts, {
          kills: 0,
          'before the end': 0,
          'with something kept': 0,
          'slowest stop (ms)': 0,
        });
        for (let turn = 0; counts.kills < kills; turn += 1) {
          const { line, whole, lasted } = uninterrupted[turn % uninterrupted.length]!;
          const folder = temporaryFolder();
          const about = `seed ${seed}, turn ${turn}, ${line}`;
          // One kill at least, and as often as not another of the command that goes on.
          do {
            const signal = signals[Math.floor(random() * signals.length)]!;
            await killed(line, folder, whole, about, { signal, after: random() * lasted });
          } while (counts.kills < kills && random() < 0.5);
          const last = await run(line, folder);
          expect(last.stderr, about).not.toContain('cannot be used');
          expect(last.code, `${about}: ${last.stderr}`).toBe(0);
          if (last.stderr.includes('going on from')) counts['with something kept'] += 1;
          expect(filesOf(path.join(folder, 'here')), about).toEqual(whole);
          expect(readdirSync(folder), about).toEqual(['here']);
        }
        if (asked !== undefined) console.info(name, { ...counts });
      },
      120_000 + kills * 60_000,
    );
  },
);
