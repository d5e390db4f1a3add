// Fits the parameters of a law to the published figures of its settings: what a search tries becomes scenarios, what they tell becomes residuals.
// Reading scenarios is the caller's.
import { summarise } from '../experiment/statistics.ts';
import { evaluationsOf, search, type Grain, type Shape } from './search.ts';
import { figuresOf, prepareOrdinaryLife } from './ordinary-life.ts';
import { parametersOf, valuesAt, type Values } from './parameters.ts';
import { laws, type Law, type Setting } from './settings.ts';
import { isMet, missOf, targets, type Target } from './targets.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface FitOptions {
  readonly law: Law;
  /** The scenario of a setting with these values set, and so many households. */
  readonly load: (setting: Setting, values: Values, households: number) => Scenario;
  /** Households of each replication in a coarse evaluation; a fine one has `fineness` times as many. */
  readonly households: number;
  /** Points of the Latin hypercube; the steps and the sample are in proportion. */
  readonly effort: number;
  /** A point to start from, in place of a Latin hypercube. */
  readonly start: Float64Array | undefined;
  readonly onProgress?: (done: number, nearest: number) => void;
}

/** Values of the law's parameters with their distance: root mean square of misses, in tolerances. */
export interface ParameterSet {
  readonly distance: number;
  readonly valuesOf: (setting: Setting) => Values;
}

export interface FittedLaw {
  readonly fitted: ParameterSet;
  /** Sets that fit about as well; their distances are of coarse evaluations, as `coarseDistance` is of the fitted set. */
  readonly alike: readonly ParameterSet[];
  readonly coarseDistance: number;
}

/** How many times as many homes as a coarse evaluation a fine one has. */
const fineness = 10;
/** A set fits about as well when it is at most this many times as far as the fitted one. */
const aboutAsWell = 2;
/** Figures a law must meet weigh 1, and more outside their tolerance. */
const firm = new Set(['1a', '1b', '2', '3a', '3b', '3c', '4a', '4b', '5a', '5b', '5c', '8']);
/** Causes pull against how many lose supply: brought nearer as far as the firm figures allow, which a larger weight would give up. */
const sought = new Set(['9a', '9b']);
const soughtWeight = 0.1;
const missedWeight = 2;
/** The others are held in shape. */
const shapeWeight = 0.1;
const farthest = 8;

export function effortOf({ law, effort, start }: Pick<FitOptions, 'law' | 'effort' | 'start'>): number {
  return evaluationsOf(shapeOf(law, effort, start)) + 1;
}

export function fitLaw(options: FitOptions): FittedLaw {
  const { law, effort, start, onProgress } = options;
  const residualsAt = (point: Float64Array, grain: Grain): Float64Array => residualsOf(options, point, grain);
  const { best, sample } = search({
    ...shapeOf(law, effort, start),
    start,
    seed: `calibrate-${law}`,
    residualsAt,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const coarse = residualsAt(best.point, 'coarse');
  const coarseDistance = Math.sqrt(coarse.reduce((sum, one) => sum + one * one, 0) / coarse.length);
  const setAt = ({ point, distance }: { point: Float64Array; distance: number }): ParameterSet => ({
    distance,
    valuesOf: (setting) => valuesAt(law, point, setting),
  });
  const alike = sample.filter(({ distance }) => distance <= aboutAsWell * coarseDistance);
  return { fitted: setAt(best), alike: alike.map(setAt), coarseDistance };
}

function shapeOf(law: Law, effort: number, start: Float64Array | undefined): Shape {
  const dimensions = parametersOf[law].length;
  return {
    dimensions,
    explore: start === undefined ? effort : 0,
    steps: Math.ceil(0.12 * effort),
    sample: (start === undefined ? 2 : 4) * effort,
  };
}

function residualsOf({ law, load, households }: FitOptions, point: Float64Array, grain: Grain): Float64Array {
  return Float64Array.from(
    laws[law].flatMap((setting) => {
      const homes = grain === 'fine' ? fineness * households : households;
      const life = prepareOrdinaryLife(load(setting, valuesAt(law, point, setting), homes));
      // Every replication has a weather of its own.
      const lives = Array.from({ length: life.scenario.replications }, (_, index) => figuresOf(life, index + 1));
      return targets
        .filter((target) => target.setting === setting)
        .map((target) => residualOf(target, summarise(lives.map((one) => one[target.figure])).mean));
    }),
  );
}

function residualOf(target: Target, simulated: number): number {
  const miss = Math.min(farthest, missOf(target, simulated));
  return (simulated < target.published ? -miss : miss) * weightOf(target, simulated);
}

function weightOf(target: Target, simulated: number): number {
  if (firm.has(target.id)) return isMet(target, simulated) ? 1 : missedWeight;
  return sought.has(target.id) ? soughtWeight : shapeWeight;
}
