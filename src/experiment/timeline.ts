// When the failure's events happen under each policy, over the replications. Drawn again from the
// scenario and its seed, which is fast.
import { coursesOf, plan, type Course } from '../simulation/plan.ts';
import { minutesPerHour } from '../kernel/time.ts';
import { seedKey } from '../random/streams.ts';
import { noFailure, type Scenario } from '../scenario/scenario.ts';
import { summarise, type Summary } from './statistics.ts';

/** Events in file order. The failure itself is hour 0 and is not among them. */
export const timelineEvents = [
  {
    name: 'appointment',
    meaning: 'the SoLR is appointed',
    minuteOf: (course: Course) => course.appointmentAt,
  },
  {
    name: 'vending-ends',
    meaning: 'the failed supplier’s own vending ends',
    minuteOf: (course: Course) => course.vendingEndsAt,
  },
  {
    name: 'identifiers-move',
    meaning:
      'DCC takes the SoLR’s identifiers for all meters at once; absent where they move ' +
      'meter by meter',
    minuteOf: (course: Course) => course.identifiersMoveAt,
  },
  {
    name: 'certificates-revoked',
    meaning:
      'the failed supplier’s certificates are revoked for all meters at once; absent where ' +
      'they last to each onboarding',
    minuteOf: (course: Course) => course.certificatesRevokedAt,
  },
  {
    name: 'agent-instructed',
    meaning: 'the agent may begin to command meters',
    minuteOf: (course: Course) => course.instructedAt,
  },
  {
    name: 'onboarding-begins',
    meaning: 'the SoLR begins onboarding',
    minuteOf: (course: Course) => course.onboardingStartsAt,
  },
] as const;
type TimelineEvent = (typeof timelineEvents)[number]['name'];

/** Hours from day 0, over the replications in which the event happens by the horizon. */
export interface TimelineRow extends Summary {
  readonly policy: string;
  readonly event: TimelineEvent;
}

/**
 * Rows by policy and event. Events that happen in no replication are left out, and so is
 * `no-failure`.
 */
export function* timelineRows(
  scenario: Scenario,
  replications: readonly number[],
): Iterable<TimelineRow> {
  const key = seedKey(scenario.seed);
  const prepared = plan(scenario);
  const all = replications.map((replication) => coursesOf(prepared, key, replication));
  for (const [place, policy] of scenario.policies.entries()) {
    if (policy.id === noFailure) continue;
    const courses = all.map((one) => one[place]!);
    for (const { name, minuteOf } of timelineEvents) {
      const hours = courses.map((course) => hourWithin(minuteOf(course), scenario.horizonMinutes));
      const summary = summarise(hours, Infinity);
      if (summary.replications > 0) yield { policy: policy.id, event: name, ...summary };
    }
  }
}

function hourWithin(minute: number, horizonMinutes: number): number {
  return minute <= horizonMinutes ? minute / minutesPerHour : NaN;
}
