// Random numbers by address, and draws from laws. Any number is a function of its address (seed,
// replication, entity, purpose, draw number), so streams cost nothing to set up, and one draw more
// or less changes no other draw. Threefry2x32-20: Salmon, Moraes, Dror and Shaw, "Parallel random
// numbers: as easy as 1, 2, 3", SC11.
import {
  exponentialAbove,
  exponentialBelow,
  lognormalAbove,
  lognormalBelow,
  normalAbove,
  normalBelow,
  stepAt,
} from './law-forms.ts';
import {
  hostQuantile,
  i32,
  newF64s,
  newI32s,
  unsigned,
  type f64,
  type F64s,
  type I32s,
} from './platform.ts';
import {
  fitBin,
  isBinTried,
  placeInBin,
  placesInBin,
  quantilesInBin,
  scaleOf,
} from './quantile-bins.ts';
import { wholeMinute } from './time.ts';

/** Second word of the last block of `threefry`: returning one integer allocates nothing. */
export let secondWord: i32 = 0;

/**
 * Threefry2x32 with 20 rounds: encrypts the counter (x0, x1) under the key. Returns the first word,
 * signed; the other is left in `secondWord`. Written as a loop over twice four rounds, since V8
 * then inlines it in integer registers: half the time of all rounds written out.
 */
export function threefry(counter0: i32, counter1: i32, key0: i32, key1: i32): i32 {
  let x0: i32 = (counter0 + key0) | 0;
  let x1: i32 = (counter1 + key1) | 0;
  let next: i32 = key1 | 0;
  let afterNext: i32 = key0 ^ key1 ^ 0x1bd11bda;
  let last: i32 = key0 | 0;
  for (let injection: i32 = 1; ; injection += 2) {
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + next) | 0;
    x1 = (x1 + (afterNext + injection)) | 0;
    if (injection === 5) break;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + afterNext) | 0;
    x1 = (x1 + (last + injection + 1)) | 0;
    const used: i32 = next;
    next = last;
    last = afterNext;
    afterNext = used;
  }
  secondWord = x1;
  return x0;
}

/**
 * The uniform number in the two words of a block: an odd multiple of 2^-53, never 0 and never 1.
 */
export function uniformOf(first: i32, second: i32): f64 {
  return numberOf(first, second, unitOfFirst, unitOfSecond);
}
/** 2^-32 and 2^-53. */
const unitOfFirst: f64 = 2.3283064365386963e-10;
const unitOfSecond: f64 = 1.1102230246251565e-16;

/** The first word and the upper 21 bits of the second, made odd, each times its unit. */
function numberOf(first: i32, second: i32, ofFirst: f64, ofSecond: f64): f64 {
  return unsigned(first) * ofFirst + ((second >>> 11) | 1) * ofSecond;
}

/** The key of the current replication: two words. */
const key: I32s = newI32s(2);
export function setKey(key0: i32, key1: i32): void {
  key[0] = key0;
  key[1] = key1;
}

/**
 * The uniform number at an address of this replication. It depends on seed, replication, entity,
 * purpose and draw number alone: never on the policy, nor on the order of events.
 * @param entity a meter's number, a household's, or 0 for the event, as the purpose says
 * @param purpose 0 to 255
 * @param draw 0 to 2^24 - 1
 * @rule D1
 */
export function uniform(entity: i32, purpose: i32, draw: i32): f64 {
  const first: i32 = firstWordAt(entity, purpose, draw);
  return uniformOf(first, secondWord);
}

/** The first word of the block at an address; the other is left in `secondWord`. */
function firstWordAt(entity: i32, purpose: i32, draw: i32): i32 {
  return threefry(entity, (purpose << 24) | draw, key[0]!, key[1]!);
}

/**
 * Draw number of a need, an attempt, an offer, a spell or a turn at the meter: 64 per day, counted
 * from the first day of the warm-up. So a household gets the same draws on the same day under two
 * policies, even after its course differed for a while.
 * @param last the number before, -1 if none
 * @rule D2
 */
export function nextDrawNumber(last: i32, dayIndex: i32): i32 {
  const first: i32 = dayIndex << 6;
  return first > last ? first : last + 1;
}

// Formulas of laws
/** The host is to be asked. */
const formOfHost: i32 = 0;
export const formNormal: i32 = 1;
export const formLognormal: i32 = 2;
export const formExponential: i32 = 3;
export const formSteps: i32 = 4;

/** A law of chance: its quantiles as a table of cubics, one in each of equal bins of u. */
export class Law {
  /** Its place among the laws of the scenario: what the host knows it by. */
  place: i32 = 0;
  isConstant: boolean = false;
  lowest: f64 = 0;
  highest: f64 = 0;
  bins: f64 = 0;
  /**
   * By how much 31 bits of u are shifted to leave the number of its bin; -1 where bins are not a
   * power of 2.
   */
  binShift: i32 = -1;
  /** The bits of the first word that make the place of u in its bin, and the units there. */
  bitsInBin: i32 = 0;
  unitOfFirst: f64 = 0;
  unitOfSecond: f64 = 0;
  /** Its table: see quantile-bins.ts. */
  cubics: F64s = newF64s(4);
  /** From `scaleOf`; NaN until it is needed. */
  scale: f64 = NaN;
  form: i32 = formOfHost;
  /** Parameters of its formula: mean and sd, median and sigma, or mean. */
  first: f64 = 0;
  second: f64 = 0;
  /** Values and cumulative probabilities of a law of steps. */
  values: F64s = newF64s(0);
  cumulatives: F64s = newF64s(0);

  setBins(bins: f64): void {
    let power: f64 = 1;
    let shift: i32 = 31;
    while (power < bins) {
      power *= 2;
      shift -= 1;
    }
    this.bins = bins;
    this.binShift = power === bins ? shift : -1;
    this.bitsInBin = (2 << shift) - 1;
    this.unitOfFirst = bins * unitOfFirst;
    this.unitOfSecond = bins * unitOfSecond;
  }
}

/** The value of a law at u in (0, 1). */
export function quantile(law: Law, u: f64): f64 {
  const bin: i32 = i32(u * law.bins);
  const value: f64 = cubicAt(law.cubics, bin, u * law.bins - bin);
  return isNaN(value) ? quantileOutsideTable(law, u) : value;
}

/** The cubic of a bin, at a place within it. */
function cubicAt(cubics: F64s, bin: i32, within: f64): f64 {
  const at: i32 = bin << 2;
  return (
    cubics[at]! + within * (cubics[at + 1]! + within * (cubics[at + 2]! + within * cubics[at + 3]!))
  );
}

/**
 * A law with a formula has its table filled in here, bin by bin as each is first needed; the host
 * does so for the others.
 */
function quantileOutsideTable(law: Law, u: f64): f64 {
  if (law.form === formSteps) return law.values[stepAt(law.cumulatives, u)]!;
  if (law.form === formOfHost) return hostQuantile(law.place, u);
  const bin: i32 = i32(u * law.bins);
  if (isBinTried(law.cubics, bin)) return exactQuantile(law, u);
  fitLawInBin(law, bin);
  return quantile(law, u);
}

function fitLawInBin(law: Law, bin: i32): void {
  if (isNaN(law.scale)) law.scale = scaleOf(exactQuantile(law, 0.25), exactQuantile(law, 0.75));
  for (let index: i32 = 0; index < placesInBin; index++)
    quantilesInBin[index] = exactQuantile(law, (bin + placeInBin(index)) / law.bins);
  fitBin(law.cubics, bin, i32(law.bins), law.scale);
}

/** The value at u, 0 to 1, of a law with a formula. */
function exactQuantile(law: Law, u: f64): f64 {
  return Math.min(Math.max(quantileByFormula(law, u), law.lowest), law.highest);
}

function quantileByFormula(law: Law, u: f64): f64 {
  const q: f64 = 1 - u;
  const isLower: boolean = u <= 0.5;
  if (law.form === formNormal)
    return isLower ? normalBelow(law.first, law.second, u) : normalAbove(law.first, law.second, q);
  if (law.form === formLognormal)
    return isLower
      ? lognormalBelow(law.first, law.second, u)
      : lognormalAbove(law.first, law.second, q);
  return isLower ? exponentialBelow(law.first, u) : exponentialAbove(law.first, q);
}

export function drawValue(law: Law, entity: i32, purpose: i32, draw: i32): f64 {
  if (law.isConstant) return law.lowest;
  const first: i32 = firstWordAt(entity, purpose, draw);
  const second: i32 = secondWord;
  if (law.binShift < 0) return quantile(law, uniformOf(first, second));
  // The bin and the place in it are the upper and the lower bits of u: neither waits for u.
  const bin: i32 = (first >>> 1) >>> law.binShift;
  const within: f64 = numberOf(first & law.bitsInBin, second, law.unitOfFirst, law.unitOfSecond);
  const value: f64 = cubicAt(law.cubics, bin, within);
  return isNaN(value) ? quantileOutsideTable(law, uniformOf(first, second)) : value;
}

/** Draws a delay in whole minutes. */
export function drawMinutes(law: Law, entity: i32, purpose: i32, draw: i32): i32 {
  return wholeMinute(drawValue(law, entity, purpose, draw));
}

/** Draws whether something of a given probability happens. */
export function drawBernoulli(probability: f64, entity: i32, purpose: i32, draw: i32): boolean {
  if (probability <= 0) return false;
  if (probability >= 1) return true;
  return uniform(entity, purpose, draw) < probability;
}

/** Draws one of several shares of 1, which are given by their upper ends. Returns its place. */
export function drawShare(upperEnds: F64s, entity: i32, purpose: i32): i32 {
  let index: i32 = 0;
  while (upperEnds[index]! <= 0) index++;
  if (upperEnds[index]! >= 1) return index;
  const chance: f64 = uniform(entity, purpose, 0);
  while (chance >= upperEnds[index]!) index++;
  return index;
}
