// An independent account of a replication: metrics and hourly series worked out again, slowly and
// plainly, from its spells and meters, and what must hold of any run. Shares no code with the
// program but the names of metrics and segments.
import {
  metricIndex,
  metrics,
  segmentNames,
  type MetricName,
  type Segment,
} from '../../../src/experiment/metrics.ts';
import {
  seriesMetrics,
  type MeterRecord,
  type PolicyRecord,
  type ReplicationRecord,
  type SpellRecord,
} from '../../../src/experiment/records.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';

export interface CheckOptions {
  /** Minute of the appointment, where it is constant. */
  readonly appointmentMinute?: number;
}

/** What is wrong with a replication, in words; empty when nothing is. */
export function problemsIn(
  scenario: Scenario,
  record: ReplicationRecord,
  options: CheckOptions = {},
): string[] {
  const problems: string[] = [];
  const twin = record.policies[0]!;
  for (const policy of record.policies) {
    const say = (problem: string): void => void problems.push(`${policy.policy}: ${problem}`);
    checkMeters(scenario, policy, say);
    checkSpells(scenario, policy, say);
    checkMetrics(scenario, policy, twin, options, say);
    checkDebtsAndCosts(scenario, policy, say);
    checkSeries(scenario, policy, say);
    checkSample(policy, say);
  }
  checkConsumers(record, (problem) => problems.push(problem));
  return problems;
}

type Say = (problem: string) => void;

const nameOf = ({ household, fuel }: { household: number; fuel: string }): string =>
  `${fuel} of household ${household}`;

function checkMeters(scenario: Scenario, { policy, meters, spells }: PolicyRecord, say: Say): void {
  if (new Set(meters.map(({ household }) => household)).size !== scenario.households)
    say('not every household is reported');
  if (new Set(meters.map(nameOf)).size !== meters.length) say('a meter is reported twice');
  for (const meter of meters) {
    const name = nameOf(meter);
    for (const [key, value] of Object.entries(meter))
      if (typeof value === 'number' && !Number.isFinite(value)) say(`${name}: ${key} is ${value}`);
    for (const key of [
      'openingNet',
      'vended',
      'debtRepaid',
      'creditGranted',
      'energyCost',
      'charges',
      'closingNet',
      'owedMoved',
      'writtenOff',
      'granted',
    ] as const) {
      if (!Number.isSafeInteger(meter[key]))
        say(`${name}: ${key} ${meter[key]} is no whole micropound`);
    }
    for (const key of [
      'vended',
      'debtRepaid',
      'creditGranted',
      'energyCost',
      'charges',
      'vends',
      'failedVends',
      'spells',
      'offMinutes',
      'owedMoved',
      'writtenOff',
      'granted',
    ] as const) {
      if (meter[key] < 0) say(`${name}: ${key} is ${meter[key]}`);
    }
    const net =
      meter.openingNet +
      meter.vended -
      meter.debtRepaid +
      meter.creditGranted +
      meter.owedMoved +
      meter.writtenOff -
      meter.energyCost -
      meter.charges;
    if (meter.granted > meter.creditGranted) say(`${name}: more granted than credited`);
    if (meter.owedMoved + meter.writtenOff > 0 && meter.onboardedMinute === null)
      say(`${name}: its debt was moved or written off before its onboarding`);
    if (net !== meter.closingNet) say(`${name}: closing net ${meter.closingNet}, should be ${net}`);
    // Standing charge: one for each midnight from day 0 to before the horizon.
    const standing =
      Math.round(scenario.tariff[meter.fuel].standingCharge * 10_000) *
      Math.ceil(scenario.horizonMinutes / 1440);
    if (meter.charges !== standing) say(`${name}: charges ${meter.charges}, should be ${standing}`);
    const own = spells.filter(
      (spell) => spell.household === meter.household && spell.fuel === meter.fuel,
    );
    if (own.length !== meter.spells) say(`${name}: ${meter.spells} spells, listed ${own.length}`);
    const off = own.reduce((sum, spell) => sum + spell.endMinute - spell.startMinute, 0);
    if (off !== meter.offMinutes) say(`${name}: off ${meter.offMinutes} minutes, listed ${off}`);
    if ((policy === 'no-failure' || meter.meterKind === 'legacy') && meter.onboardedMinute !== null)
      say(`${name}: onboarded`);
    if (policy === 'no-failure' && meter.safeMode) say(`${name}: safe mode`);
    if (meter.habit === 'never' && (meter.vends > 0 || meter.failedVends > 0))
      say(`${name}: never tops up, but did`);
  }
}

function checkSpells(scenario: Scenario, { spells, meters }: PolicyRecord, say: Say): void {
  const horizon = scenario.horizonMinutes;
  for (const spell of spells) {
    const name = `${nameOf(spell)}, spell ${spell.startMinute} to ${spell.endMinute}`;
    if (spell.startMinute < 0 || spell.startMinute > spell.endMinute || spell.endMinute > horizon)
      say(`${name}: outside the run`);
    if (spell.censored !== (spell.endedBy === 'horizon'))
      say(`${name}: censored ${spell.censored}, ended by ${spell.endedBy}`);
    if (spell.censored && spell.endMinute !== horizon) say(`${name}: censored before the horizon`);
    if (!meters.some((meter) => meter.household === spell.household && meter.fuel === spell.fuel))
      say(`${name}: of no meter`);
  }
  for (const meter of meters) {
    const own = spellsOf(spells, meter);
    own.forEach((spell, index) => {
      const before = own[index - 1];
      if (before !== undefined && before.endMinute > spell.startMinute)
        say(`${nameOf(meter)}: spells overlap at ${spell.startMinute}`);
    });
  }
}

function spellsOf(
  spells: readonly SpellRecord[],
  { household, fuel }: { household: number; fuel: string },
): SpellRecord[] {
  return spells
    .filter((spell) => spell.household === household && spell.fuel === fuel)
    .sort((a, b) => a.startMinute - b.startMinute || a.endMinute - b.endMinute);
}

/** Whether a meter is in a segment: every `attribute=value` of its name holds. */
function isInSegment(segment: Segment): (meter: MeterRecord) => boolean {
  const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');
  const conditions = segment === 'all' ? [] : segment.split(',');
  return ({ fuel, meterKind, vulnerable, psr, medical }) => {
    const own = [
      ...[`fuel=${fuel}`, `meter=${meterKind}`, `vulnerable=${yesOrNo(vulnerable)}`],
      ...[`psr=${yesOrNo(psr)}`, `medical=${yesOrNo(medical)}`],
    ];
    return conditions.every((condition) => own.includes(condition));
  };
}

interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The same minutes as intervals that do not touch. */
function union(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}

interface Off {
  /** By household, when any of its meters that count was off. */
  readonly byHousehold: ReadonlyMap<number, readonly Interval[]>;
  readonly spells: readonly SpellRecord[];
}

function offIn(record: PolicyRecord, segment: Segment): Off {
  const counted = new Set(record.meters.filter(isInSegment(segment)).map(nameOf));
  const spells = record.spells.filter((spell) => counted.has(nameOf(spell)));
  const byHousehold = new Map<number, Interval[]>();
  for (const { household, startMinute, endMinute } of spells) {
    byHousehold.set(household, [
      ...(byHousehold.get(household) ?? []),
      { start: startMinute, end: endMinute },
    ]);
  }
  return {
    byHousehold: new Map(
      [...byHousehold].map(([household, intervals]) => [household, union(intervals)]),
    ),
    spells,
  };
}

function checkSample(record: PolicyRecord, say: Say): void {
  const { byHousehold } = offIn(record, 'all');
  record.sampleOffMinutes.forEach((minutes, household) => {
    const listed = (byHousehold.get(household) ?? []).reduce(
      (sum, { start, end }) => sum + end - start,
      0,
    );
    if (minutes !== listed)
      say(`household ${household}: off ${minutes} minutes in the sample, listed ${listed}`);
  });
}

/** Linear interpolation between order statistics (type 7). */
function quantile(values: readonly number[], probability: number): number {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  return (
    sorted[below]! + (place - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!)
  );
}

/** The most at once, over every minute at which somebody goes off. */
function peak(off: readonly (readonly Interval[])[]): { most: number; minute: number } {
  let found = { most: 0, minute: NaN };
  const starts = [...new Set(off.flatMap((intervals) => intervals.map(({ start }) => start)))].sort(
    (a, b) => a - b,
  );
  for (const minute of starts) {
    const now = off.filter((intervals) =>
      intervals.some(({ start, end }) => start <= minute && minute < end),
    ).length;
    if (now > found.most) found = { most: now, minute };
  }
  return found;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const lengthOf = (intervals: readonly Interval[]): number =>
  total(intervals.map(({ start, end }) => end - start));

function checkMetrics(
  scenario: Scenario,
  record: PolicyRecord,
  twin: PolicyRecord,
  { appointmentMinute }: CheckOptions,
  say: Say,
): void {
  segmentNames(scenario.segments).forEach((segment, position) => {
    const meters = record.meters.filter(isInSegment(segment));
    const { byHousehold, spells } = offIn(record, segment);
    const before = offIn(twin, segment);
    const households = new Set(meters.map(({ household }) => household));
    const offSoLong = (some: readonly SpellRecord[], minutes: number): Set<number> =>
      new Set(
        some
          .filter((spell) => spell.endMinute - spell.startMinute >= minutes)
          .map(({ household }) => household),
      );
    const lasting = (minutes: number): number => offSoLong(spells, minutes).size;
    const excess = (minutes: number): number => {
      const ordinary = offSoLong(before.spells, minutes);
      return [...offSoLong(spells, minutes)].filter((household) => !ordinary.has(household)).length;
    };
    const lengths = spells.map((spell) => (spell.endMinute - spell.startMinute) / 60);
    const off = [...byHousehold.values()];
    const hours = total(off.map(lengthOf)) / 60;
    const most = peak(off);
    const firsts = spells.map(({ startMinute }) => startMinute / 60);
    const caused = (cause: string): number =>
      spells.filter((spell) => spell.cause === cause).length;
    const smart = meters.filter(({ meterKind }) => meterKind !== 'legacy');
    const onboardedBy = (minute: number): number =>
      smart.filter(({ onboardedMinute }) => onboardedMinute !== null && onboardedMinute <= minute)
        .length / smart.length;
    const isTwin = record.policy === twin.policy;
    const expected: Partial<Record<MetricName, number>> = {
      households: households.size,
      households_off: byHousehold.size,
      households_off_share: byHousehold.size / households.size,
      households_off_3h: lasting(180),
      households_off_24h: lasting(1440),
      households_off_72h: lasting(4320),
      meters_off: new Set(spells.map(nameOf)).size,
      spells: spells.length,
      hours_off_total: hours,
      hours_off_per_affected: hours / byHousehold.size,
      spell_hours_median: quantile(lengths, 0.5),
      spell_hours_p95: quantile(lengths, 0.95),
      spell_hours_max: quantile(lengths, 1),
      peak_households_off: most.most,
      peak_hour: most.minute / 60,
      first_off_hour: firsts.length === 0 ? NaN : Math.min(...firsts),
      excess_households_off: [...byHousehold.keys()].filter(
        (household) => !before.byHousehold.has(household),
      ).length,
      excess_hours_off: hours - total([...before.byHousehold.values()].map(lengthOf)) / 60,
      excess_households_off_3h: excess(180),
      excess_households_off_24h: excess(1440),
      excess_households_off_72h: excess(4320),
      households_off_3h_share: lasting(180) / households.size,
      households_off_24h_share: lasting(1440) / households.size,
      households_off_72h_share: lasting(4320) / households.size,
      peak_households_off_share: most.most / households.size,
      excess_households_off_share: excess(0) / households.size,
      excess_households_off_3h_share: excess(180) / households.size,
      excess_households_off_24h_share: excess(1440) / households.size,
      excess_households_off_72h_share: excess(4320) / households.size,
      meters_off_share: new Set(spells.map(nameOf)).size / meters.length,
      safe_mode_meters_share: meters.filter(({ safeMode }) => safeMode).length / meters.length,
      written_off: total(meters.map(({ writtenOff }) => writtenOff)) / 1e6,
      written_off_per_household:
        total(meters.map(({ writtenOff }) => writtenOff)) / 1e6 / households.size,
      spells_no_channel: caused('no-channel'),
      spells_no_money: caused('no-money'),
      spells_not_noticed: caused('not-noticed'),
      vends: total(meters.map(({ vends }) => vends)),
      failed_vends: total(meters.map(({ failedVends }) => failedVends)),
      safe_mode_meters: meters.filter(({ safeMode }) => safeMode).length,
      onboarded_horizon: isTwin ? NaN : onboardedBy(scenario.horizonMinutes),
      ...(appointmentMinute === undefined
        ? {}
        : {
            onboarded_14d: isTwin ? NaN : onboardedBy(appointmentMinute + 14 * 1440),
            onboarded_28d: isTwin ? NaN : onboardedBy(appointmentMinute + 28 * 1440),
          }),
    };
    for (const [name, value] of Object.entries(expected)) {
      const told = record.metrics[position * metrics.length + metricIndex[name as MetricName]]!;
      if (
        Number.isNaN(value)
          ? !Number.isNaN(told)
          : !(Math.abs(told - value) < 1e-9 * Math.max(1, Math.abs(value)))
      ) {
        say(`${segment}: ${name} is ${told}, should be ${value}`);
      }
    }
  });
}

/**
 * Debts after safe mode from the meters, requests by their bounds, and costs by what there was of
 * each.
 */
function checkDebtsAndCosts(scenario: Scenario, record: PolicyRecord, say: Say): void {
  const { costs } = scenario;
  const { owed } = scenario.policies.find(({ id }) => id === record.policy)!.institutions.onboarding
    .safeMode;
  const days = Math.ceil(scenario.horizonMinutes / 1440) + 1;
  segmentNames(scenario.segments).forEach((segment, position) => {
    const told = (name: MetricName): number =>
      record.metrics[position * metrics.length + metricIndex[name]]!;
    const expectFigure = (name: MetricName, value: number): void => {
      if (!(Math.abs(told(name) - value) <= 1e-9 * Math.max(1, Math.abs(value))))
        say(`${segment}: ${name} is ${told(name)}, should be ${value}`);
    };
    const meters = record.meters.filter(isInSegment(segment));
    const moved = total(meters.map(({ owedMoved }) => owedMoved)) / 1e6;
    const writtenOff = total(meters.map((meter) => meter.writtenOff)) / 1e6;
    if (owed !== 'plan' && moved > 0) say(`${segment}: £${moved} moved, though it ${owed}`);
    if (owed !== 'written-off' && writtenOff > 0) say(`${segment}: £${writtenOff} written off`);
    // What stays is on no meter's record: it is owed before and after.
    if (owed !== 'stays') expectFigure('owed_after_safe_mode', moved);
    for (const requests of ['agent_commands', 'solr_requests'] as const) {
      const [all, most] = [told(requests), told(`${requests}_peak_day`)];
      if (most > all || most * days < all)
        say(`${segment}: ${most} of ${all} ${requests} in a day`);
    }
    const counted = new Set(meters.map(nameOf));
    const paid = new Set(
      record.spells
        .filter((spell) => counted.has(nameOf(spell)))
        .filter((spell) => spell.endMinute - spell.startMinute > 60 * costs.standardHours)
        .map(({ household }) => household),
    );
    expectFigure(
      'cost_total',
      costs.visit * told('visits') +
        costs.call * (told('calls') - told('calls_abandoned')) +
        costs.command * told('agent_commands') +
        costs.standardPayment * paid.size +
        costs.writtenOff * writtenOff,
    );
    if (meters.length === 0) return;
    const households = new Set(meters.map(({ household }) => household)).size;
    expectFigure('owed_after_safe_mode_per_household', told('owed_after_safe_mode') / households);
    if (!Number.isNaN(told('debt_excess')))
      expectFigure('debt_excess_per_household', told('debt_excess') / households);
  });
}

function checkSeries(scenario: Scenario, record: PolicyRecord, say: Say): void {
  const hours = Math.floor(scenario.horizonMinutes / 60);
  const { byHousehold } = offIn(record, 'all');
  const isOff = (intervals: readonly Interval[], minute: number): boolean =>
    intervals.some(
      ({ start, end }) => start <= minute && (minute < end || end === scenario.horizonMinutes),
    );
  const metersOff = (fuel: string, minute: number): number =>
    record.spells.filter(
      ({ fuel: own, startMinute, endMinute, censored }) =>
        own === fuel && startMinute <= minute && (minute < endMinute || censored),
    ).length;
  // A household that comes on in the very minute of the horizon would be counted: such a tie is
  // left out by taking spells that are censored.
  const open = (household: number): boolean =>
    record.spells.some((spell) => spell.household === household && spell.censored);
  for (let hour = 0; hour <= hours; hour++) {
    const minute = 60 * hour;
    const at = (name: (typeof seriesMetrics)[number]): number =>
      record.series[seriesMetrics.indexOf(name) * (hours + 1) + hour]!;
    const expected = {
      households_off: [...byHousehold].filter(
        ([household, intervals]) =>
          isOff(intervals, minute) && (minute < scenario.horizonMinutes || open(household)),
      ).length,
      households_ever_off: [...byHousehold.values()].filter(
        (intervals) => intervals[0]!.start <= minute,
      ).length,
      meters_off_electricity: metersOff('electricity', minute),
      meters_off_gas: metersOff('gas', minute),
      meters_onboarded: record.meters.filter(
        ({ onboardedMinute }) => onboardedMinute !== null && onboardedMinute <= minute,
      ).length,
    } as const;
    for (const [name, value] of Object.entries(expected)) {
      const told = at(name as keyof typeof expected);
      if (told !== value) say(`hour ${hour}: ${name} is ${told}, should be ${value}`);
    }
    const meters = record.meters.length;
    for (const name of ['households_in_emergency_credit', 'meters_in_safe_mode'] as const) {
      if (at(name) < 0 || at(name) > meters) say(`hour ${hour}: ${name} is ${at(name)}`);
    }
    if (at('meters_in_safe_mode') > record.meters.filter(({ safeMode }) => safeMode).length)
      say(`hour ${hour}: more in safe mode than ever were`);
  }
}

/** A policy never changes who the consumers are, nor where they stand at day 0. */
function checkConsumers({ policies }: ReplicationRecord, say: Say): void {
  const known = [
    'household',
    'fuel',
    'meterKind',
    'vulnerable',
    'psr',
    'medical',
    'habit',
    'annualKwh',
    'openingNet',
  ] as const;
  const consumers = ({ meters }: PolicyRecord): string =>
    JSON.stringify(
      meters
        .map((meter) => known.map((key) => meter[key]))
        .sort((a, b) => Number(a[0]) - Number(b[0]) || (String(a[1]) < String(b[1]) ? -1 : 1)),
    );
  const expected = consumers(policies[0]!);
  for (const policy of policies)
    if (consumers(policy) !== expected)
      say(`${policy.policy}: other consumers than under no-failure`);
}
