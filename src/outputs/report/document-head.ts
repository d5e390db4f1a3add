// The head of every page that is made: it may load nothing, and tells nobody where a link was
// followed.
import { markup, type Markup } from '../markup.ts';

/**
 * @param policy the Content-Security-Policy, and `style` the style sheet that it allows by its hash
 */
export function documentHead({
  title,
  policy,
  style,
}: {
  title: string;
  policy: string | Markup;
  style: Markup;
}): Markup {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>`;
}
