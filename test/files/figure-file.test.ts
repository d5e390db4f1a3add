import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  contentKeyOfFigures,
  gatheredFigures,
  openFigureFile,
} from '../../src/files/figure-file.ts';
import { temporaryFolder } from '../support/files/temporary-folder.ts';

const contentKey = 'a'.repeat(64);
const figures = 3;
const some = (seed: number): Float64Array => Float64Array.from([seed, NaN, -seed / 3]);

function filled(): string {
  const file = path.join(temporaryFolder(), 'points.bin');
  const figureStore = openFigureFile({ file, contentKey, figures });
  for (const point of ['', 'a=1', 'a=2\nb=3'])
    for (const replication of [1, 2])
      figureStore.put(point, replication, some(point.length + replication));
  figureStore.close();
  return file;
}

describe('figures in a file', () => {
  test('are read back by point and replication, missing ones included', () => {
    const figureStore = openFigureFile({ file: filled(), contentKey, figures });
    expect(figureStore.found).toBe(6);
    expect(figureStore.read('a=2\nb=3', 2)).toEqual(some(9));
    expect(figureStore.has('a=2', 1)).toBe(false);
    expect(figureStore.read('a=1', 3)).toBeUndefined();
    figureStore.close();
  });

  test('that are torn or changed count as not there, and are written again', () => {
    const file = filled();
    const whole = readFileSync(file);
    truncateSync(file, whole.length - 5);
    const figureStore = openFigureFile({ file, contentKey, figures });
    expect(figureStore.found).toBe(5);
    figureStore.put('a=2\nb=3', 2, some(9));
    figureStore.close();
    expect(readFileSync(file).equals(whole)).toBe(true);

    whole[whole.length - 3]! ^= 1;
    writeFileSync(file, whole);
    expect(openFigureFile({ file, contentKey, figures }).found).toBe(5);
  });

  test('say what they are of; a file of something else is begun anew', () => {
    const file = filled();
    expect(contentKeyOfFigures(file)).toBe(contentKey);
    expect(contentKeyOfFigures(path.join(path.dirname(file), 'none'))).toBeUndefined();
    const other = openFigureFile({ file, contentKey: 'b'.repeat(64), figures });
    expect(other.found).toBe(0);
    other.close();
    writeFileSync(file, 'something else');
    expect(contentKeyOfFigures(file)).toBe('');
  });

  test('of several shards are one figureStore', () => {
    const one = openFigureFile({ file: filled(), contentKey, figures });
    const other = openFigureFile({
      file: path.join(temporaryFolder(), 'points.bin'),
      contentKey,
      figures,
    });
    other.put('c=1', 1, some(4));
    const both = gatheredFigures([one, other]);
    expect([both.has('a=1', 1), both.has('c=1', 1), both.has('c=1', 2)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(both.read('c=1', 1)).toEqual(some(4));
  });
});
