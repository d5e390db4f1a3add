// Stores finished replications until outputs are made from them. Records are stored as bytes: here
// in memory; in files/record-files.ts in files, so that memory need not grow with the number of
// replications.
import { assert } from '../errors.ts';
import {
  bytesSource,
  encodeRecord,
  RecordReader,
  type ByteSource,
  type KnownDirectory,
} from './record-codec.ts';
import type { MeterRecord, ReplicationRecord, SpellRecord } from './records.ts';

/**
 * Finished replications. All results are in order of replication, whatever the order in which they
 * were put.
 */
export interface RecordStore {
  readonly contentKey: string;
  /** Ascending numbers of the replications kept. */
  replications(): readonly number[];
  /** Whether a replication is kept. */
  has(replication: number): boolean;
  /** Keeps a replication. */
  put(record: ReplicationRecord): void;
  /**
   * Keeps a replication from bytes that `encodeRecord` made with this store's content key, as a
   * worker sends them.
   */
  putEncoded(bytes: Uint8Array): void;
  /** A whole replication, with spells and meters if they were kept. */
  read(replication: number): ReplicationRecord;
  /** One row per replication: metrics[segment × metrics + metric]. */
  metricsOf(policy: string): readonly Float64Array[];
  /** One block per replication: series[metric × count + hour − first]. */
  seriesOf(policy: string, first: number, count: number): readonly Float64Array[];
  /**
   * Whole hours in each series of this policy, 0 and the horizon included; 0 when nothing is kept.
   */
  hoursOf(policy: string): number;
  /** One row per replication: counts[length], then counts[tallyHours.length + gate]. */
  spellTalliesOf(policy: string): readonly Float64Array[];
  /** One row per replication: cuts by hour of the week, fuel and cause. */
  cutsOf(policy: string): readonly Float64Array[];
  /** Minutes off, by household of the replication's sample. */
  sampleOffMinutesOf(policy: string, replication: number): Float64Array;
  /** State changes executed, added up over replications. */
  eventsOf(policy: string): number;
  /** Off-supply spells; none unless they were kept. */
  spellsOf(policy: string, replication: number): readonly SpellRecord[];
  /** Meters with their accounts; none unless they were kept. */
  metersOf(policy: string, replication: number): readonly MeterRecord[];
  /**
   * The store limited to replications 1 to `count`. It may hold more, from an interrupted run that
   * asked for more.
   */
  first(count: number): RecordStore;
}

/** Keeps the bytes of records by replication. */
export interface RecordBytes {
  replications(): readonly number[];
  has(replication: number): boolean;
  write(replication: number, bytes: Uint8Array): void;
  /** @throws when the replication is not kept */
  read<Result>(replication: number, use: (source: ByteSource) => Result): Result;
}

/** Keeps records in memory. @param contentKey identifies their run; any text for a single run */
export function memoryStore(contentKey = ''): RecordStore {
  return recordStore(recordBytesInMemory(), contentKey);
}

/** Most directories of replications kept in memory: each is read about ten times per policy. */
const directoriesMost = 64;

export function recordStore(recordBytes: RecordBytes, contentKey: string): RecordStore {
  const directories = new Map<number, KnownDirectory>();
  const reading = <Result>(replication: number, use: (reader: RecordReader) => Result): Result =>
    recordBytes.read(replication, (source) => {
      const reader = new RecordReader(source, directories.get(replication));
      if (directories.size < directoriesMost || directories.has(replication))
        directories.set(replication, reader.known);
      return use(reader);
    });
  const every = <Result>(use: (reader: RecordReader) => Result): Result[] =>
    recordBytes.replications().map((replication) => reading(replication, use));
  return {
    contentKey,
    replications: () => recordBytes.replications(),
    has: (replication) => recordBytes.has(replication),
    put(record) {
      recordBytes.write(record.replication, encodeRecord(record, contentKey));
    },
    putEncoded(bytes) {
      const reader = new RecordReader(bytesSource(bytes));
      assert(
        reader.contentKey === contentKey,
        `a record of ${reader.contentKey} put among those of ${contentKey}`,
      );
      recordBytes.write(reader.replication, bytes);
    },
    read: (replication) => reading(replication, (reader) => reader.record()),
    metricsOf: (policy) => every((reader) => reader.metrics(policy)),
    seriesOf: (policy, first, count) => every((reader) => reader.series(policy, first, count)),
    hoursOf(policy) {
      const [first] = recordBytes.replications();
      return first === undefined ? 0 : reading(first, (reader) => reader.hours(policy));
    },
    spellTalliesOf: (policy) => every((reader) => reader.spellTally(policy)),
    cutsOf: (policy) => every((reader) => reader.cuts(policy)),
    sampleOffMinutesOf: (policy, replication) =>
      reading(replication, (reader) => reader.sampleOffMinutes(policy)),
    eventsOf: (policy) =>
      every((reader) => reader.events(policy)).reduce((sum, events) => sum + events, 0),
    spellsOf: (policy, replication) => reading(replication, (reader) => reader.spells(policy)),
    metersOf: (policy, replication) => reading(replication, (reader) => reader.meters(policy)),
    first(count) {
      const replications = (): number[] =>
        recordBytes.replications().filter((replication) => replication <= count);
      return recordStore(
        {
          ...recordBytes,
          replications,
          has: (replication) => replication <= count && recordBytes.has(replication),
        },
        contentKey,
      );
    },
  };
}

function recordBytesInMemory(): RecordBytes {
  const kept = new Map<number, Uint8Array>();
  return {
    replications: () => [...kept.keys()].sort((a, b) => a - b),
    has: (replication) => kept.has(replication),
    write: (replication, bytes) => void kept.set(replication, bytes),
    read(replication, use) {
      const bytes = kept.get(replication);
      assert(bytes !== undefined, `replication ${replication} is kept`);
      return use(bytesSource(bytes));
    },
  };
}
