// Kinds of name and text: one of a few names, switches, titles, seeds.
import type { Kind } from './kind.ts';
import { nearest } from './nearest.ts';
import { grouped } from './numbers.ts';

/** One of a few names. */
export function choice<const Name extends string>(names: readonly Name[]): Kind<Name> {
  return {
    allowed: names.length === 2 ? names.join(' or ') : `one of ${names.join(', ')}`,
    json: { enum: names },
    read(found, refuse) {
      const name = names.find((candidate) => candidate === found);
      if (name !== undefined) return name;
      const meant = typeof found === 'string' ? nearest(found, names) : undefined;
      return refuse(
        meant === undefined ? `write one of these, such as ${names[0] ?? ''}` : `write ${meant}`,
      );
    },
  };
}

export const flag: Kind<boolean> = {
  allowed: 'true or false',
  json: { type: 'boolean' },
  read(found, refuse) {
    if (typeof found === 'boolean') return found;
    const word = typeof found === 'string' ? found.toLowerCase() : found;
    if (word === 'yes' || word === 'on' || word === 1 || word === 'true')
      return refuse('write true');
    if (word === 'no' || word === 'off' || word === 0 || word === 'false')
      return refuse('write false');
    return refuse('write true or false');
  },
};

/** Text for people. */
export function text(maximum: number): Kind<string> {
  return {
    allowed: `text of at most ${grouped(maximum)} characters`,
    json: { type: 'string', maxLength: maximum },
    read(found, refuse) {
      if (typeof found === 'number' || typeof found === 'boolean')
        return refuse(`put it in quotes: "${found}"`);
      if (typeof found !== 'string') return refuse('write text, in quotes if it has a colon');
      return found.length > maximum
        ? refuse(`write at most ${maximum} characters; there are ${found.length}`)
        : found;
    },
  };
}

export const scenarioName: Kind<string> = {
  allowed: 'the name of a scenario file, or none',
  json: { type: 'string' },
  read: (found, refuse) =>
    typeof found === 'string' && found !== ''
      ? found
      : refuse('name one file, such as defaults.yaml'),
};

export const seed: Kind<string> = {
  allowed: 'text of 1 to 200 characters, or a number of at most 15 digits',
  json: { type: ['string', 'number'] },
  read(found, refuse) {
    if (typeof found === 'number')
      return Math.abs(found) < 1e15
        ? String(found + 0)
        : refuse('put it in quotes, so that every digit counts');
    if (typeof found !== 'string') return refuse('write a word or a number, such as 1');
    return found.length >= 1 && found.length <= 200 ? found : refuse('write 1 to 200 characters');
  },
};
