// When a household tops up (section H), and how it rations while it cannot (B3).
import type { Scenario } from '../../src/scenario/scenario.ts';
import { isInEmergencyCredit, postVend } from './account.ts';
import { startNewRate } from './burn.ts';
import { channelTo } from './gates.ts';
import { creditGrants } from './grants.ts';
import type { Home, Meter, Need } from './home.ts';
import { daysOfCycle } from './population.ts';
import { afterCredit, atLeastOne, curveOfRate, offerIfLow, nextWakingMinute } from './supply.ts';
import { never, pounds } from './units.ts';
import type { PolicyRun } from './policy-run.ts';

/** H1, H3, H4: whether a meter's state calls for a top-up, leaving pay days aside. */
function callsForTopUp(home: Home, meter: Meter): boolean {
  if (home.habit === 'never') return false;
  if (meter.supply === 'off') return true;
  return home.habit === 'reactive'
    ? meter.account.balance < home.trigger
    : isInEmergencyCredit(meter.account) || meter.account.balance <= 0;
}

/** H4: credit came some other way. The need of a pay day ends only with its vend. */
const isNeedMet = (home: Home, { supply, account, need }: Meter): boolean =>
  supply !== 'off' &&
  !need!.payDay &&
  (home.habit === 'reactive' ? account.balance >= home.trigger : account.balance > 0);

/** H4, H5: a need begins when a meter calls for a top-up, and lasts until it is met. */
export function reviewNeed(
  run: PolicyRun,
  home: Home,
  meter: Meter,
  minute: number,
  earliest: number,
): void {
  const { random, scenario } = run;
  if (meter.account.balance > home.trigger) meter.lackedChannel = false;
  if (meter.need !== null && isNeedMet(home, meter)) meter.need = null;
  if (meter.need !== null || !callsForTopUp(home, meter)) return;
  const number = (meter.drawNumbers.need = random.nextDrawNumber(meter.drawNumbers.need, minute));
  const notice = random.drawMinutes(scenario.behaviour.notice, meter.index, 'notice', number);
  meter.need = newNeed(number, nextWakingMinute(run, Math.max(earliest, minute + notice)));
  run.logEvent?.(minute, meter, `need, to act at ${meter.need.actAt}`);
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
const weeksOfCycle = {
  weekly: 1,
  fortnightly: 2,
  'four-weekly': 4,
  monthly: 365 / 12 / 7,
} as const;

/** H2: the household's first pay minute on or after a local day. */
export function payMinuteFrom(run: PolicyRun, home: Home, localDay: number): number {
  if (home.habit !== 'pay-cycle') return never;
  const { calendar, random, scenario } = run;
  const { firstDay } = run.environment;
  const isPayDay = (day: number): boolean =>
    home.payCycle === 'monthly'
      ? calendar.date(day).getUTCDate() === home.payPhase
      : day - firstDay >= home.payPhase &&
        (day - firstDay - home.payPhase) % daysOfCycle[home.payCycle] === 0;
  let day = Math.max(firstDay, localDay);
  while (!isPayDay(day)) day++;
  const { startMinute, endMinute } = scenario.behaviour.wakingHours;
  const uniform = random.uniform(home.index, 'payMinute', day - firstDay);
  return calendar.minuteOfLocal(day, startMinute + Math.floor(uniform * (endMinute - startMinute)));
}

/** H2: a pay day is a need of every meter, and brings the money that one waits for. */
export function payDayIfDue(run: PolicyRun, home: Home, minute: number): void {
  if (minute < home.payAt) return;
  for (const meter of home.meters) {
    meter.need ??= newNeed(
      (meter.drawNumbers.need = run.random.nextDrawNumber(meter.drawNumbers.need, minute)),
      minute,
    );
    meter.need.payDay = true;
    meter.need.actAt = minute;
    run.logEvent?.(minute, meter, 'pay day');
  }
  home.payAt = payMinuteFrom(run, home, run.calendar.localDay(minute) + 1);
}

/** H10: learning the SoLR's channel prompts an act that waits because an attempt failed. */
export function learnIfDue(run: PolicyRun, meter: Meter, minute: number): void {
  if (minute !== meter.learntAt || meter.need?.attemptFailed !== true || meter.need.waitingForMoney)
    return;
  meter.need.actAt = Math.min(meter.need.actAt, nextWakingMinute(run, minute));
}

/** H6, H8: one act serves every meter with a need. If money is short for two, gas waits. */
export function actIfDue(run: PolicyRun, home: Home, minute: number): boolean {
  if (!home.meters.some(({ need }) => need !== null && need.actAt <= minute)) return false;
  const served = home.meters.filter(
    ({ need }) => need !== null && !(need.waitingForMoney && need.actAt > minute),
  );
  for (const { need } of served) if (need!.waitingForMoney) endWait(need!);
  for (const meter of served) askMoney(run, home, meter, meter.need!);
  const isShort = served.some(({ need }) => need!.money === 'short');
  for (const meter of served) {
    const isLast = meter === served.at(-1);
    if (isShort && isLast && meter.need!.money !== 'come')
      waitForMoney(run, meter, meter.need!, minute);
    else attempt(run, home, meter, meter.need!, minute);
  }
  return true;
}

/** H6: one draw a need says whether money is short. */
function askMoney(run: PolicyRun, home: Home, meter: Meter, need: Need): void {
  if (need.money !== 'not asked') return;
  const { vulnerable, others } = run.scenario.behaviour.shortOfMoney.share;
  const share = home.vulnerable ? vulnerable : others;
  const isShort = run.random.drawBernoulli(share, meter.index, 'shortOfMoney', need.number);
  need.money = isShort ? 'short' : 'there';
}

/** H6: after the wait the money is there. */
function endWait(need: Need): void {
  need.waitingForMoney = false;
  need.money = 'come';
}

function waitForMoney(run: PolicyRun, meter: Meter, need: Need, minute: number): void {
  const wait = run.random.drawMinutes(
    run.scenario.behaviour.shortOfMoney.wait,
    meter.index,
    'waitForMoney',
    need.number,
  );
  need.waitingForMoney = true;
  need.actAt = nextWakingMinute(run, minute + atLeastOne(wait));
  run.logEvent?.(minute, meter, `waits for money until ${need.actAt}`);
}

/** H7, H8, H9, G7: a vend, or a failed attempt that is tried again. */
function attempt(run: PolicyRun, home: Home, meter: Meter, need: Need, minute: number): void {
  const { random, scenario, eventTimes } = run;
  const { behaviour } = scenario;
  const number = (meter.drawNumbers.attempt = random.nextDrawNumber(
    meter.drawNumbers.attempt,
    minute,
  ));
  const channel = channelTo(home, meter, eventTimes, minute);
  const fails =
    channel === 'none' ||
    (channel === 'remote' &&
      random.drawBernoulli(meter.settings.missed, meter.index, 'missed', number)) ||
    (channel === 'typed' &&
      random.drawBernoulli(behaviour.typing.fails, meter.index, 'typing', number));
  if (fails) {
    meter.totals.failedVends += 1;
    // C3: an attempt that is made while credit stands above the trigger does not count.
    if (channel === 'none' && meter.account.balance <= home.trigger) meter.lackedChannel = true;
    need.attemptFailed = true;
    const again = meter.supply === 'on' ? behaviour.retry.normal : behaviour.retry.offSupply;
    need.actAt = nextWakingMinute(
      run,
      minute + atLeastOne(random.drawMinutes(again, meter.index, 'retry', number)),
    );
    run.logEvent?.(minute, meter, `failed vend (${channel}), again at ${need.actAt}`);
    return;
  }
  // H11
  const advice = minute < meter.onboardedAt ? run.adviceFactor : 1;
  const drawn = random.drawAmount(behaviour.vendAmount, meter.index, 'vendAmount', number);
  const wanted = pounds(
    drawn * (need.payDay ? weeksOfCycle[home.payCycle] : 1) * advice * sizeFactor(run, meter),
  );
  const amount = inWholeSteps(wanted, pounds(behaviour.vendStep));
  postVend(meter.account, meter.totals, amount, meter.terms);
  // A18: the voucher of a legacy meter comes with a vend.
  if (home.kind === 'legacy') creditGrants(run, meter, minute);
  meter.need = null;
  run.logEvent?.(minute, meter, `vend of ${amount}`);
  afterCredit(run, meter, minute, 'vend');
  offerIfLow(run, meter, minute);
}

const cannotTopUp = ({ need }: Meter): boolean =>
  need !== null && (need.waitingForMoney || need.attemptFailed);

/** H8: vends are whole multiples of a step, at least one; 0 for no step. */
const inWholeSteps = (amount: number, step: number): number =>
  step === 0 ? amount : step * Math.max(1, Math.round(amount / step));

/** H8: what a vend is multiplied by because the meter's bill, or its use, is not the usual one. */
function sizeFactor({ random, scenario }: PolicyRun, { annualKwh, fuel }: Meter): number {
  const { behaviour, consumption, tariff } = scenario;
  if (behaviour.vendFollowsBill !== null) {
    const { exponent, typical } = behaviour.vendFollowsBill;
    const { unitRate, standingCharge } = tariff[fuel];
    const dailyCost = (annualKwh / 365) * (unitRate * 10_000) + Math.round(standingCharge * 10_000);
    return Math.pow((365 * dailyCost) / pounds(typical), exponent);
  }
  const median = random.amountAt(consumption[fuel].annual, 0.5);
  return behaviour.vendFollowsUse > 0 && median > 0
    ? Math.pow(annualKwh / median, behaviour.vendFollowsUse)
    : 1;
}

/** B3. */
function rationingFactorOf(scenario: Scenario, home: Home, { account }: Meter): number {
  const { lowCredit, emergencyCredit } = scenario.consumption.rationing;
  if (!home.meters.some(cannotTopUp)) return 1;
  if (isInEmergencyCredit(account)) return emergencyCredit.factor;
  return account.balance < pounds(lowCredit.below) ? lowCredit.factor : 1;
}

export function setRationing(run: PolicyRun, home: Home, meter: Meter, minute: number): void {
  const factor = rationingFactorOf(run.scenario, home, meter);
  if (factor === meter.burn.rationingFactor) return;
  startNewRate(meter.burn, curveOfRate(run, meter), minute, meter.supply === 'on');
  meter.burn.rationingFactor = factor;
}
