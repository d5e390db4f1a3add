import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileError, makeFolder, nodeFiles } from '../../src/files/file-operations.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

describe('a folder for results', () => {
  test('is made with those above it, and left alone where it is', () => {
    const folder = path.join(temporaryFolder(), 'a', 'b', 'c');
    makeFolder(folder, nodeFiles);
    makeFolder(folder, nodeFiles);
    expect(existsSync(folder)).toBe(true);
  });

  test('may be reached through a link', () => {
    const top = temporaryFolder();
    mkdirSync(path.join(top, 'real'));
    symlinkSync(path.join(top, 'real'), path.join(top, 'link'));
    makeFolder(path.join(top, 'link'), nodeFiles);
    makeFolder(path.join(top, 'link', 'inside'), nodeFiles);
    expect(existsSync(path.join(top, 'real', 'inside'))).toBe(true);
  });

  test('is refused by name where a file stands in its place or above it', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'inside')]) {
      const refused = (): void => {
        makeFolder(folder, nodeFiles);
      };
      expect(refused).toThrow(FileError);
      expect(refused).toThrow(folder);
    }
  });

  test('is refused where the system makes none, instead of being tried for ever', () => {
    const files = {
      ...nodeFiles,
      mkdirSync: () => {
        throw Object.assign(new Error('ENOENT: no such file or directory'), { code: 'ENOENT' });
      },
    } as typeof nodeFiles;
    const refused = (): void => {
      makeFolder(path.join(temporaryFolder(), 'a', 'b'), files);
    };
    expect(refused).toThrow(FileError);
  });
});
