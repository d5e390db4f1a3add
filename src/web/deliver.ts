/// <reference lib="dom" />
// What leaves the page, on the user's own machine: files saved, and text copied.

export function saveFile(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** Milliseconds. */
const longestCopying = 1000;

/**
 * @param shown where the text stands, for browsers that copy only what is selected
 * @returns whether it was copied
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    // A browser may neither copy nor refuse, as one without a screen does.
    const tooLong = new Promise((_, reject) => setTimeout(reject, longestCopying));
    await Promise.race([navigator.clipboard.writeText(text), tooLong]);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/** A text that the build has compressed. @param base64 of its gzip */
export async function unpacked(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(
    new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')),
  ).text();
}

/** Lets the page answer to what was done meanwhile. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
