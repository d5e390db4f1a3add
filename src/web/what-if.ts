/// <reference lib="dom" />
// The page at work: a setting is loaded, simulated and shown; the next one ends whatever the one
// before still does.
import { simulateInWorkers } from '../experiment/page-workers.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { describeProblem } from '../errors.ts';
import { chartElements, type Chart } from '../outputs/charts/chart.ts';
import { markup } from '../outputs/markup.ts';
import { numberText, shareText } from '../outputs/number-text.ts';
import { tableElement } from '../outputs/report/figure.ts';
import { noFailure } from '../scenario/scenario.ts';
import { showKeys } from './all-keys.ts';
import type { LoadedCases } from './cases.ts';
import { LeverControls } from './controls.ts';
import { pause } from './deliver.ts';
import { Refused, type Desk } from './desk-client.ts';
import { element, refill, showMistakes } from './elements.ts';
import { figures, type FigureName } from './figures.ts';
import { HouseholdView } from './household.ts';
import { levers, type Start } from './levers.ts';
import { showChanged } from './pinned.ts';
import {
  firstHouseholds,
  firstPolicies,
  mostAtFirst,
  presets,
  startOf,
  type Preset,
} from './presets.ts';
import type { Answer, OwnScenario, Wanted } from './protocol.ts';
import { Results } from './results.ts';
import { listenToFile } from './scenario-file.ts';
import {
  addressOf,
  changedName,
  commandOf,
  fileOf,
  ownPolicy,
  policiesOf,
  settingIn,
  settingOverrides,
  type Setting,
} from './setting.ts';
import type { Shown } from './shown.ts';
import { listenToDownloads } from './take-away.ts';
import { bestSentence, membersOf, pictures, sentences, topOfAxis, type Drawn } from './view.ts';
import type { WarmWorkers } from './warm-workers.ts';
import { tellWidth } from './width.ts';

export interface Parts {
  readonly openDesk: () => Desk;
  readonly workers: WarmWorkers;
  readonly own: OwnScenario | null;
  /** What the desk would say of the cases. */
  readonly cases: LoadedCases;
}

/** The first answer has as many replications: the fewest that give an interval. */
const firstReplications = 2;
/** An answer is refined up to as many, or as the scenario has. */
const mostReplications = 20;
/** Milliseconds between two drawings of an answer that is being refined. */
const betweenDrawings = 250;
/** Milliseconds after a lever has moved, within which it may move on. */
const settling = 30;

export class WhatIf {
  readonly #parts: Parts;
  readonly #cases: readonly Preset[];
  readonly #controls: LeverControls;
  readonly #drawn = new Map<string, Drawn>();
  /** Where pages have the narrow drawing of a chart (outputs/report/style.ts). */
  readonly #narrow = matchMedia('(max-width: 720px)');
  readonly #household = new HouseholdView(
    () => this.#slow(),
    (chart) => this.#pictureOf(chart),
  );
  #setting: Setting;
  #start: { readonly key: string; readonly start: Start } | undefined;
  #work = new AbortController();
  #shown: Shown | undefined;
  #pinned: Shown | undefined;
  #top = 0;
  /** Loads scenarios; it has nothing else to do, so that it answers at once. */
  #quickDesk: Desk | undefined;
  /** For what takes longer. */
  #slowDesk: Desk | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { own } = parts;
    const ownCase = own && {
      name: own.name,
      title: own.name,
      about: 'The scenario this page was started with.',
    };
    this.#cases =
      ownCase === null
        ? presets
        : [ownCase, ...presets.filter(({ name }) => name !== ownCase.name)];
    this.#controls = new LeverControls(element('lever-groups'), (name, value) => {
      this.#move(name, value);
    });
    this.#setting = this.#firstSetting(this.#cases[0]!);
  }

  start(): void {
    this.#listen();
    this.#readAddress();
    addEventListener('hashchange', () => {
      this.#readAddress();
    });
  }

  #firstSetting({ name, policies }: Preset): Setting {
    return {
      scenario: name,
      households: `${firstHouseholds}`,
      moved: {},
      more: {},
      ...(policies && { policies }),
    };
  }

  #readAddress(): void {
    if (location.hash === `#${addressOf(this.#setting)}`) return;
    const found = settingIn(location.hash);
    if (found === undefined) this.#change(this.#setting);
    else if ('mistake' in found) {
      this.#tellMistakes([
        'The address of this page is not right:',
        `${found.mistake}. The page begins with ${this.#cases[0]!.title}.`,
      ]);
      this.#change(this.#firstSetting(this.#cases[0]!), { isTold: true });
    } else this.#change(found);
  }

  /** Takes over a setting: what is under way for another ends here and now. */
  #change(setting: Setting, { isTold = false } = {}): void {
    this.#setting = setting;
    this.#work.abort();
    const work = new AbortController();
    this.#work = work;
    if (!isTold) element('mistakes').hidden = true;
    history.replaceState(null, '', `#${addressOf(setting)}`);
    this.#showChosen();
    this.#tellProgress('Working …', true);
    element('results').setAttribute('aria-busy', 'true');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#answer(setting, work.signal).catch((error: unknown) => {
        if (!work.signal.aborted) this.#tellFailure(error);
      });
    }, settling);
  }

  async #answer(asked: Setting, signal: AbortSignal): Promise<void> {
    const start = await this.#startFor(asked);
    signal.throwIfAborted();
    const few = asked.policies ?? firstPolicies(this.#caseOf(asked), start.scenario);
    const setting = few === undefined ? asked : { ...asked, policies: few };
    if (setting !== asked) {
      this.#setting = setting;
      history.replaceState(null, '', `#${addressOf(setting)}`);
    }
    const policies = policiesOf(setting, start);
    const wanted = {
      ...fileOf(setting),
      overrides: settingOverrides(setting, start),
      ...(policies && { policies }),
    };
    this.#controls.show(
      start,
      setting.moved,
      start.scenario.policies.filter(({ id }) => id !== noFailure),
    );
    this.#showPolicies(setting, start);
    const { scenario: loaded, remarks } = await this.#load(wanted);
    signal.throwIfAborted();
    const scenario = { ...loaded, replications: Math.min(mostReplications, loaded.replications) };
    const first = Math.min(firstReplications, scenario.replications);
    let results: Results | undefined;
    let lastDrawing = -Infinity;
    let drawing = Promise.resolve();
    const arrived = (store: RecordStore, replication: number): void => {
      // Only once it is known which policies ran.
      results ??= new Results(withRun(scenario, store, replication));
      results.add(store.read(replication));
      if (results.count < first) return;
      const isFirst = this.#shown?.results !== results;
      if (isFirst) this.#top = 0;
      this.#shown = { setting, start, results, store, wanted };
      const isLast = results.count === scenario.replications;
      if (!isFirst && !isLast && performance.now() - lastDrawing < betweenDrawings) return;
      lastDrawing = performance.now();
      drawing = drawing.then(() =>
        signal.aborted ? undefined : this.#draw(signal, isFirst, scenario.replications, remarks),
      );
    };
    await simulateInWorkers(scenario, {
      ...(policies && { policies }),
      startWorker: this.#parts.workers.take,
      workers: this.#parts.workers.most,
      signal,
      onRecord: (replication, store) => {
        arrived(store, replication);
      },
    });
    await drawing;
    signal.throwIfAborted();
    await tellWidth(this.#shown!, this.#parts.openDesk, signal);
  }

  /** What levers start from: loaded again only where the case is another. */
  async #startFor(setting: Setting): Promise<Start> {
    const { scenario: name, text, households, like } = setting;
    const key = JSON.stringify([name, text, households]);
    if (this.#start?.key !== key) {
      const { scenario } = await this.#load({
        ...fileOf(setting),
        overrides: settingOverrides(setting, undefined),
      });
      this.#start = { key, start: { scenario, like: scenario.policies[0]! } };
    }
    const { scenario } = this.#start.start;
    const ids = scenario.policies.map(({ id }) => id);
    for (const id of [...(setting.policies ?? []), ...(like === undefined ? [] : [like])])
      if (!ids.includes(id))
        throw new Error(
          `There is no policy ${id.slice(0, 70)} in this scenario. It has ${ids.join(', ')}.`,
        );
    const wanted = like ?? startOf(this.#caseOf(setting), scenario);
    const policy = scenario.policies.find(({ id }) => id === wanted) ?? scenario.policies.at(-1)!;
    if (this.#start.start.like !== policy) this.#start = { key, start: { scenario, like: policy } };
    return this.#start.start;
  }

  /** A case with nothing moved is known; all else the desk has to load. */
  async #load(wanted: Wanted): Promise<Answer<'load'>> {
    const { name, text, overrides } = wanted;
    const isPlain =
      text === undefined && overrides.length === 1 && overrides[0]!.value === `${firstHouseholds}`;
    const known = isPlain && name !== this.#parts.own?.name ? this.#parts.cases[name] : undefined;
    return known ?? this.#quick().ask('load', wanted);
  }

  #caseOf({ scenario, text }: Setting): Preset {
    if (text !== undefined) return { name: changedName, title: `${scenario}, changed`, about: '' };
    return (
      this.#cases.find(({ name }) => name === scenario) ?? {
        name: scenario,
        title: scenario,
        about: '',
      }
    );
  }

  #move(name: string, value: string | undefined): void {
    if (name === 'like') {
      this.#change({ ...this.#setting, like: value! });
      return;
    }
    const moved = Object.fromEntries(
      levers.flatMap((lever) => {
        const now = lever.name === name ? value : this.#setting.moved[lever.name];
        return now === undefined ? [] : [[lever.name, now]];
      }),
    );
    this.#change({ ...this.#setting, moved });
  }

  // What is shown

  async #draw(
    signal: AbortSignal,
    isFirst: boolean,
    total: number,
    remarks: readonly string[],
  ): Promise<void> {
    const shown = this.#shown!;
    const { results, setting, start } = shown;
    const { count } = results;
    const isSteady = count === total;
    element('headline').innerHTML = markup`<p>${bestSentence(results)}</p>`.text;
    element('sentences').innerHTML = sentences(results).text;
    this.#tellProgress(
      `${numberText(results.scenario.households, 0)} homes, ${count} of ${total} simulated ` +
        `failures.${isSteady ? '' : ' It gets steadier while you look.'}`,
      !isSteady,
    );
    element('remarks').hidden = remarks.length === 0;
    element('remarks').querySelector('ul')!.innerHTML =
      markup`${remarks.map((text) => markup`<li>${text}</li>`)}`.text;
    element('command').textContent = commandOf(setting, start, count);
    element('command-note').hidden = setting.text === undefined;
    if (isFirst) this.#tellAnswer(results);
    // Made ready for the first lever, once it holds up no answer.
    if (this.#quickDesk === undefined) void this.#quick().ask('load', shown.wanted);
    this.#top = topOfAxis(results, this.#top);
    for (const { name } of figures) {
      await pause();
      if (signal.aborted) return;
      this.#showFigure(name, pictures[name](results, this.#top));
    }
    await pause();
    if (signal.aborted) return;
    this.#showPinned();
    if (isFirst) this.#household.offer(results, start.like.id);
    if (isFirst || isSteady) await this.#household.show(shown, signal);
    if (isSteady && !signal.aborted) element('results').setAttribute('aria-busy', 'false');
  }

  #showFigure(name: FigureName, { chart, table }: Drawn): void {
    this.#drawn.set(name, { chart, table });
    element(name).querySelector('.drawing')!.innerHTML = this.#pictureOf(chart);
    this.#showTable(name);
  }

  #pictureOf(chart: Chart): string {
    return markup`${chartElements(chart, this.#narrow.matches ? 'narrow' : 'wide')}`.text;
  }

  /** Filled once it is unfolded: there are many figures, and few look. */
  #showTable(name: string): void {
    const drawn = this.#drawn.get(name);
    const folded = element(name).querySelector('details')!;
    if (drawn !== undefined && folded.open)
      folded.querySelector('.rows')!.innerHTML = tableElement(drawn.table, drawn.chart.title).text;
  }

  #tellProgress(text: string, isBusy: boolean): void {
    element('progress').textContent = text;
    element('progress').classList.toggle('busy', isBusy);
  }

  /** Said once an answer: what comes after refines it. */
  #tellAnswer(results: Results): void {
    const members = membersOf(results);
    const told = members.filter(({ id }) => id === ownPolicy || id === results.scenario.reference);
    const parts = (told.length === 0 ? members.slice(0, 1) : told).map(
      ({ id, label }) =>
        `${label}: ` +
        `${shareText(results.figure(id, 'excess_households_off_24h_share').mean)} of homes ` +
        'are off supply for a day or more because of the failure.',
    );
    element('status').textContent = `New answer. ${parts.join(' ')}`;
  }

  #tellMistakes(texts: readonly string[]): void {
    showMistakes(element('mistakes'), texts);
  }

  #tellFailure(error: unknown): void {
    this.#tellProgress('No answer: see above.', false);
    element('results').setAttribute('aria-busy', 'false');
    if (error instanceof Refused)
      this.#tellMistakes([
        'This setting cannot be simulated:',
        ...error.problems.map(describeProblem),
      ]);
    else
      this.#tellMistakes([
        'No answer could be worked out:',
        error instanceof Error ? error.message : String(error),
      ]);
  }

  #showChosen(): void {
    const { scenario, households } = this.#setting;
    refill(
      'presets',
      markup`${this.#cases.map(
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

  #showPolicies(setting: Setting, { scenario }: Start): void {
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

  #showPinned(): void {
    element('changed').hidden = this.#pinned === undefined;
    element('unpin').hidden = this.#pinned === undefined;
    if (this.#pinned !== undefined && this.#shown !== undefined)
      showChanged(this.#pinned, this.#shown, this.#top);
  }

  // What is done to the page

  #listen(): void {
    const onClick = (id: string, act: () => void): void => {
      element(id).addEventListener('click', act);
    };
    element('presets').addEventListener('click', ({ target }) => {
      const name = (target as Element).closest<HTMLElement>('[data-case]')?.dataset['case'];
      const preset = this.#cases.find((one) => one.name === name);
      if (preset === undefined) return;
      this.#start = undefined;
      this.#change(this.#firstSetting(preset));
    });
    element('households').addEventListener('change', ({ target }) => {
      this.#change({ ...this.#setting, households: (target as HTMLSelectElement).value });
    });
    element('policy-list').addEventListener('change', () => {
      const boxes = [...element('policy-list').querySelectorAll<HTMLInputElement>('[data-policy]')];
      const rest = without(this.#setting, 'policies');
      const chosen = boxes
        .filter(({ checked }) => checked)
        .map(({ dataset }) => dataset['policy']!);
      // Of many policies some are shown where none are named.
      const isAll = chosen.length === boxes.length && boxes.length <= mostAtFirst;
      this.#change(isAll ? rest : { ...rest, policies: chosen });
    });
    // A fragment of the page is no setting: the address keeps that.
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href="#answer"]'))
      link.addEventListener('click', (event) => {
        event.preventDefault();
        element('answer').focus();
        element('answer').scrollIntoView();
      });
    onClick('reset', () => {
      this.#change({ ...without(this.#setting, 'like'), moved: {}, more: {} });
      for (const input of element('more-list').querySelectorAll('input')) input.value = '';
    });
    onClick('pin', () => {
      this.#pinned = this.#shown;
      this.#showPinned();
    });
    onClick('unpin', () => {
      this.#pinned = undefined;
      this.#showPinned();
      element('pin').focus();
    });
    const showHousehold = (to: 'next' | 'first'): void => {
      this.#household.turn(to);
      if (this.#shown !== undefined) void this.#household.show(this.#shown, this.#work.signal);
    };
    onClick('another', () => {
      showHousehold('next');
    });
    for (const id of ['told-first', 'told-second'])
      element(id).addEventListener('change', () => {
        showHousehold('first');
      });
    element('more').addEventListener('toggle', () => void showKeys(this.#setting, this.#slow()));
    element('more-list').addEventListener('change', ({ target }) => {
      const { value, dataset } = target as HTMLInputElement;
      const more = without(this.#setting.more, dataset['path']!);
      this.#change({
        ...this.#setting,
        more: value.trim() === '' ? more : { ...more, [dataset['path']!]: value.trim() },
      });
    });
    for (const { name } of figures)
      element(name)
        .querySelector('details')!
        .addEventListener('toggle', () => {
          this.#showTable(name);
        });
    this.#narrow.addEventListener('change', () => {
      for (const [name, { chart }] of this.#drawn)
        element(name).querySelector('.drawing')!.innerHTML = this.#pictureOf(chart);
      if (this.#shown !== undefined) void this.#household.show(this.#shown, this.#work.signal);
    });
    const slow = (): Desk => this.#slow();
    listenToFile({
      ...{ setting: () => this.#setting, quick: () => this.#quick(), slow },
      change: (setting) => {
        this.#change(setting);
      },
      back: () => {
        this.#change(this.#firstSetting(this.#caseOf(without(this.#setting, 'text'))));
      },
    });
    listenToDownloads({
      shown: () => this.#shown,
      chartNamed: (name) => this.#drawn.get(name)?.chart,
      slow,
    });
  }

  #quick(): Desk {
    return (this.#quickDesk ??= this.#parts.openDesk());
  }

  #slow(): Desk {
    return (this.#slowDesk ??= this.#parts.openDesk());
  }
}

function without<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  left: Key,
): Omit<Whole, Key> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== left)) as Omit<
    Whole,
    Key
  >;
}

/** A worker's records hold the policies that ran; the scenario of the figures has no others. */
function withRun(
  scenario: Results['scenario'],
  store: RecordStore,
  replication: number,
): Results['scenario'] {
  const ran = store.read(replication).policies.map(({ policy }) => policy);
  return { ...scenario, policies: scenario.policies.filter(({ id }) => ran.includes(id)) };
}
