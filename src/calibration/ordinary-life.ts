// Figures of one replication of ordinary life, for comparison with published figures. Each is
// computed from spells, meters and sums that any run reports. targets.ts says which published value
// each belongs to.
import type { Observations } from '../simulation/observations.ts';
import { plan, type Plan } from '../simulation/plan.ts';
import { simulateReplication } from '../simulation/replication.ts';
import { segments } from '../simulation/segments.ts';
import { micropoundsPerPound, minutesPerDay, minutesPerHour } from '../kernel/time.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { noFailure, type Fuel, type NonDisablement, type Scenario } from '../scenario/scenario.ts';

/** One replication of `no-failure`. */
interface SimulatedReplication {
  readonly scenario: Scenario;
  readonly observed: Observations;
}

/**
 * A figure of one replication. Not finite if it does not exist, such as the days between vends
 * where there were none.
 */
type Figure = (simulated: SimulatedReplication) => number;

const everybody = segments.indexOf('all');
const weekMinutes = 7 * minutesPerDay;

/** How each figure is computed, from day 0 to the horizon. */
const figures = {
  /** £ a vend, mean over all vends of all meters. */
  vendPounds: ({ observed }) =>
    sumOverMeters(observed, 'vended') / micropoundsPerPound / observed.sum(everybody, 'vends'),
  /** Days between a household's vends, both fuels together: household-days over vends. */
  daysBetweenVends: ({ scenario, observed }) =>
    days(scenario) / (observed.sum(everybody, 'vends') / observed.sum(everybody, 'households')),
  /** Days £10 lasts on one meter: £10 over the mean of energy and charges a meter-day. */
  daysTenPoundsLast: ({ scenario, observed }) => {
    const spent = sumOverMeters(observed, 'energyCost') + sumOverMeters(observed, 'charges');
    return 10 / (spent / micropoundsPerPound / observed.meters.length / days(scenario));
  },
  electricityLossesPerAccountWeek: (simulated) => lossesPerAccountWeek(simulated, 'electricity'),
  gasLossesPerAccountWeek: (simulated) => lossesPerAccountWeek(simulated, 'gas'),
  /** Losses per account-week of gas, as a multiple of those of electricity. */
  gasOverElectricity: (simulated) =>
    lossesPerAccountWeek(simulated, 'gas') / lossesPerAccountWeek(simulated, 'electricity'),
  electricityAccountsOff: (simulated) => accountsOff(simulated, 'electricity', 'householdsOff'),
  gasAccountsOff: (simulated) => accountsOff(simulated, 'gas', 'householdsOff'),
  /** Share of gas accounts with a loss, as a multiple of that of electricity accounts. */
  gasOverElectricityAccounts: (simulated) =>
    accountsOff(simulated, 'gas', 'householdsOff') /
    accountsOff(simulated, 'electricity', 'householdsOff'),
  electricityAccountsOff3h: (simulated) => accountsOff(simulated, 'electricity', 'off3h'),
  gasAccountsOff3h: (simulated) => accountsOff(simulated, 'gas', 'off3h'),
  gasOverElectricityOff3h: (simulated) =>
    accountsOff(simulated, 'gas', 'off3h') / accountsOff(simulated, 'electricity', 'off3h'),
  /** Share of homes with a loss on some meter. */
  homesOff: ({ observed }) =>
    observed.sum(everybody, 'householdsOff') / observed.sum(everybody, 'households'),
  /** Share of homes with a new loss while the household was waiting for money. */
  homesOffForLackOfMoney: ({ observed }) => {
    const short = newSpells(observed).filter(({ cause }) => cause === 'no-money');
    return (
      new Set(short.map(({ household }) => household)).size / observed.sum(everybody, 'households')
    );
  },
  /** Share of homes with at least twelve losses a year. */
  homesOffMonthly: ({ scenario, observed }) => {
    const losses = new Map<number, number>();
    for (const { household } of newSpells(observed))
      losses.set(household, (losses.get(household) ?? 0) + 1);
    const least = (12 * days(scenario)) / 365;
    const often = [...losses.values()].filter((count) => count >= least).length;
    return often / observed.sum(everybody, 'households');
  },
  /** Share of homes with a loss of at least 24 h. */
  homesOff24h: ({ observed }) =>
    observed.sum(everybody, 'off24h') / observed.sum(everybody, 'households'),
  /** Losses of supply per home and year. */
  lossesPerHomeYear: ({ scenario, observed }) =>
    ((newSpells(observed).length / observed.sum(everybody, 'households')) * 365) / days(scenario),
  /** Hours with a meter off, per home and year. */
  hoursOffPerHomeYear: ({ scenario, observed }) =>
    ((observed.sum(everybody, 'offMinutes') /
      minutesPerHour /
      observed.sum(everybody, 'households')) *
      365) /
    days(scenario),
  /** Share of homes in emergency credit at some time. */
  homesInEmergencyCredit: ({ observed }) =>
    observed.usedEmergencyCredit / observed.sum(everybody, 'households'),
  /** Of the homes with a loss, the share with one of at least 24 h. */
  off24hOfHomesOff: ({ observed }) =>
    observed.sum(everybody, 'off24h') / observed.sum(everybody, 'householdsOff'),
  /** Share of cuts in the hour that begins when a weekday's non-disablement window closes, UTC. */
  cutsInClosingHour: ({ scenario, observed }) =>
    cutsByHour(observed)[closingHour(scenario)]! / newSpells(observed).length,
  /** 1 where that hour has more cuts than any other, else 0. */
  closingHourIsPeak: ({ scenario, observed }) => {
    const byHour = cutsByHour(observed);
    const most = Math.max(...byHour);
    return byHour[closingHour(scenario)] === most &&
      byHour.filter((cuts) => cuts === most).length === 1
      ? 1
      : 0;
  },
  /** Share of losses while the household was waiting for money. */
  lossesForLackOfMoney: ({ observed }) =>
    observed.sum(everybody, 'noMoney') / observed.sum(everybody, 'spells'),
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof figures;
export type Figures = Readonly<Record<FigureName, number>>;

/** A scenario without a failure, prepared once for all replications. */
export interface OrdinaryLife {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly key: Key;
}

export function prepareOrdinaryLife(scenario: Scenario): OrdinaryLife {
  const ordinary = {
    ...scenario,
    policies: scenario.policies.filter(({ id }) => id === noFailure),
  };
  return { scenario: ordinary, plan: plan(ordinary), key: seedKey(ordinary.seed) };
}

/** One replication, 1 first. NaN where a figure does not exist. */
export function figuresOf(
  { scenario, plan: prepared, key }: OrdinaryLife,
  replication: number,
): Figures {
  const [ordinary] = simulateReplication(prepared, {
    key,
    replication,
    keepSpells: true,
    keepMeters: true,
  });
  const simulated = { scenario, observed: ordinary!.observed };
  const measured = Object.entries(figures).map(
    ([name, measure]) => [name, measure(simulated)] as const,
  );
  return Object.fromEntries(
    measured.map(([name, figure]) => [name, Number.isFinite(figure) ? figure : NaN]),
  ) as Figures;
}

const days = (scenario: Scenario): number => scenario.horizonMinutes / minutesPerDay;

function sumOverMeters(observed: Observations, what: 'vended' | 'energyCost' | 'charges'): number {
  return observed.meters.reduce((sum, meter) => sum + meter[what], 0);
}

/** Spells that began on or after day 0. A spell open from the warm-up is not a new loss. */
function newSpells(observed: Observations): Observations['spells'] {
  return observed.spells.filter(({ startMinute }) => startMinute > 0);
}

function lossesPerAccountWeek({ scenario, observed }: SimulatedReplication, fuel: Fuel): number {
  const accounts = observed.sum(segments.indexOf(`fuel=${fuel}`), 'households');
  const losses = newSpells(observed).filter((spell) => spell.fuel === fuel).length;
  return losses / (accounts * (scenario.horizonMinutes / weekMinutes));
}

function accountsOff(
  { observed }: SimulatedReplication,
  fuel: Fuel,
  what: 'householdsOff' | 'off3h',
): number {
  const segment = segments.indexOf(`fuel=${fuel}`);
  return observed.sum(segment, what) / observed.sum(segment, 'households');
}

/** New spells by the hour of the day in which they began, UTC. */
function cutsByHour(observed: Observations): readonly number[] {
  const byHour = new Array<number>(24).fill(0);
  for (const { startMinute } of newSpells(observed))
    byHour[Math.floor((startMinute % minutesPerDay) / minutesPerHour)]! += 1;
  return byHour;
}

/**
 * The hour in which the protection of a weekday's morning ends on a smart electricity meter; -1
 * where there is none.
 */
function closingHour({ meter }: Scenario): number {
  const { nonDisablement } = meter.smets2.electricity;
  const morning = nonDisablement === 'none' ? undefined : weekdayMorning(nonDisablement);
  return morning === undefined ? -1 : Math.floor(morning.endMinute / minutesPerHour) % 24;
}

function weekdayMorning({
  weekdays,
}: NonDisablement): NonDisablement['weekdays'][number] | undefined {
  return weekdays.find(({ startMinute }) => startMinute === 0);
}
