// The WASM build of the kernel as the host sees it: one instance a plan, given the plan's settings
// once and each replication's before it begins. Calls are passed on unchanged. Arrays come as
// addresses in the instance's memory and are returned as views, valid until the next call.
import type { Host } from '../kernel/platform.ts';
import type { ReplicationSettings, Settings } from '../kernel/settings.ts';
import { Transfer } from '../kernel/transfer.ts';
import type { Kernel } from './kernel-interface.ts';
import { kernelCode } from './kernel-code.ts';
import type { LawList } from './law-list.ts';
import type { Plan } from './plan.ts';

/** The parts of WebAssembly that are used. Its types are not available on every platform. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
interface Memory {
  readonly buffer: ArrayBuffer;
}

/** Exports take and return numbers; flags are 0 and 1. */
type Exports = Readonly<Record<keyof Kernel, (...values: (number | boolean)[]) => number>> & {
  readonly memory: Memory;
};

function webAssembly(): WebAssemblyApi {
  const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WebAssemblyApi };
  if (api === undefined) throw new Error('this platform has no WebAssembly');
  return api;
}

let code: Uint8Array | undefined;
let compiled: object | undefined;

/**
 * Checks that the module can be compiled, without doing so: a worker compiles it under flags of its
 * own (start-joined.js).
 * @throws if the program has no WASM, or the platform cannot compile it
 */
export function checkWasm(): void {
  if (compiled === undefined && !webAssembly().validate(wasmCode())) wasmModule();
}

/**
 * Compiles the module, once a thread.
 * @throws as `checkWasm`
 */
function wasmModule(): object {
  compiled ??= new (webAssembly().Module)(wasmCode());
  return compiled;
}

function wasmCode(): Uint8Array {
  if (kernelCode === '') throw new Error('the program has not been built');
  code ??= bytesOf(kernelCode);
  return code;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** The WASM instance of a plan. */
export class WasmKernel {
  readonly kernel: Kernel;
  readonly #exports: Exports;
  readonly #laws: LawList;
  readonly #transfer = new Transfer(1024);
  #host: Host | undefined;

  constructor({ laws, settings }: Plan) {
    this.#laws = laws;
    const imports = { host: this.#imports(), env: { abort } };
    const instance = new (webAssembly().Instance)(wasmModule(), imports);
    this.#exports = instance.exports as Exports;
    this.kernel = this.#makeKernel();
    this.#addLaws();
    this.#send(settings);
    this.#exports.readSettings();
  }

  /** Sends the settings of a replication, and starts it. */
  begin(settings: Settings, replication: ReplicationSettings, host: Host): Kernel {
    this.#host = host;
    this.#exports.keepRecords(settings.keepsSpells, settings.keepsMeters);
    for (const [list, places] of replication.places.entries())
      this.kernel.placeList(list, places.length).set(places);
    this.#send(replication);
    this.#exports.readReplication();
    this.#exports.startReplication();
    return this.kernel;
  }

  #send(settings: Settings | ReplicationSettings): void {
    const transfer = this.#transfer;
    transfer.startWriting(0);
    settings.transfer(transfer);
    const words = transfer.words.subarray(0, transfer.at);
    this.kernel.settingsWords(words.length).set(words);
  }

  #addLaws(): void {
    for (const law of this.#laws.laws) {
      const { kernel } = this;
      kernel.addLaw(law.isConstant, law.lowest, law.highest, law.bins).set(law.cubics);
      kernel.setForm(law.place, law.form, law.first, law.second);
      kernel.stepsOf(law.place, law.values.length).set(law.values);
      kernel.cumulativesOf(law.place, law.cumulatives.length).set(law.cumulatives);
    }
  }

  /** The value of a law where its table has none. May fill in the bin. */
  #quantile(place: number, u: number): number {
    const sampler = this.#laws.samplers[place]!;
    const value = sampler.quantile(u);
    const { bins, cubics } = sampler.tableOf();
    const at = 4 * Math.floor(u * bins);
    const bin = cubics.subarray(at, at + 4);
    if (!Number.isNaN(bin[0]!)) this.kernel.cubicsOf(place).set(bin, at);
    return value;
  }

  #imports(): object {
    const host = (): Host => this.#host!;
    return {
      quantile: (law: number, u: number) => this.#quantile(law, u),
      keepSpell: (...[policy, isGas, minute, by, isCensored, gate]: [...SpellValues]) => {
        host().keepSpell(policy, isGas === 1, minute, by, isCensored === 1, gate);
      },
      keepOffIntervals: (policy: number, count: number) => {
        host().keepOffIntervals(policy, count);
      },
      keepMeter: (policy: number, isGas: number) => {
        host().keepMeter(policy, isGas === 1);
      },
      keepEvent: (policy: number, isGas: number, isInSafeMode: number, ...event: EventNumbers) => {
        host().keepEvent(policy, isGas === 1, isInSafeMode === 1, ...event);
      },
      keepRecord: (length: number) => host().keepRecord(length),
      wait: (record: number, minute: number) => {
        host().wait(record, minute);
      },
      call: (policy: number, instant: number, patience: number, length: number) =>
        host().call(policy, instant, patience, length),
      visit: (policy: number, minute: number, length: number) =>
        host().visit(policy, minute, length),
      fail: (check: number) => {
        host().fail(check);
      },
    };
  }

  #makeKernel(): Kernel {
    const wasm = this.#exports;
    const { memory } = wasm;
    const f64s = (at: number): Float64Array =>
      new Float64Array(memory.buffer, at, bytesAt(memory, at) / 8);
    const i32s = (at: number): Int32Array =>
      new Int32Array(memory.buffer, at, bytesAt(memory, at) / 4);
    const u8s = (at: number): Uint8Array => new Uint8Array(memory.buffer, at, bytesAt(memory, at));
    // This array is asked for very often, so its view is kept while it is valid.
    let words: Int32Array = new Int32Array(0);
    const recordWords = (length: number): Int32Array => {
      const at = wasm.recordWords(length);
      if (words.byteOffset !== at || words.buffer !== memory.buffer) words = i32s(at);
      return words;
    };
    return {
      ...(wasm as unknown as Kernel),
      settingsWords: (length) => i32s(wasm.settingsWords(length)),
      addLaw: (isConstant, lowest, highest, bins) =>
        f64s(wasm.addLaw(isConstant, lowest, highest, bins)),
      stepsOf: (law, count) => f64s(wasm.stepsOf(law, count)),
      cumulativesOf: (law, count) => f64s(wasm.cumulativesOf(law, count)),
      cubicsOf: (law) => f64s(wasm.cubicsOf(law)),
      sketchHouseholds: (from, until) => i32s(wasm.sketchHouseholds(from, until)),
      metersToPlace: () => i32s(wasm.metersToPlace()),
      placeList: (list, length) => i32s(wasm.placeList(list, length)),
      recordWords: (length) => recordWords(length),
      servedPolicies: () => u8s(wasm.servedPolicies()),
      serveTurn: (until) => wasm.serveTurn(until) === 1,
      simulateTo: (until) => wasm.simulateTo(until) === 1,
      isHouseholdReached: (household) => wasm.isHouseholdReached(household) === 1,
      hasMeter: (isGas) => wasm.hasMeter(isGas) === 1,
      isOnboarded: (isGas) => wasm.isOnboarded(isGas) === 1,
      isOnSupply: (isGas) => wasm.isOnSupply(isGas) === 1,
      sumsOf: (policy) => f64s(wasm.sumsOf(policy)),
      firstOffOf: (policy) => i32s(wasm.firstOffOf(policy)),
      seriesChangesOf: (policy) => i32s(wasm.seriesChangesOf(policy)),
      spellCountsOf: (policy) => f64s(wasm.spellCountsOf(policy)),
      householdOutcomesOf: (policy) => u8s(wasm.householdOutcomesOf(policy)),
      requestsOf: (policy) => i32s(wasm.requestsOf(policy)),
      cutsOf: (policy) => i32s(wasm.cutsOf(policy)),
      twinDebtsOf: (policy) => f64s(wasm.twinDebtsOf(policy)),
      exchangedEarlyOf: (policy) => u8s(wasm.exchangedEarlyOf(policy)),
      classesOfHouseholds: () => u8s(wasm.classesOfHouseholds()),
      sampleOffMinutesOf: (policy) => f64s(wasm.sampleOffMinutesOf(policy)),
      offIntervalsOf: (policy) => i32s(wasm.offIntervalsOf(policy)),
    };
  }
}

/** Called by the kernel when memory is exhausted or an index is out of range. */
function abort(_message: number, _file: number, line: number, column: number): never {
  throw new Error(
    `the kernel stopped at ${line}:${column}: out of memory, or past the end of a list`,
  );
}

type SpellValues = [number, number, number, number, number, number];
/** What an event says beyond its policy and what is yes or no. */
type EventNumbers =
  Parameters<Host['keepEvent']> extends [number, boolean, boolean, ...infer Numbers]
    ? Numbers
    : never;

/** Length of an array in bytes: it stands in the word before it. */
function bytesAt(memory: Memory, address: number): number {
  return new Uint32Array(memory.buffer, address - 4, 1)[0]!;
}
