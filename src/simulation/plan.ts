// A scenario prepared for the kernel, once for all its replications; and what a replication adds:
// its key, weather, the course of the event and the places in queues.
import { assert } from '../errors.ts';
import { drawCourse, keepTrading } from '../kernel/course.ts';
import * as typescript from '../kernel/kernel.ts';
import { connectLaws } from '../kernel/platform.ts';
import { setKey } from '../kernel/random.ts';
import {
  ReplicationSettings,
  setSettings,
  type PolicySettings,
  type Settings,
} from '../kernel/settings.ts';
import { Streams, type Key } from '../random/streams.ts';
import { noFailure, type Policy, type Scenario } from '../scenario/scenario.ts';
import { closeGatesWhenAllProtected, isHeldUntilAllProtected } from './all-protected.ts';
import { compilePolicy } from './compile-policy.ts';
import { compileSettings } from './compile-settings.ts';
import { layOutDays, type Days } from './days.ts';
import type { Kernel } from './kernel-interface.ts';
import { LawList } from './law-list.ts';
import { likenessOf } from './policy-likeness.ts';
import { QueuePlaces } from './queue-places.ts';
import { layOutSegments, type Segments } from './segments.ts';
import { dailyTemperatures, seasonWeights } from './weather.ts';

export interface Plan {
  readonly scenario: Scenario;
  readonly days: Days;
  readonly laws: LawList;
  readonly settings: Settings;
  /** `no-failure` first. */
  readonly policies: readonly { readonly policy: Policy; readonly settings: PolicySettings }[];
  readonly likeness: Int32Array;
  readonly segments: Segments;
}

/** @param segmentsWanted places of segments that have peaks and quantiles; all by default */
export function plan(scenario: Scenario, segmentsWanted?: readonly number[]): Plan {
  assert(scenario.policies[0]?.id === noFailure, 'no-failure comes first');
  const days = layOutDays(scenario.start, scenario.warmUpMinutes, scenario.horizonMinutes);
  const laws = new LawList();
  const policies = scenario.policies.map((policy) => ({
    policy,
    settings: compilePolicy(policy, scenario, laws),
  }));
  const segments = layOutSegments(scenario.segments, segmentsWanted);
  const settings = compileSettings(scenario, days, laws);
  const compared = policies.map(({ policy, settings: { hasFailure, adviceFactor } }) => ({
    ...{ hasFailure, adviceFactor },
    institutions: policy.institutions,
  }));
  const likeness = likenessOf(compared);
  return { scenario, days, laws, settings, policies, likeness, segments };
}

/**
 * The settings of a replication. Also sets up the kernel's TypeScript build, as
 * `setUpTypescriptKernel` does.
 * @param replication 1 first
 * @param kernel sketches the households
 */
export function planReplication(
  prepared: Plan,
  key: Key,
  replication: number,
  kernel: Kernel,
): ReplicationSettings {
  const { scenario, days, likeness } = prepared;
  const streams = setUpTypescriptKernel(prepared, key, replication);
  const daily = dailyTemperatures(scenario.consumption.weather, days, streams);
  const { electricity, gas } = scenario.consumption;
  const to = new ReplicationSettings();
  to.key0 = streams.key0;
  to.key1 = streams.key1;
  to.electricitySeason = seasonWeights('electricity', electricity, days, daily);
  to.gasSeason = seasonWeights('gas', gas, days, daily);
  to.likeness = likeness;
  drawCourses(prepared, to);
  setPlaces(prepared, to, kernel);
  return to;
}

/**
 * Draws the course of the event under each policy. Gates held until all are protected have no time
 * yet.
 */
function drawCourses({ policies }: Plan, to: ReplicationSettings): void {
  for (const { settings: one } of policies) {
    to.policies.push(one);
    if (one.hasFailure) drawCourse(one);
    else keepTrading(one);
  }
}

/** Sets places in queues, and then the minute by which all are protected. */
function setPlaces(prepared: Plan, to: ReplicationSettings, kernel: Kernel): void {
  const places = placesOf(prepared, to, kernel);
  for (const { policy, settings: one } of prepared.policies)
    if (one.hasFailure) places.giveTo(one, policy.institutions.onboarding.order);
  to.places = places.lists;
  closeGatesWhenAllProtected(to, prepared.scenario.households);
}

/**
 * The latest ranking of each plan, kept because stories of households ask for the same one
 * repeatedly.
 */
const latestPlaces = new WeakMap<Plan, { key0: number; key1: number; places: QueuePlaces }>();

function placesOf(
  prepared: Plan,
  { key0, key1 }: ReplicationSettings,
  kernel: Kernel,
): QueuePlaces {
  const latest = latestPlaces.get(prepared);
  if (latest?.key0 === key0 && latest.key1 === key1) return latest.places;
  kernel.beginSketches(key0, key1);
  const places = new QueuePlaces(prepared.scenario.households, kernel);
  latestPlaces.set(prepared, { key0, key1, places });
  return places;
}

/**
 * Gives the kernel's TypeScript build what it needs to draw the event, sketches of households, or
 * one household. Returns the random streams of the replication.
 */
export function setUpTypescriptKernel(
  { laws, settings }: Plan,
  key: Key,
  replication: number,
): Streams {
  const streams = new Streams(key, replication);
  connectLaws(laws.quantile);
  setSettings(settings);
  setKey(streams.key0, streams.key1);
  return streams;
}

/**
 * Minutes of the events of the failure in one replication; `never` for those that do not happen.
 */
export type Course = Readonly<
  Pick<
    PolicySettings,
    | 'vendingEndsAt'
    | 'agentVendsFrom'
    | 'identifiersMoveAt'
    | 'certificatesRevokedAt'
    | 'appointmentAt'
    | 'instructedAt'
    | 'onboardingStartsAt'
  >
>;

/** The course of the event under each policy; null under no-failure. */
export function coursesOf(
  prepared: Plan,
  key: Key,
  replication: number,
): readonly (Course | null)[] {
  const to = new ReplicationSettings();
  const { key0, key1 } = setUpTypescriptKernel(prepared, key, replication);
  to.key0 = key0;
  to.key1 = key1;
  drawCourses(prepared, to);
  if (to.policies.some(isHeldUntilAllProtected)) setPlaces(prepared, to, typescript);
  return to.policies.map((one) => {
    if (!one.hasFailure) return null;
    const { vendingEndsAt, agentVendsFrom, identifiersMoveAt, certificatesRevokedAt } = one;
    const { appointmentAt, instructedAt, onboardingStartsAt } = one;
    const gates = { vendingEndsAt, agentVendsFrom, identifiersMoveAt, certificatesRevokedAt };
    return { ...gates, appointmentAt, instructedAt, onboardingStartsAt };
  });
}
