// The style sheet of the report: one column of text, the wide or the narrow drawing of each chart
// depending on the width of the page, and A4 on paper. A table may be wider than the column where
// there is room; a shadow at its edge shows that it goes on. The page's Content-Security-Policy
// allows only this text, by its hash.

export const styleSheet = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #ffffff; color: #1d1d1d; font: 17px/1.5 Arial, Helvetica, sans-serif; }
header.top { background: #12436d; color: #ffffff; }
header.top > div, main, footer { max-width: 768px; margin: 0 auto; padding: 0 24px; }
header.top > div { padding-top: 28px; padding-bottom: 24px; }
header.top p { margin: 0; }
header.top p + p { margin-top: 8px; }
.kicker { font-size: 15px; letter-spacing: 0.02em; }
h1 { font-size: 34px; line-height: 1.15; margin: 4px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 25px; line-height: 1.2; margin: 56px 0 12px; padding-top: 12px; border-top: 4px solid #12436d; }
h2 .place { color: #595959; font-weight: normal; margin-right: 6px; }
h3 { font-size: 19px; line-height: 1.3; margin: 28px 0 8px; overflow-wrap: anywhere; }
h4 { font-size: 17px; margin: 20px 0 6px; }
p, ul, dl { margin: 0 0 14px; overflow-wrap: anywhere; }
ul { padding-left: 22px; }
li { margin-bottom: 8px; }
a { color: #12436d; text-decoration: underline; text-underline-offset: 2px; }
header.top a { color: #ffffff; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #f46a25; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 12px; top: 12px; background: #ffffff; color: #12436d !important; padding: 8px 12px; }
section:first-of-type h2 { margin-top: 32px; }
.headline { font-size: 26px; line-height: 1.28; margin: 0 0 20px; }
.headline p { margin: 0 0 12px; }
.caution { font-size: 18px; border-left: 4px solid #f46a25; padding-left: 14px; }
.answer { list-style: none; padding: 0; font-size: 18px; }
.answer li { border-left: 4px solid #b8c7d6; padding: 1px 0 1px 14px; margin-bottom: 12px; }
data { font-weight: bold; white-space: nowrap; }
.note, .files { color: #595959; font-size: 15px; line-height: 1.45; }
.note data { font-weight: normal; }
.scope { border: 2px solid #12436d; padding: 14px 20px 6px; margin: 28px 0; background: #f5f8fb; }
.scope h3 { margin-top: 0; }
nav ol { columns: 2; column-gap: 32px; padding-left: 24px; margin: 0; font-size: 16px; }
nav li { margin-bottom: 4px; break-inside: avoid; }
nav { margin: 48px 0 0; padding: 4px 20px 16px; background: #f3f3f3; }
nav h2 { border: 0; font-size: 19px; margin: 0 0 8px; }
.tag { font-size: 14px; font-weight: normal; background: #12436d; color: #ffffff; padding: 2px 8px; border-radius: 2px; vertical-align: 2px; }
.facts div { display: grid; grid-template-columns: 230px 1fr; gap: 12px; border-bottom: 1px solid #d9d9d9; padding: 6px 0; }
.facts dt { font-weight: bold; }
.facts dd { margin: 0; min-width: 0; }
.breaks, .remark, code { overflow-wrap: anywhere; }
figure { margin: 28px 0 36px; padding: 0; }
figcaption h3 { margin: 0 0 14px; font-size: 20px; }
svg { display: block; width: 100%; height: auto; max-width: 720px; margin-bottom: 12px; }
svg.narrow { display: none; max-width: 460px; }
details { margin: 0 0 8px; }
summary { cursor: pointer; color: #12436d; font-size: 16px; padding: 4px 0; }
.table { overflow-x: auto; margin: 8px 0 14px; background:
  linear-gradient(to right, #ffffff 14px, rgba(255, 255, 255, 0)) left / 28px 100% no-repeat local,
  linear-gradient(to left, #ffffff 14px, rgba(255, 255, 255, 0)) right / 28px 100% no-repeat local,
  linear-gradient(to right, rgba(0, 0, 0, 0.22), rgba(0, 0, 0, 0)) left / 12px 100% no-repeat scroll,
  linear-gradient(to left, rgba(0, 0, 0, 0.22), rgba(0, 0, 0, 0)) right / 12px 100% no-repeat scroll; }
details .table { max-height: 640px; overflow-y: auto; }
table { border-collapse: collapse; font-size: 15px; line-height: 1.35; width: 100%; }
th, td { overflow-wrap: break-word; text-align: left; vertical-align: top; padding: 6px 14px 6px 0; border-bottom: 1px solid #d9d9d9; font-weight: normal; }
thead th { font-weight: bold; border-bottom: 2px solid #1d1d1d; vertical-align: bottom; position: sticky; top: 0; background: #ffffff; }
.number { text-align: right; white-space: nowrap; padding-right: 8px; padding-left: 12px; }
thead .number { white-space: normal; }
.meaning { display: block; color: #595959; font-size: 14px; }
td.remark { min-width: 260px; font-size: 14px; }
pre { background: #f3f3f3; padding: 12px 14px; overflow-x: auto; font-size: 15px; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { border-top: 1px solid #d9d9d9; margin-top: 48px; padding-top: 16px; padding-bottom: 40px; color: #595959; font-size: 15px; }
@media (min-width: 1000px) {
  .table { width: max-content; min-width: 100%; max-width: calc(50vw + 336px); }
}
@media (max-width: 720px) {
  body { font-size: 16px; }
  header.top > div, main, footer { padding-left: 16px; padding-right: 16px; }
  h1 { font-size: 27px; }
  h2 { font-size: 22px; margin-top: 44px; }
  .headline { font-size: 21px; }
  .answer { font-size: 16px; }
  nav ol { columns: 1; }
  .facts div { grid-template-columns: 1fr; gap: 0; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  .policy th, .policy td { padding-right: 10px; }
}
@page { size: A4; margin: 16mm 15mm; }
@media print {
  body { font-size: 10.5pt; }
  header.top { background: #ffffff; color: #1d1d1d; border-bottom: 3px solid #12436d; }
  header.top > div, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header.top > div { padding-top: 0; padding-bottom: 10px; }
  nav, .skip, summary, details, .files { display: none; }
  details.printed { display: block; }
  details.printed .table { break-inside: auto; }
  details.printed::details-content { content-visibility: visible; block-size: auto; }
  details.printed table { font-size: 8.5pt; }
  td.remark { min-width: 0; font-size: 8pt; }
  details.printed th, details.printed td { padding: 3px 8px 3px 0; }
  details.printed code { overflow-wrap: break-word; }
  h2, h3, h4, figcaption { break-after: avoid; break-inside: avoid; }
  h2 { margin-top: 28px; }
  figure, svg, .scope, .policy, .table, .facts div, tr { break-inside: avoid; }
  figure.long { break-inside: auto; }
  svg.wide { display: block; max-height: 195mm; }
  .note { break-before: avoid; }
  .tag { background: none; border: 1px solid #12436d; color: #12436d; }
  svg.narrow { display: none; }
  .table, details .table { overflow: visible; max-height: none; width: auto; max-width: none; background: none; }
  thead th { position: static; }
  .headline { font-size: 16pt; }
  .answer { font-size: 11.5pt; }
  data { font-weight: bold; }
  a { color: inherit; text-decoration: none; }
}
`;
