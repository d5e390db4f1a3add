// What is known of each parameter, apart: value, unit, sources, confidence, plausible range, the targets it was fitted to, the rules that
// use it. From the comments of scenarios/defaults.yaml, docs/parameter-notes.yaml, src/scenario/parameter-units.ts and MODEL.md; the page is make-parameters.ts.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
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
  return remarksOf({ ...defaults, name: defaults.file }).map((one) => factsOf(one, noteFor(one.path, notes)));
}

function noteFor(path: string, notes: Readonly<Record<string, Note>>): Note {
  const above = Object.keys(notes).filter((key) => path === key || path.startsWith(`${key}.`));
  const key = above.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const found = notes[key];
  if (found === undefined) throw new Error(`docs/parameter-notes.yaml says nothing of ${path}: give it rules and a confidence`);
  return found;
}

const address = /https?:[^\s,;)]+/gu;
const fitted = /fitted (?:to targets? |(?=with the rest))([^;:]*)/u;
/** A span, with what it is of: `median range 1h to 24h, sigma range 0.5 to 1.5`, `range 0 to 2 for the least and 3 to 10 for the most`. */
const span =
  /(?:(?:median|mean|sigma|unit|tilt) )?range (?:since \d{4} )?(?:about |up to )?-?[\d.,]+\w*(?: to [\d.,a-z]*[\da-z])?/gu;
const secondSpan = /^ for the least and [\d.]+ to [\d.]+ for the most/u;

function factsOf({ path, value, confidence, remark }: Assumption, { rules, confidence: ground }: Note): ParameterFacts {
  const bare = remark.replace(/ ?\([^()]*\)/gu, '');
  const ranges = Array.from(bare.matchAll(span), (match) => {
    const rest = secondSpan.exec(bare.slice(match.index + match[0].length))?.[0] ?? '';
    return `${match[0]}${rest}`.replace(/\brange /u, '');
  });
  return {
    ...{ path, value, rules },
    unit: parameterUnit(path.split('.')),
    links: [...new Set(remark.match(address) ?? [])],
    confidence: ground,
    isAssumption: confidence === 'assumption',
    isUnsaid: confidence === 'unsaid',
    range: ranges.join(', '),
    fittedTo: fitted.exec(bare)?.[1] ?? '',
    remark: remark
      .replace(address, '')
      .replace(/\(\s*\)/gu, '')
      .replace(/\s+([,;.:])/gu, '$1')
      .replace(/\s+/gu, ' ')
      .trim(),
  };
}
