// Lists in a sentence.

/** `a`, `a and b`, `a, b and c` */
export function listText(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/**
 * All items if they are few, with semicolons between; otherwise the first ones, and the number of
 * others.
 */
export function someText(parts: readonly string[], most = 12): string {
  const shown = parts.slice(0, most).join('; ');
  return parts.length > most ? `${shown}; and ${parts.length - most} more` : shown;
}

/** A text with a capital letter at its start. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
