import { describe, expect, it } from 'vitest';
import { jsonText, sortedJson } from '../../src/outputs/json.ts';
import { runRecord } from '../../src/outputs/run-record.ts';
import { fakeScenario } from '../support/experiment/fake-records.ts';

describe('run.json', () => {
  const record = runRecord({
    scenario: fakeScenario,
    scenarioSha256: 'ab'.repeat(32),
    version: '0.1.0',
    replications: 3,
    events: new Map([
      ['no-failure', 10],
      ['mp134a', 20],
    ]),
    files: [{ path: 'summary.csv', bytes: 12, sha256: 'cd' }],
    environment: { node: 'v20', cores: 2 },
  });

  it('has its keys in one order, the environment last', () => {
    expect(Object.keys(JSON.parse(record) as object)).toEqual([
      'program',
      'version',
      'seed',
      'scenarioSha256',
      'replications',
      'events',
      'files',
      'scenario',
      'environment',
    ]);
  });

  it('holds the scenario whole, and the seed', () => {
    const { scenario, seed } = JSON.parse(record) as { scenario: unknown; seed: unknown };
    expect(scenario).toEqual(JSON.parse(JSON.stringify(fakeScenario)));
    expect(seed).toBe('test');
  });
});

describe('JSON by content alone', () => {
  it('has keys by code unit at every depth, whatever order they came in', () => {
    const text = jsonText(sortedJson({ b: [{ z: 1, Z: 2, é: 3, a: undefined }], a: null }));
    expect(text).toBe(jsonText({ a: null, b: [{ Z: 2, z: 1, é: 3 }] }));
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('refuses numbers that JSON would turn into null, and says where', () => {
    expect(() => sortedJson({ meter: { limit: [1, Infinity] } }, 'scenario')).toThrow(
      'scenario.meter.limit[1]',
    );
    expect(() => sortedJson({ make: () => 1 })).toThrow('value.make is plain data');
  });
});
