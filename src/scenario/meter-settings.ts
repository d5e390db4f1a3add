// Resolves the meter section for each kind of meter and fuel: which of the values by meter applies
// to it.
import type * as z from 'zod';
import { calendarOf } from './calendar-schema.ts';
import { silentSelectors, settingOf, type ByMeter } from './by-meter.ts';
import { assert } from '../errors.ts';
import { isMap } from './kind.ts';
import { leavesOf } from './merge.ts';
import { meterSchema } from './meter-schema.ts';
import { fuels, meterKinds, type Fuel, type MeterKind, type MeterSettings } from './scenario.ts';

type MeterSection = z.output<typeof meterSchema>;

/** Settings that leave some meters without a value, with the names that would give them one. */
export function silentSettings(
  meter: MeterSection,
): { path: readonly string[]; add: readonly string[] }[] {
  return leavesOf(meterSchema, meter)
    .filter(({ value }) => isMap(value) && ('all' in value || 'by' in value))
    .map(({ path, value }) => ({ path, add: silentSelectors(value as ByMeter<unknown>) }))
    .filter(({ add }) => add.length > 0);
}

export function resolveMeters(
  meter: MeterSection,
): Readonly<Record<MeterKind, Readonly<Record<Fuel, MeterSettings>>>> {
  const perKind = meterKinds.map((kind) => [
    kind,
    Object.fromEntries(fuels.map((fuel) => [fuel, settingsOf(meter, kind, fuel)])),
  ]);
  return Object.fromEntries(perKind) as Record<MeterKind, Record<Fuel, MeterSettings>>;
}

function settingsOf(meter: MeterSection, kind: MeterKind, fuel: Fuel): MeterSettings {
  const pick = <Value>(setting: ByMeter<Value>): Value => {
    const value = settingOf(setting, kind, fuel);
    assert(value !== undefined, `no meter setting for ${kind} ${fuel}`);
    return value;
  };
  const { emergencyCredit, suspendCharges, rearm } = meter;
  return {
    emergencyCredit: {
      limit: pick(emergencyCredit.limit),
      offeredBelow: pick(emergencyCredit.offeredBelow),
      selected: pick(emergencyCredit.selected),
      selectDelay: pick(emergencyCredit.selectDelay),
      whenOff: pick(emergencyCredit.whenOff),
    },
    nonDisablement: calendarOf(pick(meter.nonDisablement), kind, fuel),
    suspendCharges: {
      inEmergencyCredit: pick(suspendCharges.inEmergencyCredit),
      whenOff: pick(suspendCharges.whenOff),
    },
    reconnectMargin: pick(meter.reconnectMargin),
    rearm: {
      electricity: pick(rearm.electricity),
      gas: pick(rearm.gas),
      gasFails: pick(rearm.gasFails),
    },
    legacyGasRecovery: pick(meter.legacyGasRecovery),
    missed: pick(meter.missed),
  };
}
