import { describe, expect, it } from 'vitest';
import {
  metrics,
  placeOf,
  segments,
  type MetricName,
  type Segment,
} from '../../src/experiment/metrics.ts';
import { memoryStore, type RecordStore } from '../../src/experiment/record-store.ts';
import { missedByOrdinaryLife } from '../../src/experiment/ordinary-life-threshold.ts';
import {
  judge,
  readThreshold,
  thresholdMistake,
  type Threshold,
} from '../../src/experiment/threshold.ts';
import { ordinaryLifeText, verdictsText } from '../../src/outputs/threshold-text.ts';

const policies = ['no-failure', 'no-intervention', 'mp134a', 'mp134a-mp185'];

/** @param figures of each policy, one a replication */
function storeOf(
  figures: Readonly<Record<string, readonly number[]>>,
  metric: MetricName = 'households_off',
  segment: Segment = 'all',
): RecordStore {
  const store = memoryStore();
  const count = Object.values(figures)[0]!.length;
  for (let index = 0; index < count; index++) {
    store.put({
      replication: index + 1,
      policies: Object.entries(figures).map(([policy, values]) => {
        const row = new Float64Array(segments.length * metrics.length).fill(NaN);
        row[placeOf('households', 0)] = 1000;
        row[placeOf(metric, segments.indexOf(segment))] = values[index]!;
        return {
          policy,
          metrics: row,
          series: new Float64Array(7),
          spellTally: new Float64Array(0),
          cuts: new Float64Array(0),
          sampleOffMinutes: new Float64Array(0),
          events: 0,
          spells: [],
          meters: [],
        };
      }),
    });
  }
  return store;
}

function thresholdOf(text: string): Threshold {
  const read = readThreshold(text, policies);
  if ('fix' in read) throw new Error(read.fix);
  return read;
}

const plain = { met: (text: string) => text, notMet: (text: string) => text };

describe('a threshold', () => {
  it('names a policy, a metric and a limit', () => {
    expect(thresholdOf('mp134a-mp185:excess_households_off<100')).toEqual({
      text: 'mp134a-mp185:excess_households_off<100',
      policy: 'mp134a-mp185',
      metric: 'excess_households_off',
      segment: 'all',
      place: metrics.findIndex(({ name }) => name === 'excess_households_off'),
      comparison: '<',
      limit: 100,
    });
  });

  it('may be on a difference, on some households, on a share in per cent, and have spaces', () => {
    expect(
      thresholdOf(
        ' mp134a vs no-intervention : households_off_share { vulnerable=yes } <= -2.5 % ',
      ),
    ).toMatchObject({
      policy: 'mp134a',
      reference: 'no-intervention',
      metric: 'households_off_share',
      segment: 'vulnerable=yes',
      comparison: '<=',
      limit: -0.025,
    });
    expect(thresholdOf('mp134a:onboarded_14d>=0.9')).toMatchObject({
      comparison: '>=',
      limit: 0.9,
    });
    for (const { name } of metrics.filter(({ unit }) => unit === 'share'))
      expect(thresholdOf(`mp134a:${name}<5%`)).toMatchObject({ metric: name, limit: 0.05 });
    expect(thresholdOf('no-failure:hours_off_total{meter=legacy}>1.5e3')).toMatchObject({
      segment: 'meter=legacy',
      limit: 1500,
    });
  });

  it.each([
    ['mp134:households_off<100', 'write mp134a for mp134'],
    ['mp134a vs no-interventon:households_off<100', 'write no-intervention for no-interventon'],
    ['mp134a vs mp134a-mp185 vs no-failure:households_off<100', 'compare two policies, not more'],
    ['somebody:households_off<100', 'write a policy for "somebody"'],
    ['mp134a:houshold_off<100', 'write households_off for houshold_off'],
    ['mp134a:households_off{vulnerable}<100', 'write vulnerable=yes for vulnerable'],
    ['mp134a:households_off<5%', 'write households_off_share for a percentage, or leave out the %'],
    ['mp134a:hours_off_total<5%', 'leave out the %'],
    ['mp134a:onboarded_14d>90', 'write 90% if it is a percentage'],
    ['mp134a:onboarded_14d>900%', 'write a percentage from 0% to 100%'],
    ['mp134a:onboarded_14d>-1%', 'write a percentage from 0% to 100%'],
    ['mp134a vs no-intervention:households_off_share<-5', 'write -5% if it is a percentage'],
    ['mp134a:households_off<1,000', 'write digits'],
    ['mp134a:households_off<', 'write digits'],
    ['mp134a:households_off<Infinity', 'write digits'],
    ['mp134a:households_off<0x10', 'write digits'],
    ['mp134a:households_off=100', 'write it like'],
    ['mp134a:households_off<<100', 'write it like'],
    ['mp134a:households_off', 'write it like'],
    ['households_off<100', 'write it like'],
    ['', 'write it like'],
  ])('that is wrong is told with the fix: %s', (text, fix) => {
    expect(thresholdMistake(text, policies)?.fix).toContain(fix);
  });
});

describe('a threshold is judged', () => {
  // Mean 50 of 1,000, half-width 4.303 × 10 / √3 = 24.84; inside its bounds, 30.42 to 81.12 (C8).
  const store = storeOf({ 'no-intervention': [100, 90, 110], mp134a: [40, 50, 60] });
  const met = (text: string, of = store): boolean => judge(thresholdOf(text), of).met;

  it('at the upper limit of the interval for less, and at the lower for more', () => {
    expect(met('mp134a:households_off<81.2')).toBe(true);
    expect(met('mp134a:households_off<81.1')).toBe(false);
    expect(met('mp134a:households_off>30.4')).toBe(true);
    expect(met('mp134a:households_off>30.5')).toBe(false);
  });

  it('on the paired difference', () => {
    // −60, −40, −50: the same spread.
    const { mean, ciHigh } = judge(
      thresholdOf('mp134a vs no-intervention:households_off<-25'),
      store,
    );
    expect(mean).toBe(-50);
    expect(ciHigh).toBeCloseTo(-50 + 24.84, 2);
    expect(met('mp134a vs no-intervention:households_off<-25')).toBe(true);
    expect(met('mp134a vs no-intervention:households_off<-26')).toBe(false);
  });

  it('on the segment it names', () => {
    const legacy = storeOf({ mp134a: [7, 7, 7] }, 'visits', 'meter=legacy');
    expect(met('mp134a:visits{meter=legacy}<=7', legacy)).toBe(true);
    expect(met('mp134a:visits{meter=legacy}<7', legacy)).toBe(false);
    expect(met('mp134a:visits<8', legacy)).toBe(false);
  });

  it('as not met without an interval or a figure: nothing is proved', () => {
    const once = storeOf({ mp134a: [1] });
    expect(met('mp134a:households_off<100', once)).toBe(false);
    expect(met('mp134a:first_off_hour<100', once)).toBe(false);
    const lines = ['mp134a:households_off<100', 'mp134a:first_off_hour<100'].map((text) =>
      judge(thresholdOf(text), once),
    );
    expect(verdictsText(lines, [], plain)).toBe(
      [
        '✗ mp134a:households_off<100  1.0; one replication gives no interval to judge by',
        '✗ mp134a:first_off_hour<100  no replication has this figure',
        '',
      ].join('\n'),
    );
  });

  it('and is said to be missed by ordinary life alone where no-failure is beyond its limit too', () => {
    const hint = (text: string, of: RecordStore): string | undefined => {
      const missed = missedByOrdinaryLife(judge(thresholdOf(text), of), of);
      return missed && ordinaryLifeText(missed);
    };
    const off = storeOf({ 'no-failure': [20, 22], mp134a: [40, 50], 'no-intervention': [90, 92] });
    expect(hint('mp134a:households_off<10', off)).toBe(
      'mp134a:households_off<10: ordinary life alone misses it (21.0 under no-failure). ' +
        'Write mp134a:excess_households_off to count only what the failure adds.',
    );
    expect(hint('mp134a:households_off<30', off)).toBeUndefined();
    expect(hint('mp134a:households_off<300', off)).toBeUndefined();
    expect(hint('mp134a:households_off>60', off)).toBeUndefined();
    expect(hint('no-failure:households_off<10', off)).toBeUndefined();
    expect(hint('mp134a vs no-intervention:households_off<-100', off)).toBeUndefined();
    expect(
      hint(
        'mp134a:hours_off_total<1',
        storeOf({ 'no-failure': [3, 3], mp134a: [4, 5] }, 'hours_off_total'),
      ),
    ).toContain('Write mp134a:excess_hours_off to');
    const spells = storeOf({ 'no-failure': [3, 3], mp134a: [4, 5] }, 'spells', 'fuel=gas');
    expect(hint('mp134a:spells{fuel=gas}<=2', spells)).toContain(
      'Write mp134a vs no-failure:spells{fuel=gas} to',
    );
    const added = storeOf({ 'no-failure': [0, 0], mp134a: [4, 5] }, 'excess_households_off');
    expect(hint('mp134a:excess_households_off<0', added)).toBeUndefined();
  });

  it('in a line each, with the limit it was judged by told apart from the limit asked for', () => {
    const close = storeOf({ mp134a: [100.02, 100.02], 'no-failure': [1, 1] });
    const verdicts = ['mp134a:households_off<100', 'no-failure:households_off>=1'].map((text) =>
      judge(thresholdOf(text), close),
    );
    expect(verdictsText(verdicts, ['mp134a-mp185:spells<5'], plain)).toBe(
      [
        '✗ mp134a:households_off<100     100.02, upper limit 100.02',
        '✓ no-failure:households_off>=1  1.0, lower limit 1.0',
        '– mp134a-mp185:spells<5  not judged: it names a policy that was not run',
        '',
      ].join('\n'),
    );
    expect(verdictsText([], [], plain)).toBe('');
  });

  it('a count that was 0 in every replication has an upper limit all the same', () => {
    const none = storeOf({ mp134a: [0, 0, 0, 0], 'no-failure': [0, 0, 0, 0] });
    const most = 3.6889 / 4;
    expect(judge(thresholdOf('mp134a:households_off<1'), none)).toMatchObject({
      ...{ met: true, mean: 0, ciLow: 0, ciHigh: expect.closeTo(most, 4) as number },
    });
    expect(judge(thresholdOf('mp134a:households_off<0.5'), none).met).toBe(false);
    expect(judge(thresholdOf('mp134a vs no-failure:households_off<0.5'), none).met).toBe(true);
  });

  it('and says that it is not decided where the interval holds the limit', () => {
    const wide = storeOf({ mp134a: [90, 100, 104], 'no-failure': [1, 1, 1] });
    const textOf = (threshold: string): string =>
      verdictsText([judge(thresholdOf(threshold), wide)], [], plain);
    const undecided = 'not decided, more replications may be needed';
    expect(textOf('mp134a:households_off<100')).toContain(undecided);
    expect(textOf('mp134a:households_off>100')).toContain(undecided);
    expect(textOf('mp134a:households_off<50')).not.toContain(undecided);
    expect(textOf('mp134a:households_off<500')).not.toContain(undecided);
  });
});
