// Who the consumers are (section 5): each attribute its own draw, before anything has happened.
import { purpose } from '../../src/model/purposes.ts';
import { normalCumulative, normalQuantile } from '../../src/kernel/normal.ts';
import { compileSampler } from '../../src/random/sampling.ts';
import { habits, meterKinds, payCycles, type Fuel, type MeterKind, type Scenario } from '../../src/scenario/scenario.ts';
import type { Totals } from './account.ts';
import type { Home, Meter } from './home.ts';
import type { Luck } from './luck.ts';
import { never, pence, pounds } from './units.ts';

export const noTotals: Totals = {
  vended: 0,
  debtRepaid: 0,
  creditGranted: 0,
  energyCost: 0,
  charges: 0,
  vends: 0,
  failedVends: 0,
};

export const daysOfCycle = { weekly: 7, fortnightly: 14, 'four-weekly': 28 } as const;

export function drawHome(scenario: Scenario, luck: Luck, index: number, start: number): Home {
  const { population, behaviour } = scenario;
  const share = (part: number, what: number): boolean => luck.happens(part, index, what);
  const { dual, electricity, gas } = population.fuels;
  const fuels = luck.pick(
    [['dual', dual] as const, ['electricity', electricity] as const, ['gas', gas] as const],
    index,
    purpose.fuels,
  );
  const kind = luck.pick(
    meterKinds.map((name) => [name, population.meterKinds[name]] as const),
    index,
    purpose.meterKind,
  );
  const payCycle = luck.pick(
    payCycles.map((name) => [name, behaviour.payCycle[name]] as const),
    index,
    purpose.payCycle,
  );
  const phase = luck.uniform(index, purpose.payPhase);
  // I2: the normals behind annual use are correlated.
  const forElectricity = normalQuantile(luck.uniform(2 * index, purpose.annual));
  const ownOfGas = normalQuantile(luck.uniform(2 * index + 1, purpose.annual));
  const { correlation } = scenario.consumption;
  const forGas = correlation * forElectricity + Math.sqrt(1 - correlation * correlation) * ownOfGas;
  const meters: Meter[] = [];
  if (fuels !== 'gas') meters.push(drawMeter(scenario, luck, kind, index, 'electricity', forElectricity, start));
  if (fuels !== 'electricity') meters.push(drawMeter(scenario, luck, kind, index, 'gas', forGas, start));
  return {
    index,
    kind,
    wan: !share(population.noWan, purpose.wan),
    vulnerable: share(population.vulnerable, purpose.vulnerable),
    psr: share(population.psr, purpose.psr),
    medical: share(population.medicallyDependent, purpose.medical),
    habit: luck.pick(
      habits.map((name) => [name, behaviour.habits[name]] as const),
      index,
      purpose.habit,
    ),
    trigger: pounds(luck.value(behaviour.trigger, index, purpose.trigger)),
    payCycle,
    payPhase: payCycle === 'monthly' ? 1 + Math.floor(phase * 28) : Math.floor(phase * daysOfCycle[payCycle]),
    payAt: never,
    learnMinutes: 0,
    meters,
  };
}

function drawMeter(
  scenario: Scenario,
  luck: Luck,
  kind: MeterKind,
  household: number,
  fuel: Fuel,
  annualNormal: number,
  start: number,
): Meter {
  const index = 2 * household + (fuel === 'gas' ? 1 : 0);
  const { debt, initialBalance } = scenario.population;
  const { unitRate, standingCharge } = scenario.tariff[fuel];
  const settings = scenario.meter[kind][fuel];
  const inDebt = luck.happens(debt.share, index, purpose.debt);
  const annualKwh = compileSampler(scenario.consumption[fuel].annual, { min: 0 }).quantile(normalCumulative(annualNormal));
  return {
    index,
    fuel,
    annualKwh,
    settings,
    terms: {
      standingCharge: pence(standingCharge),
      offeredBelow: pounds(settings.emergencyCredit.offeredBelow),
      reconnectMargin: pounds(settings.reconnectMargin),
      vendShare: debt.vendShare,
      recovery: kind === 'legacy' && fuel === 'gas' ? settings.legacyGasRecovery : 1,
    },
    account: {
      balance: pounds(luck.value(initialBalance[fuel], index, purpose.initialBalance)),
      emergencyCreditLimit: pounds(settings.emergencyCredit.limit),
      offered: false,
      selected: false,
      left: 0,
      used: 0,
      accumulatedDebt: 0,
      debt: inDebt ? pounds(luck.amount(debt.amount, index, purpose.debtAmount)) : 0,
      instalment: inDebt ? Math.round(pounds(luck.amount(debt.weekly, index, purpose.debtWeekly)) / 7) : 0,
    },
    totals: { ...noTotals },
    openingNet: 0,
    burn: { costOfMeanDay: (annualKwh / 365) * (unitRate * 10_000), costToday: 0, before: 0, since: start, ration: 1, posted: 0 },
    supply: 'on',
    safeMode: false,
    everSafe: false,
    allWeek: false,
    offSince: 0,
    cause: '',
    endedBy: '',
    rearmAt: never,
    selectAt: never,
    ringsAt: never,
    callEndsAt: never,
    visitAt: never,
    need: null,
    wantedChannel: false,
    deviceLostAt: never,
    deviceBackAt: start,
    devicesLost: 0,
    agentAt: never,
    agentAttempts: 0,
    onboardAt: never,
    onboardAttempts: 0,
    longTailDone: false,
    onboardedAt: never,
    learntAt: never,
    recommenceAt: never,
    recommenceAttempts: 0,
    numbers: { need: -1, attempt: -1, offer: -1, spell: -1, rearm: -1 },
  };
}
