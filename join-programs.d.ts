// Types of join-programs.js, for the tests.
import type { BuildOptions } from 'rolldown';
export const starts: { readonly command: string; readonly worker: string };
export function joinPrograms(folder: string, options: BuildOptions): Promise<unknown>;
