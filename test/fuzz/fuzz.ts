// `npm run fuzz`: mutated scenario files are checked, and random scenarios run, until a number of
// them is done or the time is up. Cases are tried in a process of their own, so that one that does
// not end is ended and told like any other.
//
// npm run fuzz -- --kind texts|runs --cases 1000 --seed mine --minutes 10 --from 0 --out /tmp/fuzz
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { kinds, textOf, tryCase, type Kind, type Tried } from './cases.ts';

/** By the clock, on a busy machine. */
const secondsToEnd = 120;

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'texts' },
    cases: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    out: { type: 'string', default: path.join(tmpdir(), 'offsupply-fuzz') },
  },
});
const kind = values.kind as Kind;
if (!kinds.includes(kind)) throw new Error(`--kind ${kind}: write ${kinds.join(' or ')}`);

interface Asked {
  readonly index: number;
}
interface Answered {
  readonly index: number;
  readonly tried: Tried;
}

const isChild = process.send !== undefined;
await (isChild ? answer() : ask());

function answer(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-fuzz-run-'));
  return new Promise(() => {
    process.on('message', ({ index }: Asked) => {
      void tried(index, folder).then((one) =>
        process.send!({ index, tried: one } satisfies Answered),
      );
    });
  });
}

async function tried(index: number, folder: string): Promise<Tried> {
  try {
    return await tryCase(kind, textOf(kind, values.seed, index), folder);
  } catch (error) {
    return {
      text: '',
      ending: 'done',
      seconds: 0,
      problems: [`the fuzzer failed: ${String((error as Error).stack)}`],
    };
  }
}

async function ask(): Promise<void> {
  const from = Number(values.from);
  const until = performance.now() + 60_000 * Number(values.minutes);
  const counts = { cases: 0, done: 0, refused: 0, failed: 0, slowest: 0 };
  let child = startChild();
  let index = from;
  for (; index < from + Number(values.cases) && performance.now() < until; index++) {
    const answered = await answerOf(child, index);
    counts.cases += 1;
    if (answered === undefined) {
      child.kill('SIGKILL');
      child = startChild();
      tell(index, {
        text: textOf(kind, values.seed, index),
        problems: [`it did not end in ${secondsToEnd} s`],
      });
      counts.failed += 1;
      continue;
    }
    counts[answered.ending] += 1;
    counts.slowest = Math.max(counts.slowest, answered.seconds);
    if (answered.problems.length === 0) continue;
    counts.failed += 1;
    tell(index, answered);
  }
  child.kill('SIGKILL');
  console.log(
    `${kind}, seed ${values.seed}, cases ${from} to ${index - 1}: ${JSON.stringify(counts)}`,
  );
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

function startChild(): ChildProcess {
  return fork(import.meta.filename, process.argv.slice(2), { execArgv: process.execArgv });
}

function answerOf(child: ChildProcess, index: number): Promise<Tried | undefined> {
  return new Promise((resolve) => {
    const give = (tried: Tried | undefined): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(tried);
    };
    const timer = setTimeout(give, 1000 * secondsToEnd, undefined);
    child.on('message', (answered: Answered) => {
      give(answered.tried);
    });
    child.on('exit', () => {
      give(undefined);
    });
    child.send({ index } satisfies Asked);
  });
}

/** Writes a failing case to a folder of its own, with the command that repeats it. */
function tell(index: number, { text, problems }: Pick<Tried, 'text' | 'problems'>): void {
  const folder = path.join(values.out, `${kind}-${values.seed}-${index}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'case.yaml'), text);
  const again = `npm run fuzz -- --kind ${kind} --seed ${values.seed} --from ${index} --cases 1`;
  writeFileSync(path.join(folder, 'problems.txt'), `${again}\n\n${problems.join('\n')}\n`);
  console.log(`${folder}: ${problems[0]!.split('\n').slice(0, 2).join(' ').slice(0, 200)}`);
}
