// The two builds of the kernel behind one interface: the TypeScript that is in src/kernel, and the
// same text compiled to WASM. Both give the same bytes.
import * as typescript from '../kernel/kernel.ts';
import { connect, connectLaws, type Host } from '../kernel/platform.ts';
import { setReplication, setSettings, type ReplicationSettings } from '../kernel/settings.ts';
import type { Plan } from './plan.ts';

export type Kernel = typeof typescript;

/** What is asked of a kernel before a replication. */
export interface KernelBuild {
  /** The kernel with everything laid down for the replication. */
  begin(plan: Plan, replication: ReplicationSettings, host: Host): Kernel;
}

export const typescriptKernel: KernelBuild = {
  begin(plan, replication, host) {
    connect(host);
    connectLaws(plan.laws.quantile);
    setSettings(plan.settings);
    setReplication(replication);
    typescript.beginReplication();
    return typescript;
  },
};
