// The Change Board's table: which rows of who-acts-when.yaml are equal, and where both holds
// together part from them. Exact, in every replication and every segment.
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareExperiment, runReplication } from '../../src/experiment/experiment.ts';
import { metrics, segmentNames } from '../../src/experiment/metrics.ts';
import type { PolicyRecord, ReplicationRecord } from '../../src/experiment/records.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';

const households = 200;
const replications = 3;

const { scenario } = loadScenario('who-acts-when.yaml', scenarioFilesOnDisk(), {
  overrides: [{ path: 'households', value: String(households), option: '--households' }],
});
const segments = segmentNames(scenario.segments);
const ids = scenario.policies.map(({ id }) => id);

/**
 * How top-up codes end. All actors are under the first; under the others, the seven that carry the
 * argument.
 */
const ends = ['short', 'stop', 'kept'] as const;

const records: ReplicationRecord[] = [];

beforeAll(() => {
  const experiment = prepareExperiment(scenario, { keepSpells: true, keepMeters: true });
  for (let replication = 1; replication <= replications; replication++)
    records.push(runReplication(experiment, replication));
}, 300_000);

/** Both policies in each replication. */
function pairsOf(one: string, other: string): readonly (readonly [PolicyRecord, PolicyRecord])[] {
  return records.map(({ policies }) => {
    const [a, b] = [one, other].map((id) => policies.find(({ policy }) => policy === id));
    return [a!, b!];
  });
}

/**
 * Names of the metrics that differ in any replication and segment: an empty figure equals an empty
 * one.
 */
function metricsThatDiffer(one: string, other: string): readonly string[] {
  const differing = new Set<string>();
  for (const [a, b] of pairsOf(one, other)) {
    expect(a.metrics).toHaveLength(segments.length * metrics.length);
    for (const [place, value] of a.metrics.entries())
      if (!Object.is(value, b.metrics[place])) differing.add(metrics[place % metrics.length]!.name);
  }
  return metrics.map(({ name }) => name).filter((name) => differing.has(name));
}

/** All else that a run tells but which gate was shut, which the policies do change. */
function courseOf({
  series,
  cuts,
  sampleOffMinutes,
  spells,
  meters,
  events,
}: PolicyRecord): unknown {
  const apart = spells.map((spell) => ({ ...spell, shutGate: null }));
  return { series, cuts, sampleOffMinutes, spells: apart, meters, events };
}

function expectSameCourse(one: string, other: string): void {
  for (const [a, b] of pairsOf(one, other)) expect(courseOf(a)).toEqual(courseOf(b));
}

/**
 * The security price of holding certificates: all that a hold changes where the identifiers have
 * moved.
 */
const exposure = ['exposed_meter_days'];

/** Exposure in the smart meters of all homes, in each replication. */
const exposureOf = (id: string): readonly number[] => {
  const place = metrics.findIndex(({ name }) => name === 'exposed_meter_days');
  return records.map(
    ({ policies }) => policies.find(({ policy }) => policy === id)!.metrics[place]!,
  );
};

describe('who acts when', () => {
  it('E3, E4, G1: an early agent without a code change equals it with MP134A, but for the exposure of certificates', () => {
    expect(metricsThatDiffer('early-agent-short', 'early-agent-mp134a-short')).toEqual(exposure);
    expectSameCourse('early-agent-short', 'early-agent-mp134a-short');
    expect(exposureOf('early-agent-short')).toEqual(records.map(() => 0));
    for (const days of exposureOf('early-agent-mp134a-short')) expect(days).toBeGreaterThan(0);
  });

  it('E3, E4, G1: MP185 alone adds nothing to an early agent, and no agent that comes late without a hold adds anything', () => {
    expect(metricsThatDiffer('early-agent-short', 'early-agent-mp185-short')).toEqual([]);
    expectSameCourse('early-agent-short', 'early-agent-mp185-short');
    expect(metricsThatDiffer('none-short', 'late-agent-short')).toEqual([]);
    expectSameCourse('none-short', 'late-agent-short');
  });

  it('has the seven rows of the argument under every end of top-ups, and both agents under every hold', () => {
    const actors = [
      'none',
      'holds-only',
      'early-agent',
      'early-agent-both',
      'mp134a',
      'mp185',
      'both',
    ];
    for (const end of ends)
      expect(ids).toEqual(expect.arrayContaining(actors.map((actor) => `${actor}-${end}`)));
    expect(ids).toEqual(
      expect.arrayContaining([
        'late-agent-short',
        'early-agent-mp134a-short',
        'early-agent-mp185-short',
        'early-agent-both-short',
      ]),
    );
  });

  describe.each(ends)('where top-up codes are of the kind %s', (end) => {
    it('E4, G1: MP134A alone equals nobody acting, but for the exposure of certificates', () => {
      expect(metricsThatDiffer(`none-${end}`, `mp134a-${end}`)).toEqual(exposure);
      expectSameCourse(`none-${end}`, `mp134a-${end}`);
    });

    it('E4, G1: MP185 alone equals nobody acting', () => {
      expect(metricsThatDiffer(`none-${end}`, `mp185-${end}`)).toEqual([]);
      expectSameCourse(`none-${end}`, `mp185-${end}`);
    });

    it('E4, G1: both together part from each of them', () => {
      for (const other of ['none', 'early-agent', 'mp134a', 'mp185'])
        expect(metricsThatDiffer(`${other}-${end}`, `both-${end}`)).toEqual(
          expect.arrayContaining([
            'households_off',
            'excess_households_off',
            'excess_hours_off',
            'agent_commands',
          ]),
        );
      for (const [none, both] of pairsOf(`none-${end}`, `both-${end}`)) {
        const place = metrics.findIndex(({ name }) => name === 'excess_hours_off');
        expect(both.metrics[place]).toBeLessThan(none.metrics[place]!);
      }
    });

    it('E4, G1: both together part an early agent from itself, which goes on after the appointment', () => {
      for (const other of ['none', 'holds-only', 'early-agent'])
        expect(metricsThatDiffer(`${other}-${end}`, `early-agent-both-${end}`)).toEqual(
          expect.arrayContaining(['households_off', 'excess_hours_off', 'agent_commands']),
        );
    });

    it('G1: both holds without an agent let top-ups that are still sold reach the meters, and do nothing where they have stopped', () => {
      const differing = metricsThatDiffer(`none-${end}`, `holds-only-${end}`);
      if (end === 'stop') expect(differing).toEqual(exposure);
      else
        expect(differing).toEqual(
          expect.arrayContaining(['excess_hours_off', 'exposed_meter_days']),
        );
    });
  });
});
