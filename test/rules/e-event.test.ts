// Section E of docs/MODEL.md: the course of an event. Of rules that other tests do not name yet.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { outcome, plain } from '../support/engine-scenario.ts';

test('E2: the SoLR is appointed so long after the failure, and what it does counts from then', () => {
  const at = (after: string): number | null =>
    outcome('nothing', plain, { appointment: { after }, onboarding: { starts: '1d', pace: '0m' } })
      .meters[0]!.onboardedMinute;
  expect(at('3d')).toBe(4 * 1440);
  expect(at('6d')).toBe(7 * 1440);
});

test('E9: the reference scenario has the policies of the table, and no others', () => {
  const model = readFileSync(path.join(import.meta.dirname, '../../docs/MODEL.md'), 'utf8');
  const table = model.split('- **E9** ')[1]!.split('\n### ')[0]!;
  const ids = [...table.matchAll(/^\| `([\w-]+)` \|/gmu)].map(([, id]) => id);
  const { scenario } = loadScenario(
    path.join(shippedScenarios, 'reference-winter.yaml'),
    scenarioFilesOnDisk(),
  );
  expect(scenario.policies.map(({ id }) => id)).toEqual(ids);
});
