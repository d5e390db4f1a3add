// The document of a loaded scenario goes into run.json: it must say everything, and say it again
// when loaded.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { loadScenario, parseScenario } from '../../src/scenario/load.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { starterScenario } from '../../src/scenario/starter.ts';
import { load } from '../support/scenario/load-scenario-text.ts';

const shipped = readdirSync(shippedScenarios, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.yaml') && !name.endsWith('.case.yaml'),
);

describe('the resolved document', () => {
  it.each(shipped)('%s loads, and its document loads to the same scenario', (name) => {
    const { scenario, document, warnings } = loadScenario(
      shippedScenarios + name,
      scenarioFilesOnDisk(),
    );
    const again = load(JSON.stringify(document));
    expect(again.scenario).toEqual(scenario);
    expect(again.document).toEqual(document);
    expect(JSON.stringify(again.document)).toBe(JSON.stringify(document));
    // Policies that show what a hold alone does have an agent that comes too late: that is meant.
    expect(warnings.filter((warning) => !warning.endsWith('its commands reach no meter'))).toEqual(
      [],
    );
  });

  it('has every key of the page, in its order, whatever the order of the file', () => {
    const { document } = load(
      'seed: 5\nhouseholds: 4\ntitle: T\nsupport: { engineers: { visit: 1h }, agents: 3 }',
    );
    const { title, description, extends: base, ...rest } = document;
    expect([title, typeof description, base]).toEqual(['T', 'string', 'none']);
    expect(Object.keys(rest)).toEqual(Object.keys(scenarioSchema.shape).slice(2));
    expect(Object.keys(document['support'] as object).slice(0, 3)).toEqual([
      'from',
      'contacts',
      'callAfter',
    ]);
  });

  it('survives settings that replace maps of the defaults', () => {
    const files = {
      'study/base.yaml': 'meter: { emergencyCredit: { limit: 3 }, nonDisablement: none }',
    };
    const text =
      'extends: base.yaml\nmeter: { emergencyCredit: { limit: { electricity: 4, gas: 5 } ' +
      '}, nonDisablement: { sunday: all-day } }';
    const { scenario, document } = load(text, files);
    expect(load(JSON.stringify(document)).scenario).toEqual(scenario);
  });

  it('keeps thresholds, for the layer that checks results', () => {
    const { thresholds, document } = load('thresholds: ["mp134a:excess_households_off<100"]');
    expect(thresholds).toEqual(['mp134a:excess_households_off<100']);
    expect(document['thresholds']).toEqual(thresholds);
  });

  it('is the same for a scenario that says the same in other words', () => {
    const one = load('horizon: 14d\nhouseholds: 100');
    const other = load('{ "households": 1e2, "horizon": "14d" }');
    expect(other.scenario).toEqual(one.scenario);
  });
});

describe('the starter scenario', () => {
  it('loads without a warning and compares two policies', () => {
    const { scenario, warnings } = parseScenario(
      starterScenario(),
      'starter.yaml',
      scenarioFilesOnDisk(),
    );
    expect(scenario.policies.map(({ id }) => id)).toEqual([
      'no-failure',
      'no-intervention',
      'held-keys',
    ]);
    expect(warnings).toEqual([]);
  });
});
