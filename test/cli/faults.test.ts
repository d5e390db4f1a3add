// Whole commands on a disk that fails at the k-th call of one operation, for every k of the calls
// that the command makes where nothing fails. `run` has every k of what changes the disk in any
// case, with one of three errors in turn; the rest has every few k. OFFSUPPLY_FAULTS=all gives all
// every k and every error.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileOperations } from '../../src/files/file-operations.ts';
import { filesCounting, filesFailingAt } from '../support/files/failing-files.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';
import { resultsIn } from '../support/cli/result-files.ts';

const everything = process.env['OFFSUPPLY_FAULTS'] === 'all';
const codes = ['EIO', 'ENOSPC', 'EACCES'] as const;

type Operation = keyof FileOperations;
const changing: readonly Operation[] = ['writeSync', 'fsyncSync', 'renameSync', 'mkdirSync'];
/** Around each write, and around each read of a finished replication. */
const opening: readonly Operation[] = ['openSync', 'closeSync'];
const removing: readonly Operation[] = ['unlinkSync', 'rmdirSync'];
const looking: readonly Operation[] = ['lstatSync', 'readdirSync'];
/** Each finished replication is read many times in the same way. */
const reading: readonly Operation[] = ['readSync', 'fstatSync'];

const size = '--households 6 --replications 2';
const short =
  `${size} --horizon 2d --set warmUp=1d --policies no-intervention --workers 1 --progress ` +
  'none';
const run = `run small.yaml ${short}`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy, to be spoilt. Lasts until the last test, or until it is removed. */
function copyOf(template?: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-test-'));
  folders.push(folder);
  if (template === undefined) putSmallScenario(folder);
  else cpSync(template, folder, { recursive: true });
  return folder;
}

type Results = Readonly<Record<string, string>>;

function resultsOrNone(folder: string): Results {
  return existsSync(folder) ? resultsIn(folder) : {};
}

/** A command that is made to fail. */
interface Case {
  readonly line: string;
  /** The command that is given when the disk is well again. */
  readonly again: string;
  /** Where the results are. */
  readonly results: string;
  /** The file that says that all of them are there. */
  readonly last: string;
  /** Commands that were given before, in turn. */
  readonly before: readonly string[];
  /** Whether the last of them was interrupted after one replication. */
  readonly interrupted?: boolean;
}

const cases = {
  'a run where an earlier one was': {
    line: `${run} --out here`,
    again: `${run} --out here --resume`,
    ...{ results: 'here', last: 'run.json' },
    before: [`${run} --out here --seed earlier`],
  },
  'a run in a new folder, with spells and meters': {
    line: `${run} --out here --spells --meters`,
    again: `${run} --out here --spells --meters --resume`,
    ...{ results: 'here', last: 'run.json', before: [] },
  },
  'a run that goes on': {
    line: `${run} --out here --resume`,
    again: `${run} --out here --resume`,
    ...{ results: 'here', last: 'run.json' },
    before: [`${run} --out here --seed earlier`, `${run} --out here`],
    interrupted: true,
  },
  'a shard': {
    line: `${run} --out here --shard 1/2`,
    again: `${run} --out here --shard 1/2 --resume`,
    ...{ results: 'here/shard-1-of-2', last: 'shard.json', before: [] },
  },
  'a merge where an earlier run was': {
    line: 'merge parts/shard-1-of-2 parts/shard-2-of-2 --out here',
    again: 'merge parts/shard-1-of-2 parts/shard-2-of-2 --out here',
    ...{ results: 'here', last: 'run.json' },
    before: [
      `${run} --out here --seed earlier`,
      ...['1/2', '2/2'].map((shard) => `${run} --out parts --shard ${shard}`),
    ],
  },
  'a baseline made anew': {
    line: `check small.yaml --update ${size}`,
    again: `check small.yaml --update ${size}`,
    ...{ results: 'baselines', last: 'small.run.csv' },
    before: ['check small.yaml --update --households 5 --replications 2'],
  },
  'a report made again': {
    line: 'report here',
    again: 'report here',
    ...{ results: 'here', last: 'run.json', before: [`${run} --out here`] },
  },
} as const satisfies Readonly<Record<string, Case>>;

/** A case with what is there before and after it. */
interface Prepared extends Case {
  readonly template: string;
  readonly earlier: Results;
  readonly whole: Results;
  /** How many calls the command makes where none fails. */
  readonly callsOf: (operation: Operation) => number;
  /** States of the folder, each as a text, from which going on has been tried. */
  readonly goneOnFrom: Set<string>;
}

const prepared = new Map<string, Promise<Prepared>>();

function prepare(name: keyof typeof cases): Promise<Prepared> {
  const made = prepared.get(name) ?? prepareAnew(cases[name]);
  prepared.set(name, made);
  return made;
}

async function prepareAnew(one: Case): Promise<Prepared> {
  const template = copyOf();
  for (const [index, line] of one.before.entries()) {
    const isStopped = one.interrupted === true && index === one.before.length - 1;
    const { files } = filesFailingAt(isStopped ? 2 : Infinity, 'EIO', ['renameSync']);
    expect((await command(line, { cwd: template, files })).exitCode, line).toBe(isStopped ? 1 : 0);
  }
  if (one.interrupted === true)
    expect(readdirSync(path.join(template, one.results, '.replications'))).toEqual([
      'replication-000001.bin',
    ]);
  const folder = copyOf(template);
  const { files, callsOf } = filesCounting();
  const { exitCode, stderr } = await command(one.line, { cwd: folder, files });
  expect(exitCode, stderr).toBe(0);
  const earlier = withoutKept(resultsOrNone(path.join(template, one.results)));
  return {
    ...one,
    template,
    earlier,
    whole: resultsIn(path.join(folder, one.results)),
    callsOf,
    goneOnFrom: new Set(),
  };
}

/**
 * @param every how many calls apart
 * @param lasting whether the disk stays broken. Returns how many calls were made to fail.
 */
async function failCallsOf(
  one: Prepared,
  operation: Operation,
  every: number,
  lasting = false,
): Promise<number> {
  let failures = 0;
  for (let at = 1; at <= one.callsOf(operation); at += every) {
    for (const code of everything ? codes : [codes[at % codes.length]!]) {
      const folder = copyOf(one.template);
      const { files, hasFailed } = filesFailingAt(at, code, [operation], lasting);
      const { exitCode, stderr } = await command(one.line, { cwd: folder, files });
      const about = `${one.line}, ${operation} ${at}: ${stderr}`;
      expect(hasFailed(), about).toBe(true);
      failures += 1;
      expect(exitCode, about).toBe(1);
      expect(stderr, about).toMatch(
        new RegExp(`^error: could not \\w+ /\\S+: ${code}: made to fail, ${operation}$`, 'mu'),
      );
      const left = resultsOrNone(path.join(folder, one.results));
      expectNothingTorn(left, one, about);
      // What comes of going on hangs on nothing but what is there, whichever operation failed.
      const state = JSON.stringify(resultsIn(folder));
      if (!one.goneOnFrom.has(state)) await expectGoesOn(folder, one, about);
      one.goneOnFrom.add(state);
      rmSync(folder, { recursive: true });
    }
  }
  return failures;
}

/**
 * Each file is the earlier one or that of the end, whole; and where the last one is, all are of one
 * run.
 */
function expectNothingTorn(left: Results, { earlier, whole, last }: Prepared, about: string): void {
  const results = withoutKept(left);
  // Texts are long, and `toContain` would print them for a message that is hardly ever wanted.
  for (const [name, text] of Object.entries(results))
    expect([earlier[name], whole[name]].includes(text), `${about}: ${name} is torn`).toBe(true);
  if (last in results) expect([earlier, whole], about).toContainEqual(results);
}

async function expectGoesOn(folder: string, one: Prepared, about: string): Promise<void> {
  const { exitCode, stderr } = await command(one.again, { cwd: folder });
  expect(exitCode, `${about}\n${stderr}`).toBe(0);
  expect(resultsIn(path.join(folder, one.results)), about).toEqual(one.whole);
}

/**
 * Without finished replications, each of which is checked when the run goes on, and the mark of a
 * merge that ended early.
 */
function withoutKept(results: Results): Results {
  return Object.fromEntries(
    Object.entries(results).filter(
      ([name]) => !/^\.replications(?:$|[/\\]replication-\d{6}\.bin$)|^\.being-merged$/u.test(name),
    ),
  );
}

const each = (operations: readonly Operation[], every: number): [Operation, number][] =>
  operations.map((operation) => [operation, everything ? 1 : every]);

describe('a run in a folder with earlier results, on a disk that fails', () => {
  it.each([
    ...each([...changing, ...removing, ...looking], 1),
    ...each(opening, 3),
    ...each(reading, 17),
  ])(
    'at any %s says which file and why, leaves nothing torn, and goes on to the uninterrupted bytes',
    async (operation, every) => {
      expect(
        await failCallsOf(await prepare('a run where an earlier one was'), operation, every),
      ).toBeGreaterThan(0);
    },
    300_000,
  );

  it('and stays full, likewise', async () => {
    const one = await prepare('a run where an earlier one was');
    expect(await failCallsOf(one, 'writeSync', everything ? 1 : 3, true)).toBeGreaterThan(5);
  }, 300_000);
});

describe.each(Object.keys(cases).slice(1) as (keyof typeof cases)[])(
  '%s, on a disk that fails',
  (name) => {
    it.each([
      ...each(['writeSync', 'renameSync'], 5),
      ...each(['fsyncSync', ...opening], 19),
      ...each(['mkdirSync', 'readFileSync'], 1),
    ])(
      'at %s says which file and why, leaves nothing torn, and comes to the uninterrupted bytes',
      async (operation, every) => {
        await failCallsOf(await prepare(name), operation, every);
      },
      300_000,
    );
  },
);
