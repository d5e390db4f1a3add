// What is known of each parameter, apart: value, unit, sources, confidence, plausible range, the
// targets it was fitted to, the rules that use it. From the comments of scenarios/defaults.yaml,
// docs/parameter-notes.yaml, src/scenario/parameter-units.ts and MODEL.md; the page is
// make-parameters.ts.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import {
  plausibleIn,
  sourcesIn,
  withoutBrackets,
  withoutSources,
} from '../src/scenario/assumption-facts.ts';
import { remarksOf, type Assumption } from '../src/scenario/assumptions.ts';
import { parameterUnit } from '../src/scenario/parameter-units.ts';
import { readYaml } from '../src/scenario/yaml-source.ts';

const confidenceWords = ['published', 'maker', 'code', 'press', 'worked out', 'judgement'] as const;
const note = z.strictObject({
  rules: z.array(z.string()).min(1),
  confidence: z.enum(confidenceWords),
});
type Note = z.output<typeof note>;

export interface ParameterFacts {
  readonly path: string;
  readonly value: string;
  readonly unit: string;
  readonly links: readonly string[];
  readonly confidence: Note['confidence'];
  readonly isAssumption: boolean;
  /** Neither a source nor the word assumption stands beside it. */
  readonly isUnsaid: boolean;
  readonly range: string;
  readonly fittedTo: string;
  readonly rules: readonly string[];
  /** What the comments say beyond these. */
  readonly remark: string;
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export function parameterFacts(): readonly ParameterFacts[] {
  const notes = z.record(z.string(), note).parse(parse(read('parameter-notes.yaml')));
  const defaults = readYaml('defaults.yaml', read('../scenarios/defaults.yaml'));
  return remarksOf({ ...defaults, name: defaults.file }).map((one) =>
    factsOf(one, noteFor(one.path, notes)),
  );
}

function noteFor(path: string, notes: Readonly<Record<string, Note>>): Note {
  const above = Object.keys(notes).filter((key) => path === key || path.startsWith(`${key}.`));
  const key = above.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const found = notes[key];
  if (found === undefined)
    throw new Error(
      `docs/parameter-notes.yaml says nothing of ${path}: give it rules and a confidence`,
    );
  return found;
}

const fitted = /fitted (?:to targets? |(?=with the rest))([^;:]*)/u;
function factsOf(
  { path, value, confidence, remark }: Assumption,
  { rules, confidence: ground }: Note,
): ParameterFacts {
  return {
    ...{ path, value, rules },
    unit: parameterUnit(path.split('.')),
    links: sourcesIn(remark),
    confidence: ground,
    isAssumption: confidence === 'assumption',
    isUnsaid: confidence === 'unsaid',
    range: plausibleIn(remark),
    fittedTo: fitted.exec(withoutBrackets(remark))?.[1] ?? '',
    remark: withoutSources(remark),
  };
}
