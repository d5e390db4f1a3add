import {
  appendFileSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/experiment/record-codec.ts';
import { memoryStore, type RecordStore } from '../../src/experiment/record-store.ts';
import { fileStore, recordFileName } from '../../src/files/record-files.ts';
import { fakeHours, fakePolicies, fakeReplication } from '../support/experiment/fake-records.ts';
import { filesFailingAt, filesWritingLittle } from '../support/files/failing-files.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

function filled(folder: string): RecordStore {
  const store = fileStore({ folder, contentKey: 'key' });
  for (const replication of [3, 1, 2]) store.put(fakeReplication(replication));
  return store;
}

/** Opens the folder again, as a resumed run does. */
function reopened(folder: string, contentKey = 'key') {
  return fileStore({ folder, contentKey });
}

describe('replications kept in files', () => {
  it('give back what replications kept in memory do', () => {
    const folder = temporaryFolder();
    const memory = memoryStore('key');
    for (const replication of [3, 1, 2]) memory.put(fakeReplication(replication));
    for (const files of [filled(folder), reopened(folder)]) {
      expect(files.replications()).toEqual([1, 2, 3]);
      expect(files.read(2)).toEqual(memory.read(2));
      for (const policy of fakePolicies) {
        expect(files.metricsOf(policy)).toEqual(memory.metricsOf(policy));
        expect(files.seriesOf(policy, 7, 20)).toEqual(memory.seriesOf(policy, 7, 20));
        expect(files.hoursOf(policy)).toBe(fakeHours + 1);
        expect(files.eventsOf(policy)).toBe(memory.eventsOf(policy));
        expect(files.spellsOf(policy, 3)).toEqual(memory.spellsOf(policy, 3));
        expect(files.metersOf(policy, 3)).toEqual(memory.metersOf(policy, 3));
      }
    }
  });

  it('are one file each, with nothing left aside', () => {
    const folder = temporaryFolder();
    filled(folder);
    expect(readdirSync(folder).sort()).toEqual([
      'replication-000001.bin',
      'replication-000002.bin',
      'replication-000003.bin',
    ]);
  });

  it('may come encoded, as a worker sends them', () => {
    const [sent, put] = [temporaryFolder(), temporaryFolder()];
    const store = reopened(sent);
    store.putEncoded(encodeRecord(fakeReplication(5), 'key'));
    reopened(put).put(fakeReplication(5));
    expect(readFileSync(path.join(sent, recordFileName(5)))).toEqual(
      readFileSync(path.join(put, recordFileName(5))),
    );
    expect(() => {
      store.putEncoded(encodeRecord(fakeReplication(6), 'another'));
    }).toThrow('assertion failed');
  });

  it('are read and written in full by a system that moves a few bytes at a time', () => {
    const folder = temporaryFolder();
    const store = fileStore({ folder, contentKey: 'key', files: filesWritingLittle() });
    store.put(fakeReplication(1));
    expect(store.read(1)).toEqual(fakeReplication(1));
  });
});

describe('a file that cannot be trusted counts as not there', () => {
  const last = recordFileName(3);

  it.each<readonly [string, string, (file: string, folder: string) => void]>([
    [
      'cut short',
      'bytes, where',
      (file) => {
        truncateSync(file, 5000);
      },
    ],
    [
      'empty',
      'not a record',
      (file) => {
        truncateSync(file, 0);
      },
    ],
    [
      'longer than it was',
      'bytes, where',
      (file) => {
        appendFileSync(file, 'x');
      },
    ],
    [
      'changed in one byte of its figures',
      'content',
      (file) => {
        changeByte(file, -20);
      },
    ],
    [
      'changed in one byte of its directory',
      'directory',
      (file) => {
        changeByte(file, 100);
      },
    ],
    [
      'of another format',
      'version',
      (file) => {
        changeByte(file, 8);
      },
    ],
    [
      'something else',
      'not a record',
      (file) => {
        writeFileSync(file, 'GIF89a and so on, for longer than thirty-two bytes');
      },
    ],
    [
      'another replication under this name',
      'replication 2',
      (file, folder) => {
        copyFileSync(path.join(folder, recordFileName(2)), file);
      },
    ],
  ])('when it is %s', (_, reason, damage) => {
    const folder = temporaryFolder();
    filled(folder);
    damage(path.join(folder, last), folder);
    const store = reopened(folder);
    expect(store.replications()).toEqual([1, 2]);
    expect(store.has(3)).toBe(false);
    expect(store.refused).toEqual([
      { file: path.join(folder, last), reason: expect.stringContaining(reason) as string },
    ]);
    store.put(fakeReplication(3));
    expect(reopened(folder).read(3)).toEqual(fakeReplication(3));
  });

  it('when it is of another scenario, seed or build', () => {
    const folder = temporaryFolder();
    filled(folder);
    const store = reopened(folder, 'another');
    expect(store.replications()).toEqual([]);
    expect(store.refused.map(({ reason }) => reason)).toEqual(
      Array(3).fill('it belongs to another scenario, seed or build'),
    );
  });

  it('when a killed run left it aside, and that is cleared away', () => {
    const folder = temporaryFolder();
    filled(folder);
    writeFileSync(path.join(folder, '.replication-000004.bin.tmp-4711'), 'half');
    writeFileSync(path.join(folder, '.somebody-else.tmp-4711'), 'theirs');
    expect(reopened(folder).replications()).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).not.toContain('.replication-000004.bin.tmp-4711');
    expect(readdirSync(folder)).toContain('.somebody-else.tmp-4711');
  });
});

describe('a disk that fails', () => {
  it.each(['ENOSPC', 'EIO', 'EMFILE', 'EACCES'])(
    'with %s at any call never leaves a torn file, and the message names the file',
    (code) => {
      for (let at = 1; ; at += 1) {
        const folder = path.join(temporaryFolder(), 'records');
        const { files, hasFailed } = filesFailingAt(at, code);
        const write = (): void => {
          const store = fileStore({ folder, contentKey: 'key', files });
          store.put(fakeReplication(1));
        };
        if (at === 1) expect(write).toThrow(`could not make ${folder}: ${code}`);
        else {
          let message = '';
          try {
            write();
          } catch (error) {
            message = (error as Error).message;
          }
          if (!hasFailed()) break;
          expect(message).toContain(
            `could not write ${path.join(folder, recordFileName(1))}: ${code}`,
          );
          const after = reopened(folder);
          expect(after.refused).toEqual([]);
          expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
          if (after.has(1)) expect(after.read(1)).toEqual(fakeReplication(1));
        }
      }
    },
  );
});

/** @param at from the start, or from the end when negative */
function changeByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  writeFileSync(file, bytes);
}
