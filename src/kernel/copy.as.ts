// copy.ts in AssemblyScript: build.js puts it in that file's place.
import { Household } from './household';
import { Meter } from './meter';

export function copyHousehold(to: Household, from: Household): void {
  const electricity = to.electricity;
  const gas = to.gas;
  memory.copy(changetype<usize>(to), changetype<usize>(from), offsetof<Household>());
  to.electricity = electricity;
  to.gas = gas;
  if (to.hasElectricity) copyMeter(electricity, from.electricity);
  if (to.hasGas) copyMeter(gas, from.gas);
  to.first = to.hasElectricity ? electricity : gas;
  to.last = to.hasGas ? gas : electricity;
}

function copyMeter(to: Meter, from: Meter): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), offsetof<Meter>());
}
