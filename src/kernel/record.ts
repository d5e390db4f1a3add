// The household in hand as words: kept where it waits for its turn, and read by the host where a
// meter or a spell is reported.
import { home } from './household.ts';
import { fromWords, highWord, lowWord, type f64, type i32 } from './platform.ts';
import { Transfer } from './transfer.ts';

export const record: Transfer = new Transfer(512);

// What a record says before the state itself, which the queue that the household waits in looks at
/** 1 where it waits for an engineer, 0 for the contact centre or the start of a day. */
export const recordIsVisit: i32 = 0;
/** Number of the meter that is in need. */
export const recordMeter: i32 = 1;
/** Real-valued minute of the call, in two words. */
export const recordInstant: i32 = 2;
/** Minute from which the acts of institutions are to be laid down; `never` where they are. */
const recordLayFrom: i32 = 4;
export const recordHousehold: i32 = 5;
export const recordHeaderLength: i32 = 6;

/** Writes the household in hand. */
export function saveHome(): void {
  record.startWriting(recordHeaderLength);
  home.transfer(record);
}

/** Writes it, and what its queue needs to know. */
export function saveWaiting(isVisit: boolean, meter: i32, instant: f64, layFrom: i32): void {
  saveHome();
  record.words[recordIsVisit] = isVisit ? 1 : 0;
  record.words[recordMeter] = meter;
  record.words[recordInstant] = lowWord(instant);
  record.words[recordInstant + 1] = highWord(instant);
  record.words[recordLayFrom] = layFrom;
  record.words[recordHousehold] = home.number;
}

/** Instant of the call in the words of a record. */
export function instantOf(low: i32, high: i32): f64 {
  return fromWords(high, low);
}

/**
 * Reads the household that was written. Returns from when institutions' acts are to be laid down.
 */
export function loadHome(): i32 {
  record.startReading(recordHeaderLength);
  home.transfer(record);
  return record.words[recordLayFrom]!;
}
