// A replication's record as bytes and back, for files and for sending between workers. Sections are
// read one at a time, so that outputs can be made without holding every replication. Layout:
// prefix, directory (JSON), body (columns of numbers).
import { checksum } from './checksum.ts';
import { align, byteRange, ColumnWriter, numbersIn, type ColumnPlace } from './number-columns.ts';
import {
  addRows,
  meterFields,
  rowsIn,
  spellFields,
  TextList,
  type RowColumns,
} from './record-rows.ts';
import {
  seriesMetrics,
  type MeterRecord,
  type PolicyRecord,
  type ReplicationRecord,
  type SpellRecord,
} from './records.ts';

/** Raised whenever the bytes or their meaning change. */
const formatVersion = 6;
const magic = new TextEncoder().encode('OFFSUPLY');
/**
 * Magic (8), version (4), directory's length (4), its checksum (4), that of all after it (4), total
 * length (8).
 */
const prefixLength = 32;

interface PolicyDirectory {
  readonly policy: string;
  readonly events: number;
  readonly metrics: ColumnPlace;
  readonly series: ColumnPlace;
  readonly spellTally: ColumnPlace;
  readonly cuts: ColumnPlace;
  readonly sampleOffMinutes: ColumnPlace;
  readonly spells: RowColumns<SpellRecord> | null;
  readonly meters: RowColumns<MeterRecord> | null;
}

interface Directory {
  readonly contentKey: string;
  readonly replication: number;
  readonly texts: readonly string[];
  readonly policies: readonly PolicyDirectory[];
}

/** Bytes that are not a complete record of this version: cut short, changed, or something else. */
export class RecordFormatError extends Error {
  override readonly name = 'RecordFormatError';
}

/** A source of bytes that can be read in parts. */
export interface ByteSource {
  readonly byteLength: number;
  /** Exactly `length` bytes, or fewer where the source ends. */
  read(offset: number, length: number): Uint8Array;
}

/**
 * @param contentKey identifies the run that the record belongs to (scenario, version, seed); it can
 * only be read back with the same key
 */
export function encodeRecord(record: ReplicationRecord, contentKey: string): Uint8Array {
  const writer = new ColumnWriter();
  const texts = new TextList();
  const policies = record.policies.map((policy) => ({
    policy: policy.policy,
    events: policy.events,
    metrics: writer.add(policy.metrics),
    series: writer.add(policy.series),
    spellTally: writer.add(policy.spellTally),
    cuts: writer.add(policy.cuts),
    sampleOffMinutes: writer.add(policy.sampleOffMinutes),
    spells: addRows(policy.spells, spellFields, writer, texts),
    meters: addRows(policy.meters, meterFields, writer, texts),
  }));
  const directory: Directory = {
    contentKey,
    replication: record.replication,
    texts: texts.texts,
    policies,
  };
  const directoryBytes = new TextEncoder().encode(JSON.stringify(directory));
  const bodyStart = align(prefixLength + directoryBytes.length);
  const bytes = new Uint8Array(bodyStart + writer.byteLength);
  bytes.set(magic);
  bytes.set(directoryBytes, prefixLength);
  writer.copyTo(bytes, bodyStart);
  const sums = [
    checksum(directoryBytes),
    checksum(bytes.subarray(prefixLength + directoryBytes.length)),
  ];
  // In the machine's own byte order: on a machine of the other order the version reads as another
  // one and the record is refused.
  new Uint32Array(bytes.buffer, 8, 4).set([formatVersion, directoryBytes.length, ...sums]);
  new Float64Array(bytes.buffer, 24, 1)[0] = bytes.length;
  return bytes;
}

export function decodeRecord(bytes: Uint8Array): ReplicationRecord {
  const reader = new RecordReader(bytesSource(bytes));
  reader.verify();
  return reader.record();
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    byteLength: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

const utf8 = new TextDecoder();

/** @throws RecordFormatError */
function directoryIn(bytes: Uint8Array, expected: number): Directory {
  if (checksum(bytes) !== expected)
    throw new RecordFormatError('the directory of the record has changed');
  return JSON.parse(utf8.decode(bytes)) as Directory;
}

/**
 * The directory of a record that was read before. Valid as long as the record has this checksum.
 */
export interface KnownDirectory {
  readonly checksum: number;
  readonly length: number;
  readonly directory: Directory;
}

/**
 * Reads parts of an encoded record. The constructor checks the prefix and directory, `verify` the
 * whole.
 */
export class RecordReader {
  readonly contentKey: string;
  readonly replication: number;
  /** Ids, in the order they were run. */
  readonly policies: readonly string[];
  /** For readers of the same record that follow. */
  readonly known: KnownDirectory;
  readonly #source: ByteSource;
  readonly #directory: Directory;
  readonly #directoryEnd: number;
  readonly #bodyChecksum: number;

  /**
   * @param known directory of the same record, which then need not be read again
   * @throws RecordFormatError
   */
  constructor(source: ByteSource, known?: KnownDirectory) {
    const prefix = new Uint8Array(source.read(0, prefixLength));
    if (prefix.length < prefixLength || magic.some((byte, index) => prefix[index] !== byte))
      throw new RecordFormatError('not a record of a replication');
    const [version, directoryLength, directoryChecksum, bodyChecksum] = new Uint32Array(
      prefix.buffer,
      8,
      4,
    ) as unknown as [number, number, number, number];
    if (version !== formatVersion)
      throw new RecordFormatError(`a record of version ${version}, where ${formatVersion} is read`);
    const length = new Float64Array(prefix.buffer, 24, 1)[0]!;
    if (source.byteLength !== length)
      throw new RecordFormatError(`${source.byteLength} bytes, where ${length} were written`);
    const isKnown = known?.checksum === directoryChecksum && known.length === directoryLength;
    this.known = isKnown
      ? known
      : {
          checksum: directoryChecksum,
          length: directoryLength,
          directory: directoryIn(
            source.read(prefixLength, Math.min(directoryLength, length)),
            directoryChecksum,
          ),
        };
    this.#source = source;
    this.#directory = this.known.directory;
    this.#directoryEnd = prefixLength + directoryLength;
    this.#bodyChecksum = bodyChecksum;
    this.contentKey = this.#directory.contentKey;
    this.replication = this.#directory.replication;
    this.policies = this.#directory.policies.map((policy) => policy.policy);
  }

  /**
   * Reads everything once.
   * @throws RecordFormatError when a byte has changed since it was written
   */
  verify(): void {
    const block = 1 << 20;
    let sum = 0;
    for (let offset = this.#directoryEnd; offset < this.#source.byteLength; offset += block) {
      sum = checksum(this.#source.read(offset, block), sum);
    }
    if (sum !== this.#bodyChecksum)
      throw new RecordFormatError('the content of the record has changed');
  }

  /** metrics[segment × metrics + metric] */
  metrics(policy: string): Float64Array {
    return this.#numbers(this.#find(policy).metrics);
  }

  /** Whole hours in each series, the first and the last included. */
  hours(policy: string): number {
    return this.#find(policy).series.count / seriesMetrics.length;
  }

  /** series[metric × count + hour − first], for `count` hours from `first` on. */
  series(policy: string, first: number, count: number): Float64Array {
    const place = this.#find(policy).series;
    const hours = place.count / seriesMetrics.length;
    const block = new Float64Array(seriesMetrics.length * count);
    seriesMetrics.forEach((_, metric) => {
      block.set(this.#numbers(place, metric * hours + first, count), metric * count);
    });
    return block;
  }

  /** counts[length], then counts[tallyHours.length + gate] */
  spellTally(policy: string): Float64Array {
    return this.#numbers(this.#find(policy).spellTally);
  }

  /** Cuts by hour of the week, fuel and cause. */
  cuts(policy: string): Float64Array {
    return this.#numbers(this.#find(policy).cuts);
  }

  /** Minutes off, by household. */
  sampleOffMinutes(policy: string): Float64Array {
    return this.#numbers(this.#find(policy).sampleOffMinutes);
  }

  events(policy: string): number {
    return this.#find(policy).events;
  }

  spells(policy: string): readonly SpellRecord[] {
    return rowsIn(this.#find(policy).spells, spellFields, this.#directory.texts, (place) =>
      this.#bytes(place),
    );
  }

  meters(policy: string): readonly MeterRecord[] {
    return rowsIn(this.#find(policy).meters, meterFields, this.#directory.texts, (place) =>
      this.#bytes(place),
    );
  }

  record(): ReplicationRecord {
    const policies = this.policies.map((policy): PolicyRecord => ({
      policy,
      metrics: this.metrics(policy),
      series: this.#numbers(this.#find(policy).series),
      events: this.events(policy),
      spellTally: this.spellTally(policy),
      cuts: this.cuts(policy),
      sampleOffMinutes: this.sampleOffMinutes(policy),
      spells: this.spells(policy),
      meters: this.meters(policy),
    }));
    return { replication: this.replication, policies };
  }

  #find(policy: string): PolicyDirectory {
    const found = this.#directory.policies.find((candidate) => candidate.policy === policy);
    if (found === undefined)
      throw new RecordFormatError(`replication ${this.replication} has no policy ${policy}`);
    return found;
  }

  #bytes(place: ColumnPlace, first?: number, count?: number): Uint8Array {
    const range = byteRange(place, first, count);
    return this.#source.read(align(this.#directoryEnd) + range.offset, range.length);
  }

  #numbers(place: ColumnPlace, first?: number, count?: number): Float64Array {
    return numbersIn(place, this.#bytes(place, first, count));
  }
}
