// The figures of an exploration in one file: a record of fixed length for each replication of each
// point, written as each is finished. An incomplete or changed record counts as missing. Only the
// position of each record is held in memory.
import { createHash } from 'node:crypto';
import { checksum } from '../experiment/checksum.ts';
import type { FigureStore } from '../explore/points.ts';
import { isThere, naming, nodeFiles, readAt, type FileOperations } from './file-operations.ts';

export interface FigureFileOptions {
  readonly file: string;
  /** Identifies what the figures belong to: scenario, seed, version, policies, segments. */
  readonly contentKey: string;
  /** How many figures a replication has. */
  readonly figures: number;
  readonly files?: FileOperations;
}

export interface FigureFile extends FigureStore {
  /** How many replications were kept when the file was opened. */
  readonly found: number;
  close(): void;
}

const magic = new TextEncoder().encode('OFFSUPPLY figures 1\n');
const keyLength = 64;
/** Point (16), replication (4), checksum of all else (4). */
const recordHead = 24;

const prefixLength = magic.length + keyLength + 4;

/**
 * The content key of a figure file; undefined if there is no file, empty if it is another kind of
 * file.
 */
export function contentKeyOfFigures(
  file: string,
  files: FileOperations = nodeFiles,
): string | undefined {
  if (!isThere(file, files)) return undefined;
  return naming('read', file, () => {
    const descriptor = files.openSync(file, 'r');
    try {
      const prefix = readAt(descriptor, 0, prefixLength, files);
      const isOne =
        prefix.length === prefixLength && magic.every((byte, place) => prefix[place] === byte);
      return isOne
        ? new TextDecoder().decode(prefix.subarray(magic.length, magic.length + keyLength))
        : '';
    } finally {
      files.closeSync(descriptor);
    }
  });
}

/**
 * Opens the file. Makes it if it is missing, and replaces it if it holds something else.
 * @throws FileError
 */
export function openFigureFile({
  file,
  contentKey,
  figures,
  files = nodeFiles,
}: FigureFileOptions): FigureFile {
  const isKept = contentKeyOfFigures(file, files) === contentKey;
  const descriptor = naming('open', file, () => files.openSync(file, isKept ? 'r+' : 'w+'));
  const recordLength = recordHead + figures * Float64Array.BYTES_PER_ELEMENT;
  const places = new Map<string, number>();
  let end = prefixLength;
  if (!isKept)
    naming('write', file, () => {
      writeAt(descriptor, prefixOf(contentKey, figures), 0, files);
    });
  else {
    for (;;) {
      const record = naming('read', file, () => readAt(descriptor, end, recordLength, files));
      if (record.length < recordLength || !isWhole(record)) break;
      places.set(keyIn(record), end);
      end += recordLength;
    }
  }
  const found = places.size;
  return {
    found,
    has: (point, replication) => places.has(keyOf(point, replication)),
    put(point, replication, values) {
      const record = recordOf(point, replication, values);
      naming('write', file, () => {
        writeAt(descriptor, record, end, files);
      });
      places.set(keyOf(point, replication), end);
      end += recordLength;
    },
    read(point, replication) {
      const at = places.get(keyOf(point, replication));
      if (at === undefined) return undefined;
      const record = naming('read', file, () => readAt(descriptor, at, recordLength, files));
      return new Float64Array(record.buffer, record.byteOffset + recordHead, figures);
    },
    close() {
      files.closeSync(descriptor);
    },
  };
}

/** Several figure stores as one, read-only: those of the shards of an exploration. */
export function gatheredFigures(figureStores: readonly FigureStore[]): FigureStore {
  return {
    has: (point, replication) =>
      figureStores.some((figureStore) => figureStore.has(point, replication)),
    put() {
      throw new Error('gathered figures are only read');
    },
    read(point, replication) {
      for (const figureStore of figureStores) {
        const figures = figureStore.read(point, replication);
        if (figures !== undefined) return figures;
      }
      return undefined;
    },
  };
}

function prefixOf(contentKey: string, figures: number): Uint8Array {
  const prefix = new Uint8Array(prefixLength);
  prefix.set(magic);
  prefix.set(new TextEncoder().encode(contentKey), magic.length);
  new DataView(prefix.buffer).setUint32(prefixLength - 4, figures, true);
  return prefix;
}

function recordOf(point: string, replication: number, figures: Float64Array): Uint8Array {
  const record = new Uint8Array(recordHead + figures.byteLength);
  record.set(hashOf(point));
  record.set(new Uint8Array(figures.buffer, figures.byteOffset, figures.byteLength), recordHead);
  const view = new DataView(record.buffer);
  view.setUint32(16, replication, true);
  view.setUint32(20, sumOf(record), true);
  return record;
}

/** Checksum of point, replication and figures. */
const sumOf = (record: Uint8Array): number =>
  checksum(record.subarray(recordHead), checksum(record.subarray(0, 20)));

function isWhole(record: Uint8Array): boolean {
  return new DataView(record.buffer, record.byteOffset).getUint32(20, true) === sumOf(record);
}

let latest: { readonly point: string; readonly hash: Buffer } | undefined;

/** 128 bits, so that no two points have the same hash in practice. */
function hashOf(point: string): Buffer {
  // The replications of a point are asked for one after another.
  if (latest?.point !== point)
    latest = { point, hash: createHash('sha256').update(point).digest().subarray(0, 16) };
  return latest.hash;
}

const keyOf = (point: string, replication: number): string =>
  `${hashOf(point).toString('base64')}${replication}`;

const keyIn = (record: Uint8Array): string =>
  `${Buffer.from(record.subarray(0, 16)).toString('base64')}${new DataView(record.buffer, record.byteOffset).getUint32(16, true)}`;

function writeAt(descriptor: number, bytes: Uint8Array, at: number, files: FileOperations): void {
  for (let done = 0; done < bytes.length;)
    done += files.writeSync(descriptor, bytes, done, bytes.length - done, at + done);
}
