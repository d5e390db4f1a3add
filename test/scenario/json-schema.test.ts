import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { shippedScenarios } from '../../src/files/scenario-files.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { starterScenario } from '../../src/scenario/starter.ts';

const schema = scenarioJsonSchema();

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
}

describe('the JSON Schema', () => {
  it('is the one committed beside the scenarios', () => {
    const committed = readFileSync(`${shippedScenarios}scenario.schema.json`, 'utf8');
    expect(
      committed === `${JSON.stringify(schema, null, 2)}\n`,
      'scenarios/scenario.schema.json is stale: run `npm run schema`',
    ).toBe(true);
  });

  it('describes every key of the page', () => {
    const silent: string[] = [];
    const visit = (node: Node, path: string, depth: number): void => {
      for (const [key, below] of Object.entries(node.properties ?? {})) {
        const described = below.description !== undefined;
        if (!described) silent.push(`${path}${key}`);
        // Below a described leaf (shares, maps by meter) the keys speak for themselves.
        else if (depth < 4) visit(below, `${path}${key}.`, depth + 1);
      }
    };
    visit(schema, '', 0);
    expect(silent.filter((path) => !/fuels|meterKinds|habits|payCycle/.test(path))).toEqual([]);
  });

  const check = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  const shipped = readdirSync(shippedScenarios).filter((name) => name.endsWith('.yaml'));

  it.each(shipped)('accepts %s', (name) => {
    const result = check.safeParse(parse(readFileSync(shippedScenarios + name, 'utf8')));
    expect(result.error?.issues).toBeUndefined();
  });

  it('accepts the starter scenario', () => {
    expect(check.safeParse(parse(starterScenario())).error?.issues).toBeUndefined();
  });

  it.each([
    'housholds: 5',
    'horizon: 14',
    'agent: { acts: 1 }',
    'policies: { a: { meter: { missed: 0 } } }',
    'behaviour: { trigger: { unifrom: [1, 2] } }',
  ])('marks %s as wrong', (text) => {
    expect(check.safeParse(parse(text)).success).toBe(false);
  });
});
