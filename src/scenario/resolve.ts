// Resolves a checked scenario: durations in minutes, meters by kind and fuel, policies with all
// their institutions.
import { weatherDays } from './meaning.ts';
import type { ResolvedDocument } from './schema.ts';
import { resolveMeters } from './meter-settings.ts';
import type { WrittenGrant } from './counting-schema.ts';
import { resolvePolicies, type Documents } from './policy.ts';
import type { Behaviour, Grant, Range, Scenario, Weather } from './scenario.ts';
import { dateOf, dayNumberOf, minutesPerDay } from './units.ts';

export function resolveScenario(resolved: ResolvedDocument, documents: Documents): Scenario {
  return {
    title: resolved.title,
    description: resolved.description,
    start: resolved.start,
    horizonMinutes: resolved.horizon,
    warmUpMinutes: resolved.warmUp,
    households: resolved.households,
    replications: resolved.replications,
    seed: resolved.seed,
    population: resolved.population,
    consumption: { ...resolved.consumption, weather: neededWeather(resolved) },
    tariff: resolved.tariff,
    meter: resolveMeters(resolved.meter),
    behaviour: behaviourOf(resolved.behaviour),
    grants: resolved.grants.map((grant) => grantOf(grant, resolved.start)),
    costs: resolved.costs,
    segments: resolved.segments,
    ranges: rangesDrawn(resolved.ranges),
    policies: resolvePolicies(documents, resolved.households),
    reference: resolved.reference,
  };
}

/** Ranges without those of values that are fixed. */
function rangesDrawn(ranges: ResolvedDocument['ranges']): Scenario['ranges'] {
  const drawn = Object.entries(ranges).filter(
    (entry): entry is [string, Range] => entry[1] !== 'fixed',
  );
  return Object.fromEntries(drawn);
}

/** Behaviour without advice, which belongs to policies. Vends follow either the use or the bill. */
function behaviourOf(behaviour: ResolvedDocument['behaviour']): Behaviour {
  const {
    habits,
    trigger,
    notice,
    payCycle,
    vendAmount,
    vendStep,
    vendFollowsUse = 0,
    vendFollowsBill = null,
  } = behaviour;
  const { shortOfMoney, retry, typing, wakingHours, adviceFactor } = behaviour;
  const vends = { vendAmount, vendStep, vendFollowsUse, vendFollowsBill };
  return {
    habits,
    trigger,
    notice,
    payCycle,
    ...vends,
    shortOfMoney,
    retry,
    typing,
    wakingHours,
    adviceFactor,
  };
}

/** A grant, with its dates as minutes from day 0. */
function grantOf({ fuel, amount, dates, spread, legacy }: WrittenGrant, start: string): Grant {
  const dayZero = dayNumberOf(start)!;
  const minutes = dates
    .map((date) => (dayNumberOf(date)! - dayZero) * minutesPerDay)
    .sort((a, b) => a - b);
  return { fuel, amount, minutes, spreadMinutes: spread, legacy };
}

/** The weather of the days that a run needs, since observed series are long. */
function neededWeather(resolved: ResolvedDocument): Weather {
  const { weather } = resolved.consumption;
  if (weather === 'gb') return weather;
  const { first, last } = weatherDays(resolved);
  const skipped = first - dayNumberOf(weather.firstDay)!;
  return {
    firstDay: dateOf(first),
    temperatures: weather.temperatures.slice(skipped, skipped + last - first + 1),
  };
}
