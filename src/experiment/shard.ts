// A part of an experiment's replications, for one machine of several. The record of a finished
// shard is in outputs/shard-record.ts; shards are joined to one run in files/whole-run.ts.

export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** `2/8` */
export function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/**
 * Numbers of the replications, 1 to `total`; for a shard every `count`-th from `index` on, so that
 * a replication stays in its shard when more are asked for. Empty where there are more shards than
 * replications.
 */
export function replicationsOf(
  total: number,
  shard: Shard = { index: 1, count: 1 },
): readonly number[] {
  const { index, count } = shard;
  return Array.from(
    { length: Math.max(0, Math.ceil((total - index + 1) / count)) },
    (_, turn) => index + turn * count,
  );
}
