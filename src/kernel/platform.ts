// What TypeScript and AssemblyScript write differently: number types, arrays, the bits of a double,
// and calls to the host. platform.as.ts is the same in AssemblyScript; the rest of this folder is
// one text for both (decision 0018).

/** A 32-bit integer. As a function: truncates a number to one, toward zero. */
export type i32 = number;
export function i32(x: number): i32 {
  return x | 0;
}
/** A double. As a function: converts an integer to one, for example before a division. */
export type f64 = number;
export function f64(x: number): f64 {
  return x;
}
/** A double that is a whole number in the range of a 32-bit integer, as one. */
export function wholeToI32(whole: f64): i32 {
  return whole | 0;
}
/** How many times one whole number of at least 0 holds another, above 0. */
export function quotient(whole: i32, by: i32): i32 {
  // A reciprocal avoids a division; a half is added so that rounding reaches no other quotient.
  return ((whole + 0.5) * (1 / by)) | 0;
}
/** A 32-bit integer read without its sign, as a double. */
export function unsigned(x: i32): f64 {
  return x >>> 0;
}

export type F64s = Float64Array;
export type I32s = Int32Array;
export type U8s = Uint8Array;
/** Arrays of zeros. */
export function newF64s(length: i32): F64s {
  return new Float64Array(length);
}
export function newI32s(length: i32): I32s {
  return new Int32Array(length);
}
export function newU8s(length: i32): U8s {
  return new Uint8Array(length);
}

/** Adds bits to a byte. */
export function addBits(bytes: U8s, index: i32, bits: i32): void {
  bytes[index]! |= bits;
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Position of a double's high word, which depends on the machine's byte order. */
const high = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The upper 32 bits of a double: sign, exponent and the start of its digits. */
export function highWord(x: f64): i32 {
  double[0] = x;
  return words[high]!;
}
/** The lower 32 bits of a double. */
export function lowWord(x: f64): i32 {
  double[0] = x;
  return words[1 - high]!;
}
/** The double of two words. */
export function fromWords(upper: i32, lower: i32): f64 {
  words[high] = upper;
  words[1 - high] = lower;
  return double[0]!;
}

/** The value of a law at u where its table has none: may fill in that bin. */
let quantileOf: ((law: i32, u: f64) => f64) | undefined;
/** Sets the function that gives quantiles of the scenario's laws, by place. */
export function connectLaws(to: (law: i32, u: f64) => f64): void {
  quantileOf = to;
}
export function hostQuantile(law: i32, u: f64): f64 {
  return quantileOf!(law, u);
}

/**
 * What the kernel asks of, and reports to, its host. Policies are given by place, -1 in the
 * warm-up. Reports on a meter are about the household in `record` (record.ts).
 */
export interface Host {
  /** A spell has ended, or is open at the horizon; with `settings.keepsSpells`. */
  keepSpell(
    policy: i32,
    isGas: boolean,
    minute: i32,
    endedBy: i32,
    isCensored: boolean,
    shutGate: i32,
  ): void;
  /** The first `count` intervals off supply of a policy are to be kept (off-intervals.ts). */
  keepOffIntervals(policy: i32, count: i32): void;
  /** A meter has reached the horizon; with `settings.keepsMeters`. */
  keepMeter(policy: i32, isGas: boolean): void;
  /**
   * An event of the traced household, with the meter's account after it. `amount` in micropounds,
   * NaN where none moved.
   */
  keepEvent(
    policy: i32,
    isGas: boolean,
    isInSafeMode: boolean,
    event: i32,
    minute: i32,
    amount: f64,
    balance: f64,
    emergencyCreditLeft: f64,
    emergencyCreditUsed: f64,
    accumulatedDebt: f64,
    supply: i32,
  ): void;
  /** Keeps the record, of `length` words; returns a number for it. */
  keepRecord(length: i32): i32;
  /** The household of a record waits for its turn at a minute; -1 if it waits for a ranking. */
  wait(record: i32, minute: i32): void;
  /**
   * The contact centre of a policy is called. Returns the real-valued minute at which the
   * conversation ends, NaN where the caller gives up. `patience` and `length` in minutes.
   */
  call(policy: i32, instant: f64, patience: f64, length: f64): f64;
  /** An engineer of a policy is asked for. Returns the minute at which the visit ends. */
  visit(policy: i32, minute: i32, length: f64): i32;
  /** One of the kernel's own checks failed (household-run.ts). */
  fail(check: i32): void;
}

let host: Host | undefined;
/** Sets the host. In WASM it is given at instantiation. */
export function connect(to: Host): void {
  host = to;
}
export function hostKeepSpell(
  policy: i32,
  isGas: boolean,
  minute: i32,
  endedBy: i32,
  isCensored: boolean,
  shutGate: i32,
): void {
  host!.keepSpell(policy, isGas, minute, endedBy, isCensored, shutGate);
}
export function hostKeepOffIntervals(policy: i32, count: i32): void {
  host!.keepOffIntervals(policy, count);
}
export function hostKeepMeter(policy: i32, isGas: boolean): void {
  host!.keepMeter(policy, isGas);
}
export function hostKeepEvent(...event: Parameters<Host['keepEvent']>): void {
  host!.keepEvent(...event);
}
export function hostKeepRecord(length: i32): i32 {
  return host!.keepRecord(length);
}
export function hostWait(record: i32, minute: i32): void {
  host!.wait(record, minute);
}
export function hostCall(policy: i32, instant: f64, patience: f64, length: f64): f64 {
  return host!.call(policy, instant, patience, length);
}
export function hostVisit(policy: i32, minute: i32, length: f64): i32 {
  return host!.visit(policy, minute, length);
}
export function hostFail(check: i32): void {
  host!.fail(check);
}
