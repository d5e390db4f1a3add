// What each file of commands/ gives to the program.
import type { Command } from 'commander';
import type { Host } from './host.ts';

/** Adds one command; `ending` takes the exit code of what it did. */
export type AddCommand = (program: Command, host: Host, ending: (exitCode: number) => void) => void;
