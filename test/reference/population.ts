// Who the consumers are (I1 to I3): each attribute is a draw of its own.
import {
  habits,
  meterKinds,
  payCycles,
  type Fuel,
  type MeterKind,
  type Scenario,
} from '../../src/scenario/scenario.ts';
import type { Totals } from './account.ts';
import { drawGrants } from './grants.ts';
import type { Home, Meter } from './home.ts';
import type { Purpose, RandomDraws } from './random-draws.ts';
import { never, pence, pounds } from './units.ts';

export const noTotals: Totals = {
  vended: 0,
  debtRepaid: 0,
  creditGranted: 0,
  granted: 0,
  owedMoved: 0,
  writtenOff: 0,
  energyCost: 0,
  charges: 0,
  vends: 0,
  failedVends: 0,
};

export const daysOfCycle = { weekly: 7, fortnightly: 14, 'four-weekly': 28 } as const;

/** I1, I2. */
export function drawHome(
  scenario: Scenario,
  random: RandomDraws,
  index: number,
  start: number,
): Home {
  const { population, behaviour } = scenario;
  const share = (part: number, what: Purpose): boolean => random.drawBernoulli(part, index, what);
  const { dual, electricity, gas } = population.fuels;
  const fuels = random.drawCategory(
    [['dual', dual] as const, ['electricity', electricity] as const, ['gas', gas] as const],
    index,
    'fuels',
  );
  const kind = random.drawCategory(
    meterKinds.map((name) => [name, population.meterKinds[name]] as const),
    index,
    'meterKind',
  );
  const payCycle = random.drawCategory(
    payCycles.map((name) => [name, behaviour.payCycle[name]] as const),
    index,
    'payCycle',
  );
  const phase = random.uniform(index, 'payPhase');
  // I2: the normals behind annual use are correlated.
  const forElectricity = random.numbers.normal.quantile(random.uniform(2 * index, 'annual'));
  const ownOfGas = random.numbers.normal.quantile(random.uniform(2 * index + 1, 'annual'));
  const { correlation } = scenario.consumption;
  const forGas = correlation * forElectricity + Math.sqrt(1 - correlation * correlation) * ownOfGas;
  const meters: Meter[] = [];
  if (fuels !== 'gas')
    meters.push(drawMeter(scenario, random, kind, index, 'electricity', forElectricity, start));
  if (fuels !== 'electricity')
    meters.push(drawMeter(scenario, random, kind, index, 'gas', forGas, start));
  return {
    index,
    kind,
    wan: !share(population.noWan, 'wan'),
    vulnerable: share(population.vulnerable, 'vulnerable'),
    psr: share(population.psr, 'psr'),
    medical: share(population.medicallyDependent, 'medical'),
    habit: random.drawCategory(
      habits.map((name) => [name, behaviour.habits[name]] as const),
      index,
      'habit',
    ),
    trigger: pounds(random.drawValue(behaviour.trigger, index, 'trigger')),
    payCycle,
    payPhase:
      payCycle === 'monthly'
        ? 1 + Math.floor(phase * 28)
        : Math.floor(phase * daysOfCycle[payCycle]),
    payAt: never,
    learnMinutes: 0,
    meters,
  };
}

/** I2, I3. */
function drawMeter(
  scenario: Scenario,
  random: RandomDraws,
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
  const isInDebt = random.drawBernoulli(debt.share, index, 'debt');
  const annualKwh = random.amountAt(
    scenario.consumption[fuel].annual,
    random.numbers.normal.cumulative(annualNormal),
  );
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
      recoveryShare: kind === 'legacy' && fuel === 'gas' ? settings.legacyGasRecovery : 1,
    },
    account: {
      balance: pounds(random.drawValue(initialBalance[fuel], index, 'initialBalance')),
      emergencyCreditLimit: pounds(settings.emergencyCredit.limit),
      isOffered: false,
      isSelected: false,
      emergencyCreditLeft: 0,
      emergencyCreditUsed: 0,
      accumulatedDebt: 0,
      paymentDebt: isInDebt ? pounds(random.drawAmount(debt.amount, index, 'debtAmount')) : 0,
      dailyInstalment: isInDebt
        ? Math.round(pounds(random.drawAmount(debt.weekly, index, 'debtWeekly')) / 7)
        : 0,
    },
    totals: { ...noTotals },
    openingNet: 0,
    burn: {
      costOfMeanDay: (annualKwh / 365) * (unitRate * 10_000),
      costOfDay: 0,
      costBefore: 0,
      rateSince: start,
      rationingFactor: 1,
      posted: 0,
    },
    supply: 'on',
    safeMode: false,
    wasInSafeMode: false,
    safeModeEndsAt: never,
    owedAtOnboarding: 0,
    exchangedEarly: false,
    owedAfterSafeMode: 0,
    // A4: a share of meters lets emergency credit be selected once supply is off.
    selectsWhenOff: random.drawBernoulli(settings.emergencyCredit.whenOff, index, 'selectsWhenOff'),
    allWeek: false,
    offSince: 0,
    cause: '',
    endedBy: '',
    cuts: [],
    rearmAt: never,
    selectAt: never,
    callsAt: never,
    callEndsAt: never,
    visitAt: never,
    creditArrivesAt: never,
    grants: drawGrants(scenario, random, kind, index, fuel, start),
    need: null,
    lackedChannel: false,
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
    drawNumbers: { need: -1, attempt: -1, offer: -1, spell: -1, rearm: -1, call: -1 },
  };
}
