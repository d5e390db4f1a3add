// What one replication of ordinary life tells for calibration: the figures the published ones are held against, each measured from
// spells, meters and sums that any run observes. Which figure belongs to which published value is targets.ts.
import type { Observations } from '../simulation/observations.ts';
import { plan, type Plan } from '../simulation/plan.ts';
import { simulateReplication } from '../simulation/replication.ts';
import { segments } from '../simulation/segments.ts';
import { micropoundsPerPound, minutesPerDay, minutesPerHour } from '../kernel/time.ts';
import { seedKey, type Key } from '../random/streams.ts';
import { noFailure, type Fuel, type NonDisablement, type Scenario } from '../scenario/scenario.ts';

/** One replication of `no-failure`. */
interface Life {
  readonly scenario: Scenario;
  readonly told: Observations;
}

/** A figure of one replication; what is not finite does not exist, such as the days between vends where there were none. */
type Figure = (life: Life) => number;

const everybody = segments.indexOf('all');
const weekMinutes = 7 * minutesPerDay;

/** How each figure is measured, from day 0 to the horizon. */
const figures = {
  /** £ a vend, mean over all vends of all meters. */
  vendPounds: ({ told }) => sumOverMeters(told, 'vended') / micropoundsPerPound / told.sum(everybody, 'vends'),
  /** Days between a household's vends, both fuels together: household-days over vends. */
  daysBetweenVends: ({ scenario, told }) => days(scenario) / (told.sum(everybody, 'vends') / told.sum(everybody, 'households')),
  /** Days £10 lasts on one meter: £10 over the mean of energy and charges a meter-day. */
  daysTenPoundsLast: ({ scenario, told }) => {
    const spent = sumOverMeters(told, 'energyCost') + sumOverMeters(told, 'charges');
    return 10 / (spent / micropoundsPerPound / told.meters.length / days(scenario));
  },
  electricityLossesPerAccountWeek: (life) => lossesPerAccountWeek(life, 'electricity'),
  gasLossesPerAccountWeek: (life) => lossesPerAccountWeek(life, 'gas'),
  /** How many times as many losses an account-week of gas has as one of electricity. */
  gasOverElectricity: (life) => lossesPerAccountWeek(life, 'gas') / lossesPerAccountWeek(life, 'electricity'),
  electricityAccountsOff: (life) => accountsOff(life, 'electricity', 'householdsOff'),
  gasAccountsOff: (life) => accountsOff(life, 'gas', 'householdsOff'),
  /** How many times as large the share of gas accounts with a loss is as that of electricity accounts. */
  gasOverElectricityAccounts: (life) =>
    accountsOff(life, 'gas', 'householdsOff') / accountsOff(life, 'electricity', 'householdsOff'),
  electricityAccountsOff3h: (life) => accountsOff(life, 'electricity', 'off3h'),
  gasAccountsOff3h: (life) => accountsOff(life, 'gas', 'off3h'),
  gasOverElectricityOff3h: (life) => accountsOff(life, 'gas', 'off3h') / accountsOff(life, 'electricity', 'off3h'),
  /** Share of homes with a loss on some meter. */
  homesOff: ({ told }) => told.sum(everybody, 'householdsOff') / told.sum(everybody, 'households'),
  /** Share of homes with a new loss while the household was waiting for money. */
  homesOffForLackOfMoney: ({ told }) => {
    const short = newSpells(told).filter(({ cause }) => cause === 'no-money');
    return new Set(short.map(({ household }) => household)).size / told.sum(everybody, 'households');
  },
  /** Share of homes with at least twelve losses a year. */
  homesOffMonthly: ({ scenario, told }) => {
    const losses = new Map<number, number>();
    for (const { household } of newSpells(told)) losses.set(household, (losses.get(household) ?? 0) + 1);
    const least = (12 * days(scenario)) / 365;
    const often = [...losses.values()].filter((count) => count >= least).length;
    return often / told.sum(everybody, 'households');
  },
  /** Share of homes with a loss of at least 24 h. */
  homesOff24h: ({ told }) => told.sum(everybody, 'off24h') / told.sum(everybody, 'households'),
  /** Losses of its meters, a home and year. */
  lossesPerHomeYear: ({ scenario, told }) =>
    ((newSpells(told).length / told.sum(everybody, 'households')) * 365) / days(scenario),
  /** Hours with some meter off, a home and year. */
  hoursOffPerHomeYear: ({ scenario, told }) =>
    ((told.sum(everybody, 'offMinutes') / minutesPerHour / told.sum(everybody, 'households')) * 365) / days(scenario),
  /** Share of homes in emergency credit at some time. */
  homesInEmergencyCredit: ({ told }) => told.usedEmergencyCredit / told.sum(everybody, 'households'),
  /** Of the homes with a loss, the share with one of at least 24 h. */
  off24hOfHomesOff: ({ told }) => told.sum(everybody, 'off24h') / told.sum(everybody, 'householdsOff'),
  /** Share of cuts in the hour that begins when a weekday's non-disablement window closes, UTC. */
  cutsInClosingHour: ({ scenario, told }) => cutsByHour(told)[closingHour(scenario)]! / newSpells(told).length,
  /** 1 where that hour has more cuts than any other, else 0. */
  closingHourIsPeak: ({ scenario, told }) => {
    const byHour = cutsByHour(told);
    const most = Math.max(...byHour);
    return byHour[closingHour(scenario)] === most && byHour.filter((cuts) => cuts === most).length === 1 ? 1 : 0;
  },
  /** Share of losses while the household was waiting for money. */
  lossesForLackOfMoney: ({ told }) => told.sum(everybody, 'noMoney') / told.sum(everybody, 'spells'),
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof figures;
export type Figures = Readonly<Record<FigureName, number>>;

/** Ordinary life of one scenario, made ready once for all replications. */
export interface OrdinaryLife {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly key: Key;
}

export function prepareOrdinaryLife(scenario: Scenario): OrdinaryLife {
  const ordinary = { ...scenario, policies: scenario.policies.filter(({ id }) => id === noFailure) };
  return { scenario: ordinary, plan: plan(ordinary), key: seedKey(ordinary.seed) };
}

/** One replication, 1 first. NaN where a figure does not exist. */
export function figuresOf({ scenario, plan: prepared, key }: OrdinaryLife, replication: number): Figures {
  const [ordinary] = simulateReplication(prepared, { key, replication, keepSpells: true, keepMeters: true });
  const life = { scenario, told: ordinary!.observed };
  const measured = Object.entries(figures).map(([name, measure]) => [name, measure(life)] as const);
  return Object.fromEntries(measured.map(([name, figure]) => [name, Number.isFinite(figure) ? figure : NaN])) as Figures;
}

const days = (scenario: Scenario): number => scenario.horizonMinutes / minutesPerDay;

function sumOverMeters(told: Observations, what: 'vended' | 'energyCost' | 'charges'): number {
  return told.meters.reduce((sum, meter) => sum + meter[what], 0);
}

/** Spells that began from day 0 on: one open from the warm-up is no new loss. */
function newSpells(told: Observations): Observations['spells'] {
  return told.spells.filter(({ startMinute }) => startMinute > 0);
}

function lossesPerAccountWeek({ scenario, told }: Life, fuel: Fuel): number {
  const accounts = told.sum(segments.indexOf(`fuel=${fuel}`), 'households');
  const losses = newSpells(told).filter((spell) => spell.fuel === fuel).length;
  return losses / (accounts * (scenario.horizonMinutes / weekMinutes));
}

function accountsOff({ told }: Life, fuel: Fuel, what: 'householdsOff' | 'off3h'): number {
  const segment = segments.indexOf(`fuel=${fuel}`);
  return told.sum(segment, what) / told.sum(segment, 'households');
}

/** New spells by the hour of the day in which they began, UTC. */
function cutsByHour(told: Observations): readonly number[] {
  const byHour = new Array<number>(24).fill(0);
  for (const { startMinute } of newSpells(told)) byHour[Math.floor((startMinute % minutesPerDay) / minutesPerHour)]! += 1;
  return byHour;
}

/** The hour in which the protection of a weekday's morning ends on a smart electricity meter; -1 where there is none. */
function closingHour({ meter }: Scenario): number {
  const { nonDisablement } = meter.smets2.electricity;
  const morning = nonDisablement === 'none' ? undefined : weekdayMorning(nonDisablement);
  return morning === undefined ? -1 : Math.floor(morning.endMinute / minutesPerHour) % 24;
}

function weekdayMorning({ weekdays }: NonDisablement): NonDisablement['weekdays'][number] | undefined {
  return weekdays.find(({ startMinute }) => startMinute === 0);
}
