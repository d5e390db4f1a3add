/// <reference lib="dom" />
// The page at work: a setting is loaded, simulated and shown; the next one ends whatever the one
// before still does.
import { simulateInWorkers } from '../experiment/page-workers.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { noFailure } from '../scenario/scenario.ts';
import { showKeys } from './all-keys.ts';
import { AnswerView } from './answer.ts';
import type { LoadedCases } from './cases.ts';
import { showChosen, showPolicies } from './choices.ts';
import { LeverControls } from './controls.ts';
import type { Desk } from './desk-client.ts';
import { Desks } from './desks.ts';
import { element } from './elements.ts';
import { levers, type Start } from './levers.ts';
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
  fileOf,
  policiesOf,
  settingIn,
  settingOverrides,
  type Setting,
} from './setting.ts';
import type { Shown } from './shown.ts';
import { listenToDownloads } from './take-away.ts';
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
  readonly #desks: Desks;
  readonly #answerView: AnswerView;
  #setting: Setting;
  #start: { readonly key: string; readonly start: Start } | undefined;
  #work = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#desks = new Desks(parts.openDesk);
    this.#answerView = new AnswerView(this.#desks);
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
    this.#answerView.listen();
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
      this.#answerView.tellMistakes([
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
    showChosen(this.#cases, setting);
    this.#answerView.tellWorking(work.signal);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#answer(setting, work.signal).catch((error: unknown) => {
        if (!work.signal.aborted) this.#answerView.tellFailure(error);
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
    showPolicies(setting, start);
    const { scenario: loaded, remarks } = await this.#load(wanted);
    signal.throwIfAborted();
    const scenario = { ...loaded, replications: Math.min(mostReplications, loaded.replications) };
    const first = Math.min(firstReplications, scenario.replications);
    let results: Results | undefined;
    let shown: Shown | undefined;
    let lastDrawing = -Infinity;
    let drawing = Promise.resolve();
    const arrived = (store: RecordStore, replication: number): void => {
      // Only once it is known which policies ran.
      results ??= new Results(withRun(scenario, store, replication));
      results.add(store.read(replication));
      if (results.count < first) return;
      const isFirst = shown === undefined;
      shown = { setting, start, results, store, wanted };
      const isLast = results.count === scenario.replications;
      if (!isFirst && !isLast && performance.now() - lastDrawing < betweenDrawings) return;
      lastDrawing = performance.now();
      const now = shown;
      const how = { total: scenario.replications, remarks };
      drawing = drawing.then(() =>
        signal.aborted ? undefined : this.#answerView.draw(now, isFirst, how, signal),
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
    await tellWidth(this.#answerView.shown!, this.#desks.open, signal);
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
    return known ?? this.#desks.quick.ask('load', wanted);
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

  // What is done to the page

  #listen(): void {
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
    element('reset').addEventListener('click', () => {
      this.#change({ ...without(this.#setting, 'like'), moved: {}, more: {} });
      for (const input of element('more-list').querySelectorAll('input')) input.value = '';
    });
    element('more').addEventListener(
      'toggle',
      () => void showKeys(this.#setting, this.#desks.slow),
    );
    element('more-list').addEventListener('change', ({ target }) => {
      const { value, dataset } = target as HTMLInputElement;
      const more = without(this.#setting.more, dataset['path']!);
      this.#change({
        ...this.#setting,
        more: value.trim() === '' ? more : { ...more, [dataset['path']!]: value.trim() },
      });
    });
    const slow = (): Desk => this.#desks.slow;
    listenToFile({
      ...{ setting: () => this.#setting, quick: () => this.#desks.quick, slow },
      change: (setting) => {
        this.#change(setting);
      },
      back: () => {
        this.#change(this.#firstSetting(this.#caseOf(without(this.#setting, 'text'))));
      },
    });
    listenToDownloads({
      shown: () => this.#answerView.shown,
      chartNamed: (name) => this.#answerView.chartNamed(name),
      slow,
    });
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
