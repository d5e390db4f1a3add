// A run killed at random moments and resumed. OFFSUPPLY_KILLS says how often (6 by default, 100 for the figures in docs/STATUS.md).
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tinyRandom } from '../support/experiment/fake-records.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { program } from '../support/cli/program.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const kills = Number(process.env['OFFSUPPLY_KILLS'] ?? 6);
const scenarios = ['reference-winter.yaml', 'legacy-only.yaml', 'omni-2021.yaml'];
const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;
const options =
  '--households 40 --replications 8 --horizon 7d --set warmUp=2d --spells --meters --workers 2 --progress none --resume';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** Milliseconds that it had the folder for. */
  readonly lasted: number;
  /** Milliseconds from the signal to the end, where one was sent. */
  readonly stoppedIn: number;
}

/** @param stop the signal to send this many milliseconds after the run has taken its folder */
async function run(scenario: string, folder: string, stop?: { signal: NodeJS.Signals; after: number }): Promise<Ended> {
  const here = path.join(folder, 'here');
  const before = existsSync(here) ? locksIn(here) : '';
  const child = spawn(process.execPath, [program, 'run', scenario, ...options.split(' '), '--out', 'here'], { cwd: folder });
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
  let asked = NaN;
  if (stop !== undefined) {
    await Promise.race([setTimeout(stop.after), end]);
    asked = performance.now();
    child.kill(stop.signal);
  }
  const [code, signal] = await end;
  return { code, signal, stderr, lasted: performance.now() - began, stoppedIn: performance.now() - asked };
}

function locksIn(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.startsWith('.lock'))
    .join(' ');
}

/** A file of results that is there is whole, and all are where run.json is. */
function expectNoneTorn(folder: string, whole: Readonly<Record<string, string>>): void {
  if (!existsSync(folder)) return;
  const left = resultsIn(folder);
  for (const [name, text] of Object.entries(whole)) if (name in left) expect(left[name], name).toBe(text);
  if ('run.json' in left) expect(left).toMatchObject(whole);
}

describe('a run that is killed at any moment', () => {
  it(
    `is resumed to the bytes of an uninterrupted one, with nothing left over (${kills} kills)`,
    async () => {
      const seed = Date.now() % 1_000_000;
      const random = tinyRandom(seed);
      const uninterrupted = new Map<string, { readonly whole: Record<string, string>; readonly lasted: number }>();
      for (const scenario of scenarios) {
        const folder = temporaryFolder();
        const { code, lasted, stderr } = await run(scenario, folder);
        expect(code, stderr).toBe(0);
        uninterrupted.set(scenario, { whole: resultsIn(path.join(folder, 'here')), lasted });
      }
      const counts = { kills: 0, 'before the end': 0, 'with something kept': 0, 'slowest stop (ms)': 0 };
      for (let run_ = 0; counts.kills < kills; run_ += 1) {
        const scenario = scenarios[run_ % scenarios.length]!;
        const { whole, lasted } = uninterrupted.get(scenario)!;
        const folder = temporaryFolder();
        const here = path.join(folder, 'here');
        const about = `seed ${seed}, run ${run_}, ${scenario}`;
        // One kill at least, and as often as not another of the run that goes on.
        do {
          const signal = signals[Math.floor(random() * signals.length)]!;
          const ended = await run(scenario, folder, { signal, after: random() * lasted });
          counts.kills += 1;
          // A signal that comes while Node itself is ending ends it as any signal would: then everything was done.
          const wasDone = ended.code === 0 || (signal !== 'SIGKILL' && ended.signal === signal);
          if (wasDone) expect(resultsIn(here), `${about}: ${ended.stderr}`).toEqual(whole);
          else counts['before the end'] += 1;
          if (signal !== 'SIGKILL' && !wasDone) {
            expect(ended.code, `${about}: ${ended.stderr}`).toBe(signal === 'SIGINT' ? 130 : 143);
            expect(ended.stderr, about).toContain(`interrupted by ${signal} after`);
            counts['slowest stop (ms)'] = Math.max(counts['slowest stop (ms)'], Math.round(ended.stoppedIn));
          }
          expectNoneTorn(here, whole);
        } while (counts.kills < kills && random() < 0.5);
        const last = await run(scenario, folder);
        expect(last.stderr, about).not.toContain('cannot be used');
        expect(last.code, `${about}: ${last.stderr}`).toBe(0);
        if (last.stderr.includes('going on from')) counts['with something kept'] += 1;
        expect(resultsIn(here), about).toEqual(whole);
        expect(readdirSync(folder), about).toEqual(['here']);
      }
      if (process.env['OFFSUPPLY_KILLS'] !== undefined) console.info(counts);
    },
    120_000 + kills * 60_000,
  );
});
