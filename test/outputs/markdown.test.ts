import { expect, it } from 'vitest';
import { escaped, markdownTable } from '../../src/outputs/markdown.ts';

it('a table in Markdown has figures to the right, and words of a scenario are no markup in it', () => {
  expect(markdownTable(['policy', 'off'], [['a | *b*', '1']])).toEqual([
    '| policy | off |',
    '| --- | ---: |',
    '| a \\| \\*b\\* | 1 |',
  ]);
  expect(escaped('[x](y) `z` <b>')).toBe('\\[x\\](y) \\`z\\` \\<b\\>');
});
