// A household that waits for what it shares with others: kept as a record, for all the policies
// that it waits under, and read again when its turn comes.
import { meterInNeed, turnMinute } from './household-run.ts';
import { home } from './household.ts';
import * as members from './members.ts';
import type { Meter } from './meter.ts';
import { highWord, hostKeepRecord, hostWait, lowWord, type f64, type i32 } from './platform.ts';
import {
  loadHome,
  record,
  recordHousehold,
  recordInstant,
  recordIsVisit,
  recordLayFrom,
  recordMembers,
  recordMeter,
  saveHome,
} from './record.ts';
import { never } from './time.ts';

/**
 * Writes the household in hand, what its queue needs to know, and the members.
 * @param layFrom from when institutions' acts are to be laid down; `never` where all are
 */
export function saveWaiting(isVisit: boolean, meter: i32, instant: f64, layFrom: i32): void {
  saveHome();
  record.words[recordIsVisit] = isVisit ? 1 : 0;
  record.words[recordMeter] = meter;
  record.words[recordInstant] = lowWord(instant);
  record.words[recordInstant + 1] = highWord(instant);
  record.words[recordLayFrom] = layFrom;
  record.words[recordHousehold] = home.number;
  record.words[recordMembers] = members.end - members.first;
  for (let member: i32 = members.first; member < members.end; member++)
    record.word(members.order[member]!);
}

/**
 * Reads the household of the record. The members are the policies it waits under that are served.
 * Returns from when institutions' acts are to be laid down.
 */
export function loadWaiting(): i32 {
  loadHome();
  let count: i32 = 0;
  for (let left: i32 = record.words[recordMembers]!; left > 0; left--) {
    const place: i32 = record.word(0);
    if (members.served[place] === 0) continue;
    members.order[count] = place;
    count += 1;
  }
  members.setMembers(0, count);
  return record.words[recordLayFrom]!;
}

/** The household in hand, which has just stopped for what it shares, waits for its turn. */
export function waitForTurn(layFrom: i32): void {
  const meter: Meter = meterInNeed();
  saveWaiting(meter.isVisitWanted, meter.number, meter.callInstant, layFrom);
  hostWait(hostKeepRecord(record.at), turnMinute());
}

/** The household in hand waits for the first ranking, where no minute says when its turn is. */
export function waitForRanking(): void {
  saveWaiting(false, home.first.number, 0, never);
  hostWait(hostKeepRecord(record.at), beforeRanking);
}
export const beforeRanking: i32 = -1;
