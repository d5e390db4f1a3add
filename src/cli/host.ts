// The interface between commands and their environment, so that tests can replace terminal, folder
// and process.
import type { FileOperations } from '../files/file-operations.ts';
import type { Environment, TextStream } from './terminal.ts';

export interface Host {
  /** The command line, the program's name left out. */
  readonly argv: readonly string[];
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly environment: Environment;
  /** File operations for results. */
  readonly files: FileOperations;
  /**
   * After this call (at most one), a first request to stop aborts the signal with an Interruption
   * instead of ending the process; a second one ends it. For commands that have something to store
   * first.
   */
  readonly interruption: () => AbortSignal;
}

export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  threshold: 3,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/** The process was asked to stop. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly by: 'SIGINT' | 'SIGTERM';
  /**
   * @param rest of the sentence, from the blank or mark on: how far things had come, and how to go
   * on
   */
  constructor(by: 'SIGINT' | 'SIGTERM', rest = '') {
    super(`interrupted by ${by}${rest}`);
    this.by = by;
  }
}
