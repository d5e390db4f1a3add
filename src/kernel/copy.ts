// Makes one household like another. In WASM (copy.as.ts) its memory is copied; TypeScript knows no
// such thing, and hands the fields over one by one.
import type { Household } from './household.ts';
import { Transfer } from './transfer.ts';

const fields: Transfer = new Transfer(512);

/** Makes `to` like `from`, meters and all. */
export function copyHousehold(to: Household, from: Household): void {
  fields.startWriting(0);
  from.transfer(fields);
  fields.startReading(0);
  to.transfer(fields);
}
