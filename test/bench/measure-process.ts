// Measures whole processes, as a user meets them: wall time, user CPU of all threads, peak memory.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from '../builds/build-commit.ts';

export interface ProcessFigures {
  readonly wallSeconds: number;
  readonly userSeconds: number;
  readonly peakMebibytes: number;
}

/** A build and the words that choose its engine, if it has several. */
export interface Build {
  readonly folder: string;
  readonly engineWords: readonly string[];
}

const useLine = /^used (?<microseconds>\d+) (?<kibibytes>\d+)$/mu;

/** Preloaded by a Node program. Its worker threads preload it too, and must not report. */
const reportUseOfNode = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { userCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('\\nused ' + userCPUTime + ' ' + maxRSS + '\\n');
  });`)}`;

/** Runs the Python program that its first argument names. */
const reportUseOfPython = `
import atexit, resource, runpy, sys
def report():
    use = resource.getrusage(resource.RUSAGE_SELF)
    sys.stderr.write("\\nused %d %d\\n" % (use.ru_utime * 1e6, use.ru_maxrss))
atexit.register(report)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")`;

export function measureNode(words: readonly string[], folder?: string): ProcessFigures {
  return measure(process.execPath, ['--import', reportUseOfNode, ...words], folder);
}

export function measurePython(python: string, words: readonly string[]): ProcessFigures {
  return measure(python, ['-c', reportUseOfPython, ...words]);
}

/** @throws Error with the last line of what the program wrote to stderr, when it fails */
function measure(program: string, words: readonly string[], folder?: string): ProcessFigures {
  const started = process.hrtime.bigint();
  const child = spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (child.status !== 0) {
    const said = child.error?.message ?? child.stderr.replace(useLine, '').trim().slice(-500);
    const command = words.slice(2).join(' ');
    throw new Error(`${program} … ${command} ended with code ${child.status}: ${said}`);
  }
  const use = useLine.exec(child.stderr)?.groups;
  if (use === undefined) throw new Error(`${program} did not report what it used`);
  return {
    wallSeconds,
    userSeconds: Number(use['microseconds']) / 1e6,
    peakMebibytes: Number(use['kibibytes']) / 1024,
  };
}

/** Runs a scenario with outputs written. @returns also the state changes executed, all policies */
export function measureRun(
  build: Build,
  scenario: string,
  ...flags: readonly string[]
): ProcessFigures & { readonly events: number } {
  const folder = mkdtempSync(join(tmpdir(), 'offsupply-bench-'));
  try {
    const words = ['run', scenario, '--progress', 'none', '--out', join(folder, 'files')];
    const figures = measureNode([
      programOf(build.folder),
      ...words,
      ...build.engineWords,
      ...flags,
    ]);
    const record = JSON.parse(readFileSync(join(folder, 'files/run.json'), 'utf8')) as {
      events: Record<string, number>;
    };
    const events = Object.values(record.events).reduce((sum, count) => sum + count, 0);
    return { ...figures, events };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
