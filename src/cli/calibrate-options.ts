// What `offsupply calibrate` takes.
import type { Law, Setting } from '../calibration/settings.ts';
import type { ScenarioOptions } from './scenario-options.ts';

export interface CalibrateOptions extends ScenarioOptions {
  readonly as?: Setting;
  readonly fit?: Law;
  readonly effort: number;
  readonly refine?: true;
  readonly out: string;
  readonly json?: true;
  readonly progress: 'text' | 'json' | 'none';
}
