// `--shard auto`: finds which shard this process is, from environment variables of array jobs.
import { InvalidArgumentError } from 'commander';
import type { Shard } from '../experiment/shard.ts';
import { UsageError } from '../errors.ts';
import type { Environment } from './terminal.ts';

/** A kind of array job, and how to read its variables. */
interface ArrayJob {
  readonly name: string;
  /** The variable whose presence says that the process is a task of such an array. */
  readonly indexVariable: string;
  /** @throws UsageError when the variables give no shard */
  readonly read: (environment: Environment) => TaskOfArray;
}

interface TaskOfArray {
  /** 1 for the first task. */
  readonly index: number;
  /** Absent if the environment does not say how many tasks there are. */
  readonly count?: number;
}

const arrays: readonly ArrayJob[] = [
  { name: 'Slurm', indexVariable: 'SLURM_ARRAY_TASK_ID', read: slurm },
  {
    name: 'Kubernetes',
    indexVariable: 'JOB_COMPLETION_INDEX',
    read: (environment) => ({ index: 1 + wholeIn(environment, 'JOB_COMPLETION_INDEX') }),
  },
  {
    name: 'AWS Batch',
    indexVariable: 'AWS_BATCH_JOB_ARRAY_INDEX',
    read: (environment) => ({
      index: 1 + wholeIn(environment, 'AWS_BATCH_JOB_ARRAY_INDEX'),
      ...(isSet(environment, 'AWS_BATCH_JOB_ARRAY_SIZE')
        ? { count: wholeIn(environment, 'AWS_BATCH_JOB_ARRAY_SIZE') }
        : {}),
    }),
  },
];

/**
 * @param shards number of shards, for an environment that does not say; otherwise both must agree
 * @throws UsageError when the environment belongs to no array job, to several, or gives no shard
 */
export function shardFrom(environment: Environment, shards?: number): Shard {
  const found = arrays.filter(({ indexVariable }) => isSet(environment, indexVariable));
  const [array, ...others] = found;
  const byHand = 'give --shard i/n, such as --shard 2/8';
  if (array === undefined) {
    const variables = arrays
      .map(({ name, indexVariable }) => `${indexVariable} (${name})`)
      .join(', ');
    throw new UsageError(
      `--shard auto: this is no task of an array: none of ${variables} is set; ${byHand}`,
    );
  }
  if (others.length > 0) {
    const names = found.map(({ indexVariable }) => indexVariable).join(' and ');
    throw new UsageError(
      `--shard auto: ${names} are both set, and only one can be meant; ${byHand}`,
    );
  }
  const { index, count = shards } = array.read(environment);
  if (count === undefined)
    throw new UsageError(
      `--shard auto: ${array.name} does not tell how many tasks there are; add --shards ` +
        'with their number',
    );
  if (shards !== undefined && shards !== count)
    throw new UsageError(
      `--shards ${shards}, but ${array.name} has ${count} tasks in the array: to do some ` +
        `again, ${byHand}`,
    );
  if (!(index >= 1 && index <= count))
    throw new UsageError(
      `--shard auto: task ${index} of ${count} is none of them: is --shards the number of ` +
        `tasks? Else ${byHand}`,
    );
  return { index, count };
}

/** Arrays may start anywhere and have steps: `--array=0-7`, `1-8`, `10-80:10`. */
function slurm(environment: Environment): TaskOfArray {
  const [id, count] = [
    wholeIn(environment, 'SLURM_ARRAY_TASK_ID'),
    wholeIn(environment, 'SLURM_ARRAY_TASK_COUNT'),
  ];
  const least = wholeIn(environment, 'SLURM_ARRAY_TASK_MIN');
  const step = isSet(environment, 'SLURM_ARRAY_TASK_STEP')
    ? wholeIn(environment, 'SLURM_ARRAY_TASK_STEP')
    : 1;
  const index = (id - least) / step + 1;
  // A list with gaps, such as --array=1,3,4, repeats some tasks.
  if (!Number.isInteger(index) || index > count)
    throw new UsageError(
      `--shard auto: task ${id} is not one of ${count} from ${least} in steps of ${step}: ` +
        'submit a range, such as --array=1-8; ' +
        'to do some tasks again, give --shard i/n',
    );
  return { index, count };
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? '') !== '';
}

function wholeIn(environment: Environment, name: string): number {
  const value = environment[name] ?? '';
  if (!/^\d{1,9}$/u.test(value))
    throw new UsageError(
      `--shard auto: ${name} is ${value === '' ? 'not set' : JSON.stringify(value)}, not a ` +
        'whole number',
    );
  return Number(value);
}

/** Reads `--shard`: `2/8` or `auto`. */
export function shardOption(value: string): Shard | 'auto' {
  if (value === 'auto') return value;
  const [, index = NaN, count = NaN] = (/^(\d{1,6})\/(\d{1,6})$/u.exec(value) ?? []).map(Number);
  if (!(index >= 1 && index <= count))
    throw new InvalidArgumentError(
      'Give i/n, such as 2/8 for the second of eight shards, or auto.',
    );
  return { index, count };
}
