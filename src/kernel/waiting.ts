// A household that waits for what it shares with others: kept as one record for all policies that
// it waits under, and loaded again when its turn comes.
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
  recordScheduleFrom,
  recordMembers,
  recordMeter,
  saveHome,
} from './record.ts';
import { never } from './time.ts';

/**
 * Writes the record of the current household: its state, what its queue needs to know, and the
 * members.
 * @param scheduleFrom minute from which acts are still to be scheduled; `never` if all are
 */
export function saveWaiting(isVisit: boolean, meter: i32, instant: f64, scheduleFrom: i32): void {
  saveHome();
  record.words[recordIsVisit] = isVisit ? 1 : 0;
  record.words[recordMeter] = meter;
  record.words[recordInstant] = lowWord(instant);
  record.words[recordInstant + 1] = highWord(instant);
  record.words[recordScheduleFrom] = scheduleFrom;
  record.words[recordHousehold] = home.number;
  record.words[recordMembers] = members.end - members.first;
  for (let member: i32 = members.first; member < members.end; member++)
    record.word(members.order[member]!);
}

/**
 * Loads the household of the record. The members become the policies it waits under that this share
 * serves. Returns the minute from which acts are still to be scheduled.
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
  return record.words[recordScheduleFrom]!;
}

/** Makes the current household, which has just stopped for a call or visit, wait for its turn. */
export function waitForTurn(scheduleFrom: i32): void {
  const meter: Meter = meterInNeed();
  saveWaiting(meter.isVisitWanted, meter.number, meter.callInstant, scheduleFrom);
  hostWait(hostKeepRecord(record.at), turnMinute());
}

/** Makes the current household wait for the first ranking, whose minute it does not know. */
export function waitForRanking(): void {
  saveWaiting(false, home.first.number, 0, never);
  hostWait(hostKeepRecord(record.at), beforeRanking);
}
const beforeRanking: i32 = -1;
