// The JSON Schema of a scenario file, for editors, from the same definition that the loader checks
// with.
import * as z from 'zod';
import { dayClasses, hoursJson } from './calendar-schema.ts';
import { distributionJson } from './distribution-schema.ts';
import { definition, kinds, type JsonSchema } from './kind.ts';
import { capacity } from './levers.ts';
import { quantities } from './quantities.ts';
import { fileSchema, policiesSchema } from './schema.ts';

const window = '([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)';

/** Values that many keys share. */
function definitions(): Record<string, JsonSchema> {
  return {
    duration: {
      description: 'A number and a unit: 90m (minutes), 36h (hours), 14d (days), 2w (weeks).',
      type: 'string',
      pattern: '^\\d+(\\.\\d+)?[mhdw]$',
    },
    share: { description: 'A share, from 0 to 1.', type: 'number', minimum: 0, maximum: 1 },
    window: {
      description: 'Hours of one day, "HH:MM-HH:MM", or all-day.',
      type: 'string',
      pattern: `^(${window}|all-day)$`,
    },
    protectedHours: {
      description:
        'all-day, none, or hours in UTC; hours that pass midnight protect both ends of the ' +
        'same day.',
      oneOf: [
        { enum: ['all-day', 'none'] },
        { type: 'string', pattern: `^${window}$` },
        {
          type: 'array',
          items: { type: 'string', pattern: `^(${window}|all-day|none)$` },
          maxItems: 24,
        },
      ],
    },
    nonDisablement: {
      oneOf: [
        { enum: ['none'] },
        {
          type: 'object',
          properties: Object.fromEntries(dayClasses.map((day) => [day, hoursJson])),
          additionalProperties: false,
        },
      ],
    },
    pace: {
      anyOf: [
        definition('durationDistribution'),
        {
          description: 'A queue: its k-th job completes k × 1440 / perDay minutes after the start.',
          type: 'object',
          properties: {
            perDay: { description: 'Jobs a day, or unlimited.', ...capacity.json },
            workingDaysOnly: {
              description: 'Monday to Friday, no English bank holiday.',
              type: 'boolean',
            },
          },
          required: ['perDay'],
          additionalProperties: false,
        },
      ],
    },
    ...Object.fromEntries(
      quantities.map((quantity) => [quantity.definition, distributionJson(quantity)]),
    ),
  };
}

const addsPolicies: JsonSchema = {
  description:
    'true: these policies are added to those of the file extended, and do not replace them.',
  type: 'boolean',
};

/** Draft 7, which editors understand best. */
export function scenarioJsonSchema(): object {
  const generated = z.toJSONSchema(fileSchema, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === policiesSchema)
        Object.assign(jsonSchema, { properties: { extends: addsPolicies } });
      const json = kinds.get(zodSchema)?.kind.json;
      if (json === undefined) return;
      // Draft 7 ignores what stands beside a $ref, so that the description would be lost.
      Object.assign(jsonSchema, '$ref' in json ? { allOf: [json] } : json);
    },
  });
  const { $schema, description, ...rest } = generated;
  return { $schema, title: 'offsupply scenario', description, ...rest, definitions: definitions() };
}
