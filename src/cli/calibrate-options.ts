// The options of `offsupply calibrate`.
import type { Reading, Setting } from '../calibration/settings.ts';
import type { ScenarioOptions } from './scenario-options.ts';

export interface CalibrateOptions extends ScenarioOptions {
  readonly as?: Setting;
  readonly fit?: Reading;
  readonly sets: number;
  readonly most: number;
  readonly resume?: true;
  readonly again?: number;
  readonly out: string;
  readonly json?: true;
  readonly progress: 'text' | 'json' | 'none';
}
