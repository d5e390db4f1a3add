import { describe, expect, it } from 'vitest';
import { shardFrom } from '../../src/cli/shard-environment.ts';

const slurm = (
  id: number,
  count: number,
  least: number,
  step?: number,
): Record<string, string> => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_MIN: String(least),
  ...(step === undefined ? {} : { SLURM_ARRAY_TASK_STEP: String(step) }),
});

describe('a task of an array is the shard', () => {
  it.each([
    ['Slurm, from 1', slurm(3, 8, 1, 1), undefined, 3, 8],
    ['Slurm, from 0', slurm(0, 8, 0, 1), undefined, 1, 8],
    ['Slurm, in steps', slurm(80, 8, 10, 10), undefined, 8, 8],
    ['Slurm, without a step', slurm(5, 5, 1), 5, 5, 5],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '0' }, 4, 1, 4],
    ['Kubernetes, the last', { JOB_COMPLETION_INDEX: '3' }, 4, 4, 4],
    [
      'AWS Batch',
      { AWS_BATCH_JOB_ARRAY_INDEX: '1', AWS_BATCH_JOB_ARRAY_SIZE: '2' },
      undefined,
      2,
      2,
    ],
    ['AWS Batch, without a size', { AWS_BATCH_JOB_ARRAY_INDEX: '1' }, 6, 2, 6],
  ] as const)('of %s', (_, environment, shards, index, count) => {
    expect(shardFrom(environment, shards)).toEqual({ index, count });
  });

  it('whose shards are 1 to n, each once, however the array is numbered', () => {
    for (const [least, step] of [
      [0, 1],
      [1, 1],
      [7, 3],
    ] as const) {
      const shards = Array.from(
        { length: 5 },
        (_, turn) => shardFrom(slurm(least + step * turn, 5, least, step)).index,
      );
      expect(shards).toEqual([1, 2, 3, 4, 5]);
    }
  });
});

describe('what is no whole array is refused, with the fix', () => {
  it.each([
    ['nothing', {}, undefined, 'this is no task of an array'],
    ['an empty variable', { JOB_COMPLETION_INDEX: '' }, 3, 'this is no task of an array'],
    ['two at once', { ...slurm(1, 2, 1), JOB_COMPLETION_INDEX: '0' }, undefined, 'are both set'],
    ['Kubernetes without --shards', { JOB_COMPLETION_INDEX: '0' }, undefined, 'add --shards'],
    ['an index beyond the count', { JOB_COMPLETION_INDEX: '3' }, 3, 'task 4 of 3'],
    [
      'AWS Batch of another size',
      { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '2' },
      3,
      'has 2 tasks',
    ],
    ['Slurm, a list with gaps', slurm(4, 3, 1, 1), undefined, 'submit a range'],
    ['Slurm, between steps', slurm(4, 3, 1, 2), undefined, 'submit a range'],
    ['Slurm, one task done again', slurm(3, 1, 3, 1), 8, 'to do some again, give --shard i/n'],
    [
      'no number',
      { AWS_BATCH_JOB_ARRAY_INDEX: 'two' },
      3,
      'AWS_BATCH_JOB_ARRAY_INDEX is "two", not a whole number',
    ],
    ['a number below 0', { JOB_COMPLETION_INDEX: '-1' }, 3, 'is "-1", not a whole number'],
    [
      'Slurm without its count',
      { SLURM_ARRAY_TASK_ID: '1' },
      undefined,
      'SLURM_ARRAY_TASK_COUNT is not set',
    ],
  ] as const)('%s', (_, environment, shards, message) => {
    expect(() => shardFrom(environment, shards)).toThrow(message);
  });
});
