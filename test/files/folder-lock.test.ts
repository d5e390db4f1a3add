import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/files/file-operations.ts';
import { FolderInUseError, lockFolder } from '../../src/files/folder-lock.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

interface Holder {
  pid: number;
  host: string;
  processSpace: string;
  life: string;
  since: string;
}

/** A lock as this process makes it, with some of it changed. */
function leaveLock(folder: string, changes: Partial<Holder>, ageSeconds = 0, number = 1): void {
  const lock = lockFolder(folder, nodeFiles);
  const holder = JSON.parse(readFileSync(path.join(folder, '.lock-1'), 'utf8')) as Holder;
  lock.release();
  const file = path.join(folder, `.lock-${number}`);
  writeFileSync(file, JSON.stringify({ ...holder, ...changes }));
  const at = new Date(Date.now() - ageSeconds * 1000);
  utimesSync(file, at, at);
}

/** The number of a process that has ended. */
function deadProcess(): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) =>
    child.on('close', () => {
      resolve(child.pid!);
    }),
  );
}

describe('a folder that is locked', () => {
  it('is refused to the next, until it is released', () => {
    const folder = temporaryFolder();
    const lock = lockFolder(folder, nodeFiles);
    expect(() => lockFolder(folder, nodeFiles)).toThrow(FolderInUseError);
    expect(() => lockFolder(folder, nodeFiles)).toThrow(`process ${process.pid} on `);
    lock.check();
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    lockFolder(folder, nodeFiles).release();
  });

  it('is taken over from a process that is dead', async () => {
    const folder = temporaryFolder();
    leaveLock(folder, { pid: await deadProcess() });
    const lock = lockFolder(folder, nodeFiles);
    expect(readdirSync(folder)).toEqual(['.lock-2']);
    lock.check();
    lock.release();
  });

  it.runIf(process.platform === 'linux')(
    'is taken over from a process whose number another has now',
    () => {
      const folder = temporaryFolder();
      leaveLock(folder, { life: 'an-earlier-boot 4711' });
      lockFolder(folder, nodeFiles).release();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('is taken over where the lock was left half made', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, '.lock-1'), '{"pid":');
    lockFolder(folder, nodeFiles).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('by another machine is taken over only after two minutes without a sign of life', () => {
    const folder = temporaryFolder();
    leaveLock(folder, { host: 'elsewhere' }, 100);
    expect(() => lockFolder(folder, nodeFiles)).toThrow(
      /on elsewhere.*if it is dead, the folder can be taken over in (1\d|20) s$/u,
    );
    const at = new Date(Date.now() - 121_000);
    utimesSync(path.join(folder, '.lock-1'), at, at);
    lockFolder(folder, nodeFiles).release();
  });

  it('is known to be lost by the one it was taken from', () => {
    const folder = temporaryFolder();
    const lost = lockFolder(folder, nodeFiles);
    writeFileSync(path.join(folder, '.lock-2'), '{}');
    expect(() => {
      lost.check();
    }).toThrow('was taken over by another run');
    lost.release();
    expect(readdirSync(folder)).toEqual(['.lock-2']);
  });

  it('goes to one alone of those that find the same dead lock', () => {
    const folder = temporaryFolder();
    leaveLock(folder, { host: 'elsewhere' }, 1000);
    // Another takes the folder over after this one has looked at the dead lock and before it makes
    // its own.
    let other: ReturnType<typeof lockFolder> | undefined;
    const openSync: typeof nodeFiles.openSync = (file, ...rest) => {
      other ??= lockFolder(folder, nodeFiles);
      return nodeFiles.openSync(file, ...rest);
    };
    expect(() => lockFolder(folder, { ...nodeFiles, openSync })).toThrow(FolderInUseError);
    other!.check();
    expect(readdirSync(folder)).toEqual(['.lock-2']);
    other!.release();
  });

  it('goes to one alone also when a list of locks was out of date', () => {
    const folder = temporaryFolder();
    // The list is taken while nobody holds the folder; then one comes, dies, and is followed by
    // another.
    let other: ReturnType<typeof lockFolder> | undefined;
    const openSync: typeof nodeFiles.openSync = (file, ...rest) => {
      if (other === undefined) {
        leaveLock(folder, { host: 'elsewhere' }, 1000);
        other = lockFolder(folder, nodeFiles);
      }
      return nodeFiles.openSync(file, ...rest);
    };
    expect(() => lockFolder(folder, { ...nodeFiles, openSync })).toThrow(FolderInUseError);
    other!.check();
    other!.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
