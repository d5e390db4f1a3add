/// <reference lib="dom" />
// Every key of the institutions, with its help, unit and plausible values, for the user's own
// policy.
import { markup } from '../outputs/markup.ts';
import type { Desk } from './desk-client.ts';
import { detailsAt, element } from './elements.ts';
import { fileOf, settingOverrides, type Setting } from './setting.ts';

/** Fills the list, if it is unfolded. */
export async function showKeys(setting: Setting, slow: Desk): Promise<void> {
  const list = element('more-list');
  if (!detailsAt('more').open) return;
  const keys = await slow.ask('keys', {
    ...fileOf(setting),
    overrides: settingOverrides(setting, undefined),
  });
  list.innerHTML = markup`${keys.map(({ path, help, unit, value, range }) => {
    const id = `key-${path.replaceAll('.', '-')}`;
    const facts = [
      help,
      unit === '' ? '' : `Unit: ${unit}.`,
      range === '' ? '' : `Plausible: ${range}.`,
    ].filter((text) => text !== '');
    return markup`<div><label for="${id}">${path}</label><span id="${id}-help">${facts.join(' ')}</span><input id="${id}" data-path="${path}" placeholder="${value}" value="${setting.more[path] ?? ''}" aria-describedby="${id}-help" autocomplete="off" spellcheck="false"></div>`;
  })}`.text;
}
