// By which channel a vend would reach a meter now: the gates of the policy, and for a legacy meter whether its key or card is at hand.
import { channelAt, nextChange } from '../model/gates.ts';
import { never } from '../model/money.ts';
import { purpose } from '../model/purposes.ts';
import { ln } from '../random/arithmetic.ts';
import { drawMinutes, isLegacy, meterEntity, type Run } from './run.ts';

/** One of model/gates.ts `channel`. `told`: whether to take the SoLR's channel as known (a caller is told it). */
export function channelTo(run: Run, i: number, minute: number, told: boolean): number {
  const { meters, households } = run;
  const slot = i >> 1;
  return channelAt(run.gates, minute, {
    kind: households.kind(slot),
    wan: households.wan(slot),
    hasDevice: hasDevice(run, i, minute),
    onboardedAt: meters.onboardedAt(i),
    channelFrom: told ? 0 : meters.learntAt(i),
  });
}

/** The first minute after `minute` at which the channel to a meter, `minute`'s being known, may be another. */
export function channelChangesAt(run: Run, i: number, minute: number): number {
  const { meters, gates } = run;
  if (isLegacy(run, i)) return minute < meters.deviceLostAt(i) ? meters.deviceLostAt(i) : meters.deviceBackAt(i);
  let change = nextChange(gates, minute);
  if (meters.onboardedAt(i) > minute) change = Math.min(change, meters.onboardedAt(i));
  if (meters.learntAt(i) > minute) change = Math.min(change, meters.learntAt(i));
  return change;
}

/** Losses and replacements of a key or card follow one another from the start of the warm-up, whatever the household does. */
function hasDevice(run: Run, i: number, minute: number): boolean {
  const { meters } = run;
  while (minute >= meters.deviceBackAt(i)) {
    const ordinal = meters.devicesLost(i);
    const uniform = run.streams.uniform(meterEntity(run, i), purpose.deviceLost, ordinal);
    const lost = meters.deviceBackAt(i) - run.rules.deviceLifeMinutes * ln(uniform);
    meters.setDeviceLostAt(i, Math.min(never - 1, Math.round(lost)));
    meters.setDeviceBackAt(
      i,
      Math.min(
        never,
        meters.deviceLostAt(i) + Math.max(1, drawMinutes(run, run.rules.deviceReplace, i, purpose.deviceReplaced, ordinal)),
      ),
    );
    meters.setDevicesLost(i, ordinal + 1);
  }
  return minute < meters.deviceLostAt(i);
}
