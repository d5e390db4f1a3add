/// <reference lib="dom" />
// The page at work: a setting is loaded, simulated and shown; the next one ends whatever the one before still does.
import { simulateInWorkers, processors } from '../experiment/page-workers.ts';
import type { RecordStore } from '../experiment/record-store.ts';
import { summaryRows } from '../experiment/summary.ts';
import { describeProblem } from '../errors.ts';
import { chartElements, chartFile, type Chart } from '../outputs/charts/chart.ts';
import { creditPanels } from '../outputs/charts/credit.ts';
import { withSegments } from '../outputs/columns.ts';
import { csvChunks } from '../outputs/csv.ts';
import { markup, type Markup } from '../outputs/markup.ts';
import { figureText, numberText, shareText } from '../outputs/number-text.ts';
import { creditPanelOf, meterText } from '../outputs/report/credit-panel.ts';
import { tableElement } from '../outputs/report/figure.ts';
import { summaryTable } from '../outputs/summary-columns.ts';
import { noFailure } from '../scenario/scenario.ts';
import type { LoadedCases } from './cases.ts';
import { LeverControls } from './controls.ts';
import { copyText, pause, saveFile } from './deliver.ts';
import { Refused, type Desk } from './desk-client.ts';
import { figures, type FigureName } from './figures.ts';
import { levers, movedWords, type Start } from './levers.ts';
import { firstHouseholds, firstPolicies, mostAtFirst, presets, startOf, type Preset } from './presets.ts';
import type { Answer, OwnScenario, Wanted } from './protocol.ts';
import { Results } from './results.ts';
import {
  addressOf,
  changedName,
  commandOf,
  settingOverrides,
  hasOwnPolicy,
  ownPolicy,
  policiesOf,
  settingIn,
  type Setting,
} from './setting.ts';
import { bestSentence, membersOf, pictures, sentences, timePicture, topOfAxis, whatChanged, type Drawn } from './view.ts';
import type { WarmWorkers } from './warm-workers.ts';

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
/** Draws of what is not known: nine worlds in each ten. */
const widthReplications = 40;
/** Milliseconds between two drawings of an answer that is being refined. */
const betweenDrawings = 250;
/** Milliseconds after a lever has moved, within which it may move on. */
const settling = 30;

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

const selectAt = (id: string): HTMLSelectElement => element(id) as HTMLSelectElement;
const detailsAt = (id: string): HTMLDetailsElement => element(id) as HTMLDetailsElement;

/** What a setting has come to so far. */
interface Shown {
  readonly setting: Setting;
  readonly start: Start;
  readonly results: Results;
  readonly store: RecordStore;
  readonly wanted: Wanted;
}

export class WhatIf {
  readonly #parts: Parts;
  readonly #cases: readonly Preset[];
  readonly #controls: LeverControls;
  readonly #drawn = new Map<string, Drawn>();
  /** Where pages have the narrow drawing of a chart (outputs/report/style.ts). */
  readonly #narrow = matchMedia('(max-width: 720px)');
  #setting: Setting;
  #start: { readonly key: string; readonly start: Start } | undefined;
  #work = new AbortController();
  #shown: Shown | undefined;
  #pinned: Shown | undefined;
  #top = 0;
  #household = 0;
  /** Loads scenarios; it has nothing else to do, so that it answers at once. */
  #quickDesk: Desk | undefined;
  /** For what takes longer. */
  #slowDesk: Desk | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { own } = parts;
    const ownCase = own && { name: own.name, title: own.name, about: 'The scenario this page was started with.' };
    this.#cases = ownCase === null ? presets : [ownCase, ...presets.filter(({ name }) => name !== ownCase.name)];
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
    return { scenario: name, households: `${firstHouseholds}`, moved: {}, more: {}, ...(policies && { policies }) };
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
    if (setting !== asked) this.#setting = setting;
    const policies = policiesOf(setting, start);
    const wanted = { ...fileOf(setting), overrides: settingOverrides(setting, start), ...(policies && { policies }) };
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
      drawing = drawing.then(() => (signal.aborted ? undefined : this.#draw(signal, isFirst, scenario.replications, remarks)));
    };
    await simulateInWorkers(scenario, {
      ...(policies && { policies }),
      startWorker: this.#parts.workers.take,
      workers: processors(),
      signal,
      onRecord: (replication, store) => {
        arrived(store, replication);
      },
    });
    await drawing;
    signal.throwIfAborted();
    await this.#tellWidth(wanted, signal);
  }

  /** What levers start from: loaded again only where the case is another. */
  async #startFor(setting: Setting): Promise<Start> {
    const { scenario: name, text, households, like } = setting;
    const key = JSON.stringify([name, text, households]);
    if (this.#start?.key !== key) {
      const { scenario } = await this.#load({ ...fileOf(setting), overrides: settingOverrides(setting, undefined) });
      this.#start = { key, start: { scenario, like: scenario.policies[0]! } };
    }
    const { scenario } = this.#start.start;
    const ids = scenario.policies.map(({ id }) => id);
    for (const id of [...(setting.policies ?? []), ...(like === undefined ? [] : [like])])
      if (!ids.includes(id)) throw new Error(`There is no policy ${id.slice(0, 70)} in this scenario. It has ${ids.join(', ')}.`);
    const wanted = like ?? startOf(this.#caseOf(setting), scenario);
    const policy = scenario.policies.find(({ id }) => id === wanted) ?? scenario.policies.at(-1)!;
    if (this.#start.start.like !== policy) this.#start = { key, start: { scenario, like: policy } };
    return this.#start.start;
  }

  /** A case with nothing moved is known; all else the desk has to load. */
  async #load(wanted: Wanted): Promise<Answer<'load'>> {
    const { name, text, overrides } = wanted;
    const isPlain = text === undefined && overrides.length === 1 && overrides[0]!.value === `${firstHouseholds}`;
    const known = isPlain && name !== this.#parts.own?.name ? this.#parts.cases[name] : undefined;
    return known ?? this.#quick().ask('load', wanted);
  }

  #caseOf({ scenario, text }: Setting): Preset {
    if (text !== undefined) return { name: changedName, title: `${scenario}, changed`, about: '' };
    return this.#cases.find(({ name }) => name === scenario) ?? { name: scenario, title: scenario, about: '' };
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

  async #draw(signal: AbortSignal, isFirst: boolean, total: number, remarks: readonly string[]): Promise<void> {
    const shown = this.#shown!;
    const { results, setting, start } = shown;
    const { count } = results;
    const isSteady = count === total;
    element('headline').innerHTML = markup`<p>${bestSentence(results)}</p>`.text;
    element('sentences').innerHTML = sentences(results).text;
    this.#tellProgress(
      `${numberText(results.scenario.households, 0)} homes, ${count} of ${total} simulated failures.${isSteady ? '' : ' It gets steadier while you look.'}`,
      !isSteady,
    );
    element('remarks').hidden = remarks.length === 0;
    element('remarks').querySelector('ul')!.innerHTML = markup`${remarks.map((text) => markup`<li>${text}</li>`)}`.text;
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
    this.#showChanged();
    if (isFirst) this.#showHouseholdChoice(results);
    if (isFirst || isSteady) await this.#showHousehold(signal);
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
        `${label}: ${shareText(results.figure(id, 'excess_households_off_24h_share').mean)} of homes are off supply for a day or more because of the failure.`,
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
      this.#tellMistakes(['This setting cannot be simulated:', ...error.problems.map(describeProblem)]);
    else this.#tellMistakes(['No answer could be worked out:', error instanceof Error ? error.message : String(error)]);
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
    const choices = [...new Set(['500', '1000', '2000', '5000', households])].sort((a, b) => Number(a) - Number(b));
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

  #showChanged(): void {
    const [pinned, now] = [this.#pinned, this.#shown];
    element('changed').hidden = pinned === undefined;
    element('unpin').hidden = pinned === undefined;
    if (pinned === undefined || now === undefined) return;
    const changes = this.#changesBetween(pinned, now);
    element('pinned-list').innerHTML =
      markup`<ul>${(changes.length === 0 ? ['Nothing yet: move a lever.'] : changes).map((text) => markup`<li>${text}</li>`)}</ul>`.text;
    element('changed-table').innerHTML = whatChanged(now.results, pinned.results, now.start.like.id).text;
    const top = Math.max(this.#top, topOfAxis(pinned.results, this.#top));
    for (const [id, { results }] of [
      ['pinned', pinned],
      ['now', now],
    ] as const) {
      const { chart } = timePicture(results, top);
      element(`${id}-chart`).innerHTML = chartElements({ ...chart, name: `${chart.name}-${id}` }, 'narrow')
        .map(({ text }) => text.replace('class="narrow"', 'class="always"'))
        .join('');
    }
  }

  /** What either setting has that the other has not. */
  #changesBetween(pinned: Shown, now: Shown): readonly string[] {
    const factsOf = ({ setting, start }: Shown): readonly string[] => [
      `Case: ${this.#caseOf(setting).title}`,
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

  async #tellWidth(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { results, start } = this.#shown!;
    const place = element('width');
    place.textContent = 'How far the answer may move with them is being worked out …';
    const { reference, policies } = results.scenario;
    const compared = [ownPolicy, start.like.id].find((id) => policies.some((policy) => policy.id === id)) ?? reference;
    const desk = this.#parts.openDesk();
    signal.addEventListener('abort', () => {
      desk.end();
      place.textContent = 'How far the answer may move with them is worked out once the answer is steady.';
    });
    const metric = 'excess_households_off_24h_share' as const;
    const asked = {
      ...wanted,
      policies: [...new Set([reference, compared])],
      replications: widthReplications,
      metrics: [metric],
    };
    const rows = await desk.ask('width', asked);
    signal.throwIfAborted();
    desk.end();
    const told = membersOf(results).filter(({ id }) => asked.policies.includes(id) && id !== noFailure);
    const ranges = told.map(({ id, label }) => {
      const { low, high } = rows.find((row) => row.policy === id && row.metric === metric)!;
      const cell = (value: string, column: string): Markup =>
        markup`<data value="${value}" title="uncertainty.csv: policy=${id};metric=${metric}, ${column}">${figureText(Number(value), 'share')}</data>`;
      return markup`${cell(low, 'range_low')} to ${cell(high, 'range_high')} under ${label}`;
    });
    place.innerHTML =
      markup`With every assumption drawn from its plausible range, one failure takes supply for a day or more from ${ranges.map((range, index) => markup`${index === 0 ? '' : ', and from '}${range}`)}, in percent of homes (${widthReplications} draws of all assumptions at once).`.text;
  }

  // One household

  #showHouseholdChoice(results: Results): void {
    this.#household = 0;
    const members = membersOf(results);
    const { reference } = results.scenario;
    const second =
      members.find(({ id }) => id === ownPolicy) ?? members.find(({ id }) => id === this.#start?.start.like.id) ?? members.at(-1);
    const before = [selectAt('told-first').value, selectAt('told-second').value];
    for (const [place, id, chosen] of [
      [0, 'told-first', reference],
      [1, 'told-second', second?.id],
    ] as const) {
      const known = members.some((one) => one.id === before[place]) && !members.some((one) => one.id === ownPolicy);
      const selected = known ? before[place] : chosen;
      element(id).innerHTML = markup`${members.map(
        (one) => markup`<option value="${one.id}"${one.id === selected ? markup` selected` : undefined}>${one.label}</option>`,
      )}`.text;
    }
  }

  async #showHousehold(signal: AbortSignal): Promise<void> {
    const { results, wanted } = this.#shown!;
    const told = [...new Set(['told-first', 'told-second'].map((id) => selectAt(id).value))];
    const affected = results.affectedHouseholds(told[0]!, noFailure);
    const words = element('household-words');
    if (affected.length === 0) {
      words.textContent = 'No home that is followed is off supply for longer under the first policy than in ordinary life.';
      element('household-picture').innerHTML = '';
      return;
    }
    const household = affected[this.#household % affected.length]!;
    const rows = await this.#slow().ask('household', { ...wanted, household, told });
    if (signal.aborted) return;
    const horizon = Math.floor(results.scenario.horizonMinutes / 60);
    const members = membersOf(results);
    const labelOf = (id: string): string => members.find((one) => one.id === id)!.label;
    const panels = told.map(
      (id) =>
        creditPanelOf(
          rows.filter((row) => row['policy'] === id),
          labelOf(id),
          horizon,
        ).panel,
    );
    const [first] = rows;
    words.textContent = `Household ${household} of the first simulated failure: ${meterText(first?.['meter_kind'] ?? '')}, ${first?.['vulnerable'] === 'yes' ? 'vulnerable' : 'not vulnerable'}. One of ${numberText(affected.length, 0)} homes that are off for longer under ${labelOf(told[0]!)} than in ordinary life.`;
    const chart: Chart = {
      name: 'household',
      title: `Credit of household ${household}`,
      description: `Lines of credit in pounds, electricity full and gas dashed, a panel a policy. ${panels.map(({ title, remark }) => `${title}: ${remark}`).join(' ')}`,
      draw: (canvas) => creditPanels(panels, horizon, canvas),
    };
    element('household-picture').innerHTML = this.#pictureOf(chart);
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
      const chosen = boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset['policy']!);
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
      this.#showChanged();
    });
    onClick('unpin', () => {
      this.#pinned = undefined;
      this.#showChanged();
      element('pin').focus();
    });
    onClick('another', () => {
      this.#household += 1;
      void this.#showHousehold(this.#work.signal);
    });
    for (const id of ['told-first', 'told-second'])
      element(id).addEventListener('change', () => {
        this.#household = 0;
        void this.#showHousehold(this.#work.signal);
      });
    element('more').addEventListener('toggle', () => void this.#showMore());
    element('more-list').addEventListener('change', ({ target }) => {
      const { value, dataset } = target as HTMLInputElement;
      const more = without(this.#setting.more, dataset['path']!);
      this.#change({ ...this.#setting, more: value.trim() === '' ? more : { ...more, [dataset['path']!]: value.trim() } });
    });
    for (const { name } of figures)
      element(name)
        .querySelector('details')!
        .addEventListener('toggle', () => {
          this.#showTable(name);
        });
    this.#narrow.addEventListener('change', () => {
      for (const [name, { chart }] of this.#drawn) element(name).querySelector('.drawing')!.innerHTML = this.#pictureOf(chart);
      if (this.#shown !== undefined) void this.#showHousehold(this.#work.signal);
    });
    this.#listenToFile();
    this.#listenToDownloads();
  }

  #listenToFile(): void {
    const area = element('yaml-text') as HTMLTextAreaElement;
    const fill = async (): Promise<void> => {
      if (!detailsAt('yaml').open) return;
      area.value = this.#setting.text ?? (await this.#slow().ask('text', { name: this.#setting.scenario }));
    };
    element('yaml').addEventListener('toggle', () => void fill());
    element('yaml-use').addEventListener('click', () => {
      const setting = {
        scenario: this.#setting.scenario,
        households: this.#setting.households,
        text: area.value,
        moved: {},
        more: {},
      };
      this.#quick()
        .ask('load', { ...fileOf(setting), overrides: settingOverrides(setting, undefined) })
        .then(
          ({ scenario }) => {
            element('yaml-mistakes').hidden = true;
            const policies = firstPolicies({ name: changedName, title: '', about: '' }, scenario);
            this.#change({ ...setting, ...(policies && { policies }) });
          },
          (error: unknown) => {
            const texts = error instanceof Refused ? error.problems.map(describeProblem) : [String(error)];
            showMistakes(element('yaml-mistakes'), [
              `Not used: ${texts.length === 1 ? '1 problem' : `${texts.length} problems`}.`,
              ...texts,
            ]);
          },
        );
    });
    element('yaml-back').addEventListener('click', () => {
      element('yaml-mistakes').hidden = true;
      this.#change(this.#firstSetting(this.#caseOf(without(this.#setting, 'text'))));
      void fill();
    });
  }

  #listenToDownloads(): void {
    const told = (text: string): void => {
      element('taken').textContent = text;
    };
    element('copy').addEventListener('click', () => {
      const command = element('command');
      void copyText(command.textContent, command).then((isCopied) => {
        told(isCopied ? 'The command is copied.' : 'The command is selected: copy it with Ctrl and C.');
      });
    });
    element('save-yaml').addEventListener('click', () => {
      const shown = this.#shown;
      if (shown === undefined) return;
      void this.#slow()
        .ask('document', shown.wanted)
        .then((text) => {
          saveFile(changedName, 'text/yaml', [text]);
          told('scenario.yaml is downloaded.');
        });
    });
    element('save-csv').addEventListener('click', () => {
      if (this.#shown !== undefined)
        void summaryText(this.#shown).then((parts) => {
          saveFile('summary.csv', 'text/csv', parts);
          told('summary.csv is downloaded.');
        });
    });
    document.addEventListener('click', ({ target }) => {
      const name = (target as Element).closest<HTMLElement>('[data-picture]')?.dataset['picture'];
      const chart = name === undefined ? undefined : this.#drawn.get(name)?.chart;
      if (chart !== undefined) saveFile(`${chart.name}.svg`, 'image/svg+xml', [chartFile(chart)]);
    });
  }

  async #showMore(): Promise<void> {
    const list = element('more-list');
    if (!detailsAt('more').open) return;
    const keys = await this.#slow().ask('keys', {
      ...fileOf(this.#setting),
      overrides: settingOverrides(this.#setting, undefined),
    });
    list.innerHTML = markup`${keys.map(({ path, help, unit, value, range }) => {
      const id = `key-${path.replaceAll('.', '-')}`;
      const facts = [help, unit === '' ? '' : `Unit: ${unit}.`, range === '' ? '' : `Plausible: ${range}.`].filter(
        (text) => text !== '',
      );
      return markup`<div><label for="${id}">${path}</label><span id="${id}-help">${facts.join(' ')}</span><input id="${id}" data-path="${path}" placeholder="${value}" value="${this.#setting.more[path] ?? ''}" aria-describedby="${id}-help" autocomplete="off" spellcheck="false"></div>`;
    })}`.text;
  }

  #quick(): Desk {
    return (this.#quickDesk ??= this.#parts.openDesk());
  }

  #slow(): Desk {
    return (this.#slowDesk ??= this.#parts.openDesk());
  }
}

function without<Whole extends object, Key extends keyof Whole>(whole: Whole, left: Key): Omit<Whole, Key> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== left)) as Omit<Whole, Key>;
}

/** A worker's records hold the policies that ran; the scenario of the figures has no others. */
function withRun(scenario: Results['scenario'], store: RecordStore, replication: number): Results['scenario'] {
  const ran = store.read(replication).policies.map(({ policy }) => policy);
  return { ...scenario, policies: scenario.policies.filter(({ id }) => ran.includes(id)) };
}

function fileOf({ scenario, text }: Pick<Setting, 'scenario' | 'text'>): Pick<Wanted, 'name' | 'text'> {
  return text === undefined ? { name: scenario } : { name: changedName, text };
}

/** Fills a place anew; what had the focus in it has it again. */
function refill(id: string, text: string): void {
  const place = element(id);
  const focused = document.activeElement;
  const at = focused === null ? -1 : [...place.querySelectorAll('button, input')].indexOf(focused);
  place.innerHTML = text;
  place.querySelectorAll<HTMLElement>('button, input')[at]?.focus();
}

function showMistakes(place: HTMLElement, [first = '', ...others]: readonly string[]): void {
  place.innerHTML = markup`<p><strong>${first}</strong></p>${others.map((text) => markup`<pre>${text}</pre>`)}`.text;
  place.hidden = false;
}

/** The file that the command writes, policy by policy, so that the page goes on answering. */
async function summaryText({ results, store }: Shown): Promise<readonly string[]> {
  const kept = store.first(results.count);
  const parts: string[] = [];
  for (const policy of results.scenario.policies) {
    await pause();
    const rows = summaryRows({ ...results.scenario, policies: [policy] }, kept);
    const [head = '', ...lines] = [...csvChunks(withSegments(summaryTable, results.scenario), rows)].join('').split(/(?<=\n)/u);
    parts.push(...(parts.length === 0 ? [head] : []), ...lines);
  }
  return parts;
}
