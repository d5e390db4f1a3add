// Cuts by hour of the week, over the replications: what cuts-by-hour.csv shows.
import { fuels, type Fuel, type Scenario } from '../scenario/scenario.ts';
import { causeWords, type Cause } from '../simulation/words.ts';
import { blockLengthOf } from './drawn-worlds.ts';
import type { RecordStore } from './record-store.ts';
import { placeOfCuts } from './records.ts';
import { summarise, type Summary } from './statistics.ts';

export const hoursPerWeek = 168;

export interface CutsByHourRow extends Pick<Summary, 'mean' | 'ciLow' | 'ciHigh'> {
  readonly policy: string;
  /** 0 is the first hour of Monday by the clock of Europe/London. */
  readonly hourOfWeek: number;
  readonly fuel: Fuel;
  readonly cause: Cause;
}

/** Rows by policy, hour, fuel and cause, including those without a cut. */
export function* cutsByHourRows(
  scenario: Pick<Scenario, 'policies' | 'uncertainty'>,
  store: RecordStore,
): Iterable<CutsByHourRow> {
  const block = blockLengthOf(scenario);
  for (const { id: policy } of scenario.policies) {
    const byReplication = store.cutsOf(policy);
    for (let hourOfWeek = 0; hourOfWeek < hoursPerWeek; hourOfWeek++) {
      for (const [fuelPlace, fuel] of fuels.entries()) {
        for (const [causePlace, cause] of causeWords.entries()) {
          const place = placeOfCuts(hourOfWeek, fuelPlace, causePlace);
          const { mean, ciLow, ciHigh } = summarise(
            byReplication.map((cuts) => cuts[place]!),
            Infinity,
            block,
          );
          yield { policy, hourOfWeek, fuel, cause, mean, ciLow, ciHigh };
        }
      }
    }
  }
}
