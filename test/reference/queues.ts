// Queues of institutions (section Q): the agent's commands, onboarding over the air, and exchanges.
import type { Pace } from '../../src/scenario/scenario.ts';
import { isReachable } from './gates.ts';
import type { Home, Meter } from './home.ts';
import { isMidnight, minutesPerDay, never } from './units.ts';
import type { PolicyRun } from './policy-run.ts';

interface Job {
  readonly home: Home;
  readonly meter: Meter;
}

const jobsOf = (homes: readonly Home[]): Job[] =>
  homes.flatMap((home) => home.meters.map((meter) => ({ home, meter })));

/** Q1: the minute at which the k-th place (1 first) completes. */
function placeCompletes(
  run: PolicyRun,
  start: number,
  place: number,
  perDay: number | 'unlimited',
  workingDaysOnly: boolean,
): number {
  const minutes = perDay === 'unlimited' ? 0 : Math.ceil((place * minutesPerDay) / perDay);
  return workingDaysOnly
    ? run.calendar.afterWorkingMinutes(start, minutes, run.scenario.horizonMinutes)
    : start + minutes;
}

/** O2: the first key that differs decides, then the lower meter. */
function sorted(jobs: readonly Job[], ...keys: readonly ((job: Job) => number)[]): Job[] {
  return [...jobs].sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b);
    return a.meter.index - b.meter.index;
  });
}

/** E4: the agent goes through reachable smart meters in random order from its instruction on. */
export function placeAgentsCommands(run: PolicyRun): void {
  const { instructedAt } = run.eventTimes;
  const { perDay, does } = run.institutions.agent;
  // An agent that does nothing but vend sends no commands.
  if (instructedAt === never || does.every((act) => act === 'vend')) return;
  const jobs = jobsOf(run.homes).filter(({ home }) => isReachable(home));
  const random = ({ meter }: Job): number => run.random.uniform(meter.index, 'agentOrder');
  sorted(jobs, random).forEach(({ meter }, index) => {
    meter.agentAt = placeCompletes(run, instructedAt, index + 1, perDay, false);
  });
}

/** E6, E7, Q2, Q3: onboarding over the air, or exchange by visit. */
export class OnboardingQueue {
  readonly #run: PolicyRun;
  readonly #pace: Pace;
  #waiting: Job[];
  #placesUsed = 0;

  constructor(run: PolicyRun, kind: 'over the air' | 'by visit') {
    const { pace, exchange } = run.institutions.onboarding;
    this.#run = run;
    this.#pace = kind === 'over the air' ? pace : exchange;
    this.#waiting = jobsOf(run.homes).filter(
      ({ home }) => home.kind !== 'legacy' && isReachable(home) === (kind === 'over the air'),
    );
  }

  /** Q2: at day 0, places that do not depend on the state of any home. */
  begin(): void {
    const { onboardingStartsAt } = this.#run.eventTimes;
    const { order } = this.#run.institutions.onboarding;
    const pace = this.#pace;
    if (onboardingStartsAt === never) return;
    if (pace.kind === 'drawn') {
      for (const { meter } of this.#waiting) {
        meter.onboardAt =
          onboardingStartsAt +
          this.#run.random.drawMinutes(pace.time, meter.index, 'onboardingPace');
      }
      this.#waiting = [];
    } else if (order === 'random' || order === 'fifo' || order === 'vulnerable-first') {
      this.#ranked().forEach(({ meter }, index) => (meter.onboardAt = this.#completes(index + 1)));
      this.#waiting = [];
    }
  }

  /** Q4, O6: at 00:00, places that complete by the next 00:00 go to those who rank first. */
  rankAtMidnight(minute: number): void {
    if (!isMidnight(minute) || this.#run.eventTimes.onboardingStartsAt === never) return;
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
    return placeCompletes(
      this.#run,
      this.#run.eventTimes.onboardingStartsAt,
      place,
      perDay,
      workingDaysOnly,
    );
  }

  /** Q4. */
  #ranked(): Job[] {
    const random = ({ meter }: Job): number =>
      this.#run.random.uniform(meter.index, 'onboardingOrder');
    switch (this.#run.institutions.onboarding.order) {
      case 'fifo':
        return sorted(this.#waiting);
      case 'random':
        return sorted(this.#waiting, random);
      case 'vulnerable-first':
        return sorted(this.#waiting, ({ home }) => (home.vulnerable ? 0 : 1), random);
      case 'off-supply-first':
        return sorted(this.#waiting, ({ meter }) => (meter.supply === 'on' ? 1 : 0), random);
      case 'lowest-credit-first':
        return sorted(
          this.#waiting,
          ({ meter: { account } }) =>
            account.balance + (account.isSelected ? account.emergencyCreditLeft : 0),
          random,
        );
    }
  }
}
