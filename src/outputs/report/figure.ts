// A chart in the report: its finding, the picture at both widths, its data as a table that can be
// opened, and the files of data and picture.
import { specificationPath } from '../file-names.ts';
import { chartElements, type Chart } from '../charts/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { specificationJson, type Specification } from '../vega-lite.ts';
import { jsonText } from '../json.ts';

/** A file of the report: the page, a picture, or a specification. */
export interface ReportFile {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

export interface DataTable {
  /** The first cell of a row names it. */
  readonly head: readonly string[];
  /** Cells after the first are numbers unless `text` says otherwise. */
  readonly rows: readonly (readonly (string | Markup)[])[];
  /** Places of columns that hold words. */
  readonly words?: ReadonlySet<number>;
}

export interface Figure {
  readonly chart: Chart;
  readonly table: DataTable;
  /** Files with the data. */
  readonly sources: readonly string[];
  /** The chart as a Vega-Lite specification, which reads the files with the data. */
  readonly specification?: Specification;
  /** Whether the picture is also a file of its own; true by default. */
  readonly hasFile?: boolean;
  /** A note beside the picture. */
  readonly note?: Markup;
}

export function chartPath(chart: Chart): string {
  return `chart-${chart.name}.svg`;
}

/** `chart-who.vl.json`: undefined where a figure has none. */
export function specificationFile({ chart, specification }: Figure): ReportFile | undefined {
  if (specification === undefined) return undefined;
  const { name, title } = chart;
  return {
    path: specificationPath(name),
    title: `${title} (Vega-Lite)`,
    description: 'A Vega-Lite specification of the chart, which reads the CSV files beside it.',
    text: jsonText(specificationJson(chart, specification)),
  };
}

export function figureElement({ chart, table, sources, note, hasFile = true }: Figure): Markup {
  const links = sources.map(
    (source, index) => markup`${index === 0 ? '' : ', '}<a href="${source}">${source}</a>`,
  );
  const sheets = chartElements(chart, 'wide');
  return markup`<figure id="${chart.name}"${sheets.length > 1 ? markup` class="long"` : undefined}>
<figcaption><h3>${chart.title}</h3></figcaption>
${sheets}
${chartElements(chart, 'narrow')}
${note === undefined ? undefined : markup`<p class="note">${note}</p>\n`}<details><summary>The figures in a table</summary>
${tableElement(table, chart.title)}
</details>
<p class="files">Data: ${links}.${hasFile ? markup` Picture for slides: <a href="${chartPath(chart)}">${chartPath(chart)}</a>` : undefined}</p>
</figure>
`;
}

/** A table that can be scrolled, also by keyboard, if it is wider than the page. */
export function tableElement(
  { head, rows, words = new Set() }: DataTable,
  caption: string,
): Markup {
  const kind = (column: number): Markup | undefined =>
    column === 0 || words.has(column) ? undefined : markup` class="number"`;
  return markup`<div class="table" role="region" aria-label="Table: ${caption}" tabindex="0"><table>
<thead><tr>${head.map((cell, column) => markup`<th scope="col"${kind(column)}>${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) =>
    markup`<tr>${row.map((cell, column) => (column === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td${kind(column)}>${cell}</td>`))}</tr>\n`,
)}</tbody></table></div>`;
}
