// The schema of scenarios in one place: what a file may contain, what a policy may contain, and
// what a complete scenario contains.
import * as z from 'zod';
import {
  adviceSchema,
  behaviourSchema,
  consumptionSchema,
  populationSchema,
  tariffSchema,
} from './consumer-schema.ts';
import { institutionSections } from './institution-schema.ts';
import { listOf } from './collections.ts';
import { costsSchema, grantsSchema, rangesSchema, segmentsSchema } from './counting-schema.ts';
import { leaf } from './kind.ts';
import { meterSchema } from './meter-schema.ts';
import { numberKind } from './numbers.ts';
import { scenarioName, seed, text } from './scalars.ts';
import { partial, section } from './section.ts';
import { clockDuration, date } from './times.ts';
import { minutesPerDay } from './units.ts';

const title = leaf(text(200));
const prose = leaf(text(10_000));

/** What a policy may change, complete. */
export const institutionsSchema = section('What institutions do.', {
  ...institutionSections,
  behaviour: section('Of behaviour, what consumers are told.', { advice: adviceSchema }),
});

export const policySchema = section(
  'A label, a description, and changes to what institutions do.',
  {
    label: title.describe('Name of the policy in tables and charts.').optional(),
    description: prose.describe('What the policy is.').optional(),
    like: leaf(text(64))
      .describe('Id of a policy of this scenario to start from; what stands beside it is changed.')
      .optional(),
    ...(partial(institutionsSchema) as z.ZodObject).shape,
  },
);

/**
 * Ids are also file and column names. A whole number would move before other keys of a map, and
 * spreadsheets misread a leading hyphen.
 */
export const policyId = /^(?!\d+$)[a-z0-9][a-z0-9-]{0,63}$/;

/** Policies by id. */
export const policiesSchema = z
  .record(z.string().regex(policyId), policySchema.nullable())
  .describe(
    'Policies by id: label, description and changes to the institutions, nothing else; an ' +
      'empty one changes nothing. `extends: true` among them keeps those of the file ' +
      'extended. no-failure is always run and need not be listed.',
  );

/** A complete scenario. Keys in the order of the page. */
export const scenarioSchema = section('A scenario of offsupply.', {
  title: title.describe('Title of the scenario.'),
  description: prose.describe('What the reader should know.'),
  start: leaf(date).describe('Day 0, 00:00 UTC: the day the supplier stops trading.'),
  horizon: leaf(clockDuration({ min: 1, max: 1096 * minutesPerDay, step: 1 })).describe(
    'Length of the study from the start; spells open then are censored.',
  ),
  households: leaf(numberKind({ min: 1, max: 10_000_000, whole: true, example: 10_000 })).describe(
    'Number of households.',
  ),
  replications: leaf(numberKind({ min: 1, max: 100_000, whole: true, example: 30 })).describe(
    'Number of replications.',
  ),
  seed: leaf(seed).describe('Text or number that fixes every random draw.'),
  warmUp: leaf(clockDuration({ min: 0, max: 400 * minutesPerDay, step: minutesPerDay })).describe(
    'Ordinary life before day 0, not reported; whole days.',
  ),
  population: populationSchema,
  consumption: consumptionSchema,
  tariff: tariffSchema,
  meter: meterSchema,
  behaviour: behaviourSchema,
  ...institutionSections,
  costs: costsSchema,
  segments: segmentsSchema,
  grants: grantsSchema,
  ranges: rangesSchema,
  policies: policiesSchema,
  reference: leaf(text(64)).describe('Id of the policy that comparisons are made against.'),
  thresholds: leaf(listOf(text(200), { least: 0, most: 100 })).describe(
    'Conditions that results must meet, such as "mp134a-mp185:excess_households_off<100".',
  ),
});

/** A complete scenario as it is read: durations in minutes, distributions as data. */
export type ResolvedDocument = z.output<typeof scenarioSchema>;

/** The content of one file: any part of a scenario, and the file it extends. */
export const fileSchema = section('A scenario of offsupply, or part of one.', {
  $schema: leaf(text(500)).describe('The JSON Schema, for editors; ignored.').optional(),
  extends: leaf(scenarioName)
    .describe(
      'File this one starts from, in its folder or below, or one that is shipped; none for ' +
        'nothing.',
    )
    .optional(),
  ...(partial(scenarioSchema) as z.ZodObject).shape,
});
