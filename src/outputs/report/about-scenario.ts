// What a report says of its scenario before anything else: its own description, and what options changed since that was written.
import { plainLabel } from '../text-columns.ts';
import type { RunData } from './run-data.ts';

const longestText = 1000;

/** Paragraphs; none of a scenario without a description that ran as it stands. */
export function aboutScenario({ facts, assumptions }: RunData): readonly string[] {
  const description = plainLabel(facts.scenario.description, longestText);
  const set = assumptions.filter(
    (row) => row['confidence'] === 'set' && row['parameter'] !== 'seed' && row['parameter'] !== 'replications',
  );
  const text = plainLabel(set.map((row) => `${row['parameter']!} = ${row['value']!}`).join('; '), longestText);
  return [
    ...(description === '' ? [] : [description]),
    ...(set.length === 0 ? [] : [`Set by options: ${text}. Descriptions in this report were written without that.`]),
  ];
}
