// When a household tops up (section H), and how it rations while it cannot (B3).
import { purpose } from '../../src/model/purposes.ts';
import { pow } from '../../src/kernel/arithmetic.ts';
import { compileSampler } from '../../src/random/sampling.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { inEmergencyCredit, vend } from './account.ts';
import { beginRate } from './burn.ts';
import { channelTo } from './gates.ts';
import type { Home, Meter, Need } from './home.ts';
import { daysOfCycle } from './population.ts';
import { afterCredit, atLeastOne, curveUntil, offerIfLow, wake } from './supply.ts';
import { never, pounds } from './units.ts';
import type { World } from './world.ts';

/** H1, H3, H4: whether a meter's state calls for a top-up, leaving pay days aside. */
function callsForTopUp(home: Home, meter: Meter): boolean {
  if (home.habit === 'never') return false;
  if (meter.supply === 'off') return true;
  return home.habit === 'reactive' ? meter.account.balance < home.trigger : inEmergencyCredit(meter.account);
}

/** Credit came some other way: there is nothing left to buy for. A pay day's need ends only with its vend. */
const isMet = (home: Home, { supply, account, need }: Meter): boolean =>
  supply !== 'off' && !need!.payDay && (home.habit === 'reactive' ? account.balance >= home.trigger : account.balance > 0);

/** A need begins when a meter calls for a top-up, and lasts until it is met. */
export function reviewNeed(world: World, home: Home, meter: Meter, minute: number, earliest: number): void {
  const { luck, scenario } = world;
  if (meter.account.balance > home.trigger) meter.wantedChannel = false;
  if (meter.need !== null && isMet(home, meter)) meter.need = null;
  if (meter.need !== null || !callsForTopUp(home, meter)) return;
  const number = (meter.numbers.need = luck.nextNumber(meter.numbers.need, minute));
  const notice = luck.minutes(scenario.behaviour.notice, meter.index, purpose.notice, number);
  meter.need = newNeed(number, wake(world, Math.max(earliest, minute + notice)));
  world.diary?.(minute, meter, `need, to act at ${meter.need.actAt}`);
}

const newNeed = (number: number, actAt: number): Need => ({
  number,
  actAt,
  payDay: false,
  money: 'not asked',
  waitingForMoney: false,
  attemptFailed: false,
});

/** H2: weeks of a cycle. A month has 365 ÷ 84. */
const weeksOfCycle = { weekly: 1, fortnightly: 2, 'four-weekly': 4, monthly: 365 / 12 / 7 } as const;

/** H2: the household's first pay minute on or after a local day. */
export function payMinuteFrom(world: World, home: Home, localDay: number): number {
  if (home.habit !== 'pay-cycle') return never;
  const { clock, luck, scenario } = world;
  const { firstDay } = world.surroundings;
  const isPayDay = (day: number): boolean =>
    home.payCycle === 'monthly'
      ? clock.date(day).getUTCDate() === home.payPhase
      : day - firstDay >= home.payPhase && (day - firstDay - home.payPhase) % daysOfCycle[home.payCycle] === 0;
  let day = Math.max(firstDay, localDay);
  while (!isPayDay(day)) day++;
  const { startMinute, endMinute } = scenario.behaviour.wakingHours;
  const uniform = luck.uniform(home.index, purpose.payMinute, day - firstDay);
  return clock.minuteOfLocal(day, startMinute + Math.floor(uniform * (endMinute - startMinute)));
}

export function payDayIfDue(world: World, home: Home, minute: number): void {
  if (minute < home.payAt) return;
  for (const meter of home.meters) {
    meter.need ??= newNeed((meter.numbers.need = world.luck.nextNumber(meter.numbers.need, minute)), minute);
    meter.need.payDay = true;
    // Money that it was waiting for has come.
    meter.need.actAt = minute;
    world.diary?.(minute, meter, 'pay day');
  }
  home.payAt = payMinuteFrom(world, home, world.clock.localDay(minute) + 1);
}

/** H10: learning the SoLR's channel prompts an act that is outstanding because an attempt failed. */
export function learnIfDue(world: World, meter: Meter, minute: number): void {
  if (minute !== meter.learntAt || meter.need?.attemptFailed !== true || meter.need.waitingForMoney) return;
  meter.need.actAt = Math.min(meter.need.actAt, wake(world, minute));
}

/** H6, H8: one act serves every meter with a need outstanding; of two with money short, electricity is bought and gas waits. */
export function actIfDue(world: World, home: Home, minute: number): boolean {
  if (!home.meters.some(({ need }) => need !== null && need.actAt <= minute)) return false;
  const served = home.meters.filter(({ need }) => need !== null && !(need.waitingForMoney && need.actAt > minute));
  for (const { need } of served) if (need!.waitingForMoney) endWait(need!);
  for (const meter of served) askMoney(world, meter, meter.need!);
  const isShort = served.some(({ need }) => need!.money === 'short');
  for (const meter of served) {
    const isLast = meter === served.at(-1);
    if (isShort && isLast && meter.need!.money !== 'come') waitForMoney(world, meter, meter.need!, minute);
    else attempt(world, home, meter, meter.need!, minute);
  }
  return true;
}

/** One draw of money a need; after the wait the money is there. */
function askMoney(world: World, meter: Meter, need: Need): void {
  if (need.money !== 'not asked') return;
  const { share } = world.scenario.behaviour.shortOfMoney;
  const isShort = world.luck.happens(share, meter.index, purpose.shortOfMoney, need.number);
  need.money = isShort ? 'short' : 'there';
}

function endWait(need: Need): void {
  need.waitingForMoney = false;
  need.money = 'come';
}

function waitForMoney(world: World, meter: Meter, need: Need, minute: number): void {
  const wait = world.luck.minutes(world.scenario.behaviour.shortOfMoney.wait, meter.index, purpose.waitForMoney, need.number);
  need.waitingForMoney = true;
  need.actAt = wake(world, minute + atLeastOne(wait));
  world.diary?.(minute, meter, `waits for money until ${need.actAt}`);
}

function attempt(world: World, home: Home, meter: Meter, need: Need, minute: number): void {
  const { luck, scenario, course } = world;
  const { behaviour } = scenario;
  const number = (meter.numbers.attempt = luck.nextNumber(meter.numbers.attempt, minute));
  const channel = channelTo(home, meter, course, minute);
  const fails =
    channel === 'none' ||
    (channel === 'remote' && luck.happens(meter.settings.missed, meter.index, purpose.missed, number)) ||
    (channel === 'typed' && luck.happens(behaviour.typing.fails, meter.index, purpose.typing, number));
  if (fails) {
    meter.totals.failedVends += 1;
    if (channel === 'none') meter.wantedChannel = true;
    need.attemptFailed = true;
    const again = meter.supply === 'on' ? behaviour.retry.normal : behaviour.retry.offSupply;
    need.actAt = wake(world, minute + atLeastOne(luck.minutes(again, meter.index, purpose.retry, number)));
    world.diary?.(minute, meter, `failed vend (${channel}), again at ${need.actAt}`);
    return;
  }
  const advice = minute < meter.onboardedAt ? world.adviceFactor : 1;
  const drawn = luck.amount(behaviour.vendAmount, meter.index, purpose.vendAmount, number);
  const amount = pounds(drawn * (need.payDay ? weeksOfCycle[home.payCycle] : 1) * advice * followsUse(scenario, meter));
  vend(meter.account, meter.totals, amount, meter.terms);
  meter.need = null;
  world.diary?.(minute, meter, `vend of ${amount}`);
  afterCredit(world, meter, minute, 'vend');
  offerIfLow(world, meter, minute);
}

const cannotTopUp = ({ need }: Meter): boolean => need !== null && (need.waitingForMoney || need.attemptFailed);

/** H8: how much more than the middle home, or less, it buys, as far as vends follow use. */
function followsUse({ behaviour, consumption }: Scenario, { annualKwh, fuel }: Meter): number {
  const median = compileSampler(consumption[fuel].annual, { min: 0 }).quantile(0.5);
  return behaviour.vendFollowsUse > 0 && median > 0 ? pow(annualKwh / median, behaviour.vendFollowsUse) : 1;
}

/** B3. */
function rationOf(scenario: Scenario, home: Home, { account }: Meter): number {
  const { lowCredit, emergencyCredit } = scenario.consumption.rationing;
  if (!home.meters.some(cannotTopUp)) return 1;
  if (inEmergencyCredit(account)) return emergencyCredit.factor;
  return account.balance < pounds(lowCredit.below) ? lowCredit.factor : 1;
}

export function setRation(world: World, home: Home, meter: Meter, minute: number): void {
  const ration = rationOf(world.scenario, home, meter);
  if (ration === meter.burn.ration) return;
  beginRate(meter.burn, curveUntil(world, meter), minute, meter.supply === 'on');
  meter.burn.ration = ration;
}
