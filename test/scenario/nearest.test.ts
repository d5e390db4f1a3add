import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/scenario/nearest.ts';

describe('the nearest known word', () => {
  it('counts insertions, deletions, replacements and swaps', () => {
    expect(editDistance('housholds', 'households')).toBe(1);
    expect(editDistance('sede', 'seed')).toBe(1);
    expect(editDistance('', 'gas')).toBe(3);
    expect(editDistance('gas', 'gas')).toBe(0);
  });

  it('finds misspelt, miscased and shortened words', () => {
    const known = ['households', 'horizon', 'meterKinds', 'workingDaysOnly'];
    expect(nearest('housholds', known)).toBe('households');
    expect(nearest('meter_kinds', known)).toBe('meterKinds');
    expect(nearest('workingDays', known)).toBe('workingDaysOnly');
  });

  it('finds nothing when nothing is near', () => {
    expect(nearest('frobnicate', ['households', 'seed'])).toBeUndefined();
    expect(nearest('x', ['psr'])).toBeUndefined();
    expect(nearest('monday', ['weekdays', 'saturday', 'sunday'])).toBeUndefined();
    expect(nearest('aunday', ['weekdays', 'saturday', 'sunday'])).toBe('sunday');
  });
});
