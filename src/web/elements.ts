/// <reference lib="dom" />
// Places of the page by their ids, and how they are filled.
import { markup } from '../outputs/markup.ts';

/** An element that the page has from the start. */
export function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

export const selectAt = (id: string): HTMLSelectElement => element(id) as HTMLSelectElement;
export const detailsAt = (id: string): HTMLDetailsElement => element(id) as HTMLDetailsElement;

/** Fills a place anew; what had the focus in it has it again. */
export function refill(id: string, text: string): void {
  const place = element(id);
  const focused = document.activeElement;
  const at = focused === null ? -1 : [...place.querySelectorAll('button, input')].indexOf(focused);
  place.innerHTML = text;
  place.querySelectorAll<HTMLElement>('button, input')[at]?.focus();
}

/** @param texts a heading, then messages as the command prints them */
export function showMistakes(place: HTMLElement, [first = '', ...others]: readonly string[]): void {
  place.innerHTML =
    markup`<p><strong>${first}</strong></p>${others.map((text) => markup`<pre>${text}</pre>`)}`.text;
  place.hidden = false;
}
