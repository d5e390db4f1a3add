// The frame of every page: head, heading, sections, foot. It holds no script, and its Content-Security-Policy allows its style sheet alone.
import { markup, Markup } from '../markup.ts';
import { figureElement, type Figure } from './figure.ts';
import type { Section } from './section.ts';
import { styleSheet } from './style.ts';

export interface PageParts {
  /** In the browser's tab. */
  readonly title: string;
  readonly heading: string;
  /** Below the heading: what the page is about, in a sentence. */
  readonly lead: string;
  readonly sections: readonly Markup[];
  readonly version: string;
  /** SHA-256 of the style sheet's UTF-8, in base64. */
  readonly styleHash: string;
}

export function isFigure(part: Markup | Figure): part is Figure {
  return 'chart' in part;
}

/** @param place its number, from 1 @param after what follows it */
export function sectionElement({ id, title, parts }: Section, place: number, after?: Markup): Markup {
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}"><span class="place">${place}</span>${title}</h2>
${parts.map((part) => (isFigure(part) ? figureElement(part) : part))}</section>
${after}`;
}

/** A page whose first section is that of the answer. */
export function pageText({ title, heading, lead, sections, version, styleHash }: PageParts): string {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<header class="top"><div>
<a class="skip" href="#answer">Skip to the answer</a>
<p class="kicker">Prepayment households when their supplier fails</p>
<h1>${heading}</h1>
<p>${lead}</p>
</div></header>
<main>
${sections}</main>
<footer><p>Made by offsupply ${version} from the files beside it. It holds no script and asks nothing of any network.</p></footer>
</body>
</html>
`.text;
}
