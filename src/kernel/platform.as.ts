// platform.ts in AssemblyScript: build.js puts it in that file's place. Not TypeScript: neither
// checked nor formatted as such. Arrays are plain memory, and bits of doubles are single instructions.

export type F64s = StaticArray<f64>;
export type I32s = StaticArray<i32>;
export type U8s = StaticArray<u8>;

// Quicker than a conversion, which looks at the range: 1.5 * 2^52 leaves the number in the lower bits.
@inline export function wholeToI32(whole: f64): i32 { return i32(reinterpret<i64>(whole + 6755399441055744.0)); }
@inline export function quotient(whole: i32, by: i32): i32 { return i32(u32(whole) / u32(by)); }
@inline export function unsigned(x: i32): f64 { return f64(u32(x)); }
@inline export function newF64s(length: i32): F64s { return new StaticArray<f64>(length); }
@inline export function newI32s(length: i32): I32s { return new StaticArray<i32>(length); }
@inline export function newU8s(length: i32): U8s { return new StaticArray<u8>(length); }
@inline export function addBits(bytes: U8s, index: i32, bits: i32): void {
  bytes[index] = u8(i32(bytes[index]) | bits);
}
@inline export function highWord(x: f64): i32 { return i32(reinterpret<i64>(x) >> 32); }
@inline export function lowWord(x: f64): i32 { return i32(reinterpret<i64>(x)); }
@inline export function fromWords(upper: i32, lower: i32): f64 {
  return reinterpret<f64>((i64(upper) << 32) | (i64(lower) & 0xffffffff));
}

@external("host", "quantile")
export declare function hostQuantile(law: i32, u: f64): f64;
@external("host", "keepSpell")
export declare function hostKeepSpell(
  policy: i32, isGas: boolean, minute: i32, endedBy: i32, isCensored: boolean, shutGate: i32,
): void;
@external("host", "keepOffIntervals")
export declare function hostKeepOffIntervals(policy: i32, count: i32): void;
@external("host", "keepMeter")
export declare function hostKeepMeter(policy: i32, isGas: boolean): void;
@external("host", "keepEvent")
export declare function hostKeepEvent(
  policy: i32, isGas: boolean, isInSafeMode: boolean, event: i32, minute: i32, amount: f64,
  balance: f64, emergencyCreditLeft: f64, emergencyCreditUsed: f64, accumulatedDebt: f64,
  supply: i32,
): void;
@external("host", "keepRecord")
export declare function hostKeepRecord(length: i32): i32;
@external("host", "wait")
export declare function hostWait(record: i32, minute: i32): void;
@external("host", "call")
export declare function hostCall(policy: i32, instant: f64, patience: f64, length: f64): f64;
@external("host", "visit")
export declare function hostVisit(policy: i32, minute: i32, length: f64): i32;
@external("host", "fail")
export declare function hostFail(check: i32): void;
