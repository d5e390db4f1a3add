// Values that cannot be written to. In plain JavaScript, which has no `readonly`, a write throws;
// otherwise a changed scenario could pass for the one that was run.

/**
 * Freezes a value and everything in it, and returns it. In modules, a write to any part of it
 * throws a TypeError.
 */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
}
