// Sections of the scenario: maps that merge key by key. The leaves below them are replaced as a
// whole, or merge by a rule of their own.
import * as z from 'zod';

/** Marks the maps that merge key by key. */
const sections = z.registry<{ readonly section: true }>();

export function section<const Shape extends z.ZodRawShape>(description: string, shape: Shape) {
  const schema = z.strictObject(shape);
  sections.add(schema, { section: true });
  return schema.describe(description);
}

/** The keys of a section, in the order of the page; undefined for a leaf. */
export function keysOf(
  schema: z.core.$ZodType,
): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const whole = unwrapped(schema);
  return sections.get(whole) !== undefined && whole instanceof z.ZodObject
    ? whole.shape
    : undefined;
}

/**
 * The schema of a key of a section; undefined if the section has no such key. Names that every
 * object inherits do not count.
 */
export function keyOf(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
  const keys = keysOf(schema);
  return keys !== undefined && Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** The schema without `optional` and `nullable`. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrapped(schema.unwrap())
    : schema;
}

/**
 * The same section for a file that says only part of it: every key at every depth may be left out.
 */
export function partial(schema: z.core.$ZodType): z.ZodType {
  const keys = keysOf(schema);
  if (keys === undefined) return unwrapped(schema) as z.ZodType;
  const shape = Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, partial(value).optional()]),
  );
  return section(z.globalRegistry.get(unwrapped(schema))?.description ?? '', shape);
}
