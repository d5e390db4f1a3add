/// <reference lib="dom" />
// What is taken away from the page: the command, the scenario, the table and the pictures.
import { summaryRows } from '../experiment/summary.ts';
import { chartFile, type Chart } from '../outputs/charts/chart.ts';
import { withSegments } from '../outputs/columns.ts';
import { csvChunks } from '../outputs/csv.ts';
import { summaryTable } from '../outputs/summary-columns.ts';
import { copyText, pause, saveFile } from './deliver.ts';
import type { Desk } from './desk-client.ts';
import { element } from './elements.ts';
import { changedName } from './setting.ts';
import type { Shown } from './shown.ts';

interface Takeable {
  readonly shown: () => Shown | undefined;
  readonly chartNamed: (name: string) => Chart | undefined;
  readonly slow: () => Desk;
}

export function listenToDownloads({ shown, chartNamed, slow }: Takeable): void {
  const told = (text: string): void => {
    element('taken').textContent = text;
  };
  element('copy').addEventListener('click', () => {
    const command = element('command');
    void copyText(command.textContent, command).then((isCopied) => {
      told(
        isCopied ? 'The command is copied.' : 'The command is selected: copy it with Ctrl and C.',
      );
    });
  });
  element('save-yaml').addEventListener('click', () => {
    const now = shown();
    if (now === undefined) return;
    void slow()
      .ask('document', now.wanted)
      .then((text) => {
        saveFile(changedName, 'text/yaml', [text]);
        told('scenario.yaml is downloaded.');
      });
  });
  element('save-csv').addEventListener('click', () => {
    const now = shown();
    if (now !== undefined)
      void summaryText(now).then((parts) => {
        saveFile('summary.csv', 'text/csv', parts);
        told('summary.csv is downloaded.');
      });
  });
  document.addEventListener('click', ({ target }) => {
    const name = (target as Element).closest<HTMLElement>('[data-picture]')?.dataset['picture'];
    const chart = name === undefined ? undefined : chartNamed(name);
    if (chart !== undefined) saveFile(`${chart.name}.svg`, 'image/svg+xml', [chartFile(chart)]);
  });
}

/** The file that the command writes, policy by policy, so that the page goes on answering. */
async function summaryText({ results, store }: Shown): Promise<readonly string[]> {
  const kept = store.first(results.count);
  const parts: string[] = [];
  for (const policy of results.scenario.policies) {
    await pause();
    const rows = summaryRows({ ...results.scenario, policies: [policy] }, kept);
    const [head = '', ...lines] = [...csvChunks(withSegments(summaryTable, results.scenario), rows)]
      .join('')
      .split(/(?<=\n)/u);
    parts.push(...(parts.length === 0 ? [head] : []), ...lines);
  }
  return parts;
}
