// Everything that a replication reports, in an order of its own: two ways to simulate are the same
// if these are.
import type { Observations, SumName } from '../../../src/simulation/observations.ts';
import type { PolicyOutcome } from '../../../src/simulation/replication.ts';
import { segments } from '../../../src/simulation/segments.ts';

const sums: readonly SumName[] = [
  ...(['households', 'householdsOff', 'off3h', 'off24h', 'off72h', 'metersOff', 'spells'] as const),
  ...(['offMinutes', 'noChannel', 'noMoney', 'notNoticed', 'vends', 'failedVends'] as const),
  ...(['smart', 'onboarded14', 'onboarded28', 'onboarded', 'safe', 'debt'] as const),
  ...(['calls', 'abandoned', 'visits'] as const),
];

const sorted = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

export function comparableOutcomes(outcomes: readonly PolicyOutcome[]): readonly unknown[] {
  const twin = outcomes[0]!.observed;
  return outcomes.map(({ policy, observed }) => ({ policy, ...comparable(observed, twin) }));
}

function comparable(observed: Observations, twin: Observations): object {
  return {
    spells: sorted(observed.spells),
    meters: sorted(observed.meters),
    series: [...observed.series],
    spellTally: [...observed.spellTally],
    sampleOffMinutes: [...observed.sampleOffMinutes],
    peaks: observed.peaks,
    lengths: observed.lengths,
    sums: segments.map((_, segment) => sums.map((name) => observed.sum(segment, name))),
    firstOff: segments.map((_, segment) => observed.firstOffHour(segment)),
    excess: observed.excessHouseholds(twin),
    usedEmergencyCredit: observed.usedEmergencyCredit,
    events: observed.events,
  };
}
