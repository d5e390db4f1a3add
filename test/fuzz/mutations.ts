// Scenario texts with a few things changed: bytes, lines, numbers, keys; and trees with values that
// do not belong there.
import { parse, stringify } from 'yaml';
import { oddNumbers, oddTexts, oddValue } from './odd-values.ts';
import type { Choices } from './random.ts';

type Mutation = (text: string, choices: Choices) => string;

const at = (text: string, choices: Choices): number => choices.whole(0, text.length);

/** A place where a pattern matches, replaced. */
function atMatch(pattern: RegExp, write: (found: string, choices: Choices) => string): Mutation {
  return (text, choices) => {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) return text;
    const match = choices.of(matches);
    return (
      text.slice(0, match.index) +
      write(match[0], choices) +
      text.slice(match.index + match[0].length)
    );
  };
}

function onLines(change: (lines: string[], choices: Choices) => void): Mutation {
  return (text, choices) => {
    const lines = text.split('\n');
    change(lines, choices);
    return lines.join('\n');
  };
}

const characters = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '#',
    '&',
    '*',
    '!',
    '|',
    '>',
    "'",
    '"',
    '%',
    '@',
    '`',
    '-',
    '?',
    ' ',
    '\n',
    '\t',
    '0',
    '.',
  ],
  ...['\u00e9', '\u0000', '\ud800', '\ufeff', '\u2028', '\r\n', '---\n', '<<: ', '*a', '&a '],
];

const mutations: readonly Mutation[] = [
  (text, choices) => {
    const place = at(text, choices);
    return text.slice(0, place) + choices.of(characters) + text.slice(place);
  },
  (text, choices) => {
    const place = at(text, choices);
    return text.slice(0, place) + text.slice(place + choices.whole(1, 8));
  },
  (text, choices) => text.slice(0, at(text, choices)),
  onLines((lines, choices) => lines.splice(choices.whole(0, lines.length - 1), 1)),
  onLines((lines, choices) => {
    const line = choices.of(lines);
    lines.splice(choices.whole(0, lines.length), 0, line);
  }),
  onLines((lines, choices) => {
    const place = choices.whole(0, lines.length - 1);
    lines[place] = ' '.repeat(choices.whole(1, 4)) + lines[place]!;
  }),
  onLines((lines, choices) => {
    const place = choices.whole(0, lines.length - 1);
    lines[place] = lines[place]!.trimStart();
  }),
  atMatch(/-?\d+(?:\.\d+)?/gu, (_, choices) => String(choices.of(oddNumbers))),
  atMatch(/-?\d+(?:\.\d+)?/gu, (found, choices) =>
    String(Number(found) * choices.of([-1, 10, 1000, 1e6, 0.001])),
  ),
  atMatch(/-?\d+(?:\.\d+)?/gu, (found) => found.repeat(3)),
  atMatch(/[a-zA-Z]\w*(?=:)/gu, (_, choices) => choices.of(oddTexts)),
  atMatch(/[a-zA-Z]\w*(?=:)/gu, (found) => found.slice(1) + found[0]!),
  atMatch(/(?<=: )[^\n{[]+/gu, (_, choices) => JSON.stringify(oddValue(choices)) ?? 'null'),
  inTree((parent, key, choices) => {
    parent[key] = oddValue(choices);
  }),
  inTree((parent, key) => {
    Reflect.deleteProperty(parent, key);
  }),
  inTree((parent, key, choices) => {
    parent[choices.of(oddTexts)] = parent[key];
  }),
  inTree((parent, key) => {
    parent[key] = [parent[key]];
  }),
  inTree((parent, key) => {
    parent[key] = { [key]: parent[key] };
  }),
];

/**
 * A part of the tree changed, and the whole written out again; a text that is no tree is left as it
 * is.
 */
function inTree(
  change: (parent: Record<string, unknown>, key: string, choices: Choices) => void,
): Mutation {
  return (text, choices) => {
    let tree: unknown;
    try {
      tree = parse(text, { logLevel: 'silent' });
    } catch {
      return text;
    }
    const places = placesIn(tree);
    if (places.length === 0) return text;
    const { parent, key } = choices.of(places);
    change(parent, key, choices);
    return choices.happens(0.5) ? stringify(tree) : JSON.stringify(tree);
  };
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(tree: unknown): readonly Place[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const parent = tree as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

/** One to four changes to a text. */
export function mutated(text: string, choices: Choices): string {
  let changed = text;
  for (let left = choices.whole(1, 4); left > 0; left--)
    changed = choices.of(mutations)(changed, choices);
  return changed;
}
