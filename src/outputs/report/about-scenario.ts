// The introduction of a report: the scenario's own description, and what options have changed in
// it.
import { plainLabel } from '../text-columns.ts';
import type { RunData } from './run-data.ts';

const longestText = 1000;

/** Paragraphs; none for an unchanged scenario without a description. */
export function aboutScenario({ facts, assumptions }: RunData): readonly string[] {
  const description = plainLabel(facts.scenario.description, longestText);
  const set = assumptions.filter(
    (row) =>
      row['confidence'] === 'set' &&
      row['parameter'] !== 'seed' &&
      row['parameter'] !== 'replications',
  );
  const text = plainLabel(
    set.map((row) => `${row['parameter']!} = ${row['value']!}`).join('; '),
    longestText,
  );
  return [
    ...(description === '' ? [] : [description]),
    ...(set.length === 0
      ? []
      : [`Set by options: ${text}. Descriptions in this report were written without that.`]),
  ];
}
