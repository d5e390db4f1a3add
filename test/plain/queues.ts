// Places in the finite queues (section Q): the agent's commands, onboarding over the air, and exchanges by visit.
import { purpose } from '../../src/model/purposes.ts';
import type { Pace } from '../../src/scenario/scenario.ts';
import { isReachable } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { isMidnight, minutesPerDay, never } from './units.ts';
import type { World } from './world.ts';

interface Job {
  readonly home: Home;
  readonly meter: Meter;
}

const jobsOf = (homes: readonly Home[]): Job[] => homes.flatMap((home) => home.meters.map((meter) => ({ home, meter })));

/** Q1: the minute at which the k-th place (1 first) completes. */
function placeCompletes(
  world: World,
  start: number,
  place: number,
  perDay: number | 'unlimited',
  workingDaysOnly: boolean,
): number {
  const minutes = perDay === 'unlimited' ? 0 : Math.ceil((place * minutesPerDay) / perDay);
  return workingDaysOnly ? world.clock.afterWorkingMinutes(start, minutes, world.scenario.horizonMinutes) : start + minutes;
}

/** Sorted by keys: the first that differs decides, then the lower meter. */
function sorted(jobs: readonly Job[], ...keys: readonly ((job: Job) => number)[]): Job[] {
  return [...jobs].sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b);
    return a.meter.index - b.meter.index;
  });
}

/** E4: the agent goes through reachable smart meters in random order from its instruction on. */
export function placeAgentsCommands(world: World): void {
  const { instructedAt } = world.course;
  if (instructedAt === never) return;
  const { perDay } = world.institutions.agent;
  const jobs = jobsOf(world.homes).filter(({ home }) => isReachable(home));
  const random = ({ meter }: Job): number => world.luck.uniform(meter.index, purpose.agentOrder);
  sorted(jobs, random).forEach(({ meter }, index) => {
    meter.agentAt = placeCompletes(world, instructedAt, index + 1, perDay, false);
  });
}

/** Onboarding over the air, or exchange by visit, of the meters that it is for. */
export class OnboardingQueue {
  readonly #world: World;
  readonly #pace: Pace;
  #waiting: Job[];
  #placesUsed = 0;

  constructor(world: World, kind: 'over the air' | 'by visit') {
    const { pace, exchange } = world.institutions.onboarding;
    this.#world = world;
    this.#pace = kind === 'over the air' ? pace : exchange;
    this.#waiting = jobsOf(world.homes).filter(
      ({ home }) => home.kind !== 'legacy' && isReachable(home) === (kind === 'over the air'),
    );
  }

  /** At day 0: places that do not depend on anybody's state. */
  begin(): void {
    const { onboardingStartsAt } = this.#world.course;
    const { order } = this.#world.institutions.onboarding;
    const pace = this.#pace;
    if (onboardingStartsAt === never) return;
    if (pace.kind === 'drawn') {
      for (const { meter } of this.#waiting) {
        meter.onboardAt = onboardingStartsAt + this.#world.luck.minutes(pace.time, meter.index, purpose.onboardingPace);
      }
      this.#waiting = [];
    } else if (order === 'random' || order === 'fifo' || order === 'vulnerable-first') {
      this.#ranked().forEach(({ meter }, index) => (meter.onboardAt = this.#completes(index + 1)));
      this.#waiting = [];
    }
  }

  /** Q4, O6: at 00:00, the places that complete after it and no later than the next 00:00 go to those who rank first now. */
  rankAtMidnight(minute: number): void {
    if (!isMidnight(minute) || this.#world.course.onboardingStartsAt === never) return;
    this.#waiting = this.#waiting.filter(({ meter }) => meter.onboardedAt === never);
    if (this.#waiting.length === 0) return;
    const ranked = this.#ranked();
    while (ranked.length > 0) {
      const completes = this.#completes(this.#placesUsed + 1);
      if (completes > minute + minutesPerDay) break;
      this.#placesUsed += 1;
      ranked.shift()!.meter.onboardAt = completes;
    }
    this.#waiting = ranked;
  }

  #completes(place: number): number {
    if (this.#pace.kind === 'drawn') return never;
    const { perDay, workingDaysOnly } = this.#pace;
    return placeCompletes(this.#world, this.#world.course.onboardingStartsAt, place, perDay, workingDaysOnly);
  }

  #ranked(): Job[] {
    const random = ({ meter }: Job): number => this.#world.luck.uniform(meter.index, purpose.onboardingOrder);
    switch (this.#world.institutions.onboarding.order) {
      case 'fifo':
        return sorted(this.#waiting);
      case 'random':
        return sorted(this.#waiting, random);
      case 'vulnerable-first':
        return sorted(this.#waiting, ({ home }) => (home.vulnerable ? 0 : 1), random);
      case 'off-supply-first':
        return sorted(this.#waiting, ({ meter }) => (meter.supply === 'on' ? 1 : 0), random);
      case 'lowest-credit-first':
        return sorted(this.#waiting, ({ meter: { account } }) => account.balance + (account.selected ? account.left : 0), random);
    }
  }
}
