// The plain way to drive the kernel: one clock, and in each minute every household that has
// something due, before anything shared is served. Every household is kept as a record of its own,
// under one policy after another. Slow, and what running ahead is held against.
import { assert } from '../../../src/errors.ts';
import { stoppedAtMinute } from '../../../src/kernel/codes.ts';
import { hasRankedMeters } from '../../../src/kernel/course.ts';
import {
  advance,
  beginWarmUp,
  finishReporting,
  meterInNeed,
  passMidnight,
  startReporting,
} from '../../../src/kernel/household-run.ts';
import { home } from '../../../src/kernel/household.ts';
import { resetMembers, served, setMembers } from '../../../src/kernel/members.ts';
import type { Host } from '../../../src/kernel/platform.ts';
import { drawHousehold } from '../../../src/kernel/population.ts';
import { loadHome, record } from '../../../src/kernel/record.ts';
import { policies, setPolicy } from '../../../src/kernel/settings.ts';
import { tallies } from '../../../src/kernel/tally.ts';
import { minutesPerDay, never } from '../../../src/kernel/time.ts';
import { applyTurn } from '../../../src/kernel/turns.ts';
import { saveWaiting } from '../../../src/kernel/waiting.ts';
import { ContactCentre } from '../../../src/simulation/contact-centre.ts';
import { countsOf } from '../../../src/simulation/counts.ts';
import { DailyRanking } from '../../../src/simulation/daily-ranking.ts';
import { EngineerFleet } from '../../../src/simulation/engineer-fleet.ts';
import { beginReplication, kernelOf } from '../../../src/simulation/kernel-builds.ts';
import type { Kernel } from '../../../src/simulation/kernel-interface.ts';
import { planReplication, type Plan } from '../../../src/simulation/plan.ts';
import { RecordStore } from '../../../src/simulation/record-store.ts';
import {
  outcomesOf,
  type PolicyOutcome,
  type ReplicationOptions,
} from '../../../src/simulation/replication.ts';
import {
  meterRecord,
  RecordReader,
  spellRecord,
  type MeterRecord,
  type SpellRecord,
} from '../../../src/simulation/reports.ts';

/** What each policy reports when its households are simulated in step. */
export function simulateInStep(
  plan: Plan,
  { key, replication }: Pick<ReplicationOptions, 'key' | 'replication'>,
): readonly PolicyOutcome[] {
  const laid = planReplication(plan, key, replication, kernelOf('typescript', plan));
  plan.settings.keepsSpells = true;
  plan.settings.keepsMeters = true;
  const kept = plan.policies.map((): Kept => ({ spells: [], meters: [], offIntervals: [] }));
  const shared: Shared = {};
  const kernel = beginReplication('typescript', plan, laid, hostThatKeeps(kept, shared));
  plan.policies.forEach((_, place) => {
    const households = new HouseholdsInStep(kernel, plan, place, shared);
    households.passWarmUp();
    households.passEvent();
  });
  for (const place of plan.policies.keys()) kernel.handOverOffIntervals(place);
  const counts = countsOf(
    kernel,
    kept.map(({ offIntervals }) => offIntervals),
  );
  return outcomesOf(plan, counts, kept);
}

interface Kept {
  readonly spells: SpellRecord[];
  readonly meters: MeterRecord[];
  readonly offIntervals: Int32Array[];
}

/** What the households of the policy in hand share. */
interface Shared {
  centre?: ContactCentre;
  fleet?: EngineerFleet;
}

function hostThatKeeps(kept: readonly Kept[], shared: Shared): Host {
  const reader = new RecordReader();
  const read = () => reader.read(record.words);
  const unasked = (): never => {
    throw new Error('nobody waits as a record that the kernel keeps');
  };
  return {
    keepSpell: (policy, isGas, minute, endedBy, isCensored, shutGate) => {
      const end = { minute, endedBy, isCensored, shutGate };
      kept[policy]!.spells.push(spellRecord(read(), isGas, end));
    },
    keepOffIntervals: (policy, count) => {
      const { words } = tallies[policy]!.offIntervals;
      kept[policy]!.offIntervals.push(words.slice(0, 2 * count));
    },
    keepMeter: (policy, isGas) => {
      kept[policy]!.meters.push(meterRecord(read(), isGas));
    },
    keepEvent: unasked,
    keepRecord: unasked,
    wait: unasked,
    call: (_, instant, patience, length) => shared.centre!.call(instant, patience, length),
    visit: (_, minute, length) => shared.fleet!.request(minute, length),
    fail: (check) => {
      throw new Error(`the kernel's check ${check} failed`);
    },
  };
}

/** A call or a visit that a household stopped for. */
interface Need {
  readonly household: number;
  readonly meter: number;
  readonly isVisit: boolean;
  readonly instant: number;
}

class HouseholdsInStep {
  readonly #kernel: Kernel;
  readonly #plan: Plan;
  readonly #place: number;
  readonly #records = new RecordStore();
  /** By household: its record, and when something is next due. */
  readonly #recordOf: number[] = [];
  readonly #nextAt: number[] = [];

  readonly #shared: Shared;

  constructor(kernel: Kernel, plan: Plan, place: number, shared: Shared) {
    this.#kernel = kernel;
    this.#plan = plan;
    this.#place = place;
    this.#shared = shared;
  }

  passWarmUp(): void {
    resetMembers(policies.length);
    setPolicy(policies[0]!);
    for (let household = 0; household < this.#plan.scenario.households; household++) {
      drawHousehold(household);
      beginWarmUp();
      this.#putDown(never);
    }
    for (let minute = this.#earliest(); minute < 0; minute = this.#earliest()) {
      for (const household of this.#dueAt(minute)) {
        this.#load(household);
        advance(minute + 1);
        this.#putDown(never);
      }
    }
    this.#nextAt.forEach((_, household) => {
      this.#load(household);
      startReporting();
      resetMembers(policies.length);
      setMembers(this.#place, this.#place + 1);
      this.#putDown(0);
    });
  }

  passEvent(): void {
    served.fill(1);
    const horizon = this.#plan.scenario.horizonMinutes;
    // What institutions will do is laid down as each is taken up for the first time.
    this.#nextAt.forEach((_, household) => {
      this.#takeUp(household);
      this.#putDown(never);
    });
    const { policy, settings } = this.#plan.policies[this.#place]!;
    const { agents, hours, engineers } = policy.institutions.support;
    this.#shared.centre = new ContactCentre(agents, hours, settings.supportOpensAt);
    this.#shared.fleet = new EngineerFleet(engineers.visitsPerDay);
    const ranking = settings.isRankedDaily
      ? new DailyRanking(settings, policy.institutions.onboarding.order)
      : undefined;
    let before = -1;
    for (let minute = this.#earliest(); minute < horizon; minute = this.#earliest()) {
      assert(minute > before, 'a minute is passed once');
      before = minute;
      if (ranking !== undefined && minute % minutesPerDay === 0 && minute >= ranking.firstMidnight)
        this.#rank(ranking, minute);
      this.#passMinute(minute);
    }
    this.#nextAt.forEach((_, household) => {
      this.#takeUp(household);
      finishReporting();
    });
  }

  #passMinute(minute: number): void {
    const needs: Need[] = [];
    const goOn = (household: number): void => {
      const need = this.#goOn(household, minute);
      if (need !== undefined) needs.push(need);
    };
    for (const household of this.#dueAt(minute)) {
      this.#takeUp(household);
      goOn(household);
    }
    while (needs.length > 0) {
      needs.sort(byTurn);
      const { household } = needs.shift()!;
      this.#takeUp(household);
      applyTurn();
      goOn(household);
    }
  }

  /** Passes the minute in the household taken up; returns what it stopped for. */
  #goOn(household: number, minute: number): Need | undefined {
    if (advance(minute + 1) === stoppedAtMinute) {
      this.#putDown(never);
      return undefined;
    }
    const { number: meter, isVisitWanted: isVisit, callInstant: instant } = meterInNeed();
    this.#putDown(never);
    return { household, meter, isVisit, instant };
  }

  /** Every household that may be ranked passes the midnight before places are given out. */
  #rank(ranking: DailyRanking, midnight: number): void {
    this.#nextAt.forEach((_, household) => {
      this.#takeUp(household);
      if (hasRankedMeters()) this.#stand(ranking, household);
      this.#putDown(never);
    });
    for (const { meter, place } of ranking.giveOut(midnight)) {
      this.#takeUp(meter >> 1);
      this.#kernel.giveOnboardingPlace((meter & 1) === 1, place);
      this.#putDown(never);
    }
  }

  /** Passes the midnight, and tells the ranking how the household's meters are. */
  #stand(ranking: DailyRanking, household: number): void {
    const kernel = this.#kernel;
    passMidnight();
    const { kind, hasWan } = home;
    for (const isGas of [false, true].filter(kernel.hasMeter)) {
      const meter = 2 * household + Number(isGas);
      if (kernel.isOnboarded(isGas)) ranking.leave(meter);
      else {
        const state = {
          isOnSupply: kernel.isOnSupply(isGas),
          creditLeft: kernel.creditLeft(isGas),
        };
        ranking.setState(meter, kind, hasWan, state);
      }
    }
  }

  #earliest(): number {
    return this.#nextAt.reduce((earliest, minute) => Math.min(earliest, minute), never);
  }
  #dueAt(minute: number): readonly number[] {
    return [...this.#nextAt.keys()].filter((household) => this.#nextAt[household] === minute);
  }

  /** Takes a household up under the policy. */
  #takeUp(household: number): void {
    this.#copyOut(household);
    this.#kernel.loadTurn();
  }
  /** Takes it up in the warm-up, which knows no policy. */
  #load(household: number): void {
    this.#copyOut(household);
    loadHome();
  }
  #copyOut(household: number): void {
    const number = this.#recordOf[household]!;
    const length = this.#records.lengthOf(number);
    this.#records.takeOut(number, this.#kernel.recordWords(length));
  }

  /**
   * Keeps the household in hand. `scheduleFrom`: when institutions' acts are to be laid down from.
   */
  #putDown(scheduleFrom: number): void {
    saveWaiting(false, home.first.number, 0, scheduleFrom);
    const number = this.#records.keep(record.words, record.at);
    this.#recordOf[home.number] = number;
    const { first, last, nextMidnight, payAt, readAt } = home;
    this.#nextAt[home.number] = Math.min(nextMidnight, first.nextAt, last.nextAt, payAt, readAt);
  }
}

/** Calls by their instant, then visits; ties by meter. */
function byTurn(a: Need, b: Need): number {
  if (a.isVisit !== b.isVisit) return Number(a.isVisit) - Number(b.isVisit);
  return (a.isVisit ? 0 : a.instant - b.instant) || a.meter - b.meter;
}
