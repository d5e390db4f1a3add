/// <reference lib="dom" />
// The levers as controls of the page. They are made once a case; what is moved is told, and what
// was moved is shown.
import { markup, type Markup } from '../outputs/markup.ts';
import {
  isPlausible,
  leverGroups,
  levers,
  type Choice,
  type Lever,
  type Moved,
  type Slider,
  type Start,
} from './levers.ts';

/** @param name of a lever @param value undefined where it is put back */
export type Move = (name: string, value: string | undefined) => void;

/** Equal ratios of a tenth or so: each step is another number of two digits. */
const logSteps = 60;

function stepsOf({ least, most, step, isLog = false }: Slider): number {
  return isLog ? logSteps : Math.round((most - least) / step);
}

export class LeverControls {
  readonly #place: HTMLElement;
  readonly #move: Move;
  #start: Start | undefined;
  #moved: Moved = {};

  constructor(place: HTMLElement, move: Move) {
    this.#place = place;
    this.#move = move;
    place.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
        this.#take(target);
    });
    place.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement && target.id === 'like')
        this.#move('like', target.value);
    });
  }

  /** @param policies that the user's own may start from */
  show(
    start: Start,
    moved: Moved,
    policies: readonly { readonly id: string; readonly label: string }[],
  ): void {
    const isNew = this.#start !== start;
    this.#start = start;
    this.#moved = moved;
    if (isNew) this.#make(start, policies);
    this.#update();
  }

  #make(start: Start, policies: readonly { readonly id: string; readonly label: string }[]): void {
    const group = (of: Lever['of']): Markup =>
      markup`${leverGroups
        .filter((one) => one.levers[0]!.of === of)
        .map(
          ({ title, levers: own }) =>
            markup`<fieldset><legend>${title}</legend>${own.map((lever) => leverElement(lever, start))}</fieldset>`,
        )}`;
    const focused = document.activeElement?.id;
    this.#place.innerHTML =
      markup`<p class="whose"><strong>The failure and the homes.</strong> These move every policy.</p>${group('all')}
<p class="whose"><strong>Your policy.</strong> Move one of these, and a policy of your own joins the others.</p>
<div class="lever"><label for="like">It starts from</label><select id="like">${policies.map(
        ({ id, label }) =>
          markup`<option value="${id}"${id === start.like.id ? markup` selected` : undefined}>${label}</option>`,
      )}</select></div>${group('own')}`.text;
    for (const lever of levers) if (lever.kind === 'slider') this.#markTrack(lever, start);
    if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
  }

  /** Sizes are set one by one: the page's policy lets no style stand in markup. */
  #markTrack(lever: Slider, start: Start): void {
    const track = this.#place.querySelector<HTMLElement>(`[data-track="${lever.name}"]`)!;
    const part = (name: string): HTMLElement => track.querySelector<HTMLElement>(name)!;
    const at = (value: number): number =>
      (100 * placeOf(lever, Math.min(lever.most, Math.max(lever.least, value)))) / stepsOf(lever);
    const plausible = lever.plausible(start.scenario);
    const from = lever.from(start);
    part('.band').hidden = plausible === undefined;
    part('.mark').hidden = from === undefined;
    if (plausible !== undefined) {
      part('.band').style.left = `${at(plausible[0])}%`;
      part('.band').style.width = `${at(plausible[1]) - at(plausible[0])}%`;
    }
    if (from !== undefined) part('.mark').style.left = `${at(from)}%`;
  }

  #take(control: HTMLInputElement | HTMLSelectElement): void {
    const lever = levers.find(({ name }) => `lever-${name}` === control.id);
    const start = this.#start;
    if (lever === undefined || start === undefined) return;
    const value =
      lever.kind === 'slider' ? `${valueAt(lever, Number(control.value))}` : control.value;
    this.#move(lever.name, value === '' || value === fromText(lever, start) ? undefined : value);
  }

  #update(): void {
    const start = this.#start!;
    for (const lever of levers) {
      const control = document.getElementById(`lever-${lever.name}`) as
        | HTMLInputElement
        | HTMLSelectElement;
      const moved = this.#moved[lever.name];
      const idle = lever.idle?.(this.#moved, start);
      control.disabled = idle !== undefined;
      control.closest('fieldset')!.classList.toggle(
        'moved',
        leverGroups
          .find((group) => group.levers.includes(lever))!
          .levers.some(({ name }) => this.#moved[name] !== undefined),
      );
      if (lever.kind === 'choice') control.value = moved ?? fromText(lever, start);
      else {
        const value = moved === undefined ? lever.from(start) : Number(moved);
        const place = `${placeOf(lever, value ?? lever.least)}`;
        if (control.value !== place) control.value = place;
        const words = moved === undefined ? (lever.fromWords?.(start) ?? '') : '';
        const text = words !== '' ? words : value === undefined ? '' : lever.words(value);
        control.setAttribute('aria-valuetext', text);
        document.querySelector(`[data-value="${lever.name}"]`)!.textContent = text;
      }
    }
  }
}

/** The value of the scenario as the control has it; empty where that is none it can take. */
function fromText(lever: Lever, start: Start): string {
  if (lever.kind === 'slider') return `${lever.from(start) ?? ''}`;
  const from = lever.from(start);
  return 'value' in from ? from.value : '';
}

function leverElement(lever: Lever, start: Start): Markup {
  const id = `lever-${lever.name}`;
  return lever.kind === 'choice'
    ? choiceElement(id, lever, start)
    : sliderElement(id, lever, start);
}

function choiceElement(id: string, lever: Choice, start: Start): Markup {
  const from = lever.from(start);
  const own =
    'words' in from ? markup`<option value="">${from.words} (as it is)</option>` : undefined;
  return markup`<div class="lever"><label for="${id}">${lever.label}</label><select id="${id}">${own}${lever.options.map(
    ({ value, words }) => {
      const notes = [
        ...('value' in from && from.value === value ? ['as it is'] : []),
        ...(isPlausible(lever, value, start.scenario) === false ? ['beyond the plausible'] : []),
      ];
      return markup`<option value="${value}">${words}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}</option>`;
    },
  )}</select></div>`;
}

function sliderElement(id: string, lever: Slider, { scenario, ...start }: Start): Markup {
  const plausible = lever.plausible(scenario);
  const from = lever.from({ scenario, ...start });
  const fromWords = lever.fromWords?.({ scenario, ...start }) ?? '';
  const was = fromWords !== '' ? fromWords : from === undefined ? '' : lever.words(from);
  const note = [
    ...(was === '' ? [] : [`As it is: ${was}.`]),
    ...(plausible === undefined
      ? []
      : [`Plausible: ${lever.words(plausible[0])} to ${lever.words(plausible[1])}.`]),
  ].join(' ');
  return markup`<div class="lever"><output for="${id}" data-value="${lever.name}"></output><label for="${id}">${lever.label}</label>
<input type="range" id="${id}" min="0" max="${stepsOf(lever)}" step="1" aria-describedby="${id}-note">
<span class="track" data-track="${lever.name}" aria-hidden="true"><span class="band"></span><span class="mark"></span></span>
<p class="note" id="${id}-note">${note}</p></div>`;
}

/** Where a value lies on the control, in steps from its least. */
function placeOf(slider: Slider, value: number): number {
  const { least, most, isLog = false } = slider;
  const share = isLog
    ? Math.log(value / least) / Math.log(most / least)
    : (value - least) / (most - least);
  return Math.round(share * stepsOf(slider));
}

/** Of a long span two digits are enough. */
function valueAt(slider: Slider, place: number): number {
  const { least, most, step, isLog = false } = slider;
  const share = place / stepsOf(slider);
  if (isLog) return Number((least * Math.exp(share * Math.log(most / least))).toPrecision(2));
  return Number((Math.round((least + share * (most - least)) / step) * step).toFixed(4));
}
