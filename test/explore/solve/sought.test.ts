import { expect, test } from 'vitest';
import { readPrecision, readSought, type Sought } from '../../../src/explore/solve/sought.ts';
import { scenarioFilesOnDisk } from '../../../src/files/scenario-files.ts';
import { loadScenario } from '../../../src/scenario/load.ts';

const loaded = loadScenario('reference-winter.yaml', scenarioFilesOnDisk());
const sought = (step: string): Sought => {
  const read = readSought({ path: 'onboarding.starts', range: '0d..28d', step }, loaded);
  if ('mistake' in read) throw new Error(read.mistake.fix);
  return read;
};

test('a step may be in another unit of time than the range: the values are in that of the step', () => {
  const { grid, textOf } = sought('12h');
  expect([grid.first, grid.step, grid.lastIndex].map(textOf)).toEqual(['0h', '12h', '56h']);
  expect(sought('2w').grid).toMatchObject({ first: 0, step: 2, lastIndex: 2 });
});

test('so may a precision', () => {
  expect(readPrecision('12h', sought('1d'))).toEqual({ kind: 'amount', amount: 0.5 });
  expect(readPrecision('1w', sought('1d'))).toEqual({ kind: 'amount', amount: 7 });
});
