// The page of every command: one HTML file without script. Its security policy allows its style
// sheet by hash.
import { markup, Markup } from '../markup.ts';
import { documentHead } from './document-head.ts';
import { figureElement, type Figure } from './figure.ts';
import { styleSheet } from './style.ts';

/** A heading with text and charts below it. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly (Markup | Figure)[];
}

export interface Page {
  /** Title in the browser's tab. */
  readonly documentTitle: string;
  /** Above the heading. */
  readonly kicker: string;
  readonly heading: string;
  /** Below the heading. */
  readonly lead: string;
  /** After the lead. */
  readonly about?: readonly string[];
  /** A link at the top leads to the first. */
  readonly sections: readonly PageSection[];
  /** Text of the link to the first section. */
  readonly skip: string;
  /** Content after a section, by its place; nothing by default. */
  readonly after?: (index: number) => Markup | undefined;
  readonly footer: string;
}

export function isFigure(part: Markup | Figure): part is Figure {
  return 'chart' in part;
}

/**
 * @param sha256 of a text's UTF-8, in base64: the page allows its own style sheet by it, and no
 * other
 */
export function pageText(page: Page, sha256: (text: string) => string): string {
  const policy =
    `default-src 'none'; style-src 'sha256-${sha256(styleSheet)}'; base-uri 'none'; ` +
    `form-action 'none'`;
  return markup`${documentHead({ title: page.documentTitle, policy, style: new Markup(styleSheet) })}
<body>
<header class="top"><div>
<a class="skip" href="#${page.sections[0]!.id}">${page.skip}</a>
<p class="kicker">${page.kicker}</p>
<h1>${page.heading}</h1>
<p>${page.lead}</p>
${(page.about ?? []).map((text) => markup`<p>${text}</p>\n`)}</div></header>
<main>
${page.sections.map(
  ({ id, title, parts }, index) => markup`<section aria-labelledby="${id}">
<h2 id="${id}"><span class="place">${index + 1}</span>${title}</h2>
${parts.map((part) => (isFigure(part) ? figureElement(part) : part))}</section>
${page.after?.(index)}`,
)}</main>
<footer><p>${page.footer}</p></footer>
</body>
</html>
`.text;
}
