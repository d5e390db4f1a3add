// Reads `--vary path=a..b:n` and `--vary path=v1,v2,v3` as factors with a number of levels. Reports
// every mistake with its place, the value found, what is allowed and the fix.
import { ScenarioError, type Problem } from '../errors.ts';
import { isMap } from '../scenario/kind.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { valueAt } from '../scenario/merge.ts';
import { nearest } from '../scenario/nearest.ts';
import { overlap } from '../scenario/override.ts';
import { areShares } from '../scenario/shares.ts';
import {
  keyPathOf,
  keysBelow,
  leafPaths,
  namedLeaf,
  sayWhatARunIs,
  settingMistake,
  type SettingMistake,
} from '../scenario/setting.ts';
import { readYaml } from '../scenario/yaml-source.ts';
import { listFactor, numberOf, shareFactor, spanFactor, type Factor } from './factor.ts';
import { factorMistake } from './factors-of.ts';

/** A factor to vary, and the number of its values. */
export interface Varied {
  readonly factor: Factor;
  /** Undefined for a span without a number of values: space-filling designs need none. */
  readonly levels: number | undefined;
}

const mostLevels = 1000;
const form =
  'path=from..to:n, such as agent.decision=0d..10d:6, or path=value,value, such as ' +
  'exit.vendingEnds=3d,onboarding';

/**
 * Reads every `--vary`, as typed after the option.
 * @param loaded the scenario that is varied
 * @throws ScenarioError with every mistake
 */
export function readVaried(texts: readonly string[], loaded: LoadedScenario): readonly Varied[] {
  const problems: Problem[] = [];
  const varied = texts.flatMap((text): readonly Varied[] => {
    const read = readOne(text, loaded);
    if ('factor' in read) return [read];
    problems.push(...read.mistakes.map((mistake) => ({ file: `--vary ${text}`, ...mistake })));
    return [];
  });
  for (const [place, { factor }] of varied.entries()) {
    const before = varied
      .slice(0, place)
      .find((one) =>
        one.factor.name !== factor.name ? overlap(one.factor.name, factor.name) : true,
      );
    if (before === undefined) continue;
    problems.push({
      file: `--vary ${factor.name}`,
      ...{
        path: factor.path,
        found: factor.name,
        allowed: `each value varied once; ${before.factor.name} is varied too`,
      },
      fix: 'leave one of the two out',
    });
  }
  if (problems.length > 0) throw new ScenarioError(problems);
  return varied;
}

type Mistake = Omit<Problem, 'file'>;
type Read = Varied | { readonly mistakes: readonly Mistake[] };

function readOne(text: string, loaded: LoadedScenario): Read {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals)).trim();
  const refuse = (found: string, allowed: string, fix: string): Read => ({
    mistakes: [
      {
        path: path === '' ? '(no path)' : path,
        found: found === '' ? 'nothing' : found,
        allowed,
        fix,
      },
    ],
  });
  if (path === '') return refuse(text, form, 'write the key path, =, and the values');
  const unknown = pathMistake(path, loaded);
  if (unknown !== undefined) return refuse(path, unknown.allowed, unknown.fix);
  const written = text.slice(equals + 1).trim();
  if (written === '') return refuse(written, form, 'write the values after the =');
  const option = `--vary ${text}`;
  const span = spanIn(written);
  if (span !== undefined) return readSpan({ ...span, path, option }, loaded, refuse);
  return readList({ path, option, written }, loaded, refuse);
}

interface PathMistake {
  readonly allowed: string;
  readonly fix: string;
}

/** What is wrong with the path of a value to vary. */
export function pathMistake(
  path: string,
  { document, scenario }: LoadedScenario,
): PathMistake | undefined {
  const keys = keyPathOf(path);
  const [first = '', second = '', ...lever] = keys;
  const allowed = 'the key path of a value of the scenario, such as agent.decision';
  if (sayWhatARunIs.has(first))
    return {
      allowed: 'a value that the scenario assumes',
      fix: `leave ${first} out: it says what a run is; --set sets it for all points`,
    };
  if (first === 'policies') {
    const ids = scenario.policies.map(({ id }) => id);
    if (!ids.includes(second))
      return { allowed: `a policy: ${ids.join(', ')}`, fix: guess(second, ids) };
    if (lever.length === 0)
      return { allowed: 'a lever of the policy', fix: `add the lever: ${path}.agent.decision` };
  }
  const leaf = namedLeaf(keys);
  if (leaf === undefined && first === 'policies') {
    const consumers = namedLeaf(lever) !== undefined;
    return {
      allowed: 'what institutions do under a policy, which never changes who the consumers are',
      fix: consumers
        ? `vary ${lever.join('.')} itself, for all policies`
        : guess(lever.join('.'), leafPaths()),
    };
  }
  if (leaf === undefined) {
    const below = keysBelow(keys);
    if (below !== undefined)
      return {
        allowed: 'one value, not a section',
        fix: `add one of its keys: ${below.map((key) => `${path}.${key}`).join(', ')}`,
      };
    return { allowed, fix: guess(path, leafPaths()) };
  }
  const reaches = leaf.length < keys.length && first !== 'policies';
  if (!reaches || valueAt(document, keys) !== undefined || keys.at(-1) === 'per10000Homes')
    return undefined;
  const value = valueAt(document, keys.slice(0, leaf.length));
  const parts = isMap(value)
    ? Object.keys(value).map((part) => `${keys.slice(0, leaf.length).join('.')}.${part}`)
    : [];
  return {
    allowed: `a part of the value that is there, ${JSON.stringify(value)}`,
    fix:
      parts.length === 0
        ? `vary ${keys.slice(0, leaf.length).join('.')} itself`
        : guess(path, parts),
  };
}

function guess(written: string, known: readonly string[]): string {
  const meant = nearest(written, known);
  return meant === undefined
    ? 'write another: offsupply validate --resolved lists them'
    : `write ${meant}`;
}

interface SpanWords {
  readonly from: string;
  readonly to: string;
  /** What follows the ends: `:6`, `:6:log`; empty where nothing does. */
  readonly rest: string;
}

/** `a..b`, `a..b:n`, `a..b:n:log`. */
function spanIn(written: string): SpanWords | undefined {
  const match = /^(?<from>[^{}[\],]*?)\.\.(?<to>[^{}[\],:]*)(?<rest>:.*)?$/u.exec(written)?.groups;
  return match === undefined
    ? undefined
    : { from: match['from']!.trim(), to: match['to']!.trim(), rest: match['rest'] ?? '' };
}

type RefuseOne = (found: string, allowed: string, fix: string) => Read;

interface WrittenSpan extends SpanWords {
  readonly path: string;
  readonly option: string;
}

function readSpan(span: WrittenSpan, loaded: LoadedScenario, refuse: RefuseOne): Read {
  const { path, option, from, to, rest } = span;
  const ends = [from, to].map((text) => numberOf(readYaml(option, text).value));
  const [low, high] = ends;
  const isDuration = typeof readYaml(option, from).value === 'string';
  for (const [place, end] of [from, to].entries()) {
    if (end === '')
      return refuse(end, form, `write a value ${place === 0 ? 'before' : 'after'} the two dots`);
    const mistake = valueMistake(path, end, loaded);
    if (mistake !== undefined) return refuse(end, mistake.allowed, mistake.fix);
    if (ends[place] === undefined)
      return refuse(
        end,
        'a number or a duration at both ends',
        'list the values instead, with commas between them',
      );
  }
  if (isDuration !== (typeof readYaml(option, to).value === 'string'))
    return refuse(`${from}..${to}`, 'two numbers or two durations', 'write both ends alike');
  if (!(low! < high!))
    return refuse(
      `${from}..${to}`,
      'the smaller value first',
      low === high ? 'write two values that differ' : `write ${to}..${from}`,
    );
  const [, count, scale] = rest.split(':').map((part) => part.trim());
  if (count === '' || (count !== undefined && !/^\d+$/u.test(count)))
    return refuse(rest, 'how many values, a whole number', `write ${from}..${to}:5`);
  const levels = count === undefined ? undefined : Number(count);
  if (levels !== undefined && !(levels >= 2 && levels <= mostLevels))
    return refuse(
      rest,
      `2 to ${mostLevels} values`,
      levels < 2
        ? `write ${from}..${to}:2, or set one value with --set`
        : `write ${from}..${to}:${mostLevels} or fewer`,
    );
  if (scale !== undefined && scale !== 'log' && scale !== 'linear')
    return refuse(rest, ':n, :n:log or :n:linear', `write ${from}..${to}:${count}:log`);
  if (scale === 'log' && !(low! > 0))
    return refuse(
      from,
      'more than 0 on a logarithmic scale',
      'write a low end above 0, or leave out :log',
    );
  const share = shareOf(path);
  const values = { from: isDuration ? from : low!, to: isDuration ? to : high! };
  const factor =
    share === undefined
      ? spanFactor({ path, option, ...values, scale: scale ?? 'linear' }, loaded.document)
      : shareFactor(
          { path: share.whole, option, from: { [share.name]: low! }, to: { [share.name]: high! } },
          loaded.document,
        );
  const mistake = factorMistake(factor, loaded);
  return mistake === undefined
    ? { factor, levels }
    : refuse(mistake.text, mistake.allowed, mistake.fix);
}

/**
 * What is wrong with a value of a path. A share of a whole may have any sum, since the other shares
 * adjust.
 */
export function valueMistake(
  path: string,
  text: string,
  loaded: LoadedScenario,
): SettingMistake | undefined {
  return settingMistake(loaded.document, path, ownValueOfShare(path, text, loaded) ?? text);
}

/** The whole and the share, if a path names one share of a whole. */
export function shareOf(
  path: string,
): { readonly whole: string; readonly name: string } | undefined {
  const keys = keyPathOf(path);
  const leaf = namedLeaf(keys);
  if (leaf === undefined || leaf.length !== keys.length - 1 || !areShares(leaf.kind))
    return undefined;
  return { whole: keys.slice(0, -1).join('.'), name: keys.at(-1)! };
}

/**
 * The scenario's own value, to check in place of a share of a whole from 0 to 1: another sum than 1
 * is no mistake, since the other shares adjust. Undefined for anything else.
 */
function ownValueOfShare(
  path: string,
  end: string,
  { document }: LoadedScenario,
): string | undefined {
  if (shareOf(path) === undefined) return undefined;
  const value = Number(end);
  const current = valueAt(document, keyPathOf(path));
  return value >= 0 && value <= 1 && typeof current === 'number' ? String(current) : undefined;
}

interface WrittenList {
  readonly path: string;
  readonly option: string;
  readonly written: string;
}

function readList(
  { path, option, written }: WrittenList,
  loaded: LoadedScenario,
  refuse: RefuseOne,
): Read {
  const texts = splitAtCommas(written);
  if (texts.includes('')) return refuse(written, form, 'write a value between the commas');
  if (texts.length === 1)
    return refuse(
      written,
      form,
      `add another value, or set this one with --set ${path}=${written}`,
    );
  if (texts.length > mostLevels)
    return refuse(`${texts.length} values`, `2 to ${mostLevels} values`, 'write fewer');
  const twice = texts.find((text, place) => texts.indexOf(text) < place);
  if (twice !== undefined) return refuse(twice, 'each value once', `leave one ${twice} out`);
  const share = shareOf(path);
  const mistakes = texts.flatMap((text): Mistake[] => {
    const mistake = valueMistake(path, text, loaded);
    return mistake === undefined ? [] : [{ path, found: text, ...mistake }];
  });
  if (mistakes.length > 0)
    return {
      mistakes: mistakes.map(({ path: at, found, allowed, fix }) => ({
        path: at,
        found,
        allowed,
        fix,
      })),
    };
  if (share !== undefined)
    return refuse(
      written,
      'a span of one share, from..to:n; the others keep their proportions',
      `write ${path}=${texts[0]!}..${texts.at(-1)!}:${texts.length}`,
    );
  return {
    factor: listFactor(
      { path, option },
      texts.map((text) => readYaml(option, text).value),
      loaded.document,
    ),
    levels: texts.length,
  };
}

/** Splits at commas, except inside brackets and quotes. */
function splitAtCommas(written: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  let quote = '';
  for (const letter of written) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ('[{'.includes(letter)) depth += 1;
    else if (']}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0 && quote === '') parts.push('');
    else parts.push(`${parts.pop()!}${letter}`);
  }
  return parts.map((part) => part.trim());
}
