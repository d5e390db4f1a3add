// Values that nobody may write to: in plain JavaScript, where `readonly` is unknown, a write throws instead of being ignored or,
// worse, being taken for what was run.

/** The same value, frozen with everything in it. In modules, a write to any part of it throws a TypeError. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
}
