/// <reference lib="dom" />
// The scenario file of the page, which may be changed: checked by the desk, as the command checks
// it, before it is used.
import { describeProblem } from '../errors.ts';
import { Refused, type Desk } from './desk-client.ts';
import { detailsAt, element, showMistakes } from './elements.ts';
import { fileOf, settingOverrides, type Setting } from './setting.ts';

interface Changeable {
  readonly setting: () => Setting;
  readonly change: (setting: Setting) => void;
  /** To the file of the case. */
  readonly back: () => void;
  readonly quick: () => Desk;
  readonly slow: () => Desk;
}

export function listenToFile({ setting, change, back, quick, slow }: Changeable): void {
  const area = element('yaml-text') as HTMLTextAreaElement;
  const fill = async (): Promise<void> => {
    if (!detailsAt('yaml').open) return;
    area.value = setting().text ?? (await slow().ask('text', { name: setting().scenario }));
  };
  element('yaml').addEventListener('toggle', () => void fill());
  element('yaml-use').addEventListener('click', () => {
    const asked: Setting = {
      scenario: setting().scenario,
      households: setting().households,
      text: area.value,
      moved: {},
      more: {},
    };
    quick()
      .ask('load', { ...fileOf(asked), overrides: settingOverrides(asked, undefined) })
      .then(
        () => {
          element('yaml-mistakes').hidden = true;
          change(asked);
        },
        (error: unknown) => {
          const texts =
            error instanceof Refused ? error.problems.map(describeProblem) : [String(error)];
          showMistakes(element('yaml-mistakes'), [
            `Not used: ${texts.length === 1 ? '1 problem' : `${texts.length} problems`}.`,
            ...texts,
          ]);
        },
      );
  });
  element('yaml-back').addEventListener('click', () => {
    element('yaml-mistakes').hidden = true;
    back();
    void fill();
  });
}
