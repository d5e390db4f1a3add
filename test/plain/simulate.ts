// One replication lived plainly: the warm-up once, then every policy from the same state at day 0 (I4, I5).
import { noFailure, type Fuel, type Policy, type Scenario } from '../../src/scenario/scenario.ts';
import { purpose } from '../../src/model/purposes.ts';
import { net, type Totals } from './account.ts';
import { drawCourse, noCourse } from './course.ts';
import { copyOf, type Home, type Meter } from './home.ts';
import { drawHome, noTotals } from './population.ts';
import { Life } from './life.ts';
import { placeAgentsCommands } from './queues.ts';
import { tellSpell } from './supply.ts';
import { payMinuteFrom } from './topping-up.ts';
import { never } from './units.ts';
import { Surroundings, type Spell, type World } from './world.ts';

/** One meter from day 0 to the horizon; money in micropounds. */
interface ToldMeter extends Totals {
  readonly household: number;
  readonly fuel: Fuel;
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: string;
  readonly annualKwh: number;
  readonly openingNet: number;
  readonly closingNet: number;
  readonly onboardedMinute: number | null;
  readonly safeMode: boolean;
  readonly spells: number;
  readonly offMinutes: number;
}

export interface Told {
  readonly policy: string;
  readonly spells: readonly Spell[];
  readonly meters: readonly ToldMeter[];
  readonly calls: number;
  readonly abandoned: number;
  readonly visits: number;
}

export type Diary = (policy: string, minute: number, meter: Meter, event: string) => void;

export function simulatePlainly(scenario: Scenario, replication: number, diary: Diary | null = null): Told[] {
  const surroundings = new Surroundings(scenario, replication);
  const start = -scenario.warmUpMinutes;
  const homes = Array.from({ length: scenario.households }, (_, index) => drawHome(scenario, surroundings.luck, index, start));
  const twin = scenario.policies.find(({ id }) => id === noFailure)!;
  const warmUp = worldOf(surroundings, twin, homes, true, diary);
  for (const home of homes) {
    const first = payMinuteFrom(warmUp, home, surroundings.firstDay);
    // In summer the first local day begins an hour before the warm-up: a pay day in that hour is not lived.
    home.payAt = first < start ? payMinuteFrom(warmUp, home, surroundings.firstDay + 1) : first;
  }
  const before = new Life(warmUp);
  for (let minute = start; minute < 0; minute++) before.live(minute);
  before.useEnergy(0);
  return scenario.policies.map((policy) => livePolicy(surroundings, policy, homes.map(copyOf), diary));
}

function worldOf(
  surroundings: Surroundings,
  policy: Policy,
  homes: readonly Home[],
  isWarmUp: boolean,
  diary: Diary | null,
): World {
  const isTwin = policy.id === noFailure;
  const { advice } = policy.institutions;
  const { scenario, clock, luck } = surroundings;
  return {
    surroundings,
    scenario,
    clock,
    luck,
    institutions: policy.institutions,
    course: isTwin ? noCourse : drawCourse(policy, luck),
    homes,
    isWarmUp,
    adviceFactor: isTwin || advice === 'none' ? 1 : scenario.behaviour.adviceFactor[advice],
    spells: [],
    diary:
      diary === null
        ? null
        : (minute: number, meter: Meter, event: string) => {
            diary(isWarmUp ? 'warm-up' : policy.id, minute, meter, event);
          },
  };
}

function livePolicy(surroundings: Surroundings, policy: Policy, homes: readonly Home[], diary: Diary | null): Told {
  const { luck, scenario } = surroundings;
  const world = worldOf(surroundings, policy, homes, false, diary);
  for (const home of homes) {
    home.learnMinutes = luck.minutes(policy.institutions.onboarding.learnChannel, home.index, purpose.learnChannel);
    for (const meter of home.meters) {
      meter.openingNet = net(meter.account);
      meter.totals = { ...noTotals };
      meter.everSafe = false;
    }
  }
  placeAgentsCommands(world);
  const life = new Life(world);
  for (let minute = 0; minute < scenario.horizonMinutes; minute++) life.live(minute);
  life.useEnergy(scenario.horizonMinutes);
  for (const { meters } of homes) {
    for (const meter of meters) if (meter.supply !== 'on') tellSpell(world, meter, scenario.horizonMinutes, 'horizon', true);
  }
  const { calls, abandoned, visits } = life.support;
  return {
    policy: policy.id,
    spells: world.spells,
    meters: homes.flatMap((home) => home.meters.map((meter) => tell(home, meter, world.spells))),
    calls,
    abandoned,
    visits,
  };
}

function tell(home: Home, meter: Meter, allSpells: readonly Spell[]): ToldMeter {
  const spells = allSpells.filter(({ household, fuel }) => household === home.index && fuel === meter.fuel);
  return {
    household: home.index,
    fuel: meter.fuel,
    meterKind: home.kind,
    vulnerable: home.vulnerable,
    psr: home.psr,
    medical: home.medical,
    habit: home.habit,
    annualKwh: meter.annualKwh,
    openingNet: meter.openingNet,
    closingNet: net(meter.account),
    ...meter.totals,
    onboardedMinute: meter.onboardedAt === never ? null : meter.onboardedAt,
    safeMode: meter.everSafe,
    spells: spells.length,
    offMinutes: spells.reduce((sum, { startMinute, endMinute }) => sum + endMinute - startMinute, 0),
  };
}
