// The household in hand as words: kept where it waits for its turn, and read by the host where a
// meter or a spell is reported.
import { home } from './household.ts';
import { fromWords, type f64, type i32 } from './platform.ts';
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
export const recordLayFrom: i32 = 4;
export const recordHousehold: i32 = 5;
/** Under how many policies it waits. Their places are the last words of the record. */
export const recordMembers: i32 = 6;
export const recordHeaderLength: i32 = 7;

/** Writes the household in hand. */
export function saveHome(): void {
  record.startWriting(recordHeaderLength);
  home.transfer(record);
}

/** Instant of the call in the words of a record. */
export function instantOf(low: i32, high: i32): f64 {
  return fromWords(high, low);
}

/** Reads the household that was written. */
export function loadHome(): void {
  record.startReading(recordHeaderLength);
  home.transfer(record);
}
