// A problem at a key path, found by a check of the whole scenario.
import type { KeyPath } from './kind.ts';

export interface Finding {
  readonly path: KeyPath;
  readonly allowed: string;
  readonly fix: string;
  /** Place the problem at the key instead of the value. */
  readonly atKey?: boolean;
}
