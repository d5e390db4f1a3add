// Copies the state of one household to another. WASM (copy.as.ts) copies memory; TypeScript has no
// such operation and copies field by field.
import type { Household } from './household.ts';
import { Transfer } from './transfer.ts';

const fields: Transfer = new Transfer(512);

/** Copies a household with its meters. */
export function copyHousehold(to: Household, from: Household): void {
  fields.startWriting(0);
  from.transfer(fields);
  fields.startReading(0);
  to.transfer(fields);
}
