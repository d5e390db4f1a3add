// Names of the sources of uncertainty, in every file and on the terminal.
import type { DrawnSource } from '../experiment/drawn-worlds.ts';

/**
 * For each source: a short name for headings and keys, the subject of a sentence, and its
 * possessive form.
 */
export const sourceWords: Readonly<
  Record<DrawnSource, { readonly name: string; readonly subject: string; readonly meaning: string }>
> = {
  habits: {
    name: 'habits',
    subject: 'the ways homes top up',
    meaning: 'how homes top up, whole sets of fitted habits among it',
  },
  population: {
    name: 'homes and meters',
    subject: 'homes and meters',
    meaning: 'the homes, what they use and pay, and their meters',
  },
  institutions: {
    name: 'institutions',
    subject: 'institutions',
    meaning: 'what the supplier, the SoLR, the agent and the code do, and when',
  },
};
