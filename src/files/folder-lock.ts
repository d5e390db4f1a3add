// Allows one run at a time in a folder. The lock is a file that names its holder. The lock of a
// process that has ended is taken over. Locks are numbered: to take over, a process makes the file
// with the next number, which only one can do, and a holder that finds a higher number has lost the
// lock (docs/decisions/0017-kept-replications-and-locks.md).
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { namesIn, naming, quietly, type FileOperations } from './file-operations.ts';

/** Another run is writing to the folder. Exit code 2, since repeating the command does not help. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

export interface FolderLock {
  /**
   * @throws FolderInUseError when another process has taken the lock over, because this one did not
   * refresh it for too long
   */
  readonly check: () => void;
  /** Safe to call more than once. @throws FileError */
  readonly release: () => void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /**
   * Processes of a host see each other only in the same process space; Linux containers have their
   * own.
   */
  readonly processSpace: string;
  /**
   * Distinguishes a process from a later one with the same number, also after a restart of the
   * machine; empty if unknown.
   */
  readonly life: string;
  readonly since: string;
}

const namePattern = /^\.lock-(\d{1,9})$/u;
/** Whether a file is a lock, of a run that is active or was killed. */
export function isLockName(name: string): boolean {
  return namePattern.test(name);
}

/**
 * How often a holder refreshes its lock, and after how long without a refresh it counts as ended
 * where there is no other evidence.
 */
const signEveryMilliseconds = 15_000;
const deadAfterMilliseconds = 120_000;

/** @throws FolderInUseError, FileError */
export function lockFolder(folder: string, files: FileOperations): FolderLock {
  for (;;) {
    const before = locksIn(folder, files);
    for (const lock of before) refuseIfHeld(folder, lock, files);
    const number = 1 + Math.max(0, ...before);
    const file = fileOf(folder, number);
    if (!make(file, files)) continue;
    // Another process may have made a lock since the list was read. Then that process has the
    // folder.
    const lock = held(folder, number, files);
    try {
      if (!locksIn(folder, files).some((other) => other !== number && !before.includes(other))) {
        for (const stale of before) remove(fileOf(folder, stale), files);
        return lock;
      }
    } catch (error) {
      quietly(lock.release);
      throw error;
    }
    quietly(lock.release);
  }
}

function held(folder: string, number: number, files: FileOperations): FolderLock {
  const file = fileOf(folder, number);
  const sign = setInterval(() => {
    quietly(() => {
      files.utimesSync(file, new Date(), new Date());
    });
  }, signEveryMilliseconds);
  sign.unref();
  return {
    check() {
      const locks = locksIn(folder, files);
      if (!locks.includes(number) || locks.some((other) => other > number))
        throw new FolderInUseError(
          `${folder} was taken over by another run, because this one gave no sign of life ` +
            'for too long',
        );
    },
    release() {
      clearInterval(sign);
      remove(file, files);
    },
  };
}

function fileOf(folder: string, number: number): string {
  return path.join(folder, `.lock-${number}`);
}

function locksIn(folder: string, files: FileOperations): readonly number[] {
  return namesIn(folder, files).flatMap((name) => {
    const found = namePattern.exec(name);
    return found === null ? [] : [Number(found[1])];
  });
}

/** Makes the file. Returns false if it exists already. */
function make(file: string, files: FileOperations): boolean {
  const holder: Holder = { ...self(), life: lifeOf(process.pid), since: new Date().toISOString() };
  return naming('write', file, () => {
    let descriptor: number;
    try {
      descriptor = files.openSync(file, 'wx');
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
    let made = false;
    try {
      writeAll(descriptor, new TextEncoder().encode(JSON.stringify(holder)), files);
      made = true;
    } finally {
      if (!made)
        quietly(() => {
          files.unlinkSync(file);
        });
    }
    return true;
  });
}

function writeAll(descriptor: number, bytes: Uint8Array, files: FileOperations): void {
  try {
    for (let done = 0; done < bytes.length;)
      done += files.writeSync(descriptor, bytes, done, bytes.length - done);
  } finally {
    files.closeSync(descriptor);
  }
}

function remove(file: string, files: FileOperations): void {
  naming('remove', file, () => {
    try {
      files.unlinkSync(file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  });
}

/** @throws FolderInUseError */
function refuseIfHeld(folder: string, number: number, files: FileOperations): void {
  const file = fileOf(folder, number);
  const holder = holderOf(file, files);
  if (holder === undefined) return;
  const who = `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  const advice =
    `${folder} is in use by another run (${who}): wait for it, or give another folder with ` +
    '--out';
  const here = self();
  if (holder.host === here.host && holder.processSpace === here.processSpace) {
    if (isAlive(holder)) throw new FolderInUseError(advice);
    return;
  }
  const found = naming('read', file, () => files.lstatSync(file, { throwIfNoEntry: false }));
  const quietFor = Date.now() - (found?.mtimeMs ?? -Infinity);
  const left = Math.ceil((deadAfterMilliseconds - quietFor) / 1000);
  if (left > 0)
    throw new FolderInUseError(
      `${advice}; if it is dead, the folder can be taken over in ${left} s`,
    );
}

/** The holder of a lock; undefined if the lock is gone or incomplete. */
function holderOf(file: string, files: FileOperations): Holder | undefined {
  return naming('read', file, () => {
    // Reading a pipe would wait for a writer.
    const isFile = files.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
    return isFile ? holderIn(file, files) : undefined;
  });
}

/** Undefined if the text names no holder. @throws SyntaxError if it is incomplete */
function holderOfText(text: string): Holder | undefined {
  const found = JSON.parse(text) as Partial<Holder> | null;
  return typeof found?.pid === 'number' && typeof found.host === 'string'
    ? (found as Holder)
    : undefined;
}

function holderIn(file: string, files: FileOperations): Holder | undefined {
  const patience = 20;
  for (let look = 1; look <= patience; look += 1) {
    try {
      return holderOfText(files.readFileSync(file, 'utf8'));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  return undefined;
}

function isAlive({ pid, life }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const now = lifeOf(pid);
  return life === '' || now === '' || life === now;
}

function self(): Pick<Holder, 'pid' | 'host' | 'processSpace'> {
  return {
    pid: process.pid,
    host: hostname(),
    processSpace: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/**
 * When the process began, in ticks since the machine was started, and an identifier of that start.
 * Available on Linux only.
 */
function lifeOf(pid: number): string {
  return orEmpty(() => {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name that may contain blanks and brackets, so fields are counted after
    // it; the 22nd is the start.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  });
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
