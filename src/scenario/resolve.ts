// The checked scenario as the engine wants it: durations in minutes, meters by kind and fuel, policies worked out.
import { weatherDays, type ResolvedDocument } from './meaning.ts';
import { resolveMeters } from './meter-settings.ts';
import { resolvePolicies, type Documents } from './policy.ts';
import type { Behaviour, Scenario, Weather } from './scenario.ts';
import { dateOf, dayNumberOf } from './units.ts';

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
    policies: resolvePolicies(documents),
    reference: resolved.reference,
  };
}

/** Advice is a matter of policies. */
function behaviourOf(behaviour: ResolvedDocument['behaviour']): Behaviour {
  const {
    habits,
    trigger,
    notice,
    payCycle,
    vendAmount,
    vendFollowsUse,
    shortOfMoney,
    retry,
    typing,
    wakingHours,
    adviceFactor,
  } = behaviour;
  return {
    habits,
    trigger,
    notice,
    payCycle,
    vendAmount,
    vendFollowsUse,
    shortOfMoney,
    retry,
    typing,
    wakingHours,
    adviceFactor,
  };
}

/** Only the days a run needs: observed series are long. */
function neededWeather(resolved: ResolvedDocument): Weather {
  const { weather } = resolved.consumption;
  if (weather === 'gb') return weather;
  const { first, last } = weatherDays(resolved);
  const skipped = first - dayNumberOf(weather.firstDay)!;
  return { firstDay: dateOf(first), temperatures: weather.temperatures.slice(skipped, skipped + last - first + 1) };
}
