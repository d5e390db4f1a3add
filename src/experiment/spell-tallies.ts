// Spells by length and by gate, over the replications: what spell-lengths.csv and spell-gates.csv
// show.
import { shutGateWords as shutGates, type ShutGate } from '../simulation/words.ts';
import { minutesPerHour } from '../kernel/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { blockLengthOf } from './drawn-worlds.ts';
import type { RecordStore } from './record-store.ts';
import { tallyHours } from './records.ts';
import { summarise, type Summary } from './statistics.ts';

export interface SpellLengthRow extends Summary {
  readonly policy: string;
  /** Counts spells of at least this length, in hours. */
  readonly hours: number;
  /** Their mean number as a share of that of all spells; NaN if there is none. */
  readonly share: number;
}

export interface SpellGateRow extends Summary {
  readonly policy: string;
  readonly gate: ShutGate;
}

type Frame = Pick<Scenario, 'policies' | 'horizonMinutes' | 'uncertainty'>;

/** Policy, length; no lengths beyond the horizon. */
export function* spellLengthRows(scenario: Frame, store: RecordStore): Iterable<SpellLengthRow> {
  const { policies, horizonMinutes } = scenario;
  const block = blockLengthOf(scenario);
  for (const { id: policy } of policies) {
    const tallies = store.spellTalliesOf(policy);
    let all = NaN;
    for (const [length, hours] of tallyHours.entries()) {
      if (hours * minutesPerHour > horizonMinutes) break;
      const summary = summarise(
        tallies.map((counts) => counts[length]!),
        Infinity,
        block,
      );
      if (length === 0) all = summary.mean;
      yield { policy, hours, share: all === 0 ? NaN : summary.mean / all, ...summary };
    }
  }
}

/** Policy, gate. */
export function* spellGateRows(scenario: Frame, store: RecordStore): Iterable<SpellGateRow> {
  const block = blockLengthOf(scenario);
  for (const { id: policy } of scenario.policies) {
    const tallies = store.spellTalliesOf(policy);
    for (const [index, gate] of shutGates.entries()) {
      const counts = tallies.map((tally) => tally[tallyHours.length + index]!);
      yield { policy, gate, ...summarise(counts, Infinity, block) };
    }
  }
}
