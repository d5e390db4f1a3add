/// <reference lib="dom" />
// Names in pictures that cover one another, or leave their picture, as the browser has set them.
import type { Page } from 'playwright-core';

/** Names that cover one another, or leave their picture, each said in words. */
export function collisionsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const svg of document.querySelectorAll<SVGSVGElement>('figure svg')) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      const { id } = svg.closest('figure')!;
      const texts = [...svg.querySelectorAll('text')].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      texts.forEach(({ text, box }, index) => {
        const out = Math.max(
          frame.left - box.left,
          box.right - frame.right,
          frame.top - box.top,
          box.bottom - frame.bottom,
        );
        if (out > 2) found.push(`${id}: "${text}" leaves the picture by ${Math.round(out)}`);
        for (const other of texts.slice(index + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          // Boxes of letters are taller than the letters.
          if (across > 2 && down > 5)
            found.push(`${id}: "${text}" and "${other.text}" cover one another`);
        }
      });
    }
    return found;
  });
}
