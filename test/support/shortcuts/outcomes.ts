// Everything that a replication reports, in an order of its own: two ways to simulate are the same
// if these are.
import type { Observations, SumName } from '../../../src/simulation/observations.ts';
import type { PolicyOutcome } from '../../../src/simulation/replication.ts';

const sums: readonly SumName[] = [
  ...(['households', 'householdsOff', 'off3h', 'off24h', 'off72h', 'metersOff', 'spells'] as const),
  ...(['offMinutes', 'noChannel', 'noMoney', 'notNoticed', 'vends', 'failedVends'] as const),
  ...(['smart', 'onboarded14', 'onboarded28', 'onboarded', 'safe', 'debt'] as const),
  ...(['calls', 'abandoned', 'visits', 'meters', 'beyondStandard', 'exposedMinutes'] as const),
  ...(['owedAfterSafeMode', 'writtenOff', 'metersCompared', 'debtCompared', 'twinDebt'] as const),
];

const sorted = (rows: readonly object[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

export function comparableOutcomes(outcomes: readonly PolicyOutcome[]): readonly unknown[] {
  const twin = outcomes[0]!.observed;
  return outcomes.map(({ policy, observed }) => ({ policy, ...comparable(observed, twin) }));
}

function comparable(observed: Observations, twin: Observations): object {
  const segments = [...observed.peaks.keys()];
  return {
    spells: sorted(observed.spells),
    meters: sorted(observed.meters),
    series: [...observed.series],
    spellTally: [...observed.spellTally],
    sampleOffMinutes: [...observed.sampleOffMinutes],
    peaks: observed.peaks,
    lengths: observed.lengths,
    cuts: [...observed.cuts],
    requests: segments.map((segment) =>
      (['agent', 'solr'] as const).map((kind) => observed.requests(segment, kind)),
    ),
    sums: segments.map((segment) => sums.map((name) => observed.sum(segment, name))),
    firstOff: segments.map((segment) => observed.firstOffHour(segment)),
    excess: observed.excessHouseholds(twin),
    usedEmergencyCredit: observed.usedEmergencyCredit,
    events: observed.events,
  };
}
