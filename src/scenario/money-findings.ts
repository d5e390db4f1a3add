// Whether the money of a scenario can be added up exactly: whole millionths of a pound, which a
// number holds up to £9 billion.
import type { Distribution } from './distribution.ts';
import type { Finding } from './finding.ts';
import type { KeyPath } from './kind.ts';
import { grouped } from './numbers.ts';
import { roughPower } from './rough-powers.ts';
import { fuels, type Fuel } from './scenario.ts';
import type { ResolvedDocument } from './schema.ts';
import { reachOf, roughMedianOf } from './support.ts';
import { minutesPerDay } from './units.ts';

/**
 * Most pounds that one home may buy or use in all, and most debt of all homes together: with twice
 * as much a balance is still exact.
 */
const most = 4e9;
const mostText = '£4 billion';
/** Weeks of the longest pay cycle, which a vend on pay day covers. */
const weeksMost = 365 / 12 / 7;
/** Most that a home uses, as a multiple of its annual mean: season, cold, noise from day to day. */
const peak = 10;

/** @param sound whether the value at a key path is as the files have it */
export function moneyFindings(
  resolved: ResolvedDocument,
  sound: (path: KeyPath) => boolean,
): Finding[] {
  const inputs = [['behaviour'], ['consumption'], ['tariff'], ['warmUp'], ['horizon']];
  return [
    ...(inputs.every(sound) ? [...energyFindings(resolved), ...vendFindings(resolved)] : []),
    ...(sound(['households']) && sound(['population']) ? debtFindings(resolved) : []),
  ];
}

const weeksOf = ({ warmUp, horizon }: ResolvedDocument): number =>
  (warmUp + horizon) / (7 * minutesPerDay);

/** Pounds a year of the largest user. */
function largestBill({ consumption, tariff }: ResolvedDocument, fuel: Fuel): number {
  return (
    (reachOf(consumption[fuel].annual).high * tariff[fuel].unitRate +
      365 * tariff[fuel].standingCharge) /
    100
  );
}

function energyFindings(resolved: ResolvedDocument): Finding[] {
  const years = Math.max(1, weeksOf(resolved) / 52);
  return fuels.flatMap((fuel) => {
    const used = largestBill(resolved, fuel) * years * peak;
    if (used <= most) return [];
    const fix =
      `add a max, or lower tariff.${fuel}.unitRate: one home in a billion may use ` +
      poundsText(used);
    return [
      {
        path: ['consumption', fuel, 'annual'],
        allowed: `use that costs a home at most ${mostText} in all`,
        fix,
      },
    ];
  });
}

function vendFindings(resolved: ResolvedDocument): Finding[] {
  const { adviceFactor, vendAmount } = resolved.behaviour;
  const advice = Math.max(1, ...Object.values(adviceFactor));
  const bought =
    advice *
    (reachOf(vendAmount).high * weeksMost +
      Math.max(0, roughMedianOf(vendAmount)) * weeksOf(resolved));
  const { factor, path, fix } = largestFactor(resolved, most / bought);
  if (bought * factor <= most) return [];
  const allowed = `vends of a home of at most ${mostText}`;
  const buys = `a home may buy ${poundsText(bought * factor)}`;
  // Reports the less plausible of the two: the factor if it is extreme.
  if (factor > 1000) return [{ path: ['behaviour', ...path], allowed, fix: `${fix}: ${buys}` }];
  return [
    {
      path: ['behaviour', 'vendAmount'],
      allowed,
      fix: `lower it, or behaviour.adviceFactor: ${buys}`,
    },
  ];
}

/**
 * Largest factor on a drawn vend, and the key that sets it.
 * @param allowed the most that may be
 */
function largestFactor(resolved: ResolvedDocument, allowed: number) {
  const { behaviour, consumption } = resolved;
  const { vendFollowsBill, vendFollowsUse = 0 } = behaviour;
  if (vendFollowsBill === undefined) {
    const factors = fuels.map((fuel) => useFactor(consumption[fuel].annual, vendFollowsUse));
    return {
      factor: Math.max(1, ...factors),
      path: ['vendFollowsUse'],
      fix: 'lower it, or use vendFollowsBill',
    };
  }
  const { exponent, typical } = vendFollowsBill;
  const bill = Math.max(...fuels.map((fuel) => largestBill(resolved, fuel)));
  const factor = bill === 0 || exponent === 0 ? 1 : roughPower(bill / typical, exponent);
  const least = factor <= allowed ? typical : bill / roughPower(allowed, 1 / exponent);
  const fix =
    `write ${grouped(Number((1.05 * least).toPrecision(2)))} or more, the bill of a typical ` +
    'home';
  return { factor, path: ['vendFollowsBill', 'typical'], fix };
}

/** Factor on the vends of the largest user, relative to a typical home. */
function useFactor(annual: Distribution, follows: number): number {
  const typical = roughMedianOf(annual);
  return typical <= 0 || follows === 0 ? 1 : roughPower(reachOf(annual).high / typical, follows);
}

function debtFindings({ households, population }: ResolvedDocument): Finding[] {
  const { share, amount } = population.debt;
  const meters = 2 * households * share;
  const total = meters * roughMedianOf(amount);
  if (total <= most) return [];
  const allowed = `debts of at most ${mostText} in all`;
  const fix =
    `lower it, or households: ${grouped(Math.round(meters))} meters may owe ` + poundsText(total);
  return [{ path: ['population', 'debt', 'amount'], allowed, fix }];
}

const poundsText = (pounds: number): string =>
  pounds < 1e15 ? `£${grouped(Number(pounds.toPrecision(2)))}` : `£${pounds.toExponential(0)}`;
