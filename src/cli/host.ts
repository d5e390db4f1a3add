// What commands need of the world around them, so that tests can stand in for terminal, folder and process.
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
  /** For the files of a run. */
  readonly files: FileOperations;
  /**
   * From this call on (one at most), a request to stop no longer ends the process but aborts this signal, with an Interruption; the next one
   * ends the process. For commands that have something to put away.
   */
  readonly interruption: () => AbortSignal;
}

export const exitCodes = { done: 0, internal: 1, usage: 2, threshold: 3, SIGINT: 130, SIGTERM: 143 } as const;

/** The process was asked to stop. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly by: 'SIGINT' | 'SIGTERM';
  /** @param rest of the sentence, from the blank or mark on: how far things had come, and how to go on */
  constructor(by: 'SIGINT' | 'SIGTERM', rest = '') {
    super(`interrupted by ${by}${rest}`);
    this.by = by;
  }
}
