/// <reference lib="dom" />
// What the user chooses from beside the levers: the cases, the number of homes, and the policies
// shown.
import { markup } from '../outputs/markup.ts';
import { numberText } from '../outputs/number-text.ts';
import { noFailure } from '../scenario/scenario.ts';
import { refill } from './elements.ts';
import type { Start } from './levers.ts';
import type { Preset } from './presets.ts';
import type { Setting } from './setting.ts';

/** The cases, the chosen one pressed, and the numbers of homes. */
export function showChosen(cases: readonly Preset[], { scenario, households }: Setting): void {
  refill(
    'presets',
    markup`${cases.map(
      ({ name, title, about }) =>
        markup`<button type="button" data-case="${name}" aria-pressed="${name === scenario ? 'true' : 'false'}"><strong>${title}</strong>${about}</button>`,
    )}`.text,
  );
  const choices = [...new Set(['500', '1000', '2000', '5000', households])].sort(
    (a, b) => Number(a) - Number(b),
  );
  refill(
    'households',
    markup`${choices.map(
      (count) =>
        markup`<option value="${count}"${count === households ? markup` selected` : undefined}>${numberText(Number(count), 0)} homes</option>`,
    )}`.text,
  );
}

/** The policies of a case, those ticked that are shown. The reference always is. */
export function showPolicies(setting: Setting, { scenario }: Start): void {
  const shown = setting.policies;
  refill(
    'policy-list',
    markup`${scenario.policies
      .filter(({ id }) => id !== noFailure)
      .map(({ id, label }) => {
        const isReference = id === scenario.reference;
        const isOn = isReference || (shown?.includes(id) ?? true);
        return markup`<label><input type="checkbox" data-policy="${id}"${isOn ? markup` checked` : undefined}${isReference ? markup` disabled` : undefined}> <span>${label}${isReference ? ' (the reference)' : ''}</span></label>`;
      })}`.text,
  );
}
