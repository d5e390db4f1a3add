// The public API, name by name. `simulate` does what `offsupply run` does without touching files:
// nothing here reads or writes any, and all of it runs in a browser too. What needs a disk is
// files/index.ts, imported as 'offsupply/files'.

export { describeProblem, ScenarioError, UsageError, type Problem } from './errors.ts';

// Scenarios
export { memoryFiles, type CsvRow, type Refused, type ScenarioFiles } from './scenario/files.ts';
export { scenarioJsonSchema } from './scenario/json-schema.ts';
export {
  loadScenario,
  parseScenario,
  type LoadedScenario,
  type LoadOptions,
} from './scenario/load.ts';
export type { Override } from './scenario/override.ts';
export {
  noFailure,
  type Fuel,
  type Habit,
  type Institutions,
  type MeterKind,
  type Policy,
  type Scenario,
} from './scenario/scenario.ts';

// Experiments: policies × replications
export {
  prepareExperiment,
  runReplication,
  simulate,
  simulateToPrecision,
  withPolicies,
  type Experiment,
  type ExperimentOptions,
} from './experiment/experiment.ts';
export {
  coordinate,
  ReplicationError,
  type Coordination,
  type Runner,
} from './experiment/coordinate.ts';
export { headlineOf, type HeadlineFigure } from './experiment/headline.ts';
export {
  serveReplications,
  simulateInWorkers,
  type PageWorker,
  type PageWorkersOptions,
} from './experiment/page-workers.ts';
export {
  replicateToPrecision,
  type PrecisionOutcome,
} from './experiment/replicate-to-precision.ts';
export {
  decide,
  fewestForPrecision,
  type Decision,
  type PrecisionTarget,
  type WideFigure,
} from './experiment/stopping-rule.ts';
export { memoryStore, type RecordStore } from './experiment/record-store.ts';
export type {
  MeterRecord,
  PolicyRecord,
  ReplicationRecord,
  SpellRecord,
} from './experiment/records.ts';
export {
  traceHousehold,
  type HouseholdTrace,
  type PolicyTrace,
  type TracedSpell,
  type TraceOptions,
} from './experiment/trace.ts';

// Results
export {
  metricIndex,
  metrics,
  segmentNames,
  segments,
  type Crossing,
  type Metric,
  type MetricName,
  type Segment,
} from './experiment/metrics.ts';
export type { Difference, Summary } from './experiment/statistics.ts';
export {
  comparisonRows,
  summaryRows,
  type ComparisonRow,
  type SummaryRow,
} from './experiment/summary.ts';
export {
  judge,
  readThreshold,
  thresholdMistake,
  type Threshold,
  type ThresholdMistake,
  type Verdict,
} from './experiment/threshold.ts';
export { tableFigures, tableText, type PolicyFigures } from './outputs/table.ts';
export type { HouseholdAttributes } from './simulation/attributes.ts';
export { engines, type Engine } from './simulation/kernel-builds.ts';
