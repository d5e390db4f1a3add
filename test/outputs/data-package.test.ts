import { describe, expect, it } from 'vitest';
import { cutsByHourRows } from '../../src/experiment/cuts-by-hour.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { seriesHours } from '../../src/experiment/series-bands.ts';
import { comparisonRows, summaryRows } from '../../src/experiment/summary.ts';
import { meterRows, replicationRows, spellRows } from '../../src/outputs/bulk-rows.ts';
import type { Table } from '../../src/outputs/columns.ts';
import { csvText } from '../../src/outputs/csv.ts';
import { cutsByHourTable } from '../../src/outputs/cuts-by-hour-columns.ts';
import { dataPackage } from '../../src/outputs/data-package.ts';
import { metersTable } from '../../src/outputs/meter-columns.ts';
import { replicationsTable, timeseriesTable } from '../../src/outputs/replication-columns.ts';
import { seriesChunks } from '../../src/outputs/series-text.ts';
import { spellsTable } from '../../src/outputs/spell-columns.ts';
import { comparisonTable, summaryTable } from '../../src/outputs/summary-columns.ts';
import { fakeReplication, fakeScenario } from '../support/experiment/fake-records.ts';
import { problemsOfResource, type Package } from '../support/outputs/check-data-package.ts';

const store = memoryStore();
for (const replication of [1, 2, 3]) store.put(fakeReplication(replication, 40));

const texts: readonly (readonly [Table<never>, string])[] = [
  [summaryTable, csvText(summaryTable, summaryRows(fakeScenario, store))],
  [comparisonTable, csvText(comparisonTable, comparisonRows(fakeScenario, store))],
  [replicationsTable, csvText(replicationsTable, replicationRows(fakeScenario, store))],
  [timeseriesTable, [...seriesChunks(seriesHours(fakeScenario.policies, store))].join('')],
  [cutsByHourTable, csvText(cutsByHourTable, cutsByHourRows(fakeScenario, store))],
  [spellsTable, csvText(spellsTable, spellRows(fakeScenario, store))],
  [metersTable, csvText(metersTable, meterRows(fakeScenario, store))],
];
const text = dataPackage({
  title: 'A "worst" Ångström week!',
  description: 'd',
  version: '1.2.3',
  resources: texts.map(([table]) => ({
    table,
    file: { path: table.path, bytes: 1, sha256: 'ab' },
  })),
});
const description = JSON.parse(text) as Package;

describe('the data package', () => {
  it('is a tabular data package with a resource a table', () => {
    expect(description).toMatchObject({
      profile: 'tabular-data-package',
      name: 'offsupply-a-worst-ngstr-m-week',
      version: '1.2.3',
    });
    expect(description.resources.map((resource) => resource.path)).toEqual(
      texts.map(([table]) => table.path),
    );
    for (const resource of description.resources) {
      expect(resource).toMatchObject({
        profile: 'tabular-data-resource',
        encoding: 'utf-8',
        hash: 'sha256:ab',
        bytes: 1,
      });
      expect(resource.name).toMatch(/^[a-z0-9._-]+$/u);
      expect(resource.schema.missingValues).toEqual(['']);
    }
  });

  it('gives every column a name as the tabular standard asks, a type, a title and a meaning', () => {
    for (const { path, schema } of description.resources) {
      const names = schema.fields.map((field) => field.name);
      expect(new Set(names).size, path).toBe(names.length);
      for (const field of schema.fields) {
        expect(field.name).toMatch(/^[a-z][a-z0-9_]*$/u);
        expect(
          field.title.length * field.description.length,
          `${path} ${field.name}`,
        ).toBeGreaterThan(0);
        if (field.type === 'integer' && !['replication', 'household'].includes(field.name))
          expect(field.unit, field.name).toBeDefined();
      }
      for (const key of schema.primaryKey) expect(names).toContain(key);
    }
  });

  it.each(texts.map(([table, csv]) => [table.path, csv] as const))(
    'is true of %s: types, limits, allowed values, keys',
    (path, csv) => {
      const resource = description.resources.find((candidate) => candidate.path === path)!;
      expect(csv.split('\n').length).toBeGreaterThan(20);
      expect(problemsOfResource(resource, csv)).toEqual([]);
    },
  );

  it('is checked by a reader that does find what is wrong', () => {
    const spells = description.resources.find((resource) => resource.path === 'spells.csv')!;
    const lines = texts[5]![1].split('\n');
    const broken = lines[1]!
      .replace(/^no-failure,1,/u, 'no-failure,one,')
      .replace(/(?:no|yes)$/u, 'maybe')
      .replace(/,(?:gas|electricity),/u, ',oil,');
    expect(
      problemsOfResource(spells, [lines[0], broken, lines[2], lines[2], ''].join('\n')),
    ).toEqual([
      'line 2, replication: one is no integer',
      'line 2, fuel: oil is not one of electricity,gas',
      'line 2, censored: maybe is neither yes nor no',
      expect.stringContaining('line 4: key no-failure|1|'),
    ]);
  });
});

describe('the columns', () => {
  it('are those of the contract, in its order', () => {
    const header = (table: Table<never>): string =>
      table.columns.map((column) => column.name).join(', ');
    expect(header(summaryTable)).toBe(
      'policy, segment, metric, unit, mean, sd, ci_low, ci_high, p05, median, p95, replications',
    );
    expect(header(comparisonTable)).toBe(
      'policy, reference, segment, metric, unit, difference, ci_low, ci_high, ratio, ' +
        'share_lower, replications',
    );
    expect(header(timeseriesTable)).toBe('policy, hour, metric, mean, p05, median, p95');
    expect(header(cutsByHourTable)).toBe(
      'policy, hour_of_week, fuel, cause, cuts, ci_low, ci_high',
    );
    expect(header(spellsTable)).toBe(
      'policy, replication, household, fuel, meter_kind, vulnerable, start, end, hours, ' +
        'cause, ended_by, censored',
    );
    expect(header(metersTable)).toBe(
      'policy, replication, household, fuel, meter_kind, vulnerable, psr, medical, habit, ' +
        'annual_kwh, opening_net, vended, debt_repaid, ' +
        'credit_granted, energy_cost, charges, closing_net, vends, failed_vends, spells, ' +
        'hours_off, onboarded, safe_mode, ' +
        'owed_moved, written_off, granted',
    );
    expect(header(replicationsTable)).toMatch(
      /^policy, replication, segment, households, households_off, .*, visits, excess_households_off_3h, .*, cost_per_household_kept_on$/u,
    );
  });
});
