import { describe, expect, it } from 'vitest';
import { enginesInHelp } from './engines.ts';

describe('the engines of a build', () => {
  it('are one without a name where the help has no option for them', () => {
    const help =
      '  --seed <seed>  seed instead of the scenario’s\n  an engine is no option here: --engine';
    expect(enginesInHelp(help).map(({ words }) => words)).toEqual([[]]);
  });

  it('are both where it has', () => {
    const help = '  --engine <name>          what simulates (choices: "wasm", "typescript")\n';
    expect(enginesInHelp(help).map(({ words }) => words)).toEqual([
      ['--engine', 'wasm'],
      ['--engine', 'typescript'],
    ]);
  });
});
