// Facts about an assumption: its unit, its sources and their years, and its plausible range.
import type { Assumption } from './assumptions.ts';
import { isMap } from './kind.ts';
import { parameterUnit } from './parameter-units.ts';
import { printValue } from './print.ts';
import type { Range, Scenario } from './scenario.ts';
import { keyPathOf } from './setting.ts';

export interface AssumptionFacts {
  /** `time`, `share`, `£`; empty where the path is no parameter of this version. */
  readonly unit: string;
  /** Addresses. */
  readonly sources: readonly string[];
  /** Years named in the remark, in its order. */
  readonly years: readonly string[];
  /**
   * The range in the scenario's `ranges`, otherwise the one in the remark. Empty if there is
   * neither.
   */
  readonly range: string;
}

/** @param ranges of the scenario @returns a function that gives the facts about an assumption */
export function assumptionFacts(
  ranges: Scenario['ranges'],
): (assumption: Assumption) => AssumptionFacts {
  // Sorted, so that the order is the same for a scenario from its files and from a shard, whose
  // keys are sorted.
  const byPath = Object.entries(ranges)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([ranged, range]) => ({ ranged: keyPathOf(ranged), range }));
  return ({ path, remark }) => {
    const keys = keyPathOf(path);
    const open = byPath.flatMap(({ ranged, range }) => {
      const text = ranged[0] === keys[0] ? rangeTextOf(keys, ranged, range) : undefined;
      return text === undefined ? [] : [text];
    });
    return {
      unit: parameterUnit(keys),
      sources: sourcesIn(remark),
      years: [...new Set(remark.replace(address, '').match(year) ?? [])],
      range: open.length > 0 ? open.join(', ') : plausibleIn(remark),
    };
  };
}

const address = /https?:[^\s,;)]+/gu;
const year = /\b20\d\d(?:\/\d\d)?\b/gu;

/** The addresses in a remark, each once. */
export function sourcesIn(remark: string): readonly string[] {
  return [...new Set(remark.match(address) ?? [])];
}

/** A remark without its addresses. */
export function withoutSources(remark: string): string {
  return remark
    .replace(address, '')
    .replace(/\(\s*\)/gu, '')
    .replace(/\s+([,;.:])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * A span in a remark, with the part of the value it is for: `median range 1h to 24h, sigma range
 * 0.5 to 1.5`, `range 0 to 2 for the least and 3 to 10 for the most`.
 */
const span =
  /(?:(?:median|mean|sigma|unit|tilt) )?range (?:since \d{4} )?(?:about |up to )?-?[\d.,]+\w*(?: to [\d.,a-z]*[\da-z])?/gu;
const secondSpan = /^ for the least and [\d.]+ to [\d.]+ for the most/u;

/** The plausible range in a remark. */
export function plausibleIn(remark: string): string {
  const bare = withoutBrackets(remark);
  return Array.from(bare.matchAll(span), (match) => {
    const rest = secondSpan.exec(bare.slice(match.index + match[0].length))?.[0] ?? '';
    return `${match[0]}${rest}`.replace(/\brange /u, '');
  }).join(', ');
}

/** A remark without text in brackets. */
export function withoutBrackets(remark: string): string {
  return remark.replace(/ ?\([^()]*\)/gu, '');
}

/**
 * The range of a parameter in words: of the parameter itself, of a part of its value, or of a whole
 * that it is a share of. Undefined if the range is for something else.
 */
function rangeTextOf(
  path: readonly string[],
  ranged: readonly string[],
  range: Range,
): string | undefined {
  const common = Math.min(path.length, ranged.length);
  if (path.slice(0, common).join('.') !== ranged.slice(0, common).join('.')) return undefined;
  const part = ranged
    .slice(common)
    .join('.')
    .replace(/\.(\d+)/gu, '[$1]');
  const text = valuesText(range, path.slice(common));
  return text === undefined ? undefined : part === '' ? text : `${part} ${text}`;
}

/** Units of ranges that are keys of the value. */
const unitWords: Readonly<Record<string, string>> = { per10000Homes: 'for 10,000 homes' };

/** @param keys that lead to a part of each value */
function valuesText(range: Range, keys: readonly string[]): string | undefined {
  const partOf = (value: unknown): unknown =>
    keys.reduce<unknown>((part, key) => (isMap(part) ? part[key] : undefined), value);
  if (range.kind === 'span') {
    const [from, to] = [partOf(range.from), partOf(range.to)];
    if (from === undefined || to === undefined)
      return isMap(range.from) ? 'the rest, in proportion' : undefined;
    return (
      `${printValue(from)} to ` +
      `${printValue(to)}${range.unit === undefined ? '' : ` ${unitWords[range.unit] ?? range.unit}`}`
    );
  }
  const values = new Set(
    range.values
      .map(partOf)
      .filter((value) => value !== undefined)
      .map(printValue),
  );
  return values.size < 2 ? undefined : `one of ${[...values].join(', ')}`;
}
