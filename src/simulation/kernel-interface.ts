// What a build of the kernel offers: the functions of kernel/kernel.ts.
import type * as kernel from '../kernel/kernel.ts';

export type Kernel = typeof kernel;
