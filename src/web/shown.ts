// What the page shows: a setting, and what it has come to so far.
import type { RecordStore } from '../experiment/record-store.ts';
import type { Start } from './levers.ts';
import type { Wanted } from './protocol.ts';
import type { Results } from './results.ts';
import type { Setting } from './setting.ts';

export interface Shown {
  readonly setting: Setting;
  readonly start: Start;
  readonly results: Results;
  readonly store: RecordStore;
  /** What the desk was asked for. */
  readonly wanted: Wanted;
}
