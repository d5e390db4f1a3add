/// <reference lib="dom" />
// A pinned setting beside the one that is shown: what differs between them, and what that changes.
import { chartElements } from '../outputs/charts/chart.ts';
import { markup } from '../outputs/markup.ts';
import { numberText } from '../outputs/number-text.ts';
import { element } from './elements.ts';
import { movedWords } from './levers.ts';
import { hasOwnPolicy } from './setting.ts';
import type { Shown } from './shown.ts';
import { timePicture, topOfAxis, whatChanged } from './view.ts';

/** @param top of the axis of the setting that is shown */
export function showChanged(pinned: Shown, now: Shown, top: number): void {
  const changes = changesBetween(pinned, now);
  element('pinned-list').innerHTML =
    markup`<ul>${(changes.length === 0 ? ['Nothing yet: move a lever.'] : changes).map((text) => markup`<li>${text}</li>`)}</ul>`.text;
  element('changed-table').innerHTML = whatChanged(
    now.results,
    pinned.results,
    now.start.like.id,
  ).text;
  const both = Math.max(top, topOfAxis(pinned.results, top));
  for (const [id, { results }] of [
    ['pinned', pinned],
    ['now', now],
  ] as const) {
    const { chart } = timePicture(results, both);
    element(`${id}-chart`).innerHTML = chartElements(
      { ...chart, name: `${chart.name}-${id}` },
      'narrow',
    )
      .map(({ text }) => text.replace('class="narrow"', 'class="always"'))
      .join('');
  }
}

/** What either setting has that the other has not. */
function changesBetween(pinned: Shown, now: Shown): readonly string[] {
  const factsOf = ({ setting, start }: Shown): readonly string[] => [
    `Case: ${setting.scenario}${setting.text === undefined ? '' : ', changed'}`,
    `Homes simulated: ${numberText(Number(setting.households), 0)}`,
    ...(hasOwnPolicy(setting, start) ? [`Your policy starts from: ${start.like.label}`] : []),
    ...movedWords(setting.moved),
    ...Object.entries(setting.more).map(([path, value]) => `Your policy, ${path}: ${value}`),
  ];
  const [before, after] = [factsOf(pinned), factsOf(now)];
  return [
    ...before.filter((text) => !after.includes(text)).map((text) => `Pinned. ${text}`),
    ...after.filter((text) => !before.includes(text)).map((text) => `Now. ${text}`),
  ];
}
