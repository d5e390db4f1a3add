// What the host needs of every household of the book to rank its meters in queues: drawn here, some
// hundreds at a time, since there may be millions.
import { legacy } from './codes.ts';
import { isReachedByDcc } from './gates.ts';
import { home } from './household.ts';
import { i32, newI32s, type I32s } from './platform.ts';
import { sketchHousehold } from './population.ts';
import { uniform } from './random.ts';

// A household as bits
export const sketchElectricity: i32 = 1;
export const sketchGas: i32 = 2;
export const sketchSmart: i32 = 4;
export const sketchOverTheAir: i32 = 8;
export const sketchVulnerable: i32 = 16;

/** Most households, or meters, at a time. */
export const sketchedTogether: i32 = 1024;

const sketches: I32s = newI32s(sketchedTogether);
/** Sketches households from one number up to another, not included. Returns the bits of each. */
export function sketchHouseholds(from: i32, until: i32): I32s {
  for (let household: i32 = from; household < until; household++) {
    sketchHousehold(household);
    sketches[household - from] =
      (home.hasElectricity ? sketchElectricity : 0) |
      (home.hasGas ? sketchGas : 0) |
      (home.kind === legacy ? 0 : sketchSmart) |
      (isReachedByDcc(home.kind, home.hasWan) ? sketchOverTheAir : 0) |
      (home.isVulnerable ? sketchVulnerable : 0);
  }
  return sketches;
}

/** Random places in a queue are drawn as whole numbers below this. */
export const randomPlaces: i32 = 1 << 29;

const places: I32s = newI32s(sketchedTogether);
/** An array for the numbers of meters, which `drawPlaces` then replaces. */
export function metersToPlace(): I32s {
  return places;
}
/** Replaces the numbers of the first `count` meters by their draws for a purpose. */
export function drawPlaces(what: i32, count: i32): void {
  for (let at: i32 = 0; at < count; at++)
    places[at] = i32(Math.floor(uniform(places[at]!, what, 0) * randomPlaces));
}
