/// <reference lib="dom" />
// The what-if page driven from outside: a setting put into the address, and what the page shows
// once its answer is steady.
import { addressOf, type Setting } from '../../../src/web/setting.ts';
import { leverGroups, levers, type Lever } from '../../../src/web/levers.ts';
import { presets } from '../../../src/web/presets.ts';
import { Choices } from '../../fuzz/random.ts';
import type { Tab } from './tab.ts';

export interface Shown {
  readonly command: string;
  /** Figures on the page: the cell's text, and which cell it is. */
  readonly figures: readonly { readonly value: string; readonly title: string }[];
}

/** Puts a setting into the address of the open page and waits for its steady answer. */
export async function showSetting(tab: Tab, setting: Setting): Promise<Shown> {
  await putAddress(tab, addressOf(setting));
  return steadyAnswer(tab);
}

export async function putAddress(tab: Tab, hash: string): Promise<void> {
  await tab.run((text: string) => {
    // Tables are filled where they are unfolded.
    for (const one of document.querySelectorAll('figure details'))
      (one as HTMLDetailsElement).open = true;
    // The page is told of an address that is another, and of no other.
    if (location.hash === `#${text}`) return;
    document.getElementById('results')!.setAttribute('aria-busy', 'true');
    location.hash = text;
  }, hash);
}

export async function steadyAnswer(tab: Tab): Promise<Shown> {
  return tab.run(async () => {
    const results = document.getElementById('results')!;
    const until = performance.now() + 60_000;
    while (results.getAttribute('aria-busy') === 'true') {
      if (performance.now() > until)
        throw new Error(`no steady answer: ${document.getElementById('progress')!.textContent}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    if (!document.getElementById('mistakes')!.hidden)
      throw new Error(document.getElementById('mistakes')!.textContent);
    const all = [...document.querySelectorAll('data')].filter(({ title }) =>
      title.startsWith('summary.csv'),
    );
    return {
      command: document.getElementById('command')!.textContent,
      figures: all.map(({ value, title }) => ({ value, title })),
    };
  });
}

/** A setting of any preset with a few levers moved to any place. @param seed decides all of it */
export function anySetting(seed: string): Setting {
  const choices = new Choices(seed);
  const preset = choices.of(presets);
  const groups = leverGroups.filter(() => choices.happens(0.4));
  const chosen = groups.map(({ levers: own }) => choices.of(own));
  return {
    scenario: preset.name,
    households: `${choices.whole(30, 90)}`,
    moved: Object.fromEntries(
      levers
        .filter((lever) => chosen.includes(lever))
        .map((lever) => [lever.name, anyValue(lever, choices)]),
    ),
    more: choices.happens(0.3) ? { 'support.contacts': `${choices.whole(1, 9) / 10}` } : {},
    ...(preset.policies && {
      policies: preset.policies.slice(0, choices.whole(1, preset.policies.length)),
    }),
  };
}

function anyValue(lever: Lever, choices: Choices): string {
  if (lever.kind === 'choice') return choices.of(lever.options).value;
  const steps = Math.round((lever.most - lever.least) / lever.step);
  return `${Number((lever.least + choices.whole(0, steps) * lever.step).toFixed(4))}`;
}
