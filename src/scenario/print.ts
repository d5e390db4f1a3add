// Scenario values as text for people: one line, the way they would be written in a file.

export function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => `${key}: ${printValue(part)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'string') return /[:,{}[\]#"]/.test(value) ? JSON.stringify(value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'nothing';
}
