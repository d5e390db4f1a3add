// The two builds of the kernel behind one interface: the TypeScript that is in src/kernel, and the
// same text compiled to WASM. Both give the same bytes.
import * as typescript from '../kernel/kernel.ts';
import { connect, connectLaws, type Host } from '../kernel/platform.ts';
import { setReplication, setSettings, type ReplicationSettings } from '../kernel/settings.ts';
import type { Plan } from './plan.ts';
import type { Kernel } from './kernel-interface.ts';
import { kernelCode } from './kernel-code.ts';
import { checkWasm, WasmKernel } from './wasm-kernel.ts';

/** The builds of the kernel, by the names `--engine` takes. */
export const engines = ['wasm', 'typescript'] as const;
/** Which build of the kernel simulates. */
export type Engine = (typeof engines)[number];

/** Whether this is the built program: run from its sources, it has no WASM. */
export function isBuilt(): boolean {
  return kernelCode !== '';
}

/** Why WASM cannot be used here; undefined where it can. */
export function whyNoWasm(): string | undefined {
  try {
    checkWasm();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The fastest build that can be used here: WASM if possible. */
export function bestEngine(): Engine {
  return whyNoWasm() === undefined ? 'wasm' : 'typescript';
}

const instances = new WeakMap<Plan, WasmKernel>();

function wasmKernelOf(plan: Plan): WasmKernel {
  const instance = instances.get(plan) ?? new WasmKernel(plan);
  instances.set(plan, instance);
  return instance;
}

/** The kernel before it is prepared for a replication. */
export function kernelOf(engine: Engine, plan: Plan): Kernel {
  return engine === 'wasm' ? wasmKernelOf(plan).kernel : typescript;
}

/** The kernel, prepared for a replication of the plan. */
export function beginReplication(
  engine: Engine,
  plan: Plan,
  replication: ReplicationSettings,
  host: Host,
): Kernel {
  if (engine === 'wasm') return wasmKernelOf(plan).begin(plan.settings, replication, host);
  connect(host);
  connectLaws(plan.laws.quantile);
  setSettings(plan.settings);
  setReplication(replication);
  typescript.startReplication();
  return typescript;
}
